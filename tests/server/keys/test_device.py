"""A master key in a device, by PKCS#11: SoftHSM, which `.ci/services` installs. Collected where it is there."""

import subprocess
import uuid

import pkcs11
import pytest

from jindan.server.keys import services as keys
from jindan.server.keys.checks import master_key_opens_keys
from jindan.server.keys.errors import BrokenSeal, KeyServiceAway, KeyServiceRefused
from jindan.server.keys.masters.device import DeviceKey
from jindan.server.keys.models import WrappedKey
from jindan.server.keys.opening import open_keys
from jindan.server.keys.uses import Use
from server.keys.conftest import SOFTHSM

HERE = {"use": Use.FINDINGS, "organisation_id": uuid.UUID(int=1), "context": b"row 1"}


@pytest.fixture(scope="session")
def token(tmp_path_factory):
    """A token with an AES key that cannot leave it, and the folder of its PIN."""
    folder = tmp_path_factory.mktemp("hsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\n")
    (folder / "pin").write_text("2468\n")
    patch = pytest.MonkeyPatch()
    patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
    made = ["softhsm2-util", "--init-token", "--free", "--label", "jindan key"]
    subprocess.run([*made, "--pin", "2468", "--so-pin", "1357"], check=True, capture_output=True)
    with (
        pkcs11.lib(str(SOFTHSM))
        .get_token(token_label="jindan key")
        .open(user_pin="2468", rw=True) as session
    ):
        session.generate_key(
            pkcs11.KeyType.AES,
            256,
            label="master",
            store=True,
            template={pkcs11.Attribute.EXTRACTABLE: False, pkcs11.Attribute.SENSITIVE: True},
        )
    yield folder
    patch.undo()


def uri(folder, *, label="jindan%20key", name="master", pin="pin"):
    path = f"pkcs11:token={label};object={name}"
    return f"{path}?module-path={SOFTHSM}&pin-source=file:{folder}/{pin}"


@pytest.fixture
def device(token, settings):
    settings.MASTER_KEY = uri(token)
    open_keys.cache_clear()
    return token


@pytest.mark.django_db
def test_the_device_wraps_the_organisations_key(device, settings):
    sealed = keys.seal(b"secret", **HERE)
    open_keys.cache_clear()
    assert keys.unseal(sealed, **HERE) == b"secret"
    assert WrappedKey.objects.get().master == "pkcs11:token=jindan%20key;object=master"
    assert not settings.KEYRING.exists()
    assert master_key_opens_keys(None, databases=["default"]) == []


def test_what_was_changed_or_moved_does_not_open(device):
    key = DeviceKey(uri(device))
    name, wrapped = key.wrap(b"k" * 32, context=b"here")
    assert key.unwrap(wrapped, name=name, context=b"here") == b"k" * 32
    with pytest.raises(BrokenSeal):
        key.unwrap(wrapped, name=name, context=b"there")
    with pytest.raises(BrokenSeal):
        key.unwrap(wrapped[:-1] + bytes([wrapped[-1] ^ 1]), name=name, context=b"here")


@pytest.mark.parametrize("wrong", [{"name": "other"}, {"pin": "softhsm2.conf"}, {"pin": "none"}])
def test_a_device_that_refuses_is_said_to_refuse(device, wrong):
    with pytest.raises(KeyServiceRefused):
        DeviceKey(uri(device, **wrong)).wrap(b"k" * 32, context=b"")


def test_a_device_that_is_not_there_is_away(device):
    with pytest.raises(KeyServiceAway):
        DeviceKey(uri(device, label="gone")).wrap(b"k" * 32, context=b"")
    absent = uri(device).replace(str(SOFTHSM), "/nowhere.so")
    with pytest.raises(KeyServiceAway):
        DeviceKey(absent).wrap(b"k" * 32, context=b"")


def test_the_key_does_not_leave_the_device(device):
    with (
        pkcs11.lib(str(SOFTHSM))
        .get_token(token_label="jindan key")
        .open(user_pin="2468") as session
    ):
        [key] = list(session.get_objects({pkcs11.Attribute.LABEL: "master"}))
        with pytest.raises(pkcs11.PKCS11Error):
            key[pkcs11.Attribute.VALUE]
