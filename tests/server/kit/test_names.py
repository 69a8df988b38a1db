"""A name says something: blanks are refused wherever a person, a team or an organisation gets one."""

import unicodedata
from typing import Annotated

import pytest
from pydantic import Field, TypeAdapter

from jindan.server.accounts import services as accounts
from jindan.server.config.api import api
from jindan.server.kit.names import UnfitName, fit_name, seen_line
from jindan.server.kit.schemas import RequestBody
from jindan.server.roles import Role
from people import is_problem

pytestmark = pytest.mark.django_db
BLANK = ["   ", "\u3000", "\u3164", "\u200b", "\u00a0", "\u115f\u1160", " \u0301"]
NEW_USER = {"email": "new@example.org", "role": "clinician"}


def _name_fields(model=RequestBody):
    """Every member called `name` of a body that the API takes."""
    assert api.get_openapi_schema()  # loads them all
    for body in model.__subclasses__():
        if "name" in body.model_fields:
            yield pytest.param(body.model_fields["name"], id=body.__name__)
        yield from _name_fields(body)


@pytest.mark.parametrize("field", list(_name_fields()))
def test_no_body_takes_blanks_for_a_name(field):
    declared = TypeAdapter(Annotated[(field.annotation, Field(), *field.metadata)])
    assert declared.validate_python(" 김 ") == "김"
    for name in BLANK:
        with pytest.raises(UnfitName):
            declared.validate_python(name)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("path", "body"), [("/users", NEW_USER), ("/care-teams", {})])
def test_the_answer_says_what_a_name_is(caller, hospital, path, body, language):
    administrator = caller(hospital, Role.ADMINISTRATOR)
    wanted = body | {"name": " "}
    answer = administrator.post(path, wanted, headers={"Accept-Language": language})
    assert is_problem(answer, "unfit-name", 422)
    assert administrator.post(path, body | {"name": " 김 의사 "}).status_code == 201


def test_a_user_may_have_no_name_and_get_one(caller, hospital, person_of):
    administrator = caller(hospital, Role.ADMINISTRATOR)
    user, _ = person_of(hospital, Role.CLERK)
    for name, kept in (("이 서무", "이 서무"), ("", "")):
        assert administrator.patch(f"/users/{user.pk}", {"name": name}).json()["name"] == kept
    assert is_problem(administrator.patch(f"/users/{user.pk}", {"name": " "}), "unfit-name", 422)


def test_the_command_line_gives_no_blank_names(hospital):
    with pytest.raises(UnfitName):
        accounts.create_organisation(name=" ")
    with pytest.raises(UnfitName):
        accounts.create_user(
            email="a@example.org", organisation=hospital, role=Role.CLERK, name=" "
        )


def test_a_password_keeps_its_blanks(hospital):
    user, _ = accounts.create_user(
        email="a@example.org", organisation=hospital, role=Role.CLERK, password=" four blank words "
    )
    assert user.check_password(" four blank words ")
    assert not user.check_password("four blank words")


def test_hangul_is_composed():
    assert fit_name(unicodedata.normalize("NFD", "홍길동")) == "홍길동"


def test_marks_are_not_heaped_on_a_letter():
    assert fit_name("Nguye\u0302\u0303n") == "Nguyễn"
    with pytest.raises(UnfitName):
        fit_name("e" + "\u0301\u0316" * 45)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("간 CT", "간 CT"),
        (" 췌장\n낭종\t추적 ", "췌장 낭종 추적"),
        ("a\u202eb\u2066c", "abc"),
        ("\u200b\u200d", ""),
        ("\u3164\u2800", ""),
        ("\u0301", ""),
    ],
)
def test_a_line_holds_what_is_seen(words, line):
    assert seen_line(words) == line
