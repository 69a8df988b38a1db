# Reports: reading, signing, amending.

reports = Reports
report = Report
no-reports = There is no report yet. It is drafted when a CT has been analysed or a document read.
read-and-sign = Read and sign
read-report = Read
report-preliminary = Preliminary
report-final = Final
report-amended = Amended
statements = Report text
statements-about = Open a sentence to see its evidence.
evidence = Evidence
evidence-slice = Slice
evidence-line = Document line
evidence-cell = Table cell
evidence-none = Result
withdraw = Withdraw: { $statement }
sign = Sign
sign-about = This report was drafted automatically and is preliminary. Your signature makes it final under your name. It can be amended later, but not deleted.
sign-read = I have read this version and confirm it.
amend = Amend
amend-about =
    { $count ->
        [0] Select the sentences above to withdraw, or add an addendum.
        [one] One sentence is selected to be withdrawn.
       *[other] { $count } sentences are selected to be withdrawn.
    }
reason = Reason
addendum = Addendum
addendum-about = Shown on the report under your name.
pdf-preview = Print preview
pdf-page = Page { $number }
pdf-being-created = The PDF of this version is being created. It is shown here when it is ready.
pdf-hidden = The PDF is not shown: it has words that only those who may identify patients see.
typed-words-hidden = Only those who may identify patients see these words.
review = Review
review-of = Review: { $statement }
reviewed-as = { $verdict }. Review: { $statement }
verdict = Verdict
verdict-accepted = Accepted
verdict-amended = Amended
verdict-rejected = Rejected
corrected-text = Corrected text
report-of-ct-segmentation = Abdominal CT
report-of-omics-risk = Risk
report-of-document-filing = Document
