"""Recognition of DICOM by its first bytes, with the preamble of PS3.10 or, as in older archives, without."""

import re
import struct

PREAMBLE_BYTES = 128
MAGIC = b"DICM"
LONG_VRS = {
    b"OB",
    b"OD",
    b"OF",
    b"OL",
    b"OV",
    b"OW",
    b"SQ",
    b"SV",
    b"UC",
    b"UN",
    b"UR",
    b"UT",
    b"UV",
}
SHORT_VR = re.compile(rb"AE|AS|AT|CS|DA|DS|DT|FL|FD|IS|LO|LT|PN|SH|SL|SS|ST|TM|UI|UL|US")
FIRST_GROUPS = {0x0002, 0x0008}
ENOUGH_ELEMENTS = 4
UNDEFINED_LENGTH = 0xFFFFFFFF

PREAMBLE_OF_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def is_dicom(head: bytes, *, size: int) -> bool:
    """Return whether a file of `size` bytes with this head is DICOM."""
    if head[PREAMBLE_BYTES : PREAMBLE_BYTES + len(MAGIC)] == MAGIC:
        return True
    return any(_reads_as_elements(head, size=size, explicit=explicit) for explicit in (True, False))


def has_disguised_preamble(head: bytes) -> bool:
    """Return whether the preamble makes the file another type too, such as a program (CVE-2019-11687).

    A preamble is normally all zeros. It may be a TIFF header, for which it is meant (PS3.10 section 7.1).
    """
    if head[PREAMBLE_BYTES : PREAMBLE_BYTES + len(MAGIC)] != MAGIC:
        return False
    preamble = head[:PREAMBLE_BYTES]
    return any(preamble) and not preamble.startswith(PREAMBLE_OF_TIFF)


def _reads_as_elements(head: bytes, *, size: int, explicit: bool) -> bool:
    """Return whether little-endian elements follow one another in rising order (PS3.5 section 7.1)."""
    position, last_tag = 0, (0, 0)
    for count in range(ENOUGH_ELEMENTS):
        element = _element(head, position, explicit=explicit)
        if element is None:
            return False
        tag, length, start = element
        if tag <= last_tag or (count == 0 and tag[0] not in FIRST_GROUPS):
            return False
        if length == UNDEFINED_LENGTH:
            return count > 0
        position, last_tag = start + length, tag
        if length % 2 or position > size:
            return False
    return True


def _element(
    head: bytes, position: int, *, explicit: bool
) -> tuple[tuple[int, int], int, int] | None:
    """Return tag, length and start of the value of one element. None when the bytes cannot be an element."""
    if position + 12 > len(head):
        return None
    group, number, implicit_length = struct.unpack_from("<HHI", head, position)
    if not explicit:
        return (group, number), implicit_length, position + 8
    vr = head[position + 4 : position + 6]
    if vr in LONG_VRS:
        return (group, number), *struct.unpack_from("<I", head, position + 8), position + 12
    if SHORT_VR.fullmatch(vr) is None:
        return None
    return (group, number), *struct.unpack_from("<H", head, position + 6), position + 8
