"""A release verifies with its key only, and not once one byte of it has changed."""

import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from supply.release import SIGNATURE, SUMS, Refused, main, sign, verify


def pair(key):
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return private, public


@pytest.fixture
def keys():
    return pair(Ed25519PrivateKey.generate())


@pytest.fixture
def folder(tmp_path, keys):
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "jindan-0.1.0-py3-none-any.whl").write_bytes(b"wheel")
    (folder / "jindan-0.1.0.tar.gz").write_bytes(b"source")
    sign(folder, key=keys[0])
    return folder


def test_what_was_signed_verifies(folder, keys):
    verify(folder, key=keys[1])


@pytest.mark.parametrize("name", ["jindan-0.1.0.tar.gz", SUMS, SIGNATURE])
def test_one_changed_byte_is_refused(folder, keys, name):
    changed = bytearray((folder / name).read_bytes())
    changed[3] ^= 1
    (folder / name).write_bytes(changed)
    with pytest.raises(Refused):
        verify(folder, key=keys[1])


@pytest.mark.parametrize("name", ["jindan-0.1.0.tar.gz", SUMS, SIGNATURE])
def test_a_missing_file_is_refused(folder, keys, name):
    (folder / name).unlink()
    with pytest.raises(Refused):
        verify(folder, key=keys[1])


def test_a_file_that_was_added_is_refused(folder, keys):
    (folder / "jindan-0.1.1-py3-none-any.whl").write_bytes(b"other")
    with pytest.raises(Refused):
        verify(folder, key=keys[1])


def test_a_link_is_refused(folder, keys, tmp_path):
    (tmp_path / "source").write_bytes(b"source")
    (folder / "jindan-0.1.0.tar.gz").unlink()
    (folder / "jindan-0.1.0.tar.gz").symlink_to(tmp_path / "source")
    with pytest.raises(Refused):
        verify(folder, key=keys[1])


def test_another_key_is_refused(folder):
    with pytest.raises(Refused):
        verify(folder, key=pair(Ed25519PrivateKey.generate())[1])


def test_a_key_of_another_kind_is_refused(folder):
    private, public = pair(generate_private_key(SECP256R1()))
    with pytest.raises(Refused):
        sign(folder, key=private)
    with pytest.raises(Refused):
        verify(folder, key=public)


def test_the_command_says_what_came_of_it(folder, keys, tmp_path, capsys):
    (tmp_path / "public.pem").write_bytes(keys[1])
    main("verify", str(folder), str(tmp_path / "public.pem"))
    assert "whole" in capsys.readouterr().out
    (folder / "jindan-0.1.0.tar.gz").write_bytes(b"Source")
    with pytest.raises(SystemExit, match="changed"):
        main("verify", str(folder), str(tmp_path / "public.pem"))


@pytest.mark.slow
def test_the_sums_are_those_that_sha256sum_reads(folder):
    subprocess.run(["sha256sum", "--check", "--strict", SUMS], cwd=folder, check=True)
