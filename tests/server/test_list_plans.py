"""No list reads its whole table or sorts it: its first page and a late one are ranges of an index, on any database."""

import base64
import json
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from jindan.server.audit.chain import linking
from jindan.server.audit.models import AuditEvent
from jindan.server.audit.services import record_look
from jindan.server.patients.models import AccessPolicy, CareRelation, Case, Patient, Protection
from jindan.server.roles import Role
from people import Caller
from server import plans
from server.rows_in_bulk import fill
from server.test_lists import LISTS, OF_ADMINISTRATORS

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROWS = 3000
SIZE = 30
FILTERED = {
    "/audit-events?actor_id={actor_id}",
    "/audit-events?case_id={case_id}",
    "/audit-events?patient_id={patient_id}",
    "/audit-events?subject_id={case_id}",
    "/audit-events?since=2020-01-01T00:00:00Z",
    "/cases?patient_id={patient_id}",
    "/documents?case={case_id}",
    "/documents?review=needed",
    "/documents?case={case_id}&review=needed",
    "/jobs?case={case_id}",
    "/jobs?kind=k",
    "/jobs?state=cancelled",
    "/jobs?case={case_id}&state=cancelled",
}
"""The filters of lists, beside the lists themselves."""
SORTED_BY = {"audit_auditevent": ("at", "id"), "documents_readingversion": ("number",)}


@pytest.fixture
def installation(hospital, elsewhere):
    """Two hospitals with rows of every kind; a third of them are another hospital's."""
    fill(by=make.user(organisation=elsewhere), count=ROWS // 3)
    filled = fill(by=make.user(organisation=hospital), count=ROWS * 2 // 3)
    plans.count_rows()
    return filled


def everybody_sees_all(by):
    """As long as nobody is protected, nothing is asked about relations."""


def one_is_protected(by):
    """Somebody else's patient: each row is tested for its patient."""
    other = make.case(by=make.user(organisation=by.organisation)).patient
    Protection.objects.create(
        patient=other, organisation=by.organisation, label="VIP", marked_by=by
    )


def each_sees_their_own(by):
    """The reader cares for every third patient, and the list is read along the same index."""
    AccessPolicy.objects.create(organisation=by.organisation, visibility="by-relation")
    patients = Patient.objects.filter(organisation=by.organisation).order_by("pk")
    first = Case.objects.filter(created_by=by).order_by("created_at").first().patient
    CareRelation.objects.bulk_create(
        CareRelation(patient=patient, person=by, added_by=by) for patient in {*patients[::3], first}
    )


@pytest.mark.parametrize("kept", [everybody_sees_all, one_is_protected, each_sees_their_own])
def test_no_list_is_read_whole_or_sorted(installation, caller, hospital, kept):
    kept(installation.case.created_by)
    plans.count_rows()
    administrator = caller(hospital, Role.ADMINISTRATOR)
    clinician = signed_in(installation.case.created_by)
    faults = {}
    for path in sorted(LISTS | FILTERED):
        reader = administrator if path.startswith(OF_ADMINISTRATORS) else clinician
        faults[path] = faults_of(with_ids(path, installation), reader=reader)
    assert {path: steps for path, steps in faults.items() if steps} == {}


def test_whether_a_look_was_noted_and_what_waits_for_its_place_are_ranges_of_an_index(installation):
    by = installation.case.created_by
    case = make.case(by=by)
    linking.link_all()  # as at all times but the last moment: a table full of unlinked events is best read whole
    plans.count_rows()
    with CaptureQueriesContext(connection) as queries:
        record_look("case.read", by=by, subject=case, case=case)
        linking.link_new()
    table = AuditEvent._meta.db_table
    asked = [q["sql"] for q in queries if q["sql"].startswith("SELECT") and table in q["sql"]]
    assert len(asked) >= 2
    for query in asked[:2]:
        assert plans.faults(query, table=table, is_late=False) == []


def signed_in(user):
    """The person whose rows they are."""
    user.set_password("correct horse battery staple")
    user.save()
    return Caller(user=user, password="correct horse battery staple").sign_in()


def with_ids(path, installation):
    """The address of a list, with a number of rows by which its query is known."""
    address = path.format(
        case_id=installation.case.pk,
        patient_id=installation.case.patient_id,
        actor_id=installation.case.created_by_id,
        series_id=installation.series.pk,
        endpoint_id=installation.endpoint.pk,
        document_id=installation.document.pk,
    )
    return f"{address}{'&' if '?' in address else '?'}size={SIZE}"


def faults_of(address, *, reader):
    """What is wrong with the plans of a list's first page and of a late one."""
    first, table = list_query(reader, address)
    late, _ = list_query(reader, f"{address}&cursor={late_cursor(table)}")
    return [
        *plans.faults(first, table=table, is_late=False),
        *plans.faults(late, table=table, is_late=True),
    ]


def list_query(reader, path):
    """The query by which a list is read, and the table that it lists."""
    with CaptureQueriesContext(connection) as queries:
        answer = reader.get(path)
    assert answer.status_code == 200, answer.json()
    [query] = [q["sql"] for q in queries if q["sql"].endswith(f"LIMIT {SIZE + 1}")]
    return query, re.search(r'FROM ["`](\w+)["`]', query)[1]


def late_cursor(table):
    """The cursor of a row with a tenth of the hospital's behind it: the other hospital's third is older."""
    [model] = [model for model in apps.get_models() if model._meta.db_table == table]
    names = SORTED_BY.get(table, ("created_at", "id"))
    rows = model.objects.order_by(*names)
    row = rows[rows.count() * 2 // 5]
    values = [model._meta.get_field(name).value_to_string(row) for name in names]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()
