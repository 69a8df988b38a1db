# Care teams, care relations, protected patients, emergency access.

problem-team-exists = A team of this name exists already
    .detail = Your organisation uses each name for one team.
    .remedy = Use the existing team, or choose another name.
problem-team-still-cares = This team still cares for patients
    .detail = A team is deleted only when no patient is in its care.
    .remedy = Take the team out of the care of its patients first.
problem-last-of-protected = Nobody else cares for this protected patient
    .detail = Without this relation, nobody could see the patient any more.
    .remedy = Add another person or team to the care of the patient first.
problem-emergency-does-not-extend = An emergency access does not allow this
    .detail = Who sees a patient by an emergency access only cannot change who cares for the patient.
    .remedy = Ask somebody of the care team to add you.
problem-patient-in-reach = You see this patient already
    .detail = An emergency access is for patients whom you cannot see otherwise.
    .remedy = Open the patient in the list.
problem-reason-too-short = The words are too short to be judged
    .detail = At least { $least } characters are needed.
    .remedy = Write in a sentence what makes it necessary, or what you found.
problem-own-emergency = Your own emergency access is reviewed by somebody else
    .detail = The person who used it does not judge it.
    .remedy = Leave the review to another auditor or administrator.
problem-emergency-reviewed = This emergency access was reviewed before
    .detail = A review is final.
    .remedy = Read the earlier review in the list.
problem-emergency-ended = This emergency access has ended
    .detail = Its time is over, or it was ended before.
    .remedy = Nothing needs to be done.

notice-emergency-access-begun = An emergency access has begun
notice-emergency-access-reviewed = Your emergency access was reviewed
problem-unknown-patient-code = No patient has this code
    .detail = An emergency access needs the whole code, exactly. This attempt was recorded too.
    .remedy = Check the code of the patient, and enter it again.
