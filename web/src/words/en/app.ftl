# The frame of the app: places, states, what every screen says.

about = CT, multi-omics and documents of one patient, in one case.
research-only = For research use only. Not a medical device: no result may be the sole basis of a diagnosis or treatment.
skip = Skip to the content
navigation = Places
navigation-below = Places, below
worklist = Worklist
cases = Cases
new-case = New case
people = People
audit = Audit
account = Account and settings
security = Sign-in and security
language = Language
appearance = Appearance
light = Light
dark = Dark
automatic = Auto
nowhere = There is nothing at this address
to-the-start = To the start
loading = Loading
more = Show more
again = Try again
keep = Save
leave = Discard
save = Save
done = Done
clear = Clear
back = Back
continue = Continue
untitled = Untitled case
actions = Actions
remarks = Bear in mind
state = State

problem-offline = The server cannot be reached
problem-offline-detail = Your connection or the server is interrupted. Nothing you have entered is lost.
problem-offline-remedy = It is tried again by itself; you can also try now.
problem-unexpected = Something unexpected happened in the app
problem-unexpected-detail = The app made a mistake of its own. Your data on the server are not affected.
problem-unexpected-remedy = Try again. If it happens again, tell an administrator what you did.
notices =
    { $count ->
        [0] Notices
        [one] Notices, one new
       *[other] Notices, { $count } new
    }
notices-none = Nothing has happened yet.
