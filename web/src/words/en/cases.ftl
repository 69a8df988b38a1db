# Cases and patients, and bringing files in.

find-patient = Find a patient by code
find-patient-example = How the code begins
no-such-patient = No patient has a code that begins so.
all-cases = Show all cases
cases-none = There are no cases yet
new-case-about = One case is one question about one patient.
open-case = Open the case
patient-code = Patient code
patient-code-about = A pseudonym: letters, digits and . _ -. Never a name or a registration number.
patient-known = This patient is known; the case is added to theirs.
patient-new = A new patient.
sex = Sex at birth
sex-unknown = Not stated
sex-female = Female
sex-male = Male
sex-other = Other
case-title = What is asked
case-title-about = For example: Liver before operation. Nothing that identifies the patient.
retitle = Change what is asked
opened-on = opened { $day }
add-files = Add files
to-the-case = To the case
resume-about = If the connection breaks or this page is closed, drop the same files again: what has arrived is not sent twice.

parts = What the case holds
part-imaging = CT
part-imaging-there = Imported
part-imaging-running = Being imported
part-imaging-missing = Still missing
part-omics = Omics
part-omics-there = Assessed by a model
part-omics-running = A model is asked
part-omics-missing = No model has been asked
part-documents = Documents
part-documents-there = Read
part-documents-running = Being read
part-documents-missing = None yet
part-report = Report
part-report-there = Drafted
part-report-running = Being prepared
part-report-missing = Comes with the first analysis
part-signature = Signature
part-signature-there = Signed by a clinician
part-signature-running = –
part-signature-missing = Not signed yet: preliminary
timeline = Timeline
happened-opened = Case opened
happened-job-asked = { $kind }: requested
happened-job-completed = { $kind }: done
happened-job-failed = { $kind }: failed
happened-job-cancelled = { $kind }: cancelled
happened-report-preliminary = Preliminary report drafted
happened-report-final = Report signed
happened-report-amended = Report amended

drop = Drop files or folders here
drop-about = A DICOM folder, NIfTI files, archives, tables, PDFs, photos. Each file is recognised on this machine before anything is sent.
choose-files = Choose files
choose-folder = Choose a folder
group-dicom = DICOM series ({ $modality })
group-nifti = NIfTI volume
group-archive = Archive
group-table = Tables
group-pdf = Documents (PDF)
group-picture = Scans and photos
group-unknown = Not recognised
group-files =
    { $count ->
        [one] One file
       *[other] { $count } files
    }
leads-to-dicom = Segmentation and report
leads-to-nifti = Segmentation and report
leads-to-table = Risk score and report
leads-to-archive = Unpacked, then segmentation
leads-to-pdf = Read as a document
leads-to-picture = Read as a document
leads-nowhere = Kept with the case
check-few-slices = Only a few slices: too little for a segmentation of the upper abdomen.
check-not-ct = Not CT. Only CT can be segmented; the import will say what it found.
check-two-patients = These images carry more than one patient ID.
check-not-3d = Not a volume of three dimensions.
check-unknown = Neither DICOM, NIfTI, archive, table, PDF nor picture. It is not sent.
two-patients-confirmed = The images carry more than one patient ID. I have checked that they all belong to this patient.
send =
    { $count ->
        [one] Send one file
       *[other] Send { $count } files
    }
send-about = Names and dates in DICOM are removed when they arrive.
sent = Sent
step-waiting = Waiting
step-sending = Sending, { $percent }%
step-offline = Connection lost at { $percent }%. It goes on by itself.
step-starting = Arrived; the analysis is being requested
step-started = The analysis is under way. You can close this page.
step-kept = Arrived, kept with the case.
files = Files
no-files = No file has been sent to this case yet.
file-received = Received
file-made = Made here
save-file = Save { $name }
