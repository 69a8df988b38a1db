# Documents: recognition, review, correction, search, export.

documents = Documents
no-documents = No document has been read in this case yet. Add scans, photos or PDFs.
pages =
    { $count ->
        [one] One page
       *[other] { $count } pages
    }
open-document = Open
check-document = Check
no-pages = This document has no pages.

review-clear = No values to check
review-clear-about = No value is flagged. You can confirm the document, or correct a value that you read differently.
review-needed = To check
review-needed-about = Compare the flagged values with the page. Press Enter to confirm a value, or type over it to correct it.
review-second = Second review required
review-second-about = One person has reviewed the document. A safety-critical value was flagged or changed, so a second person must compare it with the page and confirm it.
review-confirmed = Confirmed
review-confirmed-about = A person has confirmed this version. You can still correct it. Every version is stored.
review-conflict = Possible patient mismatch
review-conflict-about = The document does not match the patient of this case. No report is made from it until a person has corrected or confirmed it.
values-to-check =
    { $count ->
        [one] One value to check
       *[other] { $count } values to check
    }

page-image = Page image
page-image-of = Page { $number }, with sensitive numbers redacted
page-choice = Page
page-of = Page { $number } of { $count }
previous-page = Previous page
next-page = Next page
zoom-in = Zoom in
zoom-out = Zoom out
all-boxes = All words
legend = Legend
trust-sure = High confidence
trust-fair = Medium confidence
trust-low = Low confidence
trust-flagged = To check
trust-resolved = Checked
crop = Enlarged part of the page

resolve-value = Check the value
word = Word
critical = Safety-critical
flag-of = Value to check: { $number } of { $count }
read-as = Recognised text
confidence-of = Confidence { $confidence }
flag-low-confidence = Its confidence is below the limit set for this installation.
confirm-value = Confirm
correct-value = Correct
close = Close
key-enter = confirm or correct, then next
key-escape = close
key-steps = next or previous value to check

tally = Confirmed: { $confirmed }. Corrected: { $corrected }. Still to check: { $open }. Nothing is saved yet.
next-flag = Next value to check
save-decisions =
    { $count ->
        [one] Save one decision
       *[other] Save { $count } decisions
    }
discard-decisions = Discard changes
confirm-all = Confirm all as recognised
confirm-document = Confirm the document
version-saved = Version { $version } is saved.
decisions-unsaved = Your changes are still here and not yet saved. The newest version is shown. Save again if they still apply.
contested = Another user has corrected the same value
contested-about = Choose the value to use, then save again. Your other changes are still here.
contested-texts = Theirs: { $theirs }. Yours: { $mine }.
contested-gone = The newest version no longer contains the value you saw ({ $from }). Yours: { $mine }.
take-mine = Use mine
take-theirs = Use theirs
drop-mine = Discard mine

fields = Fields
no-fields = No named value was recognised in this document.
text = Text
text-of-page = Text of page { $number }
table = Table
page-and-line = Page { $page }, line { $line }
line-about = Choose a word to confirm or correct it.
versions = Versions
by-machine = read automatically
by-you = corrected by you
by-colleague = corrected by a colleague
checked-count =
    { $count ->
        [one] one value checked
       *[other] { $count } values checked
    }
confirmed-by-count =
    { $count ->
        [one] confirmed by one person
       *[other] confirmed by { $count } people
    }
show-version = Show
compare-version = Compare with the previous version
no-differences = Both versions are the same. Values were confirmed as recognised.
place = Place
earlier-version = This is an earlier version
to-newest-version = To the newest version

export = Export
export-pdf = Searchable PDF
export-pdf-later = Available when the version is confirmed and its PDF has been created
export-text = Text
export-markdown = Markdown
export-hocr = hOCR
export-alto = ALTO
export-fhir = FHIR DocumentReference

search = Search
search-about = Search document text.
search-terms = Search terms
search-terms-about = Words, parts of words, or Hangul initials: ㅎㄱㄷ finds 홍길동.
find = Find
hits-count =
    { $count ->
        [one] One document
       *[other] { $count } documents
    }
hits-newest = The { $count } newest documents. Add a term to narrow the search.
hits-none = No documents found
hits-none-about = Try a part of the word or its initials. Only the recognised and corrected text of your organisation’s documents is searched.
waiting-needed = To check
waiting-second = Second review required
waiting-none = None.
