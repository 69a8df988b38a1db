# Jobs: running, waiting and ended.

worklist-live = Updated in real time.
worklist-polled = Updated every few seconds.
worklist-empty = No analyses yet
worklist-empty-about = Open a case and drop a CT: a DICOM folder, a NIfTI file or an archive. Its analysis is shown here while it runs. You can close this page in the meantime.
worklist-none = No job is in this state.
filter = Filter jobs by state
all = All
jobs = Jobs
no-jobs = No analyses in this case yet.
state-pending = Waiting
state-processing = Running
state-completed = Done
state-failed = Failed
state-cancelled = Cancelled
kind-ct-import = CT import
kind-ct-segmentation = CT segmentation
kind-document-reading = Document text recognition (OCR)
kind-remote-document-reading = Document text recognition (external OCR service)
kind-document-filing = Creating searchable PDF
kind-report-rendering = Creating report PDF
job-cancelling = Stopping…
job-next = Next in line
job-ahead =
    { $count ->
        [one] One job before it
       *[other] { $count } jobs before it
    }
job-next-attempt = Attempt { $attempt } starts soon
job-almost = Almost done
job-seconds = About { $count } s left
job-minutes =
    { $count ->
        [one] About a minute left
       *[other] About { $count } min left
    }
cancel-job = Cancel
run-again = Run again
job-preview = Preview. The analysis continues.
