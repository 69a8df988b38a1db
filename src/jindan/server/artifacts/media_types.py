"""The table of file types: those accepted from outside, and those written here."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class MediaType:
    """A type of file.

    name: as in Content-Type. slug: of the catalogue (`media-type-<slug>`). suffixes: those that its files may have. The
    first one is written here.
    """

    name: str
    slug: str
    suffixes: tuple[str, ...]


DICOM = MediaType(name="application/dicom", slug="dicom", suffixes=("dcm", "dicom", "ima"))
NIFTI = MediaType(name="application/x-nifti", slug="nifti", suffixes=("nii",))
NIFTI_GZIP = MediaType(
    name="application/x-nifti-gzip", slug="nifti-gzip", suffixes=("nii.gz", "gz")
)
ZIP = MediaType(name="application/zip", slug="zip", suffixes=("zip",))
XLSX = MediaType(
    name="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    slug="xlsx",
    suffixes=("xlsx",),
)
PDF = MediaType(name="application/pdf", slug="pdf", suffixes=("pdf",))
PNG = MediaType(name="image/png", slug="png", suffixes=("png",))
JPEG = MediaType(name="image/jpeg", slug="jpeg", suffixes=("jpg", "jpeg", "jpe", "jfif"))
TIFF = MediaType(name="image/tiff", slug="tiff", suffixes=("tif", "tiff"))
WEBP = MediaType(name="image/webp", slug="webp", suffixes=("webp",))
HEIC = MediaType(name="image/heic", slug="heic", suffixes=("heic", "heif", "hif"))
CSV = MediaType(name="text/csv", slug="csv", suffixes=("csv", "tsv", "txt", "tab"))
TSV = MediaType(name="text/tab-separated-values", slug="tsv", suffixes=("tsv", "csv", "txt", "tab"))
VCF = MediaType(name="text/x-vcf", slug="vcf", suffixes=("vcf",))
PARQUET = MediaType(
    name="application/vnd.apache.parquet", slug="parquet", suffixes=("parquet", "pq")
)
HDF5 = MediaType(
    name="application/x-hdf5", slug="hdf5", suffixes=("h5", "hdf5", "h5ad", "h5mu", "hdf")
)

ACCEPTED = (
    DICOM, NIFTI, NIFTI_GZIP, ZIP, PDF, PNG, JPEG, TIFF, WEBP, HEIC,
    CSV, TSV, XLSX, PARQUET, HDF5, VCF,
)  # fmt: skip

DOCUMENTS = frozenset(kind.name for kind in (PDF, PNG, JPEG, TIFF, WEBP, HEIC))
"""Types of scanned and photographed documents, which may show a name."""

HTML = MediaType(name="text/html", slug="html", suffixes=("html", "htm", "xhtml"))
GLTF = MediaType(name="model/gltf-binary", slug="gltf", suffixes=("glb",))
JSON = MediaType(name="application/json", slug="json", suffixes=("json",))
WRITTEN = (*ACCEPTED, HTML, GLTF, JSON)

ACTIVE_SUFFIXES = (
    "svg", "svgz", "xml", "mht", "mhtml", "js", "mjs", "vbs", "wsf", "hta", "swf", "jar", "class",
    "exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "lnk", "url", "reg", "cpl", "app",
    "dmg", "deb", "rpm", "apk", "sh", "bash", "py", "pyc", "pl", "rb", "php", "jsp", "asp", "aspx",
)  # fmt: skip
"""Suffixes of files that run when opened. Such a name is refused whatever the content."""


def fits(name: str, *, kind: MediaType) -> bool:
    """Return whether a file of this type may have this name."""
    lower = name.lower()
    if any(lower.endswith(f".{suffix}") for suffix in kind.suffixes):
        return True
    # A suffix that no type claims decides nothing: DICOM files are often named by UID or number.
    claimed = {suffix for kind in WRITTEN for suffix in kind.suffixes} | set(ACTIVE_SUFFIXES)
    return lower.rpartition(".")[2] not in claimed or "." not in lower


def suffix_of(media_type: str) -> str:
    """Return the suffix of a file of this type, without its dot. `bin` for a type that is not in the table."""
    return next((kind.suffixes[0] for kind in WRITTEN if kind.name == media_type), "bin")


def written_type_of(name: str) -> str:
    """Return the Content-Type of a file written here by its suffix, or octet-stream for an unknown one."""
    lower = name.lower()
    names = (kind.name for kind in WRITTEN if lower.endswith(f".{kind.suffixes[0]}"))
    return next(names, "application/octet-stream")
