# What patients consent to.

basis-electronic = Electronic form
basis-representative = Legal representative
basis-verbal = By word
basis-written = In writing
consent-basis = Basis
consent-decision = Decision
consent-ended-about = Waiting and running jobs for this purpose are cancelled at once.
consent-presumed = Presumed
consent-purpose = Purpose to record a decision for
consent-record = Record decision
consent-unasked = Not asked
consents = Consents
decision-granted = Given
decision-refused = Refused
decision-withdrawn = Withdrawn
purpose-care = Care
purpose-external-model = External language model
purpose-external-ocr = External OCR
purpose-research = Research
