"""Nothing is sealed under a key whose row is not there to stay."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from jindan.server.keys import rotation
from jindan.server.keys import services as keys
from jindan.server.keys.models import WrappedKey
from jindan.server.keys.opening import add_generation, open_keys
from jindan.server.keys.uses import Use

OURS = uuid.UUID(int=1)
HERE = {"use": Use.FINDINGS, "organisation_id": OURS, "context": b"row 1"}
pytestmark = pytest.mark.django_db(transaction=True)


def opened_elsewhere(sealed):
    """Open as another process does."""
    open_keys.cache_clear()
    return keys.unseal(sealed, **HERE)


def rolled_back():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        keys.seal(b"lost", **HERE)
        1 / 0


def test_a_first_key_that_was_rolled_back_seals_nothing_afterwards():
    rolled_back()
    assert not WrappedKey.objects.exists()
    assert opened_elsewhere(keys.seal(b"kept", **HERE)) == b"kept"


def test_nor_one_of_a_savepoint():
    with transaction.atomic():
        rolled_back()
        sealed = keys.seal(b"kept", **HERE)
    assert opened_elsewhere(sealed) == b"kept"


def test_nor_is_it_seen_by_another_thread_before_it_is_committed():
    def elsewhere():
        try:
            return OURS in open_keys()._keys
        finally:
            connection.close()

    with transaction.atomic():
        keys.seal(b"kept", **HERE)
        with ThreadPoolExecutor(1) as pool:
            assert not pool.submit(elsewhere).result()


def test_one_transaction_makes_and_opens_its_key_once(django_assert_max_num_queries):
    with transaction.atomic():
        keys.seal(b"first", **HERE)
        with django_assert_max_num_queries(0):
            values = [keys.seal(b"more", **HERE) for _ in range(50)]
            assert {keys.unseal(value, **HERE) for value in values} == {b"more"}


def test_a_rotation_by_another_process_is_followed_by_the_next_pass():
    keys.seal(b"before", **HERE)
    add_generation(OURS, after=1)  # as another process does: the key of before is still open here
    current = keys.current_key_ids()
    assert keys.key_id_of(keys.seal(b"after", **HERE)) in current


def test_a_process_that_saw_no_key_gets_the_one_that_another_made_meanwhile():
    made = add_generation(OURS, after=0)
    assert add_generation(OURS, after=0) == made
    assert WrappedKey.objects.filter(owner=OURS).count() == 1


def test_a_rotated_key_opens_what_it_sealed_until_it_is_retired():
    before = keys.seal(b"before", **HERE)
    rotation.add_keys()
    after = keys.seal(b"after", **HERE)
    assert keys.key_id_of(before) != keys.key_id_of(after)
    assert opened_elsewhere(before) == b"before"
