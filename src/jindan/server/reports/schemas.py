"""Reports as they go over the wire, in the reader's language."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints, model_validator

from jindan.report.blocks import Verdict
from jindan.report.content import ReportState, SignatureProof
from jindan.server.accounts.models import User
from jindan.server.accounts.proofs.schemas import ProofIn
from jindan.server.artifacts.queries import may_read_all
from jindan.server.findings.schemas import SubjectOut, subject_out
from jindan.server.kit.schemas import RequestBody
from jindan.server.reports.models import Report, ReportVersion
from jindan.server.roles import Capability, may

Typed = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class SignatureIn(RequestBody):
    """A signature. `number` is the version that was read, `reviews` how many verdicts it bore: any newer refuses it."""

    number: int = Field(ge=1)
    reviews: int = Field(default=0, ge=0)


class ProvedSignatureIn(SignatureIn):
    """A signature, and the proof that it is the person's own."""

    proof: ProofIn


class AmendmentIn(RequestBody):
    """An amendment: why, what is added, and which findings (by id) are withdrawn, wherever they are named."""

    number: int = Field(ge=1)
    reason: Annotated[Typed, StringConstraints(min_length=1, max_length=1000)]
    addendum: Typed = ""
    withdrawn: list[Annotated[str, Field(max_length=160)]] = Field(default=[], max_length=500)

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not (self.addendum or self.withdrawn):
            message = "an amendment adds words or withdraws findings"
            raise ValueError(message)
        return self


class ProvedAmendmentIn(AmendmentIn):
    """An amendment, and the proof that it is the person's own."""

    proof: ProofIn


class ReviewIn(RequestBody):
    """A verdict on one sentence (by id): a reason where it is not accepted, other words where it is amended."""

    statement: str = Field(max_length=160)
    verdict: Verdict
    reason: Annotated[Typed, StringConstraints(max_length=1000)] = ""
    words: Typed = ""

    @model_validator(mode="after")
    def _says_why_and_what(self) -> Self:
        if bool(self.reason) == (self.verdict is Verdict.ACCEPTED):
            message = "exactly what is not accepted has a reason"
            raise ValueError(message)
        if bool(self.words) != (self.verdict is Verdict.AMENDED):
            message = "exactly an amended sentence has other words"
            raise ValueError(message)
        return self


class VersionOut(Schema):
    """One version. `languages` are those whose PDF is ready and may be read.

    reason: why it was amended, empty for roles that may not identify patients. proof: how `signed_by` proved it, if
    asked. is_pdf_hidden: its PDF is kept from the reader, because what stands in it may name the patient.
    """

    number: int
    state: ReportState
    reason: str
    signed_by: UUID | None
    proof: SignatureProof | None
    issued_at: datetime
    languages: list[str]
    is_pdf_hidden: bool


class ReportOut(Schema):
    """A report on its `subjects`. `state` and `number` are those of its newest version, `kind` that of its analysis."""

    id: UUID
    case: UUID
    kind: str
    subjects: list[SubjectOut]
    state: ReportState
    number: int
    versions: list[VersionOut]
    created_at: datetime


def version_out(version: ReportVersion, *, to: User) -> VersionOut:
    """Return one version as this reader may see it."""
    readable = (r for r in version.renderings.all() if may_read_all([r.artifact], by=to))
    return VersionOut(
        number=version.number,
        state=ReportState(version.state),
        reason=version.reason if may(to, Capability.IDENTIFY_PATIENTS) else "",
        signed_by=version.signed_by_id,
        proof=SignatureProof(version.proof) if version.proof else None,
        issued_at=version.issued_at,
        languages=sorted({rendering.language for rendering in readable}),
        is_pdf_hidden=not may_read_all([version.content], by=to),
    )


def report_out(report: Report, *, to: User) -> ReportOut:
    """Return a report, whose versions were fetched in order (`queries.with_versions`), as this reader may see it."""
    versions = [version_out(version, to=to) for version in report.versions.all()]
    return ReportOut(
        id=report.pk,
        case=report.case_id,
        kind=report.kind,
        subjects=[subject_out(subject) for subject in report.subjects.all()],
        state=versions[-1].state,
        number=versions[-1].number,
        versions=versions,
        created_at=report.created_at,
    )
