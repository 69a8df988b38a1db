# Cases and patients, and bringing files in.

find-patient = Find a patient by code
find-patient-example = Start of the code
no-such-patient = No patient code starts with this.
all-cases = Show all cases
cases-none = There are no cases yet
new-case-about = A case holds one clinical question about one patient.
create-case = Create case
patient-code = Patient code
patient-code-about = A pseudonym: letters, digits and . _ -. Never a name or a registration number.
patient-known = This patient is already registered. The case is added to this patient.
patient-new = A new patient is registered.
sex = Sex at birth
sex-unknown = Not stated
sex-female = Female
sex-male = Male
sex-other = Other
clinical-question = Clinical question
clinical-question-about = For example: Liver before operation. Enter nothing that identifies the patient.
edit-clinical-question = Edit clinical question
created-on = created { $day }
add-files = Add files
back-to-case = Back to case
resume-about = If the connection is lost or this page is closed, drop the same files again. What has already arrived is not sent twice.

case-contents = Contents of the case
part-imaging = CT
part-imaging-there = Imported
part-imaging-running = Being imported
part-imaging-missing = None yet
part-omics = Omics
part-omics-there = Risk model run
part-omics-running = Risk model running
part-omics-missing = Risk model not run
part-documents = Documents
part-documents-there = Read
part-documents-running = Being read
part-documents-missing = None yet
part-report = Report
part-report-there = Drafted
part-report-running = Being prepared
part-report-missing = Drafted after the first analysis
part-signature = Signature
part-signature-there = Signed by a clinician
part-signature-running = –
part-signature-missing = Not signed yet: preliminary
timeline = Timeline
happened-created = Case created
happened-job-requested = { $kind }: requested
happened-job-completed = { $kind }: done
happened-job-failed = { $kind }: failed
happened-job-cancelled = { $kind }: cancelled
happened-report-preliminary = Preliminary report drafted
happened-report-final = Report signed
happened-report-amended = Report amended

drop = Drop files or folders here
drop-about = A DICOM folder, NIfTI files, archives, tables, PDFs or photos. Each file is recognised on this device before it is sent.
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
leads-to-pdf = Document text recognition (OCR)
leads-to-picture = Document text recognition (OCR)
leads-nowhere = Stored with the case
check-few-slices = Only a few slices. This is too few to segment the upper abdomen.
check-not-ct = Not CT. Only CT can be segmented. The import reports what the files contain.
check-two-patients = These images contain more than one patient ID.
check-not-3d = Not a three-dimensional volume.
check-unknown = Neither DICOM, NIfTI, archive, table, PDF nor image. The file is not sent.
two-patients-confirmed = The images contain more than one patient ID. I have checked that they all belong to this patient.
send =
    { $count ->
        [one] Send one file
       *[other] Send { $count } files
    }
send-about = Names and dates in DICOM are removed when the files arrive.
sent = Sent
step-waiting = Waiting
step-sending = Sending, { $percent }%
step-offline = Connection lost at { $percent }%. Sending resumes automatically.
step-starting = Arrived. The analysis is being requested.
step-started = The analysis has started. You can close this page.
step-stored = Arrived and stored with the case.
files = Files
no-files = No file has been sent to this case yet.
file-received = Received
file-generated = Generated
save-file = Save { $name }
