document-pdf-title = Scanned document with its text
document-page = Page { $number } of the scan
document-kind-lab-report = Laboratory report
document-kind-pathology-report = Pathology report
document-kind-prescription = Prescription
document-kind-referral = Referral
document-kind-discharge-summary = Discharge summary
document-kind-imaging-report = Imaging report
document-kind-consent = Consent
document-kind-insurance-claim = Insurance claim
document-kind-receipt = Receipt
document-kind-resident-id = Identity card
document-kind-business-registration = Business registration
document-kind-contract = Contract
document-kind-general = General document
document-kind-unknown = Type unknown
document-accepted = { $name }: stored and waiting to be read
document-not-accepted = { $name }: not stored
document-source = Document { $number }
document-report-title = Reading of a document
document-report-findings = What the document says
document-fact-kind = Document type
document-fact-version = Version
document-version-read = { $number }, as it was read
document-fact-to-check = { $value } (to check)
document-version-corrected = { $number }, corrected by a person
document-statement-kind = Document type: { $kind }. Values read from it: { $rows }.
document-statement-high = { $name }, above its range as the document says: { $value }.
document-statement-low = { $name }, below its range as the document says: { $value }.
document-statement-drug = Medication on the document: { $name } { $value }.
document-statement-diagnosis = Diagnosis on the document: { $value }.
document-table-values = Values read from the document
document-table-what = What
document-column-value = Value
document-column-status = Status
document-model-purpose = Reads printed Korean and English text from scans and photographs.
document-model-numbers = Numbers, units and decimal points may be misread; compare them with the scan before they are relied on.
document-model-not-a-device = For research use only; not a medical device.
field-patient-name = Patient
field-birth-date = Birth date
field-sex = Sex
field-resident-number = Resident number (masked)
field-patient-number = Patient number
field-hospital = Hospital
field-document-date = Date of the document
field-specimen-date = Date of the specimen
field-admission-date = Admission
field-discharge-date = Discharge
field-lab-analyte = Analyte
field-lab-value = Result
field-lab-unit = Unit
field-lab-reference = Reference range
field-lab-flag = Flag
field-drug = Drug
field-strength = Strength
field-dose = Dose
field-dose-unit = Unit of the dose
field-route = Route
field-frequency = Frequency
field-duration = Duration
field-diagnosis = Diagnosis
field-diagnosis-code = Code of the diagnosis
field-amount = Amount
field-business-number = Business registration number
note-value-and-flag-disagree = The value lies on another side of its range than its flag says: one of them was misread.
note-patient-name-differs = The name on the document is not that of the case's patient. Check that it belongs to this case.
note-birth-date-differs = The birth date on the document is not that of the case's patient. Check that it belongs to this case.
note-patient-sex-differs = The sex on the document is not that of the case's patient. Check that it belongs to this case.
stage-understanding = Finding what the document says
stage-filing = Making the searchable PDF
problem-query-too-short = The search is too short
    .detail = One character is on nearly every page.
    .remedy = Search for at least two characters that stand together; initials such as ㅎㄱㄷ count as characters.
problem-document-outdated = The document has another version by now
    .detail = You have looked at version { $read }; the newest is { $current }.
    .remedy = Look at the newest version, and do it again if it still holds.
problem-second-person-needed = Another person must confirm this version
    .detail = You have confirmed or corrected this version already, and a value that may harm needs two persons.
    .remedy = Ask a colleague to compare it with the scan and to confirm it.
problem-nothing-to-correct = There is nothing to correct
    .detail = The correction names no field and no word, or one that this version does not have.
    .remedy = Take positions, pages, lines and words from the version you have read, and send at least one change.
problem-reading-service-off = The OCR service is not offered here
    .detail = This installation has no key for the service that the request names.
    .remedy = Leave the engine empty to read with the local one, or ask the operator to set up the service.
problem-consent-missing = Your organisation has not consented to sending pages
    .detail = Pages leave this installation only where an administrator of the organisation has consented; nothing was sent.
    .remedy = Leave the engine empty to read with the local one, or ask an administrator of your organisation to consent.
problem-not-a-document = The file cannot be read as a document
    .detail = Documents are read from PDF, PNG, JPEG, TIFF, WebP and HEIC; this endpoint may take pictures only.
    .remedy = Send a scan, a photograph or a PDF; for a PDF, upload it and have it read as a job.
problem-image-too-large = The picture is too large to wait for
    .detail = This endpoint reads one picture of at most { $limit_mib } MiB within ten seconds.
    .remedy = Upload the picture and have it read as a job, which takes any size.
document-sex-male = male
document-sex-female = female

document-report-values = Values read from the document
document-column-reference = Reference range
document-column-place = Where
document-statement-to-check = { $count ->
    [one] One value is to be checked by a person before it is relied on.
   *[other] { $count } values are to be checked by a person before they are relied on.
  }

field-value-times-a-day = { $count ->
    [one] once a day
   *[other] { $count } times a day
}
field-value-at-bedtime = { $count ->
    [one] once a day, at bedtime
   *[other] { $count } times a day, at bedtime
}
field-value-every-hours = { $count ->
    [one] every hour
   *[other] every { $count } hours
}
field-value-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
