"""The files of one case in a patient's archive: results, readings of documents, reports, and whatever is stored."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from uuid import UUID

from jindan.server.accounts.models import User
from jindan.server.artifacts import queries as artifacts
from jindan.server.artifacts.media_types import suffix_of
from jindan.server.assays import queries as assays
from jindan.server.assays.schemas import assay_out, risk_score_out
from jindan.server.documents import queries as documents
from jindan.server.documents.contents import content_of
from jindan.server.documents.models import Document
from jindan.server.documents.schemas import ReadingOut, reading_out
from jindan.server.imaging import queries as imaging
from jindan.server.imaging.schemas import segmentation_out, study_out
from jindan.server.patients.models import Case
from jindan.server.reports import queries as reports
from jindan.server.reports.content_schemas import content_out
from jindan.server.reports.models import Report
from jindan.server.reports.reading import said_in
from jindan.server.reports.schemas import report_out
from jindan.server.rights.archives import Entry
from jindan.server.rights.entries import dumped, every, file_entry, json_entry, record_entries


def case_entries(
    case: Case, *, folder: str, without: Collection[UUID], by: User, language: str
) -> Iterator[Entry]:
    """Yield what the person may see of a case. without: artifacts that are left out, by id."""
    yield from _results(case, folder=folder, by=by, language=language)
    drafted = list(every(reports.with_versions(reports.visible_to(by).filter(case=case))))
    yield from _reports(drafted, folder=f"{folder}/reports", by=by, language=language)
    paths = _paths_of_pdfs(drafted, folder=f"{folder}/reports")
    for artifact in every(artifacts.visible_to(by).filter(case=case)):
        if artifact.pk not in without:
            neutral = f"{folder}/artifacts/{artifact.pk}.{suffix_of(artifact.media_type)}"
            yield file_entry(paths.get(artifact.pk, neutral), artifact)


def _results(case: Case, *, folder: str, by: User, language: str) -> Iterator[Entry]:
    yield from record_entries(
        imaging.studies_visible_to(by).filter(case=case),
        partial(study_out, language=language),
        folder=f"{folder}/studies",
        what="study",
    )
    yield from record_entries(
        imaging.segmentations_visible_to(by).filter(series__study__case=case),
        partial(segmentation_out, language=language),
        folder=f"{folder}/segmentations",
        what="segmentation",
    )
    yield from record_entries(
        assays.assays_visible_to(by).filter(case=case),
        partial(assay_out, to=by),
        folder=f"{folder}/assays",
        what="assay",
    )
    yield from record_entries(
        assays.risk_scores_visible_to(by).filter(case=case),
        partial(risk_score_out, to=by, language=language),
        folder=f"{folder}/risk-scores",
        what="risk-score",
    )
    read = documents.visible_to(by).filter(case=case)
    yield from record_entries(
        read.prefetch_related(
            "readings__corrections", "readings__confirmations", "readings__content__stored"
        ),
        partial(_reading_out, language=language),
        folder=f"{folder}/documents",
        what="document",
    )


def _reading_out(document: Document, *, language: str) -> ReadingOut:
    """Return the newest reading of a document, which alone is fetched."""
    [reading] = document.readings.all()
    return reading_out(reading, content_of(reading.content), language=language)


def _reports(drafted: Iterable[Report], *, folder: str, by: User, language: str) -> Iterator[Entry]:
    """Yield each report with its versions, and what the newest one says."""
    for report in drafted:
        yield json_entry(
            f"{folder}/{report.pk}.json", dumped(report_out(report, to=by)), what="report"
        )
        content, reviews = said_in(reports.current(report))
        said = content_out(content, report=report, reviews=reviews, to=by, language=language)
        yield json_entry(f"{folder}/{report.pk}.content.json", dumped(said), what="report-content")


def _paths_of_pdfs(drafted: Iterable[Report], *, folder: str) -> Mapping[UUID, str]:
    """Return where the PDFs of the newest versions go, by artifact. Where one was made again, the newest."""
    return {
        artifact: f"{folder}/{report.pk}.{language}.pdf"
        for report in drafted
        for language, artifact in _newest_pdfs(report).items()
    }


def _newest_pdfs(report: Report) -> Mapping[str, UUID]:
    *_, version = report.versions.all()
    made = sorted(
        version.renderings.all(), key=lambda rendering: (rendering.created_at, rendering.pk)
    )
    return {rendering.language: rendering.artifact_id for rendering in made}
