# Reports: reading, signing, amending.

reports = Reports
report = Report
no-reports = There is no report yet. It is drafted when a CT has been analysed or a document read.
read-and-sign = Read and sign
read-report = Read
report-preliminary = Preliminary
report-final = Final
report-amended = Amended
statements = What the report says
statements-about = Open a sentence to see what it rests on, and go there.
basis = What the sentence rests on
evidence-slice = Slice
evidence-measurement = Measurement
evidence-document-line = Document line
evidence-table-row = Table row
withdrawn = Withdrawn
withdraw = Withdraw: { $statement }
sign = Sign
sign-about = This report was drafted by the machine and is preliminary. Your signature makes it final, under your name; it can be amended later, never erased.
sign-read = I have read this version and stand by it.
amend = Amend
amend-about =
    { $count ->
        [0] Mark the sentences above that you do not stand by, or add your own words.
        [one] One sentence is marked to be withdrawn.
       *[other] { $count } sentences are marked to be withdrawn.
    }
reason = Reason
addendum = Addendum
addendum-about = In your own words; it stands on the report under your name.
pdf-preview = The report on paper
pdf-page = Page { $number }
pdf-being-set = The PDF of this version is being set; it appears here by itself.
review = Review
review-of = Review: { $statement }
review-said = { $verdict }. Review: { $statement }
verdict = Verdict
verdict-accepted = Accepted
verdict-amended = Amended
verdict-rejected = Rejected
review-words = What it should say
report-of-ct-segmentation = Abdominal CT
report-of-omics-risk = Risk
report-of-document-filing = Document
