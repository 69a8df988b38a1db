# The frame of the app: menu, states, words used on every screen.

about = CT, multi-omics and documents of one patient, in one case.
research-only = For research use only. Not a medical device: no result may be the sole basis of a diagnosis or treatment.
skip = Skip to the content
navigation = Main menu
navigation-below = Main menu, below
worklist = Worklist
cases = Cases
new-case = New case
users = Users
audit = Audit
account = Account and settings
security = Sign-in and security
language = Language
appearance = Appearance
light = Light
dark = Dark
automatic = Auto
not-found = Page not found
to-start-page = Go to the start page
loading = Loading
more = Show more
again = Try again
cancel = Cancel
save = Save
done = Done
clear = Clear
back = Back
continue = Continue
untitled = Untitled case
actions = Actions
warnings = Warnings
state = State

problem-offline = The server cannot be reached
problem-offline-detail = The connection or the server is interrupted. Nothing you have entered is lost.
problem-offline-remedy = The app retries automatically. You can also try now.
problem-unexpected = An unexpected error occurred in the app
problem-unexpected-detail = The error is in the app. Your data on the server are not affected.
problem-unexpected-remedy = Try again. If it happens again, tell an administrator what you were doing.
notifications =
    { $count ->
        [0] Notifications
        [one] Notifications, one new
       *[other] Notifications, { $count } new
    }
notifications-none = No notifications yet.
