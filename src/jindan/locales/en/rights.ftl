# Export and erasure of a patient's records.

problem-records-kept = Some of these records must be kept
    .detail = Kept until: signed reports { $reports }, documents { $documents }, images and test results { $examinations }, patient register { $register }. In Korea this is the Enforcement Rule of the Medical Service Act, article 15 (1).
    .remedy = Propose the erasure again after { $until }. Nothing was erased.
problem-erasure-pending = An erasure of this patient is proposed already
    .detail = A patient has one proposal at a time.
    .remedy = Ask an administrator to approve or refuse it.
problem-own-erasure = Somebody else approves this erasure
    .detail = You proposed it yourself.
    .remedy = Ask another administrator of your organisation.
problem-erasure-void = This proposal no longer holds
    .detail = It has expired or was settled, or who proposed it may no longer do so.
    .remedy = Have it proposed again if it is still needed.
problem-patient-in-use = A record of this patient was just added
    .detail = A file or a result arrived during the erasure. Nothing was erased.
    .remedy = Try again in a minute.
problem-emergency-does-not-erase = An emergency access does not allow this
    .detail = Who sees a patient by an emergency access only does not propose an erasure.
    .remedy = Ask those who care for the patient.
problem-emergency-does-not-export = An emergency access does not allow this
    .detail = Who sees a patient by an emergency access only does not export their records.
    .remedy = Ask those who care for the patient.
export-without-access-log = Who looked at the records is not in here: an administrator or auditor downloads the access log.
export-without-results = Results of analyses and reports are not in here, as your role does not see them. A clinician exports them.
export-without-tables-of-many = Tables of many persons, and the answers about them, are not in here.
