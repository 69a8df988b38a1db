"""Files that are refused before they are stored: of no accepted type, of two types, or under a false name."""

import phantoms_files as files
from corpus.cases import UPLOAD, Hostile

MISNAMED = {
    "png named pdf": ("x.pdf", files.PNG),
    "dicom named exe": ("x.exe", files.dicom()),
    "csv named html": ("x.html", files.CSV),
    "pdf named js": ("x.pdf.js", files.PDF),
    "nifti named dcm": ("x.dcm", files.nifti()),
    "zip named nii.gz": ("x.nii.gz", files.zipped(["a/1.dcm"])),
}

DISGUISES = (
    *(
        Hostile(
            name=name,
            files=lambda content=content: {"x": content},
            refused="unsupported-content",
            by=UPLOAD,
        )
        for name, content in files.REFUSED.items()
    ),
    *(
        Hostile(
            name=name,
            files=lambda content=content: {"x": content},
            refused="disguised-content",
            by=UPLOAD,
        )
        for name, content in files.DISGUISED.items()
    ),
    *(
        Hostile(
            name=name,
            files=lambda named=named: dict([named]),
            refused="name-and-content-disagree",
            by=UPLOAD,
        )
        for name, named in MISNAMED.items()
    ),
    Hostile(
        name="no byte at all",
        files=lambda: {"x.csv": b""},
        refused="empty-file",
        by=UPLOAD,
        status=422,
    ),
    Hostile(
        name="three bad files among twenty",
        files=lambda: {
            f"{n:02d}.csv": files.REFUSED["html"] if n in (4, 9, 17) else files.CSV
            for n in range(20)
        },
        refused="unsupported-content",
        by=UPLOAD,
    ),
)
