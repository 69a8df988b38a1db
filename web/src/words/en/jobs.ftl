# Jobs: what runs, waits, has ended.

worklist-live = Live: every change shows as it happens.
worklist-polled = Looked up every few seconds.
worklist-empty = Nothing has been analysed yet
worklist-empty-about = Open a case and drop a CT: a DICOM folder, a NIfTI file or an archive. Its analysis shows here while it runs, and you can close this page meanwhile.
worklist-none-such = No job is in this state.
filter = Show jobs by state
all = All
jobs = Jobs
no-jobs = Nothing has been analysed in this case yet.
state-pending = Waiting
state-processing = Running
state-completed = Done
state-failed = Failed
state-cancelled = Cancelled
kind-ct-import = CT import
kind-ct-segmentation = CT segmentation
kind-document-reading = Document reading
kind-document-filing = Filing of a document
kind-report-rendering = Report as PDF
job-cancelling = Stopping…
job-next = Next in line
job-ahead =
    { $count ->
        [one] One job before it
       *[other] { $count } jobs before it
    }
job-tried-again = Attempt { $attempt } comes soon
job-almost = Almost done
job-seconds = About { $count } s left
job-minutes =
    { $count ->
        [one] About a minute left
       *[other] About { $count } min left
    }
cancel-job = Cancel
run-again = Run again
first-picture = First picture; the analysis goes on
