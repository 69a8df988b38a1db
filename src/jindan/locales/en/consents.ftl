# Consents of patients.

problem-patient-consent-missing = The patient has not consented to sending pages
    .detail = Pages of this patient do not leave this installation; nothing was sent.
    .remedy = Leave the engine empty to read with the local one, or record the patient's consent first.
problem-nothing-to-withdraw = There is no consent to withdraw
    .detail = The patient does not consent to this purpose now.
    .remedy = Record a refusal if the patient was asked and refused.
problem-consent-withdrawn = The patient no longer consents
    .detail = The job was cancelled because the patient's consent to its purpose was refused or withdrawn.
    .remedy = Run it again only if the patient consents anew; documents can be read with the local engine.
