"""All that is kept about a patient as one archive: what this person may see of it, and what was left out and why."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.utils import timezone

from jindan.catalogue import text
from jindan.server.accounts.models import User
from jindan.server.assays.cohorts import omics_cohort
from jindan.server.care.queries import relations_visible_to
from jindan.server.care.schemas import relation_out
from jindan.server.consents.queries import consents_visible_to
from jindan.server.consents.schemas import consent_out
from jindan.server.jobs.models import JobInput, JobOutput
from jindan.server.kit.problems import NotFound
from jindan.server.patients.models import Patient
from jindan.server.patients.queries import cases_visible_to, visible_to
from jindan.server.patients.schemas import case_out, patient_out
from jindan.server.rights.archives import Entry, StreamedArchive
from jindan.server.rights.case_files import case_entries
from jindan.server.rights.entries import dumped, every, json_entry
from jindan.server.rights.schemas import ArchivedFileOut, ManifestOut, OmissionOut
from jindan.server.roles import Capability, may


def archive_of(patient: Patient, *, by: User, language: str) -> Iterator[bytes]:
    """Yield a ZIP archive of what the person may see of a patient, block by block.

    It gets no directory, and so does not open, where a file is lost or the patient is no longer seen when it ends.
    Raises StoredFileDamaged, MasterKeyMissing, NotFound.
    """
    at = timezone.now()
    of_many = _of_many_persons(patient)
    archive = StreamedArchive(at=at)
    for entry in _entries(patient, of_many=of_many, by=by, language=language):
        yield from archive.add(entry)
    if not visible_to(by).filter(pk=patient.pk).exists():
        raise NotFound
    manifest = ManifestOut(
        format="jindan-patient-export/1",
        at=at,
        files=[ArchivedFileOut.from_orm(file) for file in archive.files],
        left_out=_left_out(has_tables_of_many=bool(of_many), by=by, language=language),
    )
    yield from archive.add(json_entry("manifest.json", dumped(manifest), what="manifest"))
    yield archive.finish()


def _entries(
    patient: Patient, *, of_many: Collection[UUID], by: User, language: str
) -> Iterator[Entry]:
    cases = list(every(cases_visible_to(by).filter(patient=patient), is_oldest_first=True))
    record = {
        "patient": dumped(patient_out(patient, to=by)),
        "cases": [dumped(case_out(case, to=by)) for case in cases],
    }
    yield json_entry("patient.json", record, what="patient")
    consents = every(consents_visible_to(by, patient_id=patient.pk))
    decisions = [dumped(consent_out(consent)) for consent in consents]
    yield json_entry("consents.json", decisions, what="consents")
    relations = every(relations_visible_to(by).filter(patient=patient))
    people = [dumped(relation_out(relation)) for relation in relations]
    yield json_entry("care-relations.json", people, what="care-relations")
    for number, case in enumerate(cases, start=1):
        yield from case_entries(
            case, folder=f"cases/{number}", without=of_many, by=by, language=language
        )


def _of_many_persons(patient: Patient) -> set[UUID]:
    """Return the files of which every row is another person: tables that a cohort was asked about, and the answers."""
    return {
        artifact
        for files in (JobInput, JobOutput)
        for artifact in files.objects.filter(
            job__case__patient=patient, job__kind=omics_cohort.kind
        ).values_list("artifact", flat=True)
    }


def _left_out(*, has_tables_of_many: bool, by: User, language: str) -> list[OmissionOut]:
    """Return what the archive does not hold, in the reader's language. Nobody who exports may read the audit."""
    omissions = {
        "access-log": True,
        "results": not may(by, Capability.READ_FINDINGS),
        "tables-of-many": has_tables_of_many,
    }
    return [
        OmissionOut(what=what, why=text(f"export-without-{what}", language=language))
        for what, is_left_out in omissions.items()
        if is_left_out
    ]
