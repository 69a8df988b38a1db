"""Check of a compressed frame's own header before decoding.

A decoder allocates memory for the size that the frame states, whatever the DICOM header says. For
four gigapixels, gdcm ends the whole process.
"""

import struct
from collections.abc import Sequence
from typing import BinaryIO

import pydicom
from pydicom.encaps import get_frame
from pydicom.pixels.decoders.base import get_decoder
from pydicom.uid import (
    UID,
    JPEG2000TransferSyntaxes,
    JPEGLSTransferSyntaxes,
    JPEGTransferSyntaxes,
)

from jindan.ct.reading.instances import Instance
from jindan.ct.reading.problems import UnreadablePixels, UnsupportedPixels

SIZED = {*JPEGTransferSyntaxes, *JPEGLSTransferSyntaxes, *JPEG2000TransferSyntaxes}
JPEG = b"\xff\xd8"
JPEG_2000 = b"\xff\x4f\xff\x51"
FRAME_MARKERS = {*range(0xC0, 0xD0), 0xF7} - {0xC4, 0xC8, 0xCC}
"""Start of a frame, of JPEG (ITU-T T.81 table B.1) and of JPEG-LS (T.87)."""


def ensure_decodable(instance: Instance) -> None:
    """Raise UnsupportedPixels for a transfer syntax without an installed decoder."""
    try:
        decoder = get_decoder(UID(instance.transfer_syntax_uid))
    except NotImplementedError:
        raise UnsupportedPixels from None
    if not decoder.is_available:
        raise UnsupportedPixels


def ensure_sizes(file: BinaryIO, *, instance: Instance, frames: Sequence[int]) -> None:
    """Raise UnreadablePixels for compressed frames of another size than the image's."""
    if instance.transfer_syntax_uid not in SIZED:
        return
    dataset = pydicom.dcmread(file, force=True, specific_tags=["PixelData", "NumberOfFrames"])
    count = int(dataset.get("NumberOfFrames") or 1)
    for number in frames:
        frame = get_frame(dataset.PixelData, number, number_of_frames=count)
        if stated_size(frame) != (instance.rows, instance.columns):
            raise UnreadablePixels
    file.seek(0)


def stated_size(frame: bytes) -> tuple[int, int] | None:
    """Return rows and columns as a JPEG, JPEG-LS or JPEG 2000 codestream states them, or None."""
    if frame.startswith(JPEG_2000) and len(frame) >= 24:
        right, bottom, left, top = struct.unpack_from(">4I", frame, 8)
        return bottom - top, right - left
    at = len(JPEG) if frame.startswith(JPEG) else len(frame)
    while at + 9 <= len(frame) and frame[at] == 0xFF:
        marker, length = struct.unpack_from(">BH", frame, at + 1)
        if marker in FRAME_MARKERS:
            rows, columns = struct.unpack_from(">2H", frame, at + 5)
            return rows, columns
        at += 1 if marker == 0xFF else 2 + length  # 0xFF before a marker is a fill byte
    return None
