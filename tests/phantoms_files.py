"""Files of every accepted type, and hostile ones, made by code: the least that is still what it says."""

import gzip
import io
import os
import struct
import zipfile

MIB = 1024 * 1024


def dicom(*, preamble=bytes(128), pixels=b"\0" * 64):
    meta = _explicit(0x0002, 0x0001, b"OB", b"\0\1") + _explicit(
        0x0002, 0x0010, b"UI", b"1.2.840.10008.1.2.1\0"
    )
    group = _explicit(0x0002, 0x0000, b"UL", struct.pack("<I", len(meta)))
    return preamble + b"DICM" + group + meta + _elements(_explicit) + _pixels(pixels)


def dicom_without_preamble(*, explicit=False):
    return _elements(_explicit if explicit else _implicit) + bytes(200)


def _elements(make):
    return (
        make(0x0008, 0x0005, b"CS", b"ISO_IR 192")
        + make(0x0008, 0x0008, b"CS", b"ORIGINAL\\PRIMARY\\AXIAL")
        + make(0x0008, 0x0016, b"UI", b"1.2.840.10008.5.1.4.1.1.2\0")
        + make(0x0008, 0x0018, b"UI", b"1.2.3.4\0")
        + make(0x0008, 0x0060, b"CS", b"CT")
    )


def _explicit(group, element, vr, value):
    if vr in (b"OB", b"OW"):
        return struct.pack("<HH2sHI", group, element, vr, 0, len(value)) + value
    return struct.pack("<HH2sH", group, element, vr, len(value)) + value


def _implicit(group, element, vr, value):
    return struct.pack("<HHI", group, element, len(value)) + value


def _pixels(value):
    return _explicit(0x7FE0, 0x0010, b"OW", value)


def nifti(*, order="<", magic=b"n+1\0"):
    return struct.pack(f"{order}i", 348) + bytes(340) + magic + bytes(4) + bytes(64)


def large_nifti(path, *, mib):
    """A file of so many MiB that begins like NIfTI; gives its path."""
    with path.open("wb") as file:
        file.write(nifti().ljust(MIB, b"\0"))
        for _ in range(mib - 1):
            file.write(os.urandom(MIB))
    return path


def nifti2():
    return struct.pack("<i", 540) + b"n+2\0\r\n\x1a\n" + bytes(532)


def zipped(names, *, content=b"x" * 50):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return sink.getvalue()


def xlsx(*more):
    return zipped(["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", *more])


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0" + bytes(30)
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1" + bytes(30)
TIFF = b"II*\0\x08\0\0\0" + bytes(30)
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + bytes(30)
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(30)
PARQUET = b"PAR1" + bytes(30) + b"PAR1"
HDF5 = b"\x89HDF\r\n\x1a\n" + bytes(40)
VCF = b"##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\n1\t100\t.\tA\tG\n"
CSV = b"gene,S1,S2\nTP53,1.5,2\nKRAS,0,3\n"
KOREAN_CSV = "이름,값\n철,1\n아연,2\n"
TSV = b"gene\tS1\nTP53\t1\nKRAS\t2\n"

ACCEPTED = {
    "dicom": (dicom(), "application/dicom"),
    "dicom dual with tiff": (dicom(preamble=b"II*\0" + bytes(124)), "application/dicom"),
    "dicom implicit, no preamble": (dicom_without_preamble(), "application/dicom"),
    "dicom explicit, no preamble": (dicom_without_preamble(explicit=True), "application/dicom"),
    "nifti": (nifti(), "application/x-nifti"),
    "nifti big endian": (nifti(order=">"), "application/x-nifti"),
    "nifti 2": (nifti2(), "application/x-nifti"),
    "nifti gzip": (gzip.compress(nifti()), "application/x-nifti-gzip"),
    "zip": (zipped(["a/1.dcm", "a/2.dcm"]), "application/zip"),
    "zip of many": (zipped([f"series/{n:06d}.dcm" for n in range(2000)]), "application/zip"),
    "xlsx": (xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": (PDF, "application/pdf"),
    "png": (PNG, "image/png"),
    "jpeg": (JPEG, "image/jpeg"),
    "tiff": (TIFF, "image/tiff"),
    "webp": (WEBP, "image/webp"),
    "heic": (HEIC, "image/heic"),
    "parquet": (PARQUET, "application/vnd.apache.parquet"),
    "hdf5": (HDF5, "application/x-hdf5"),
    "vcf": (VCF, "text/x-vcf"),
    "csv": (CSV, "text/csv"),
    "csv with BOM": (b"\xef\xbb\xbf" + CSV, "text/csv"),
    "csv of mass over charge": (b"MZ,intensity\n1,2\n", "text/csv"),
    "csv with R's short heading": (b"S1,S2\nTP53,1,2\nKRAS,0,3\n", "text/csv"),
    "csv quoted": (b'a,b\n"x, y",2\n"z",3\n', "text/csv"),
    "csv with semicolons": (b"a;b\n1,5;2\n", "text/csv"),
    "csv Korean UTF-8": (KOREAN_CSV.encode(), "text/csv"),
    "csv Korean CP949": (KOREAN_CSV.encode("cp949"), "text/csv"),
    "csv Korean UTF-16": (KOREAN_CSV.encode("utf-16"), "text/csv"),
    "csv of all genes": (",".join(f"gene{n}" for n in range(30000)).encode(), "text/csv"),
    "csv of 1 MB": (b"a,b\n" + b"1,2\n" * 250_000, "text/csv"),
    "tsv": (TSV, "text/tab-separated-values"),
}

REFUSED = {
    "html": b"<!DOCTYPE html><html><body>a,b</body></html>",
    "html after a BOM and space": b"\xef\xbb\xbf  <html>a,b\n1,2</html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>',
    "xml": b'<?xml version="1.0"?><a/>',
    "shell script": b"#!/bin/sh\necho a,b\necho c,d\n",
    "json": b'{"a": 1, "b": 2}',
    "prose": "한 줄의 글입니다.\n두 번째 줄입니다.\n".encode(),
    "windows program": b"MZ\x90\0" + bytes(200),
    "elf program": b"\x7fELF\2\1\1" + bytes(200),
    "java class": b"\xca\xfe\xba\xbe\0\0\0\x34" + bytes(100),
    "gif": b"GIF89a\1\0\1\0" + bytes(30),
    "bmp": b"BM" + bytes(60),
    "gzip of text": gzip.compress(CSV),
    "gzip broken": b"\x1f\x8b\x08" + b"\xff" * 50,
    "nifti header alone": nifti(magic=b"ni1\0"),
    "word document": zipped(["[Content_Types].xml", "word/document.xml"]),
    "workbook with macros": xlsx("xl/vbaProject.bin"),
    "java archive": zipped(["META-INF/MANIFEST.MF", "A.class"]),
    "e-book": zipped(["mimetype", "content.opf"]),
    "empty zip": zipped([]),
    "parquet cut off": PARQUET[:-4],
    "rar": b"Rar!\x1a\x07\0" + bytes(40),
    "old word document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60),
    "pdf not at the start": b"\n\n" + PDF,
    "one byte": b"x",
    "zeros": bytes(500),
    "pickle": b"\x80\x04\x95" + bytes(60),
    "avif": b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + bytes(30),
}

DISGUISED = {
    "program in a DICOM preamble": dicom(preamble=b"MZ" + bytes(126)),
    "elf in a DICOM preamble": dicom(preamble=b"\x7fELF" + bytes(124)),
    "zip in a DICOM preamble": dicom(preamble=b"PK\3\4" + bytes(124)),
    "script in a DICOM preamble": dicom(preamble=b"#!/bin/sh\n" + bytes(118)),
    "page in a DICOM preamble": dicom(preamble=b"\0<html>" + bytes(121)),
    "pdf that is a page": PDF[:9] + b"<html><script>alert(1)</script>" + PDF[9:],
    "png that is a page": PNG + b"<SCRIPT>alert(1)</SCRIPT>",
    "jpeg that is a page": JPEG + b"<!doctype html>",
    "csv that is a page": b"a,b\n<script>,x\n1,2\n",
}
