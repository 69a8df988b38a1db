# Patients and cases.

problem-patient-code-taken = A patient with this code exists already
    .detail = Your organisation uses each code for one patient.
    .remedy = Open the existing patient, or choose another code.
problem-unfit-patient-code = This code cannot be used
    .detail = A code has 1 to 64 letters, digits or the characters . _ - and is not a registration or phone number.
    .remedy = Choose a code that tells nothing about the person, such as P-0007.
problem-identifying-title = The title identifies the patient
    .detail = It contains a registration or phone number.
    .remedy = Write the clinical question, without anything that identifies the patient.
problem-title-hidden = You would not see this title again
    .detail = A title may name the patient, so only roles that may identify patients see or write it. Yours may not.
    .remedy = Create the case without a title. You find it by the patient's code.
problem-unfit-birth-date = This birth date is not possible
    .detail = It lies in the future or before 1880.
    .remedy = Correct the date and send it again.
