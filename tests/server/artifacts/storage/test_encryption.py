"""Streams open whole or not at all, from any position, and are Tink's to the byte."""

import io
import os

import pytest
import tink
from tink import secret_key_access, streaming_aead
from tink.proto import aes_gcm_hkdf_streaming_pb2, common_pb2, tink_pb2

from jindan.server.artifacts.errors import StoredFileDamaged
from jindan.server.artifacts.storage import encryption
from jindan.server.artifacts.storage.encryption import DecryptingReader, EncryptingWriter

FIRST, FULL = encryption.FIRST_PLAIN_BYTES, encryption.PLAIN_BYTES
BOUNDARIES = [1, 2, FIRST - 1, FIRST, FIRST + 1, FIRST + FULL - 1, FIRST + FULL, FIRST + FULL + 1]
KEY = bytes(range(32))
PLACE = b"organisation/ab/abcdef"
SEGMENT = encryption.SEGMENT_BYTES


def encrypted(content, *, key=KEY, associated=PLACE, step=70_000):
    sink = io.BytesIO()
    writer = EncryptingWriter(sink, key=key, associated=associated)
    for start in range(0, len(content), step):
        writer.write(content[start : start + step])
    writer.finish()
    return sink.getvalue()


def reader(stream, *, size, key=KEY, associated=PLACE):
    return io.BufferedReader(
        DecryptingReader(io.BytesIO(stream), key=key, associated=associated, size=size)
    )


def tink_primitive():
    params = aes_gcm_hkdf_streaming_pb2.AesGcmHkdfStreamingParams(
        ciphertext_segment_size=SEGMENT, derived_key_size=32, hkdf_hash_type=common_pb2.SHA256
    )
    key = aes_gcm_hkdf_streaming_pb2.AesGcmHkdfStreamingKey(key_value=KEY, params=params)
    held = tink_pb2.KeyData(
        type_url="type.googleapis.com/google.crypto.tink.AesGcmHkdfStreamingKey",
        value=key.SerializeToString(),
        key_material_type=tink_pb2.KeyData.SYMMETRIC,
    )
    entry = tink_pb2.Keyset.Key(
        key_data=held, status=tink_pb2.ENABLED, key_id=1, output_prefix_type=tink_pb2.RAW
    )
    keyset = tink_pb2.Keyset(primary_key_id=1, key=[entry]).SerializeToString()
    streaming_aead.register()
    handle = tink.proto_keyset_format.parse(keyset, secret_key_access.TOKEN)
    return handle.primitive(streaming_aead.StreamingAead)


class Kept(io.BytesIO):
    """Keeps its bytes when closed."""

    def close(self):
        self.kept = self.getvalue()
        super().close()


@pytest.mark.parametrize("size", BOUNDARIES)
def test_tink_opens_what_we_write(size):
    content = os.urandom(size)
    stream = io.BytesIO(encrypted(content))
    with tink_primitive().new_decrypting_stream(stream, PLACE) as plain:
        assert plain.read() == content


@pytest.mark.parametrize("size", BOUNDARIES)
def test_we_open_what_tink_writes(size):
    content, sink = os.urandom(size), Kept()
    with tink_primitive().new_encrypting_stream(sink, PLACE) as stream:
        stream.write(content)
    assert reader(sink.kept, size=size).read() == content


@pytest.mark.parametrize("size", BOUNDARIES)
def test_stream_has_the_stated_size(size):
    assert len(encrypted(bytes(size))) == encryption.encrypted_size(size)


@pytest.mark.parametrize("step", [1000, 64 * 1024, SEGMENT, 3 * SEGMENT])
def test_size_of_the_blocks_that_come_in_does_not_matter(step):
    content = os.urandom(2 * SEGMENT + 5)
    assert reader(encrypted(content, step=step), size=len(content)).read() == content


@pytest.mark.parametrize("position", [0, 1, FIRST - 1, FIRST, FIRST + FULL - 1, FIRST + FULL])
def test_reading_begins_anywhere(position):
    content = os.urandom(FIRST + 2 * FULL)
    plain = reader(encrypted(content), size=len(content))
    plain.seek(position)
    assert plain.read(100) == content[position : position + 100]


def test_end_gives_nothing():
    plain = reader(encrypted(b"abc"), size=3)
    assert plain.seek(0, io.SEEK_END) == 3
    assert plain.read() == b""
    plain.seek(-2, io.SEEK_END)
    assert plain.read() == b"bc"


def test_a_read_touches_only_its_segment():
    content = os.urandom(3 * SEGMENT)
    stream = bytearray(encrypted(content))
    stream[SEGMENT + 5] ^= 1
    plain = reader(bytes(stream), size=len(content))
    plain.seek(2 * SEGMENT)
    assert plain.read(10) == content[2 * SEGMENT : 2 * SEGMENT + 10]


def test_two_streams_of_the_same_content_differ():
    assert encrypted(b"same") != encrypted(b"same")


def damaged(stream):
    """One stream for every way of tampering."""
    first, second, third = (stream[n * SEGMENT : (n + 1) * SEGMENT] for n in range(3))
    rest = stream[3 * SEGMENT :]
    for position in (0, 1, 33, 39, 40, SEGMENT - 1, SEGMENT, 2 * SEGMENT + 9, len(stream) - 1):
        flipped = bytearray(stream)
        flipped[position] ^= 1
        yield bytes(flipped)
    yield from (stream[:-1], stream[:-16], stream[: 3 * SEGMENT], stream[: 2 * SEGMENT], b"")
    yield from (stream[:20], stream + b"x", stream + rest)
    yield first + third + second + rest
    yield first + second + second + rest
    yield first + second + rest


@pytest.mark.parametrize("number", range(20))
def test_tampered_stream_is_refused(number):
    content = bytes(3 * SEGMENT)
    stream = list(damaged(encrypted(content)))[number]
    with pytest.raises(StoredFileDamaged):
        reader(stream, size=len(content)).read()


def test_all_ways_of_tampering_are_tried():
    assert len(list(damaged(encrypted(bytes(3 * SEGMENT))))) == 20


def test_cut_at_a_segment_is_refused_though_the_size_is_made_to_fit():
    stream = encrypted(bytes(FIRST + FULL))[:SEGMENT]
    with pytest.raises(StoredFileDamaged):
        reader(stream, size=FIRST).read()


def test_stream_without_its_finish_is_refused():
    sink = io.BytesIO()
    EncryptingWriter(sink, key=KEY, associated=PLACE).write(bytes(2 * SEGMENT))
    with pytest.raises(StoredFileDamaged):
        reader(sink.getvalue(), size=2 * SEGMENT).read()


def test_stream_of_another_place_is_refused():
    with pytest.raises(StoredFileDamaged):
        reader(encrypted(b"abc"), size=3, associated=b"elsewhere").read()


def test_stream_of_another_key_is_refused():
    with pytest.raises(StoredFileDamaged):
        reader(encrypted(b"abc"), size=3, key=bytes(32)).read()


def test_plaintext_does_not_show():
    assert b"Hong Gildong" not in encrypted(b"Hong Gildong" * 1000)
