"""`jindan audit`: verify the chain of events, sign checkpoints, list who looked at a patient, export events."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.catalogue import text
from jindan.cli import audit_table
from jindan.cli.terminal import CommandProblem, language_option
from jindan.server.accounts.models import Organisation
from jindan.server.audit import queries, services
from jindan.server.audit.chain import checkpoints, linking, standing, upkeep, verifying
from jindan.server.audit.export import atna, fhir, syslog
from jindan.server.audit.models import AuditEvent
from jindan.server.keys.errors import KeyringError
from jindan.server.patients import codes
from jindan.server.patients.models import Patient

moment = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"])
organisation_option = click.option(
    "--organisation", "organisation_name", required=True, help="Name of the organisation."
)
since_option = click.option("--since", type=moment, help="First day or moment, local time.")
until_option = click.option("--until", type=moment, help="Moment after the last, local time.")


@click.group()
def audit() -> None:
    """Verify, sign, read and export the audit."""


@audit.command()
@click.option(
    "--checkpoints",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Copy of the checkpoints from elsewhere, instead of the file in the home.",
)
@click.option(
    "--public-key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="PEM file of the key that checks them, instead of the home's.",
)
@language_option
def verify(file: Path | None, public_key: Path | None, language: str) -> None:
    """Compare every event with its place in the chain and with the checkpoints. Exit status 1 where one is wrong."""
    try:
        verification = verifying.verify(file=file, public_key=public_key)
    except KeyringError as error:
        raise CommandProblem.of(key="audit-key-missing", language=language) from error
    standing.note(verification)
    for line in audit_table.verification_lines(verification, language=language):
        click.echo(line)
    if verification.faults:
        raise click.exceptions.Exit(1)


@audit.command()
@click.option(
    "--after-restore",
    is_flag=True,
    help="Acknowledge that a restored backup lacks events which earlier checkpoints count.",
)
@language_option
def checkpoint(*, after_restore: bool, language: str) -> None:
    """Link what waits, sign the end of the chain, and append it to the file and to syslog."""
    try:
        line = checkpoints.make(is_restored=after_restore)
    except linking.ChainBroken as error:
        raise CommandProblem.of(key="audit-chain-broken", language=language) from error
    click.echo(line)
    if not upkeep.announce(line):
        raise CommandProblem.of(key="audit-syslog-silent", language=language)


@audit.command()
@click.argument("code")
@organisation_option
@since_option
@until_option
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@language_option
def patient(
    code: str,
    *,
    organisation_name: str,
    since: datetime.datetime | None,
    until: datetime.datetime | None,
    form: str,
    language: str,
) -> None:
    """List who looked at the patient with CODE: when, from where, why, and at what."""
    organisation = _organisation(organisation_name, language=language)
    known = Patient.objects.filter(organisation=organisation, code=codes.normalised(code)).first()
    if known is None:
        raise CommandProblem.of(key="audit-no-patient", language=language)
    events = AuditEvent.objects.filter(organisation_id=organisation.pk, patient_id=known.pk)
    rows = _in_span(events, since=since, until=until)
    for line in audit_table.lines_of(rows, form=form, language=language):
        click.echo(line)
    services.record_reading(
        "audit-event.read", organisation_id=organisation.pk, patient_id=known.pk
    )


@audit.command()
@organisation_option
@since_option
@until_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["fhir", "atna"]),
    default="fhir",
    help="FHIR R4 AuditEvent (NDJSON), or the XML of DICOM PS3.15.",
)
@click.option("--to-syslog", is_flag=True, help="Send to JINDAN_AUDIT_SYSLOG instead of printing.")
@language_option
def export(
    *,
    organisation_name: str,
    since: datetime.datetime | None,
    until: datetime.datetime | None,
    form: str,
    to_syslog: bool,
    language: str,
) -> None:
    """Write the events of a span of time, oldest first, one a line."""
    organisation = _organisation(organisation_name, language=language)
    if to_syslog and not settings.AUDIT_SYSLOG:
        raise CommandProblem.of(key="audit-no-syslog", language=language)
    events = AuditEvent.objects.filter(organisation_id=organisation.pk)
    services.record_reading("audit-event.exported", organisation_id=organisation.pk)
    rows = _in_span(events, since=since, until=until)
    if to_syslog:
        try:
            count = _send(rows, form=form)
        except OSError as error:
            raise CommandProblem.of(key="audit-syslog-silent", language=language) from error
        click.echo(text("audit-sent", language=language, count=count))
        return
    for event in rows:
        click.echo(_message(event, form=form))


def _message(event: AuditEvent, *, form: str) -> str:
    if form == "atna":
        return atna.message_of(event)
    return json.dumps(fhir.resource_of(event), ensure_ascii=False)


def _send(events: Iterator[AuditEvent], *, form: str) -> int:
    """Send each event to the receiver of syslog, and return how many there were."""
    message_id = atna.MESSAGE_ID if form == "atna" else "FHIR+R4"
    count = 0
    with syslog.connected(settings.AUDIT_SYSLOG) as send:
        for event in events:
            send(syslog.framed(_message(event, form=form), message_id=message_id, at=event.at))
            count += 1
    return count


def _in_span(
    events: queries.Events, *, since: datetime.datetime | None, until: datetime.datetime | None
) -> Iterator[AuditEvent]:
    """Yield the events from one local time to another, at most until now."""
    return queries.in_order(
        events,
        since=timezone.make_aware(since) if since else None,
        until=timezone.make_aware(until) if until else timezone.now(),
    )


def _organisation(name: str, *, language: str) -> Organisation:
    organisation = Organisation.objects.filter(name=name).first()
    if organisation is None:
        raise CommandProblem.of(key="audit-no-organisation", language=language)
    return organisation
