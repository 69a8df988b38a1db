"""Import of an uploaded CT as a checked volume and de-identified instances."""

import json
import secrets
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import file_digest
from pathlib import Path
from typing import TypedDict
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import nibabel as nib
import numpy as np

from jindan.analysis import Note, Workspace, part_of
from jindan.ct.export import write_nifti
from jindan.ct.imported import ContrastPhase, ImportedSeries, ImportParams, Removal, Removed
from jindan.ct.reading.deidentification import METHOD, UidMap, deidentify, report_rows
from jindan.ct.reading.dicom import SeriesReading, read_instances
from jindan.ct.reading.instances import Instance
from jindan.ct.reading.nifti import NiftiReading, read_unpacked
from jindan.ct.reading.uploads import sort_upload
from jindan.ct.volume import Volume

VOLUME_FILE = "volume.nii"
INSTANCES_FILE = "instances.zip"
REPORT_FILE = "deidentification.json"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def import_study(workspace: Workspace, params: ImportParams) -> ImportedSeries:
    """Recognise, read, check and de-identify the files of `workspace.inputs`.

    Writes `volume.nii` (int16 HU), `deidentification.json` and, from DICOM, `instances.zip`.
    Raises a problem of `jindan.ct.reading.problems`.
    """
    uids = UidMap(
        bytes.fromhex(params.uid_secret) if params.uid_secret else secrets.token_bytes(32)
    )
    workspace.progress(0.0, "unpacking")
    with tempfile.TemporaryDirectory(dir=workspace.outputs, prefix=".") as scratch:
        upload = sort_upload(workspace.inputs.values(), scratch=Path(scratch))
        if upload.nifti is None:
            return _import_dicom(upload.dicom, workspace=workspace, uids=uids)
        return _import_nifti(upload.nifti, workspace=workspace, uids=uids)


def _import_dicom(files: Sequence[Path], *, workspace: Workspace, uids: UidMap) -> ImportedSeries:
    reading = read_instances(files, progress=part_of(workspace.progress, start=0.02, end=0.4))
    slices = [reading.stack.slices[index] for index in reading.order]
    # From the lowest to the highest, an instance of many frames once.
    instances = {piece.instance.path: piece.instance for piece in slices}
    removed = _write_instances(list(instances.values()), workspace=workspace, uids=uids)
    _write_volume(reading.volume, workspace=workspace)
    _write_report(removed, workspace=workspace)
    return _dicom_series(reading, uids=uids, removed=removed)


def _import_nifti(file: Path, *, workspace: Workspace, uids: UidMap) -> ImportedSeries:
    reading = read_unpacked(file, progress=part_of(workspace.progress, start=0.05, end=0.8))
    _write_volume(reading.volume, workspace=workspace)
    removed = tuple(
        Removed(tag="nifti", keyword=field, action=Removal.REMOVED, count=1)
        for field in reading.texts
    )
    _write_report(removed, workspace=workspace)
    with file.open("rb") as opened:
        digest = file_digest(opened, "sha256").hexdigest()
    return _nifti_series(reading, digest=digest, uids=uids, removed=removed)


def _write_instances(
    instances: Sequence[Instance], *, workspace: Workspace, uids: UidMap
) -> tuple[Removed, ...]:
    """Write the de-identified instances to a zip under generated names and return the report.

    The zip is the same for the same instances and key.
    """
    progress = part_of(workspace.progress, start=0.4, end=0.95)
    counted: Counter[tuple[str, str, Removal]] = Counter()
    with ZipFile(workspace.outputs / INSTANCES_FILE, "w", ZIP_STORED) as archive:
        for number, instance in enumerate(instances, start=1):
            progress(number / len(instances), "deidentifying")
            clean = deidentify(instance, uids=uids)
            archive.writestr(ZipInfo(f"{number:06d}.dcm", date_time=_ZIP_EPOCH), clean.file)
            counted.update(clean.removed)
    return report_rows(counted)


def _write_volume(volume: Volume, *, workspace: Workspace) -> None:
    workspace.progress(0.95, "writing-volume")
    voxels = np.asarray(volume.voxels, dtype=np.int16)
    write_nifti(voxels, affine=volume.affine, path=workspace.outputs / VOLUME_FILE)


def _write_report(removed: Sequence[Removed], *, workspace: Workspace) -> None:
    rows = [asdict(row) for row in removed]
    text = json.dumps({"method": METHOD, "removed": rows}, indent=1)
    (workspace.outputs / REPORT_FILE).write_text(text, encoding="utf-8")


def _dicom_series(
    reading: SeriesReading, *, uids: UidMap, removed: tuple[Removed, ...]
) -> ImportedSeries:
    first = reading.stack.first
    return ImportedSeries(
        source="dicom",
        modality="CT",
        study_uid=uids.new(first.study_uid),
        series_uid=uids.new(first.series_uid),
        frame_of_reference_uid=uids.new(first.frame_of_reference_uid),
        acquired_on=first.acquired_on,
        sex=first.sex,
        age_years=first.age_years,
        manufacturer=first.manufacturer,
        model=first.model,
        kernel=first.kernel,
        phase=first.phase,
        instances=len(reading.stack.instances),
        chosen_because=reading.because,
        other_series=reading.others,
        notes=reading.notes,
        removed=removed,
        **_grid(reading.volume),
    )


def _nifti_series(
    reading: NiftiReading, *, digest: str, uids: UidMap, removed: tuple[Removed, ...]
) -> ImportedSeries:
    return ImportedSeries(
        source="nifti",
        modality="CT",
        study_uid=uids.new(f"study {digest}"),
        series_uid=uids.new(f"series {digest}"),
        frame_of_reference_uid=uids.new(f"frame of reference {digest}"),
        acquired_on=None,
        sex=None,
        age_years=None,
        manufacturer=None,
        model=None,
        kernel=None,
        phase=ContrastPhase.UNKNOWN,
        instances=1,
        chosen_because=Note(code="nifti-has-no-series"),
        other_series=(),
        notes=reading.notes,
        removed=removed,
        **_grid(reading.volume),
    )


class _Grid(TypedDict):
    shape: tuple[int, int, int]
    spacing_mm: tuple[float, float, float]
    orientation: str
    z_extent_mm: float


def _grid(volume: Volume) -> _Grid:
    """Return shape, spacing, orientation and extent of a volume."""
    columns, rows, slices = volume.voxels.shape
    codes = nib.aff2axcodes(volume.affine)
    z = next(axis for axis, code in enumerate(codes) if code in "SI")
    return _Grid(
        shape=(columns, rows, slices),
        spacing_mm=volume.spacing_mm,
        orientation="".join(codes),
        z_extent_mm=round(volume.voxels.shape[z] * volume.spacing_mm[z], 3),
    )
