"""ZIP and gzip that unpack to too much, to somewhere else, or to something other than they say."""

import gzip
import io
import stat
import struct
import warnings
import zlib
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import phantoms_files as files
from corpus.cases import Files, Hostile, poked

MIB = 1024 * 1024
BOMB_MIB = 300
BOMB = BOMB_MIB * MIB + len(files.dicom())
"""More than may be unpacked at any ratio (`archives.Limits.free_bytes`)."""
DIRECTORY = b"PK\x01\x02"
END = b"PK\x05\x06"


def zipped(*members: tuple[str | ZipInfo, bytes], method: int = ZIP_STORED) -> bytes:
    sink = io.BytesIO()
    with warnings.catch_warnings(), ZipFile(sink, "w", method, compresslevel=1) as archive:
        warnings.simplefilter("ignore")  # names that stand twice
        for name, content in members:
            archive.writestr(name, content)
    return sink.getvalue()


def a_zip(*members: tuple[str | ZipInfo, bytes], method: int = ZIP_STORED) -> Files:
    return {"a.zip": zipped(*members, method=method)}


def flat_bomb() -> Files:
    """One member of 300 MiB of zeros."""
    content = zeros_after(files.dicom(), wbits=-15)
    header = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(content), BOMB, 1, 0)
    entry = struct.pack(
        "<4s6H3L5H2L", DIRECTORY, 20, 20, 0, 8, 0, 33, 0, len(content), BOMB, 1, 0, 0, 0, 0, 0, 0
    )
    body = header + b"a" + content
    end = struct.pack("<4s4H2LH", END, 0, 0, 1, 1, len(entry) + 1, len(body), 0)
    return {"a.zip": body + entry + b"a" + end}


def zeros_after(head: bytes, *, wbits: int) -> bytes:
    """`head` and 300 MiB of zeros, packed a thousand to one; the zeros once, repeated as packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    opening = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return opening + one * BOMB_MIB + b"\3\0"


def nested_bomb() -> Files:
    """42.zip in small: archives inside archives, each harmless to the one around it."""
    inner = zipped(("a.dcm", files.dicom() + bytes(16 * MIB)), method=ZIP_DEFLATED)
    for _ in range(5):
        inner = zipped(*((f"{n}.zip", inner) for n in range(4)), method=ZIP_DEFLATED)
    return {"a.zip": inner}


def renamed(name: str) -> Files:
    """A name that no writer lets pass is put in afterwards."""
    whole = zipped(("x" * len(name), files.dicom()))
    return {"a.zip": whole.replace(b"x" * len(name), name.encode())}


def linked() -> Files:
    link = ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return a_zip((link, b"/etc/passwd"))


def overlapping() -> Files:
    whole = zipped(("x", files.dicom()), ("y", files.dicom()))
    return {"a.zip": poked(whole, whole.rfind(DIRECTORY) + 42, "I", 0)}


def directory_poked(at: int, layout: str, value: int) -> Files:
    whole = zipped(("x.dcm", files.dicom() + b"\1" * 5000), method=ZIP_DEFLATED)
    return {"a.zip": poked(whole, whole.rfind(DIRECTORY) + at, layout, value)}


def end_poked(at: int, layout: str, value: int) -> Files:
    whole = zipped(("x.dcm", files.dicom()))
    return {"a.zip": poked(whole, whole.rfind(END) + at, layout, value)}


def endless_list() -> Files:
    """A list of entries of 9 MiB, which would be read into memory."""
    whole = zipped(("x.dcm", files.dicom()))
    at = whole.rfind(END)
    return {"a.zip": whole[:at] + poked(whole[at:], 12, "I", 9 * MIB).rjust(9 * MIB, b"\0")}


def gzipped(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=1, mtime=0)


def gzip_bomb() -> Files:
    return {"a.nii.gz": zeros_after(files.nifti(), wbits=31)}


def gzip_of_many_members() -> Files:
    return {"a.nii.gz": gzipped(files.nifti()) + gzipped(bytes(MIB)) * BOMB_MIB}


def gzip_that_ends_early() -> Files:
    return {"a.nii.gz": gzipped(files.nifti() + bytes(range(256)) * 100)[:-200]}


def gzip_with_a_false_checksum() -> Files:
    whole = gzipped(files.nifti() + bytes(5000))
    return {"a.nii.gz": poked(whole, len(whole) - 8, "I", zlib.crc32(b"other"))}


def gzip_of_a_zip() -> Files:
    """NIfTI by its first bytes, DICOM by none: a gzip stays what it was taken for."""
    return {"a.nii.gz": gzipped(files.nifti()), "b.nii.gz": gzipped(files.nifti())}


def _case(name: str, refused: str, made, *arguments, **limits) -> Hostile:
    return Hostile(name=name, files=lambda: made(*arguments), refused=refused, **limits)


ARCHIVES = (
    _case("zip of a thousand to one", "archive-too-large", flat_bomb),
    _case("zip in zip in zip", "unknown-content", nested_bomb),
    _case(
        "zip of 20 001 entries", "archive-too-large",
        lambda: a_zip(*((f"{n}", b"") for n in range(20_001))),
    ),
    _case("zip with a list of 9 MiB", "archive-too-large", endless_list),
    _case("zip with a path upwards", "archive-unsafe", a_zip, ("../x.dcm", files.dicom())),
    _case("zip with a path upwards inside", "archive-unsafe", a_zip, ("a/../../x", files.dicom())),
    _case("zip with a path upwards of Windows", "archive-unsafe", a_zip, ("..\\x", files.dicom())),
    _case("zip with an absolute path", "archive-unsafe", a_zip, ("/etc/x", files.dicom())),
    _case("zip with a drive letter", "archive-unsafe", a_zip, ("C:\\x.dcm", files.dicom())),
    _case("zip with NUL in a name", "archive-unsafe", renamed, "a\0b.dcm"),
    _case("zip with an entry without a name", "archive-unsafe", a_zip, (ZipInfo(""), files.dicom())),
    _case("zip with a symbolic link", "archive-unsafe", linked),
    _case(
        "zip with one name twice", "archive-unsafe",
        a_zip, ("x.dcm", files.dicom()), ("x.dcm", files.dicom(pixels=b"other!")),
    ),
    _case("zip with overlapping entries", "archive-unsafe", overlapping),
    _case("zip that is encrypted", "archive-encrypted", directory_poked, 8, "H", 1),
    _case(
        "zip compressed otherwise", "archive-unsupported",
        lambda: a_zip(("x.dcm", files.dicom()), method=ZIP_LZMA),
    ),
    _case("zip that understates a size", "archive-damaged", directory_poked, 24, "I", 600),
    _case("zip that overstates a size", "archive-damaged", directory_poked, 24, "I", 100_000),
    _case("zip with a false checksum", "archive-damaged", directory_poked, 16, "I", 1),
    _case("zip with an offset beyond it", "archive-unsafe", directory_poked, 42, "I", 0x7FFFFFFF),
    _case("zip with a list beyond it", "archive-unsafe", end_poked, 16, "I", 0x7FFFFFFF),
    _case("zip without its list", "archive-damaged", lambda: {"a.zip": zipped(("x.dcm", files.dicom()))[:-22]}),
    _case("zip of nothing that is an image", "unknown-content", a_zip, ("readme", b"hello")),
    _case("zip of two volumes", "mixed-upload", a_zip, ("a.nii", files.nifti()), ("b.nii", files.nifti())),
    _case("zip of NIfTI and DICOM", "mixed-upload", a_zip, ("a.nii", files.nifti()), ("b", files.dicom())),
    _case("zip of half a NIfTI", "nifti-pair", a_zip, ("a.hdr", files.nifti(magic=b"ni1\0"))),
    _case("gzip of a thousand to one", "archive-too-large", gzip_bomb),
    _case("gzip of 300 members", "archive-too-large", gzip_of_many_members),
    _case("gzip that ends early", "archive-damaged", gzip_that_ends_early),
    _case("gzip with a false checksum", "archive-damaged", gzip_with_a_false_checksum),
    _case("two gzips at once", "mixed-upload", gzip_of_a_zip),
)  # fmt: skip
