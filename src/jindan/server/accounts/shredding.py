"""An organisation that leaves: its people are signed out for good, and its keys are destroyed."""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F

from jindan.server.accounts.models import Identity, Organisation, User
from jindan.server.audit import services as audit
from jindan.server.keys import rotation


def shred(organisation: Organisation, *, reseals: Sequence[rotation.Reseal]) -> int:
    """Destroy the keys of an organisation, and return how many. Nothing sealed for it can be read again.

    reseals: those of all slices, for a value that the master key itself or a key of before still seals would outlive
    the key. Other processes drop the key within `settings.KEY_CACHE_S`. Raises OtherKeyTouched, and the errors of
    `keys.services.seal`.
    """
    rotation.reseal(reseals)
    with transaction.atomic():
        people = User.objects.filter(organisation=organisation)
        people.update(is_active=False, session_epoch=F("session_epoch") + 1)
        Authenticator.objects.filter(user__organisation=organisation).delete()
        Identity.objects.filter(user__organisation=organisation).delete()
        destroyed = rotation.destroy(organisation.pk)
        audit.record_event("organisation.key-destroyed", by=None, subject=organisation)
    return destroyed
