"""Two persons at one document at the same moment: what one confirms is what the other has not changed."""

import pytest
from django.db import connection

import make
import phantoms_pages as phantoms
from jindan.server.documents.errors import DocumentOutdated
from jindan.server.documents.models import Confirmation
from jindan.server.documents.services import corrections
from jindan.server.documents.services.corrections import Changes
from jindan.server.roles import Role
from server.documents_by_code import document

pytestmark = pytest.mark.django_db

CHANGE = Changes(fields={}, words={(1, 1, 1): "changed"})


def just_before_the_transaction(act):
    """Return a wrapper of the connection that acts once, after all was read and before anything is written."""
    acts = [act]

    def wrapper(execute, sql, params, many, context):
        if sql.startswith("SAVEPOINT") and acts:
            acts.pop()()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapper)


@pytest.mark.parametrize("late", ["confirm", "correct"])
def test_what_was_corrected_meanwhile_is_neither_confirmed_nor_corrected(
    case, hospital, tmp_path, late
):
    lab = document(tmp_path, phantoms.LAB_REPORT, case=case)
    first, second = (make.user(organisation=hospital, role=Role.CLERK) for _ in range(2))
    acts = {
        "confirm": lambda: corrections.confirm(lab, number=1, by=second),
        "correct": lambda: corrections.correct(lab, number=1, changes=CHANGE, by=second),
    }
    with (
        just_before_the_transaction(
            lambda: corrections.correct(lab, number=1, changes=CHANGE, by=first)
        ),
        pytest.raises(DocumentOutdated),
    ):
        acts[late]()
    assert lab.readings.count() == 2
    assert not Confirmation.objects.filter(by=second).exists()
