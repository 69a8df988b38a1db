# Documents: stages, notes on pages and words, problems.

stage-preparing-pages = Setting the pages upright
stage-reading-text = Reading the text
stage-sending-pages = Having the pages read by the OCR service

note-text-layer = The text is the PDF's own; it was not read from the picture.
note-text-layer-refused = The PDF carries text that is hidden or does not match the page, so the page was read from its picture.
note-no-text = No text was found on this page.
note-picture-coarse = The letters are only about { $pixels } pixels high; small ones may be misread. Scan at 200 dpi or more.
note-picture-blurred = The picture is not quite sharp. A new photograph with a steady hand reads better.
note-picture-faint = The ink hardly stands out from the paper. More light or a darker copy reads better.
note-picture-too-poor = The picture of this page is too poor to rely on. Please photograph or scan it again.
note-number-read-differently = A second look read “{ $other }” here. Please compare it with the page.
note-number-misshapen = Numbers are not written like this; a point, a sign or a digit may be misread. Please compare it with the page.
note-number-unsure = A digit or sign is hard to make out. Please compare it with the page.
note-number-implausible = No patient has such a value ({ $low } to { $high } { $unit } are possible). Please compare it with the page.
note-engine-fallback = { $engine } could not be reached; the local engine read this page instead.
note-remote-stored = The remote service says that it keeps what was sent. Please tell the operator.
note-remote-consent-missing = The consent to send pages to { $engine } was withdrawn; nothing of this page was sent, and the local engine read it.
note-remote-refused = { $engine } did not read this page; the local engine read it instead. If it goes on, please tell the operator.
note-remote-withheld = This page was not sent to { $engine }: it could not be read here well enough to cover its sensitive numbers. What stands here is what the local engine read.
note-character-unknown = A character here is unknown to the engine. Please compare it with the page.

problem-document-unreadable = The document cannot be opened
    .detail = The file is damaged, empty, or of a kind that is not read.
    .remedy = Send a PDF, or a picture as PNG, JPEG, TIFF, WEBP or HEIC; if it is one, save or scan it again.

problem-document-encrypted = The document is locked with a password
    .detail = Its pages cannot be seen without the password.
    .remedy = Save it without a password and send that file.

problem-document-too-large = The document is too large
    .detail = It has more pages, or a page has more pixels, than are read at once ({ $most }).
    .remedy = Split it into smaller files, or scan it at 300 dpi.

problem-no-page = The document has no page
    .detail = The file can be opened but holds nothing to read.
    .remedy = Export or scan the document again.

problem-engine-unknown = There is no reading engine of this name
    .detail = “{ $engine }” is not one of { $known }.
    .remedy = Choose one of these, or none to let the system choose.

problem-engine-missing = The reading engine is not available
    .detail = Its software, data or key is not installed here: { $engine }.
    .remedy = Ask the operator to install it, or choose another engine.

problem-recogniser-unfit = The installation's own recognition network cannot be used
    .detail = It takes other pictures, or tells { $classes } classes where its list has { $characters } characters, a blank and a space.
    .remedy = Ask the operator to check recogniser.onnx and characters.txt, or choose another engine.

problem-picture-coarse = The picture is too small to be read
    .detail = The letters are only about { $pixels } pixels high.
    .remedy = Photograph the page from nearer so that it fills the picture, or scan it at 200 dpi or more.

problem-picture-blurred = The picture is too blurred to be read
    .detail = It is out of focus, or the camera moved.
    .remedy = Hold the camera still, tap the page to focus, and photograph it again in good light.

problem-picture-faint = The picture is too faint to be read
    .detail = The ink hardly stands out from the paper.
    .remedy = Photograph it again in brighter, even light without glare, or scan the original.

problem-remote-key-rejected = The OCR service does not accept the key
    .detail = The key is wrong, expired, or not for this service.
    .remedy = Ask the operator to check the key; the local engine needs none.

problem-remote-credit-spent = The account at the OCR service has no credit
    .detail = The service answered that the request is not paid for.
    .remedy = Ask the operator to top it up, or read with the local engine.

problem-remote-input-refused = The OCR service refuses this page
    .detail = It is too large, damaged, or of a kind that the service does not read (status { $status }).
    .remedy = Send a smaller or newer scan, or read with the local engine.

problem-remote-contract-broken = The OCR service answered in an unknown way
    .detail = The answer was cut off or is not the one that its documentation describes.
    .remedy = Try again later, or read with the local engine; tell the operator if it goes on.

problem-remote-empty-answer = The OCR service found no text
    .detail = The page shows lines of text, but the answer holds none.
    .remedy = Read it with the local engine, or send a better scan.

problem-remote-busy = The OCR service is busy
    .detail = It asks to be called less often (status { $status }).
    .remedy = Wait a little; the document will be tried again.

problem-remote-away = The OCR service does not answer
    .detail = It is out of order, out of reach, or too slow.
    .remedy = Wait a little; the document will be tried again.

cli-ocr-flags = { $count ->
        [one] 1 word to confirm
       *[other] { $count } words to confirm
    }
cli-ocr-flag = page { $page }: “{ $word }”: { $reason }
note-document-kind-undecided = The type of the document could not be decided.
note-document-date-to-check = The date on the document must be checked, so the document has none yet.
note-document-date-missing = No date of the specimen or of the document was read.
note-low-confidence = Read with a confidence below the limit of this installation.
