"""Events leave as FHIR AuditEvent and as ATNA messages, over syslog, and a patient's log is complete."""

import json
import socket
import uuid

import pytest
from click.testing import CliRunner
from defusedxml import ElementTree
from django.utils import timezone

import make
from jindan.cli.audit import audit
from jindan.server.audit.chain import checkpoints, upkeep
from jindan.server.audit.export import atna, fhir, syslog
from jindan.server.audit.models import AuditEvent, EventOutcome
from jindan.server.audit.services import record_event
from jindan.server.kit.circumstances import Circumstances, bound
from jindan.server.patients import services as patients
from jindan.server.roles import Role
from server.audit import chains


@pytest.fixture
def event(hospital):
    clinician = make.user(organisation=hospital)
    case = make.case(by=clinician)
    with bound(Circumstances(request_id="0" * 32, address="2001:db8::1")):
        return record_event("report.exported", by=clinician, subject=case, case=case)


def run(*arguments):
    return CliRunner().invoke(audit, [*map(str, arguments), "--language", "en"])


def test_an_event_is_a_fhir_resource_with_all_that_is_required(event):
    """The members and codes that R4 requires. Its schema is too large to be part of this repository."""
    resource = fhir.resource_of(event)
    assert resource["resourceType"] == "AuditEvent"
    assert resource["type"]["code"] == "110106"
    assert resource["recorded"].startswith(f"{event.at:%Y-%m-%d}")
    assert (resource["action"], resource["outcome"]) == ("R", "0")
    person, server = resource["agent"]
    assert (person["requestor"], server["requestor"]) == (True, False)
    assert person["who"]["identifier"]["value"] == f"urn:uuid:{event.actor_id}"
    assert person["network"] == {"address": "2001:db8::1", "type": "2"}
    assert person["purposeOfUse"][0]["coding"][0]["code"] == "TREAT"
    assert "observer" in resource["source"]
    roles = [entity.get("role", {}).get("code") for entity in resource["entity"]]
    assert "1" in roles  # the patient
    assert set(resource) <= {
        "resourceType", "id", "type", "subtype", "action", "recorded", "outcome", "purposeOfEvent",
        "agent", "source", "entity",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "code"),
    [(EventOutcome.SUCCESS, "0"), (EventOutcome.REFUSED, "4"), (EventOutcome.FAILED, "8")],
)
def test_outcomes_have_the_codes_of_both_standards(event, outcome, code):
    event.outcome = outcome
    assert fhir.resource_of(event)["outcome"] == code
    message = ElementTree.fromstring(atna.message_of(event))
    assert message.find("EventIdentification").get("EventOutcomeIndicator") == code


def test_an_event_is_an_atna_message(event):
    message = ElementTree.fromstring(atna.message_of(event))
    assert [part.tag for part in message] == [
        "EventIdentification",
        "ActiveParticipant",
        "ActiveParticipant",
        "AuditSourceIdentification",
        "ParticipantObjectIdentification",
        "ParticipantObjectIdentification",
    ]
    assert message.find("EventIdentification/EventID").get("csd-code") == "110106"
    patient = message.find("ParticipantObjectIdentification")
    assert patient.get("ParticipantObjectID") == str(event.patient_id)
    assert patient.get("ParticipantObjectTypeCodeRole") == "1"


def test_no_export_contains_more_than_ids_and_codes(event):
    code = make.case(by=make.user(organisation=make.organisation())).patient.code
    for written in (json.dumps(fhir.resource_of(event)), atna.message_of(event)):
        assert code not in written
        assert "example.org" not in written


def test_a_message_has_the_header_of_rfc_5424(event):
    framed = syslog.framed("<x/>", message_id=atna.MESSAGE_ID, at=event.at).decode()
    header, _, message = framed.partition(" - ")
    assert header.startswith("<85>1 20")
    assert header.split()[3] == "jindan"
    assert header.endswith("DICOM+RFC3881")
    assert message == "\ufeff<x/>"


def test_a_checkpoint_reaches_the_receiver_of_syslog(event, settings):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(5)
        settings.AUDIT_SYSLOG = f"udp://127.0.0.1:{receiver.getsockname()[1]}"
        upkeep.keep_up()
        received = receiver.recv(65536).decode()
    assert received.endswith(checkpoints.path().read_text().strip())


def test_messages_over_tcp_stand_behind_their_lengths(event, settings, hospital):
    with socket.create_server(("127.0.0.1", 0)) as receiver:
        settings.AUDIT_SYSLOG = f"tcp://127.0.0.1:{receiver.getsockname()[1]}"
        arguments = ("--organisation", hospital.name, "--format", "atna", "--to-syslog")
        sent = run("export", *arguments)
        connection, _ = receiver.accept()
        with connection:
            stream = b"".join(iter(lambda: connection.recv(65536), b""))
    assert sent.output == f"{AuditEvent.objects.count()} events sent.\n"
    count = 0
    while stream:
        length, _, rest = stream.partition(b" ")
        message, stream = rest[: int(length)], rest[int(length) :]
        ElementTree.fromstring(message.partition("\ufeff".encode())[2])
        count += 1
    assert count == AuditEvent.objects.count()


def test_a_receiver_that_does_not_answer_stops_nothing(event, settings):
    settings.AUDIT_SYSLOG = "tcp://127.0.0.1:1"
    upkeep.keep_up()
    assert checkpoints.newest().number == 1
    assert run("checkpoint").exit_code == 1


def test_checkpoints_are_made_when_the_chain_grew_and_no_oftener_than_asked(event, settings):
    for _ in range(3):
        upkeep.keep_up()
    assert checkpoints.newest().number == 1
    settings.AUDIT_CHECKPOINT_S = 0
    upkeep.keep_up()
    assert checkpoints.newest().number == 1
    record_event("patient.read", by=None, subject=make.user(organisation=make.organisation()))
    upkeep.keep_up()
    assert checkpoints.newest().number == 2


def test_an_export_is_written_one_event_a_line_and_is_itself_recorded(event, hospital):
    exported = run("export", "--organisation", hospital.name)
    lines = [json.loads(line) for line in exported.output.splitlines()]
    assert [line["id"] for line in lines] == [
        str(pk)
        for pk in AuditEvent.objects.filter(organisation_id=hospital.pk)
        .order_by("at", "id")
        .values_list("pk", flat=True)
    ]
    assert lines[-1]["subtype"][0]["code"] == "audit-event.exported"


def test_a_span_of_time_is_exported(event, hospital):
    tomorrow = f"{timezone.localtime() + timezone.timedelta(days=1):%Y-%m-%d}"
    exported = run("export", "--organisation", hospital.name, "--since", tomorrow)
    assert exported.output == ""


def test_a_hundred_reads_by_ten_people_are_listed_completely(hospital, elsewhere):
    clinician = make.user(organisation=hospital)
    patient = patients.create_patient(by=clinician, code="P-1")
    cases = [patients.create_case(patient, by=clinician) for _ in range(10)]
    readers = [
        make.user(organisation=hospital, role=[Role.CLINICIAN, Role.RESEARCHER][number % 2])
        for number in range(10)
    ]
    for number, reader in enumerate(readers):
        with bound(Circumstances(address=f"192.0.2.{number}")):
            for case in cases:
                patients.read_case(case.pk, by=reader)
    make.case(by=make.user(organisation=elsewhere))
    listed = run("patient", "p-1", "--organisation", hospital.name, "--format", "json")
    rows = [json.loads(line) for line in listed.output.splitlines()]
    reads = [row for row in rows if row["action"] == "case.read"]
    assert len(reads) == 100
    assert {(row["who"], row["address"], row["purpose"]) for row in reads} == {
        (reader.email, f"192.0.2.{number}", ["TREAT", "HRESCH"][number % 2])
        for number, reader in enumerate(readers)
    }
    again = run("patient", "P-1", "--organisation", hospital.name, "--format", "csv")
    assert "Access log of a patient read" in again.output


def test_patients_and_organisations_that_there_are_not_are_said(hospital):
    assert run("patient", "P-9", "--organisation", hospital.name).exit_code == 1
    assert run("patient", "P-9", "--organisation", "x").exit_code == 1
    assert run("export", "--organisation", hospital.name, "--to-syslog").exit_code == 1


def test_the_verifier_ends_with_one_and_names_the_row(event):
    run("checkpoint")
    whole = run("verify")
    assert (whole.exit_code, "Nothing was changed" in whole.output) == (0, True)
    chains.alter(1, action="patient.read")
    row = chains.rows().get(sequence=1)
    broken = run("verify")
    assert broken.exit_code == 1
    assert f"sequence=1 event={row.pk} at={row.at.isoformat()}" in broken.output


def test_a_keyring_of_another_installation_is_said(event, settings, tmp_path):
    settings.KEYRING = tmp_path / str(uuid.uuid4())
    run("verify")
    settings.AUDIT.joinpath("chain.key").touch()
    assert run("verify").exit_code == 1
