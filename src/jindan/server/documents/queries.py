"""The documents that a person may see. Names are on them, so only roles that work with documents see any."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from jindan.server.accounts.models import User
from jindan.server.documents.models import (
    Document,
    DocumentPage,
    ReadingVersion,
    SearchEntry,
    SearchKey,
    SendingConsent,
)
from jindan.server.patients.queries import within_reach
from jindan.server.roles import Capability, may


def visible_to(user: User) -> QuerySet[Document]:
    """Return the documents of the patients this person may see, each with its newest reading alone fetched."""
    documents = Document.objects.filter(
        within_reach(user, patient="case__patient"), organisation_id=user.organisation_id
    )
    documents = documents if may(user, Capability.REQUEST_DOCUMENTS) else documents.none()
    later = ReadingVersion.objects.filter(
        document=OuterRef("document"), number__gt=OuterRef("number")
    )
    newest = ReadingVersion.objects.filter(~Exists(later)).select_related("job", "content")
    return documents.select_related("case__patient", "source__case").prefetch_related(
        Prefetch("readings", queryset=newest.prefetch_related("pictures__pages"))
    )


def readings_visible_to(user: User) -> QuerySet[ReadingVersion]:
    """Return the versions of those documents."""
    readings = ReadingVersion.objects.filter(
        within_reach(user, patient="document__case__patient"),
        document__organisation=user.organisation_id,
    )
    readings = readings if may(user, Capability.REQUEST_DOCUMENTS) else readings.none()
    return readings.select_related(
        "document__case__patient", "document__source__case", "content__stored"
    )


def pages_visible_to(user: User) -> QuerySet[DocumentPage]:
    """Return the pictures of pages of those documents."""
    pages = DocumentPage.objects.filter(
        within_reach(user, patient="reading__document__case__patient"),
        reading__document__organisation=user.organisation_id,
    )
    pages = pages if may(user, Capability.REQUEST_DOCUMENTS) else pages.none()
    return pages.select_related("image__stored", "image__case", "reading__document__case")


def entries_visible_to(user: User) -> QuerySet[SearchEntry]:
    """Return the search entries of the documents that a person may see.

    The filter uses the entry's own copy of the organisation, so that where everybody sees every patient the search
    joins no other table.
    """
    entries = SearchEntry.objects.filter(
        within_reach(user, patient="document__case__patient"), organisation_id=user.organisation_id
    )
    entries = entries if may(user, Capability.REQUEST_DOCUMENTS) else entries.none()
    return entries.select_related("document")


def search_key_of(organisation: UUID) -> SearchKey | None:
    """Return the search key of an organisation, None where it has indexed no document."""
    return SearchKey.objects.filter(pk=organisation).first()


def consents_visible_to(user: User) -> QuerySet[SendingConsent]:
    """Return the consent of the person's organisation, if it has given one."""
    return SendingConsent.objects.filter(organisation_id=user.organisation_id)


def newest(document: Document) -> ReadingVersion:
    """Return the newest version of a document."""
    return ReadingVersion.objects.filter(document=document).order_by("-number")[0]


def document_of(case: UUID, *, source: UUID) -> Document | None:
    """Return the document of a case that was made from a file, None where it was not read yet."""
    return Document.objects.filter(case=case, source=source).first()
