"""Keys of organisations in memory, unwrapped, for a bounded time.

A key is used until `settings.KEY_CACHE_S` after the master key last unwrapped it. From half of that time on its use
asks again, at most once in PAUSE_S: so an outage of the key service as long as the other half stops nothing, and a key
that was revoked, retired or destroyed goes at the next question.
"""

import hmac
import secrets
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from django.conf import settings
from django.db import connection, transaction

from jindan.server.keys import envelope
from jindan.server.keys.envelope import KEY_BYTES, KEY_ID_BYTES, VERSION
from jindan.server.keys.errors import (
    BrokenSeal,
    KeyringMissing,
    KeyServiceAway,
    OrganisationKeyDestroyed,
    UnknownKey,
)
from jindan.server.keys.masters import choice, keyring
from jindan.server.keys.models import WrappedKey
from jindan.server.keys.uses import Use

COMMITMENT = "commitment"
"""The use of a key by which it is recognised. Nothing is sealed under it."""
PAUSE_S = 5
Answer = TypeVar("Answer")


@dataclass(kw_only=True)
class OpenKey:
    """An unwrapped key of an owner, and the keys of its uses as far as they were asked for.

    opened_at: seconds of the monotonic clock. is_committed: whether its row is certain to stay. A row of a transaction
    that is still open may be rolled back, and nothing may be sealed under a key without a row.
    """

    key_id: str
    owner: uuid.UUID
    secret: bytes = field(repr=False)
    opened_at: float
    is_committed: bool = False
    uses: dict[Use, bytes] = field(default_factory=dict, repr=False)

    def of(self, use: Use) -> bytes:
        """Return the key of a use."""
        if use not in self.uses:
            self.uses[use] = envelope.derived(self.secret, use=use)
        return self.uses[use]

    def commit(self) -> None:
        """Note that the row is there to stay."""
        self.is_committed = True

    def is_due(self) -> bool:
        """Return whether half of its time is over."""
        return time.monotonic() - self.opened_at > settings.KEY_CACHE_S / 2

    def is_usable(self) -> bool:
        """Return whether the key is young enough, and its row committed or of this very transaction."""
        if time.monotonic() - self.opened_at > settings.KEY_CACHE_S:
            return False
        # Django drops the hooks of what is rolled back, savepoints included.
        return self.is_committed or any(hook[1] == self.commit for hook in connection.run_on_commit)


class OpenKeys:
    """The open keys of this process. Those whose row is not committed yet are seen by their own thread only."""

    def __init__(self) -> None:
        self._keys: dict[object, OpenKey] = {}
        self._own = threading.local()
        self._asking = threading.Lock()
        self._asked_at: dict[object, float] = {}
        self._away_at = -float(PAUSE_S)

    def newest(self, owner: uuid.UUID) -> OpenKey:
        """Return the key that seals for an owner, which is made at the first call.

        Raises KeyServiceAway, KeyServiceRefused, OrganisationKeyDestroyed, and the errors of the keyring.
        """
        return self._usable(owner, row_of=lambda: _newest_row(owner))

    def by_id(self, key_id: str, *, owner: uuid.UUID) -> OpenKey:
        """Return an owner's key. Raises the same errors, and UnknownKey where the owner has no such key."""
        key = self._usable(key_id, row_of=lambda: _row(key_id, owner=owner))
        if key.owner != owner:
            raise UnknownKey(key_id)
        return key

    def forget(self, owner: uuid.UUID) -> None:
        """Drop the keys of an owner."""
        for keys in (self._keys, self._uncommitted):
            for place, key in list(keys.items()):
                if key.owner == owner:
                    keys.pop(place, None)

    def expect(self, key_id: str, *, owner: uuid.UUID) -> None:
        """Drop an owner's keys where the newest of them is another than this, which the database names."""
        for keys in (self._keys, self._uncommitted):
            if owner in keys and keys[owner].key_id != key_id:
                self.forget(owner)
                return

    def ask(self, question: Callable[[], Answer]) -> Answer:
        """Return the answer of the master key. One thread asks at a time, and none while the service is known as away.

        No row is written or waited for meanwhile, so threads that hold rows cannot wait for each other here.
        """
        with self._asking:
            if time.monotonic() - self._away_at < PAUSE_S:
                raise KeyServiceAway(headers={"Retry-After": str(PAUSE_S)})
            try:
                return question()
            except KeyServiceAway:
                self._away_at = time.monotonic()
                raise

    @property
    def _uncommitted(self) -> dict[object, OpenKey]:
        keys: dict[object, OpenKey] = self._own.__dict__.setdefault("keys", {})
        return keys

    def _usable(self, place: object, *, row_of: Callable[[], WrappedKey]) -> OpenKey:
        key = self._keys.get(place)
        if key is None or not key.is_usable():
            key = self._uncommitted.get(place)
        if key is None or not key.is_usable():
            return self._open(place, row=row_of())
        if key.is_due() and not self._asking.locked():
            self._ask_again(place, key=key, row_of=row_of)
        return key

    def _ask_again(self, place: object, *, key: OpenKey, row_of: Callable[[], WrappedKey]) -> None:
        """Unwrap a key again. It stays in use where the service is away, and goes where it is refused."""
        if time.monotonic() - self._asked_at.get(place, -float(PAUSE_S)) < PAUSE_S:
            return
        try:
            self._open(place, row=row_of())
        except KeyServiceAway:
            self._asked_at[place] = time.monotonic()
        except BaseException:
            self.forget(key.owner)
            raise

    def _open(self, place: object, *, row: WrappedKey) -> OpenKey:
        """Unwrap a row's key, unless another thread did so while this one waited."""

        def question() -> OpenKey:
            there = self._keys.get(row.key_id)
            is_fresh = there is not None and there.is_usable() and not there.is_due()
            return there if there is not None and is_fresh else _opened(row)

        key = self.ask(question)
        transaction.on_commit(key.commit)
        keys = self._keys if key.is_committed else self._uncommitted
        keys[place] = keys[row.key_id] = key
        return key


@cache
def open_keys() -> OpenKeys:
    """Return the open keys of this process."""
    return OpenKeys()


def add_generation(owner: uuid.UUID, *, after: int) -> WrappedKey:
    """Add the key that follows an owner's generation `after` and seals from now on, and return its row.

    Of several processes that add it at the same time, one does, and all return its row. The key is unwrapped once
    before anything is sealed under it. Raises the errors of `OpenKeys.newest`.
    """
    made = open_keys().ask(lambda: _made(owner, generation=after + 1))
    with transaction.atomic():
        row, _ = WrappedKey.objects.get_or_create(
            owner=owner,
            generation=after + 1,
            defaults={
                "key_id": made.key_id,
                "wrapped": made.wrapped,
                "master": made.master,
                "commitment": made.commitment,
            },
        )
    if row.destroyed_at:
        raise OrganisationKeyDestroyed
    return row


def rewrapped(row: WrappedKey) -> dict[str, object]:
    """Return the columns of a row whose key the current master key has wrapped anew."""
    secret = unwrapped(row)
    master, wrapped = choice.current().wrap(secret, context=row.context)
    again = choice.named(master).unwrap(wrapped, name=master, context=row.context)
    if not hmac.compare_digest(secret, again):
        raise BrokenSeal
    return {"master": master, "wrapped": wrapped}


def _made(owner: uuid.UUID, *, generation: int) -> WrappedKey:
    secret = secrets.token_bytes(KEY_BYTES)
    row = WrappedKey(key_id=unused_id(), owner=owner, generation=generation)
    row.commitment = envelope.derived(secret, use=COMMITMENT)
    master = choice.current()
    if isinstance(master, keyring.KeyringFile):
        create_keyring()
    row.master, row.wrapped = master.wrap(secret, context=row.context)
    unwrapped(row)
    return row


def create_keyring() -> None:
    """Create the keyring file of a new installation. Raises KeyringMissing where keys were wrapped by a lost one."""
    if keyring.exists():
        return
    if WrappedKey.objects.filter(master__startswith=keyring.NAME).exists():
        raise KeyringMissing
    keyring.create()


def unused_id() -> str:
    """Return a new key id. None looks, after the version, like the id of a master key that sealed values itself."""
    direct = keyring.load().keys if keyring.exists() else {}
    while (
        VERSION + (key_id := secrets.token_bytes(KEY_ID_BYTES))[:-1] in direct
        or WrappedKey.objects.filter(pk=key_id.hex()).exists()
    ):
        pass
    return key_id.hex()


def _opened(row: WrappedKey) -> OpenKey:
    return OpenKey(
        key_id=row.key_id,
        owner=row.owner_id,
        secret=unwrapped(row),
        opened_at=time.monotonic(),
    )


def unwrapped(row: WrappedKey) -> bytes:
    """Return a row's key. Raises BrokenSeal where it is not the one that was wrapped."""
    master = choice.named(row.master)
    secret = master.unwrap(bytes(row.wrapped), name=row.master, context=row.context)
    if not hmac.compare_digest(envelope.derived(secret, use=COMMITMENT), bytes(row.commitment)):
        raise BrokenSeal
    return secret


def _newest_row(owner: uuid.UUID) -> WrappedKey:
    rows = _rows(owner)
    return rows[-1] if rows else add_generation(owner, after=0)


def _row(key_id: str, *, owner: uuid.UUID) -> WrappedKey:
    for row in _rows(owner):
        if row.key_id == key_id:
            return row
    raise UnknownKey(key_id)


def _rows(owner: uuid.UUID) -> list[WrappedKey]:
    """Return an owner's keys, the newest last. Raises OrganisationKeyDestroyed."""
    rows = list(WrappedKey.objects.filter(owner=owner).order_by("generation"))
    if any(row.destroyed_at for row in rows):
        raise OrganisationKeyDestroyed
    return rows
