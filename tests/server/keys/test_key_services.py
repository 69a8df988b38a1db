"""A master key at a key service: it wraps, is seldom asked, and what is wrong with it is said truthfully."""

import base64
import traceback
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from jindan.server.keys import rotation
from jindan.server.keys import services as keys
from jindan.server.keys.checks import master_key_opens_keys
from jindan.server.keys.errors import (
    BrokenSeal,
    KeyServiceAway,
    KeyServiceRefused,
    UnknownKey,
)
from jindan.server.keys.masters import keyring
from jindan.server.keys.models import WrappedKey
from jindan.server.keys.opening import open_keys
from jindan.server.keys.uses import Use

OURS = uuid.UUID(int=1)
HERE = {"use": Use.FINDINGS, "organisation_id": OURS, "context": b"row 1"}
AWAY = ["slow", "busy", "failing"]
REFUSED = ["revoked", "denied"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(key_service):
    return keys.seal(b"secret", **HERE)


def checked():
    return [message.id for message in master_key_opens_keys(None, databases=["default"])]


def forget():
    """Do as a process does that starts now."""
    open_keys.cache_clear()
    from jindan.server.keys.masters import choice

    choice._at.cache_clear()


def test_it_wraps_one_key_of_the_organisation_and_no_file_is_made(sealed, key_service, settings):
    row = WrappedKey.objects.get(owner=OURS)
    assert row.master == settings.MASTER_KEY
    assert not settings.KEYRING.exists()
    forget()
    assert keys.unseal(sealed, **HERE) == b"secret"
    assert checked() == []


def test_it_is_asked_for_a_key_and_never_for_a_value(key_service):
    values = [keys.seal(b"secret", **HERE | {"context": b"%d" % n}) for n in range(200)]
    assert [call.lower() for call in key_service.calls] == ["encrypt", "decrypt", "decrypt"]
    for n, value in enumerate(values):
        keys.unseal(value, **HERE | {"context": b"%d" % n})
    assert len(key_service.calls) == 3


@pytest.mark.parametrize("mood", AWAY)
def test_a_service_that_is_away_is_said_to_be_away(sealed, key_service, later, mood):
    forget()
    key_service.mood = mood
    with pytest.raises(KeyServiceAway) as raised:
        keys.unseal(sealed, **HERE)
    assert raised.value.status == 503
    assert raised.value.headers["Retry-After"]
    assert "응답하지 않거나" in raised.value.in_language("ko")
    assert "does not answer" in raised.value.in_language("en")
    assert checked() == ["keys.W001"]
    later(10)
    key_service.mood = ""
    assert keys.unseal(sealed, **HERE) == b"secret"


@pytest.mark.parametrize("mood", REFUSED)
def test_a_key_that_is_refused_is_said_to_be_refused(sealed, key_service, mood):
    forget()
    key_service.mood = mood
    with pytest.raises(KeyServiceRefused) as raised:
        keys.unseal(sealed, **HERE)
    assert "거부했습니다" in raised.value.in_language("ko")
    assert "refuses its use" in raised.value.in_language("en")
    assert checked() == ["keys.E002"]
    key_service.mood = ""
    forget()
    assert keys.unseal(sealed, **HERE) == b"secret"


def test_a_service_that_is_down_is_away(sealed, key_service, settings):
    forget()
    settings.KEY_SERVICE = "http://127.0.0.1:9"
    if settings.MASTER_KEY.startswith("arn:"):
        with pytest.raises(KeyServiceAway):
            keys.unseal(sealed, **HERE)
    assert checked() == ["keys.W001"]


def test_a_service_that_answers_with_another_key_is_noticed(sealed, key_service):
    forget()
    key_service.mood = "lying"
    with pytest.raises(BrokenSeal):
        keys.unseal(sealed, **HERE)
    with pytest.raises(BrokenSeal):
        keys.seal(b"new", **HERE | {"organisation_id": uuid.UUID(int=2)})
    assert not WrappedKey.objects.filter(owner=uuid.UUID(int=2)).exists()


def test_an_outage_of_minutes_stops_nothing(sealed, key_service, later, settings):
    settings.KEY_CACHE_S = 600
    later(310)
    key_service.mood = "failing"
    calls = len(key_service.calls)
    for _ in range(20):
        assert keys.unseal(sealed, **HERE) == b"secret"
        assert keys.unseal(keys.seal(b"more", **HERE), **HERE) == b"more"
    assert len(key_service.calls) - calls <= 4  # asked once, with its repetition, for each of two
    later(280)
    assert keys.unseal(sealed, **HERE) == b"secret"
    later(20)
    with pytest.raises(KeyServiceAway):
        keys.unseal(sealed, **HERE)


def test_a_revoked_key_goes_within_its_time(sealed, key_service, later, settings):
    settings.KEY_CACHE_S = 600
    key_service.mood = "revoked"
    assert keys.unseal(sealed, **HERE) == b"secret"
    later(310)  # half of it: asked again
    for _ in range(2):
        with pytest.raises(KeyServiceRefused):
            keys.unseal(sealed, **HERE)


def test_while_it_is_away_callers_do_not_queue_for_it(sealed, key_service):
    forget()
    key_service.mood = "failing"
    for _ in range(20):
        with pytest.raises(KeyServiceAway):
            keys.unseal(sealed, **HERE)
    assert len([call for call in key_service.calls if call.lower() == "decrypt"]) <= 4


def test_its_errors_hold_no_key(sealed, key_service):
    secret = open_keys().newest(OURS).secret
    forget()
    key_service.mood = "revoked"
    with pytest.raises(KeyServiceRefused) as raised:
        keys.unseal(sealed, **HERE)
    written = "".join(traceback.format_exception(raised.value))
    for form in (repr(secret)[2:-1], secret.hex(), base64.b64encode(secret).decode()):
        assert form not in written


def test_a_caller_without_the_right_signature_is_refused(key_service, monkeypatch, tmp_path):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another")
    stranger = key_service.account_file()
    key_service.client = type(key_service)(address="").client
    (tmp_path / "account.json").write_text(stranger)
    with pytest.raises(KeyServiceRefused):
        keys.seal(b"secret", **HERE)
    assert not WrappedKey.objects.exists()


def test_an_installation_moves_from_a_file_to_a_service_and_back(settings, key_service):
    service, settings.MASTER_KEY = settings.MASTER_KEY, ""
    sealed = keys.seal(b"secret", **HERE)
    settings.MASTER_KEY = service
    forget()
    assert keys.unseal(sealed, **HERE) == b"secret"
    assert rotation.rotate_master() == 1
    settings.KEYRING.unlink()
    forget()
    assert keys.unseal(sealed, **HERE) == b"secret"

    settings.MASTER_KEY, settings.MASTER_KEY_BEFORE = "", service
    keyring.create()
    assert rotation.rotate_master() == 1
    settings.MASTER_KEY_BEFORE = ""
    forget()
    assert keys.unseal(sealed, **HERE) == b"secret"


def test_a_row_cannot_name_a_service_of_its_own(sealed, key_service):
    WrappedKey.objects.update(master="arn:aws:kms:eu-west-1:999999999999:key/theirs")
    forget()
    calls = len(key_service.calls)
    with pytest.raises(UnknownKey):
        keys.unseal(sealed, **HERE)
    assert len(key_service.calls) == calls


@pytest.mark.django_db(transaction=True)
def test_threads_that_need_a_first_key_at_once_make_one(key_service):
    def sealed_by(number):
        try:
            return keys.seal(b"%d" % number, **HERE)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        values = list(pool.map(sealed_by, range(12)))
    assert WrappedKey.objects.count() == 1
    assert [keys.unseal(value, **HERE) for value in values] == [b"%d" % n for n in range(12)]
