# Documents: stages, remarks on pages and words, problems.

stage-preparing-pages = Setting the pages upright
stage-reading-text = Reading the text

remark-text-layer = The text is the PDF's own; it was not read from the picture.
remark-text-layer-refused = The PDF carries text that is hidden or does not match the page, so the page was read from its picture.
remark-no-text = No text was found on this page.
remark-picture-coarse = The letters are only about { $pixels } pixels high; small ones may be misread. Scan at 200 dpi or more.
remark-picture-blurred = The picture is not quite sharp. A new photograph with a steady hand reads better.
remark-picture-faint = The ink hardly stands out from the paper. More light or a darker copy reads better.
remark-picture-too-poor = The picture of this page is too poor to rely on. Please photograph or scan it again.
remark-number-read-differently = A second look read “{ $other }” here. Please compare it with the page.
remark-number-misshapen = Numbers are not written like this; a point, a sign or a digit may be misread. Please compare it with the page.
remark-number-unsure = A digit or sign is hard to make out. Please compare it with the page.
remark-number-implausible = No patient has such a value ({ $low } to { $high } { $unit } are possible). Please compare it with the page.
remark-engine-fallback = { $engine } could not be used ({ $reason }); the local engine read the document instead.

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

problem-picture-coarse = The picture is too small to be read
    .detail = The letters are only about { $pixels } pixels high.
    .remedy = Photograph the page from nearer so that it fills the picture, or scan it at 200 dpi or more.

problem-picture-blurred = The picture is too blurred to be read
    .detail = It is out of focus, or the camera moved.
    .remedy = Hold the camera still, tap the page to focus, and photograph it again in good light.

problem-picture-faint = The picture is too faint to be read
    .detail = The ink hardly stands out from the paper.
    .remedy = Photograph it again in brighter, even light without glare, or scan the original.
