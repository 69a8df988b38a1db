"""A password is what was typed, in one normal form, everywhere alike."""

import unicodedata

import pytest

from jindan.server.accounts import services
from jindan.server.audit.models import AuditEvent
from jindan.server.roles import Role
from people import Caller

BLANKS = "  네 개의 서로 다른 낱말 "


def changed(person, new):
    change = {"current_password": person.password, "new_password": new}
    assert person.post("/auth/password", change).status_code == 204
    return Caller(user=person.user, password=new)


def test_blanks_are_part_of_a_password_everywhere(clinician):
    person = changed(clinician, BLANKS)
    assert person.try_sign_in(BLANKS.strip()).status_code == 401
    person.sign_in()
    assert person.post("/auth/reauthenticate", {"password": BLANKS}).status_code == 204
    assert person.post("/auth/reauthenticate", {"password": BLANKS.strip()}).status_code == 422
    wrong = {"current_password": BLANKS.strip(), "new_password": "네 개의 또 다른 낱말"}
    assert person.post("/auth/password", wrong).status_code == 422
    changed(person, "네 개의 또 다른 낱말").sign_in()


def test_blanks_are_part_of_a_password_chosen_by_a_link(caller, clinician, hospital):
    administrator = caller(hospital, Role.ADMINISTRATOR)
    link = administrator.post(f"/users/{clinician.user.id}/password").json()["link"]
    body = {"token": link.partition("#")[2], "password": BLANKS}
    assert Caller().post("/auth/set-password", body).status_code == 200
    assert clinician.try_sign_in(BLANKS.strip()).status_code == 401
    assert clinician.try_sign_in(BLANKS).status_code == 200


def test_the_change_of_a_password_is_an_event_of_a_user(clinician):
    changed(clinician, BLANKS)
    kinds = AuditEvent.objects.filter(subject_id=clinician.user.pk).values_list("subject_kind")
    assert set(kinds) == {("user",)}


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_every_keyboard_types_the_same_password(clinician, form):
    person = changed(clinician, "Ｆ네 개의 서로 다른 낱말é")
    typed = unicodedata.normalize(form, "F네 개의 서로 다른 낱말é")
    assert person.try_sign_in(typed).status_code == 200


def test_a_short_password_is_not_made_long_by_its_form(hospital):
    decomposed = unicodedata.normalize("NFD", "한글암호다")  # 5 syllables, 12 letters
    assert len(decomposed) >= 12
    with pytest.raises(services.passwords.WeakPassword):
        services.create_user(
            email="a@example.org", organisation=hospital, role=Role.CLERK, password=decomposed
        )
