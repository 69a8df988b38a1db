"""A version's content as stored bytes: written once, read back whole."""

from pathlib import Path
from tempfile import TemporaryDirectory

from jindan.server.accounts.models import User
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import Artifact
from jindan.server.patients.models import Case
from jindan.server.reports.models import ReportVersion
from jindan.typesetting.content import ReportContent
from jindan.typesetting.rendering import read_content

MEDIA_TYPE = "application/json"


def keep_content(content: ReportContent, *, case: Case, by: User) -> Artifact:
    """Store the content of one version."""
    with TemporaryDirectory(prefix="jindan-report-") as folder:
        path = Path(folder) / f"report-{content.status.number}.json"
        path.write_text(content.model_dump_json(), encoding="utf-8")
        return artifacts.store(path, case=case, by=by, name=path.name, media_type=MEDIA_TYPE)


def content_of(version: ReportVersion) -> ReportContent:
    """The content of a version."""
    with TemporaryDirectory(prefix="jindan-report-") as folder:
        return read_content(artifacts.fetch(version.content, into=Path(folder), name="content"))
