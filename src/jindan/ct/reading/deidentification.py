"""De-identification of DICOM by the PS3.15 basic profile, and a report of it without values."""

import hmac
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import pydicom
from dicomanonymizer import anonymize_dataset
from pydicom import DataElement, Dataset, config
from pydicom.datadict import keyword_for_tag
from pydicom.dataset import FileMetaDataset
from pydicom.tag import Tag
from pydicom.uid import UID

from jindan.ct.imported import Removal, Removed
from jindan.ct.reading.deidentification_profile import EMPTY_KEYWORDS, basic_profile, kept_tags
from jindan.ct.reading.dicom_files import MALFORMED, opened, tolerant
from jindan.ct.reading.instances import Instance
from jindan.ct.reading.problems import UnreadableDicom

METHOD = "PS3.15 Basic Profile 2026c; attributes not needed removed"
"""DeidentificationMethod (0012,0063), LO: at most 64 characters."""
_BASIC_PROFILE_CODE = ("113100", "DCM", "Basic Application Confidentiality Profile")
_TEXT_VRS = frozenset({"AE", "CS", "LO", "LT", "PN", "SH", "ST", "UC", "UR", "UT"})
_IDENTIFYING_VRS = frozenset({"PN"})
_UID_KEYWORDS = (
    "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID",
    "DimensionOrganizationUID",
)  # fmt: skip
_IDENTIFYING_KEYWORDS = (
    "PatientID", "OtherPatientIDs", "AccessionNumber", "InstitutionName", "InstitutionAddress",
    "PatientAddress", "PatientTelephoneNumbers", "StationName", "StudyID", "IssuerOfPatientID",
)  # fmt: skip


class UidMap:
    """New UIDs for old: the same secret always gives the same UID, and none can be reversed.

    Derived by HMAC-SHA-256 under `2.25` (PS3.5 B.2), so that files of one series, and later imports
    under the same secret, keep their references to each other.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def new(self, old: str) -> UID:
        """Return the UID that replaces `old`. The standard's own UIDs (classes) are unchanged."""
        standard = UID(old, config.IGNORE)
        if standard.name != old:
            return standard
        digest = hmac.digest(self._secret, old.encode(errors="replace"), sha256)
        return UID(f"2.25.{int.from_bytes(digest[:16], 'big')}")


@dataclass(frozen=True)
class Deidentified:
    """One instance as bytes of a DICOM file that identifies nobody, and what was removed from it."""

    file: bytes
    removed: Counter[tuple[str, str, Removal]]


def deidentify(instance: Instance, *, uids: UidMap) -> Deidentified:
    """Return one file de-identified, its pixels unchanged. Raises UnreadableDicom."""
    try:
        with tolerant(), opened(instance.path) as file:
            dataset = pydicom.dcmread(file, force=True)
            removed = clean(dataset, uids=uids)
            return Deidentified(_file_of(dataset, syntax=instance.transfer_syntax_uid), removed)
    except MALFORMED as error:
        raise UnreadableDicom from error


def clean(dataset: Dataset, *, uids: UidMap) -> Counter[tuple[str, str, Removal]]:
    """Remove what identifies from a data set, nested items included, and count it by tag."""
    removed = Counter(_meta_rows(dataset))
    words = _identifying_words(dataset)  # before the attributes that hold them are removed
    _clean_level(dataset, uids=uids, words=words, removed=removed)
    for keyword in EMPTY_KEYWORDS:
        setattr(dataset, keyword, "")
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.PatientIdentityRemoved = "YES"
    dataset.DeidentificationMethod = METHOD
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = _BASIC_PROFILE_CODE
    dataset.DeidentificationMethodCodeSequence = [code]
    return removed


def report_rows(counted: Counter[tuple[str, str, Removal]]) -> tuple[Removed, ...]:
    """Return the report of a whole series, by tag."""
    return tuple(
        sorted(
            Removed(tag=tag, keyword=keyword, action=action, count=count)
            for (tag, keyword, action), count in counted.items()
        )
    )


def _clean_level(
    dataset: Dataset,
    *,
    uids: UidMap,
    words: frozenset[str],
    removed: Counter[tuple[str, str, Removal]],
) -> None:
    """Clean one data set and, through its sequences, all below it."""
    _drop(dataset, unwanted=sorted(set(dataset.keys()) - kept_tags()), removed=removed)
    _drop(dataset, unwanted=list(_unsafe_tags(dataset, words=words)), removed=removed)
    before = {element.tag: str(element.value) for element in dataset if element.VR == "UI"}
    anonymize_dataset(dataset, _uid_actions(uids), base_rules_gen=basic_profile)
    for element in list(dataset):
        if element.VR == "UI" and str(element.value) != before.get(element.tag):
            removed[_row(element.tag, Removal.REMAPPED)] += 1
        for item in element.value if element.VR == "SQ" else ():
            _clean_level(item, uids=uids, words=words, removed=removed)


def _drop(
    dataset: Dataset, *, unwanted: Iterable[int], removed: Counter[tuple[str, str, Removal]]
) -> None:
    """Remove attributes and count them. Those of `EMPTY_KEYWORDS` return later, without a value."""
    for tag in unwanted:
        is_emptied = keyword_for_tag(tag) in EMPTY_KEYWORDS
        removed[_row(tag, Removal.EMPTIED if is_emptied else Removal.REMOVED)] += 1
        del dataset[tag]


def _unsafe_tags(dataset: Dataset, *, words: frozenset[str]) -> Iterator[int]:
    """Yield the tags of permitted attributes that cannot be decoded or that repeat a name."""
    for tag in list(dataset.keys()):
        try:
            element = dataset[tag]
        except MALFORMED:
            yield tag
            continue
        text = str(element.value).casefold() if element.VR in _TEXT_VRS else ""
        own = set(re.findall(r"\w+", text))
        # Up to three letters count as a whole word only: they occur within many others.
        if any(word in own or (len(word) > 3 and word in text) for word in words):
            yield tag


def _identifying_words(dataset: Dataset) -> frozenset[str]:
    """Return the parts of names and identifiers in the data set, which no other text may repeat."""
    texts: list[str] = []
    for element in _readable(dataset):
        if element.VR in _IDENTIFYING_VRS or element.keyword in _IDENTIFYING_KEYWORDS:
            texts.append(str(element.value).casefold())
    parts = {part for text in texts for part in re.split(r"[\^=\s,\\\[\]']+", text)}
    return frozenset(part for part in parts if len(part) > 1) - _COMMON_TERMS


_COMMON_TERMS = frozenset({"ct", "original", "primary", "derived", "axial", "monochrome2"})
"""A patient called “CT” must not cost the image its type."""


def _readable(dataset: Dataset) -> Iterator[DataElement]:
    """Yield every element that can be decoded, nested ones included."""
    for tag in list(dataset.keys()):
        try:
            element = dataset[tag]
        except MALFORMED:
            continue
        yield element
        for item in element.value if element.VR == "SQ" else ():
            yield from _readable(item)


def _uid_actions(uids: UidMap) -> dict[tuple[int, int], object]:
    """Return actions that map UIDs by `uids`. The library's mapping is random for each process."""

    def remap(dataset: Dataset, tag: tuple[int, int]) -> None:
        element = dataset.get(tag)
        if element is not None:
            element.value = uids.new(str(element.value))

    return {(tag >> 16, tag & 0xFFFF): remap for tag in map(Tag, _UID_KEYWORDS)}


def _row(tag: int, action: Removal) -> tuple[str, str, Removal]:
    """Return tag, keyword and action, as the report counts them."""
    group, element = tag >> 16, tag & 0xFFFF
    name = "PrivateAttribute" if group % 2 else keyword_for_tag(tag) or "UnknownAttribute"
    return f"{group:04x},{element:04x}", name, action


def _meta_rows(dataset: Dataset) -> list[tuple[str, str, Removal]]:
    """Return rows for the optional file meta information and the preamble, neither of which is kept.

    The required part of the file meta information is written anew.
    """
    meta = getattr(dataset, "file_meta", FileMetaDataset())
    rows = [_row(tag, Removal.REMOVED) for tag in list(meta.keys()) if tag & 0xFFFF >= 0x0012]
    return rows + (
        [("preamble", "Preamble", Removal.EMPTIED)] if any(dataset.preamble or b"") else []
    )


def _file_of(dataset: Dataset, *, syntax: str) -> bytes:
    """Return the data set as a DICOM file with an empty preamble and new file meta information."""
    dataset.preamble = b"\0" * 128
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.file_meta.TransferSyntaxUID = UID(syntax)
    buffer = BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()
