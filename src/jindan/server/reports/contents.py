"""A version's content as stored bytes: written once, read back whole."""

from pathlib import Path
from tempfile import TemporaryDirectory

from jindan.report.content import ReportContent, read_content
from jindan.server.accounts.models import Organisation, User
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.patients.models import Case
from jindan.server.reports.models import ReportVersion


def store_content(content: ReportContent, *, organisation: Organisation) -> StoredObject:
    """Put the content of one version into the store, under no name yet."""
    with TemporaryDirectory(prefix="jindan-report-") as folder:
        path = Path(folder) / "content.json"
        path.write_text(content.model_dump_json(), encoding="utf-8")
        return artifacts.store(path, organisation=organisation)


def enter_content(
    stored: StoredObject, *, version: int, case: Case, by: User, is_deidentified: bool
) -> Artifact:
    """Give the stored content its name in the case."""
    return artifacts.enter(
        stored,
        case=case,
        by=by,
        name=f"report-{version}.json",
        is_deidentified=is_deidentified,
    )


def content_of(version: ReportVersion) -> ReportContent:
    """Return the content of a version."""
    with artifacts.open_plain(version.content) as file:
        return read_content(file.read())
