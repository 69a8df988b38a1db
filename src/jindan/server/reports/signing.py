"""What a clinician answers for by a signature or an amendment, as the act that they prove."""

import json
from collections.abc import Collection

from jindan.report.content import ReportState
from jindan.server.accounts.models import User
from jindan.server.accounts.proofs.acts import Act
from jindan.server.reports import queries
from jindan.server.reports.errors import ReportAlreadySigned, ReportNotSigned, ReportOutdated
from jindan.server.reports.models import Report, ReportVersion
from jindan.server.reports.services import expect_seen
from jindan.server.roles import Capability, require


def signature(report: Report, *, by: User, number: int, reviews: int) -> Act:
    """Return the act of signing a version that was read, with the verdicts that were seen on it.

    Raises RoleNotAllowed, ReportOutdated, ReportAlreadySigned, ReviewsUnseen.
    """
    current = _current(report, by=by, number=number)
    if current.state != ReportState.PRELIMINARY:
        raise ReportAlreadySigned
    expect_seen(report, reviews=reviews)
    return _act("report.sign", current, by=by, states=(str(reviews),))


def amendment(
    report: Report, *, by: User, number: int, reason: str, addendum: str, withdrawn: Collection[str]
) -> Act:
    """Return the act of amending a signed version that was read.

    Raises RoleNotAllowed, ReportOutdated, ReportNotSigned.
    """
    current = _current(report, by=by, number=number)
    if current.state == ReportState.PRELIMINARY:
        raise ReportNotSigned
    states = (reason, addendum, json.dumps(list(withdrawn)))
    return _act("report.amend", current, by=by, states=states)


def _current(report: Report, *, by: User, number: int) -> ReportVersion:
    """Return the newest version, if it is the one that was read. Raises RoleNotAllowed, ReportOutdated."""
    require(by, Capability.SIGN_REPORTS)
    current = queries.current(report)
    if number != current.number:
        raise ReportOutdated(read=number, current=current.number)
    return current


def _act(name: str, version: ReportVersion, *, by: User, states: tuple[str, ...]) -> Act:
    """Return the act on one version, whose content never changes and is named by its digest."""
    content = version.content.stored.sha256
    return Act(
        name=name,
        subject=version.report_id,
        by=by.pk,
        states=(str(version.number), content, *states),
    )
