# Documents: read, checked, corrected, found, taken along.

documents = Documents
no-documents = No document has been read in this case yet. Add scans, photos or PDFs.
pages =
    { $count ->
        [one] One page
       *[other] { $count } pages
    }
open-document = Open
check-document = Check
no-pages = This document has no page.

review-clear = Read without doubt
review-clear-about = Nothing read is in doubt. You can stand by it, or correct what you see otherwise.
review-needed = To be checked
review-needed-about = Compare what is in doubt with the page. Enter confirms it as it stands; write over it to correct it.
review-second = Second person needed
review-second-about = One person has settled it. A value that may do harm was doubted or changed: a second person compares it with the page and confirms.
review-confirmed = Confirmed
review-confirmed-about = A person stands by this version. You can still correct it; every version stays.
review-conflict = Another patient?
review-conflict-about = Something on it does not fit the patient of this case. No report is made of it until a person has corrected or confirmed it.
doubts-left =
    { $count ->
        [one] One doubt
       *[other] { $count } doubts
    }

paper = Picture of the page
page-picture = Page { $number }, its sensitive numbers blacked out
page-choice = Page
page-of = Page { $number } of { $count }
page-before = Page before
page-after = Next page
larger = Larger
smaller = Smaller
all-boxes = All words
legend = What the boxes mean
trust-sure = Sure
trust-fair = Fairly sure
trust-low = Unsure
trust-doubt = In doubt
trust-settled = Settled
crop = The place on the page, enlarged

settle = Settle what was read
word = Word
critical = May do harm if wrong
doubt-of = Doubt { $number } of { $count }
read-as = Read as
confidence-of = Confidence { $confidence }
doubt-dim = It was read with less certainty than this installation asks for.
confirm-value = Confirm
correct-value = Correct
close = Close
key-enter = confirm or correct, and on
key-escape = leave
key-steps = next or previous doubt

tally = Confirmed: { $confirmed }. Corrected: { $corrected }. Still in doubt: { $open }. Nothing is saved yet.
next-doubt = To the next doubt
save-decisions =
    { $count ->
        [one] Save one decision
       *[other] Save { $count } decisions
    }
discard-decisions = Discard them
confirm-all = Confirm all as read
confirm-document = Confirm the document
version-saved = Version { $version } is saved.
decisions-kept = What you have settled is kept here. The newest version is shown; save again if it still holds.
contested = Somebody else has corrected the same
contested-about = Say which is to stand; then save again. All else that you have settled is kept.
contested-texts = Theirs: { $theirs }. Yours: { $mine }.
contested-gone = The newest version no longer has what you looked at ({ $from }). Yours: { $mine }.
take-mine = Take mine
take-theirs = Take theirs
leave-mine = Leave it out

fields = Fields
no-fields = No value was read by name from this document.
text = Text
text-of-page = Text of page { $number }
table = Table
page-and-line = Page { $page }, line { $line }
line-about = Choose a word to confirm or correct it.
versions = Versions
by-machine = read by the machine
by-you = corrected by you
by-person = corrected by a colleague
settled-count =
    { $count ->
        [one] one value settled
       *[other] { $count } values settled
    }
confirmed-by-count =
    { $count ->
        [one] one person stands by it
       *[other] { $count } persons stand by it
    }
show-version = Show
compare-version = Compare with the one before
no-differences = Both versions say the same; values were confirmed as read.
place = Place
earlier-version = This is an earlier version
to-newest-version = To the newest version

export = Export
export-pdf = Searchable PDF
export-pdf-later = Comes once the version is confirmed and filed
export-text = Text
export-markdown = Markdown
export-hocr = hOCR
export-alto = ALTO
export-fhir = FHIR DocumentReference

search = Search
search-about = Documents by what they say.
search-words = Words
search-words-about = Words, parts of words, or initials: ㅎㄱㄷ finds 홍길동.
find = Find
found-count =
    { $count ->
        [one] One document
       *[other] { $count } documents
    }
found-newest = The { $count } newest documents; add a word to narrow it
found-none = No document says that
found-none-about = Try a shorter part of the word, or its initials. Only documents of your organisation are searched, by what was read or corrected.
waiting-needed = To be checked
waiting-second = Waiting for a second person
waiting-none = None.
