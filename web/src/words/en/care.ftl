# Who cares for a patient, protected patients, emergency access, and the rule of access.

access = Access
access-about = Who sees which patients in your organisation.
access-rule = Your organisation's rule
add = Add
care-add = Person or team
care-end = Remove
care-end-about = { $name } leaves the care team of this patient. Where a care relation is needed to see the patient, they do not see the patient any more.
care-end-of = Remove { $name } from the care team
care-no-match = Nobody of this name.
care-nobody = Nobody is entered yet.
care-team = Care team
emergency = Emergency access
emergency-about =
    { $hours ->
        [one] You will see this patient for one hour. The auditors and the care team are notified at once, and every access is reviewed.
       *[other] You will see this patient for { $hours } hours. The auditors and the care team are notified at once, and every access is reviewed.
    }
emergency-accesses = Emergency access
emergency-accesses-none = No emergency access so far.
emergency-accesses-own = What you opened in an emergency, and how it was reviewed.
emergency-accesses-to-review = Who opened which record in an emergency, and why. Each is reviewed by somebody else.
emergency-begin = Begin emergency access
emergency-code-about = The whole code of the patient.
emergency-end = End now
emergency-hours = Hours that an emergency access lasts
emergency-reason = Reason for access
emergency-reason-about =
    { $least ->
        [one] At least one character.
       *[other] At least { $least } characters.
    }
emergency-reviewed = Review by { $name }: { $note }
emergency-running = In progress
emergency-runs = You see this patient by an emergency access
emergency-runs-until = It ends at { $moment }.
emergency-span = From { $begin } until { $end }
emergency-stated = Reason: { $reason }
kept-normal = Patient, open to everybody
kept-restricted = Patient, by care relation
kept-very-restricted = Protected patient
people = People
presumes-external-model = Patients who were not asked: external language model allowed
presumes-external-ocr = Patients who were not asked: external OCR allowed
presumes-research = Patients who were not asked: research allowed
protected-EMP = Protected: employee
protected-VIP = Protected: VIP
protection = Protected patient
protection-about = Only the care team sees a protected patient.
protection-none = Not protected
reach = Who may see what
reach-about = What is seen may be used as far as the role allows.
reach-seen = Sees
reach-unseen = –
relation = Care relation
relation-emergency = Emergency access
relation-member = Care team
relation-none = None
review-access = Submit review
review-note = Note
seen-by-normal = Seen by everybody who works with patients.
seen-by-restricted = Seen by those with a care relation.
seen-by-very-restricted = Seen by the care team only.
team = Team
team-delete = Delete
team-delete-about = The team { $name } is deleted. A team that cares for patients has to leave their care first.
team-delete-of = Delete team { $name }
team-name = Name of department or team
team-new = Add team
teams = Departments and teams
review-verdict = Verdict
verdict-justified = Justified
verdict-none = Review pending
verdict-not-justified = Not justified
visibility = Patients are seen by
visibility-by-relation = Those with a care relation
visibility-by-relation-about = Who opened the patient or case, was added, or is in a team that was added.
visibility-open = Everybody who works with patients
visibility-open-about = Protected patients are seen by their care team only.
