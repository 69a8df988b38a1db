"""The operator's commands for organisations and people."""

import pytest
from click.testing import CliRunner

from jindan.catalogue import text
from jindan.cli.installation import DEMO_EMAIL, create_user, demonstrating_clinician
from jindan.server.accounts.models import User
from jindan.server.accounts.services import create_organisation
from jindan.server.keys.opening import open_keys

pytestmark = pytest.mark.django_db
EMAIL = "kim@example.org"


@pytest.fixture(autouse=True)
def hospital(settings, tmp_path):
    settings.KEYRING = tmp_path / "keyring.json"
    settings.AUDIT = tmp_path / "audit"  # its key is wrapped by this keyring
    open_keys.cache_clear()
    return create_organisation(name="서울병원")


def _created(*options):
    place = ["--organisation", "서울병원", "--role", "clinician"]
    return CliRunner(env={"LANG": "en"}).invoke(create_user, [EMAIL, *place, *options])


def test_a_user_gets_the_name_that_signatures_show():
    done = _created("--name", " 김민지 ")
    assert done.exit_code == 0, done.output
    assert User.objects.get(email=EMAIL).name == "김민지"


def test_a_user_may_be_created_without_a_name():
    assert _created().exit_code == 0
    assert User.objects.get(email=EMAIL).name == ""


def test_a_blank_name_creates_nobody():
    done = _created("--name", "  ")
    assert done.exit_code == 1
    assert text("problem-unfit-name", language="en") in done.output
    assert not User.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize(
    ("language", "name"), [("ko", "시연용 의사"), ("en", "Demonstration Clinician")]
)
def test_the_clinician_of_the_demonstration_has_a_name(language, name):
    demonstrating_clinician(language=language)
    demonstrating_clinician(language="en")  # the next demonstration only sets a password
    assert User.objects.get(email=DEMO_EMAIL).name == name
