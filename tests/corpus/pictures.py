"""Pictures and tables that a CT import is asked to read; what would decode to gigabytes never is."""

import struct
import zlib

import phantoms_files as files
from corpus.cases import Hostile


def chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def png(*, side: int, colour: int = 0, bits: int = 1) -> bytes:
    """Rows of zeros, packed a thousand to one."""
    channels = {0: 1, 2: 3, 6: 4}[colour]
    row = bytes(1 + (side * bits * channels + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, bits, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def jpeg_of_65500() -> bytes:
    frame = b"\xff\xc0\0\x0b\x08" + struct.pack(">HH", 65500, 65500) + b"\1\1\x11\0"
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + frame + b"\xff\xd9"


def tiff_of_many_pages() -> bytes:
    """10 000 directories, each pointing at the next."""
    pages = range(10_000)
    return (
        b"II*\0\x08\0\0\0"
        + b"".join(struct.pack("<HI", 0, 8 + 6 * (n + 1)) for n in pages)
        + bytes(4)
    )


def tiff_in_a_circle() -> bytes:
    return b"II*\0\x08\0\0\0" + struct.pack("<HI", 0, 8)


def _case(name: str, file: str, made) -> Hostile:
    return Hostile(name=name, files=lambda: {file: made()}, refused="unknown-content")


PICTURES = (
    _case("png of 20 000 x 20 000", "x.png", lambda: png(side=20_000)),
    _case("png of 16-bit colours", "x.png", lambda: png(side=3000, colour=2, bits=16)),
    _case("jpeg of 65 500 x 65 500", "x.jpg", jpeg_of_65500),
    _case("tiff of 10 000 pages", "x.tif", tiff_of_many_pages),
    _case("tiff whose pages go round in a circle", "x.tif", tiff_in_a_circle),
    _case("table with formulas", "x.csv", lambda: b"a,b\n=cmd|'/c calc'!A0,1\n@SUM(A1),2\n"),
    _case("table of one line", "x.csv", lambda: b"a," * 2_000_000 + b"b"),
    _case("workbook", "x.xlsx", files.xlsx),
    _case("report as PDF", "x.pdf", lambda: files.PDF),
)
