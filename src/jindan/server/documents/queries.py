"""Documents a person may see: names are on them, so only roles that work with documents see any."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from jindan.server.accounts.models import User
from jindan.server.documents.models import Document, Page, ReadingVersion, SearchEntry
from jindan.server.patients.queries import cases_visible_to
from jindan.server.roles import Capability, may


def visible_to(user: User) -> QuerySet[Document]:
    """The documents of the cases this person may see."""
    found = Document.objects.filter(case__in=cases_visible_to(user))
    found = found if may(user, Capability.REQUEST_DOCUMENTS) else found.none()
    newest_first = ReadingVersion.objects.order_by("-number").select_related("job", "content")
    newest_first = newest_first.prefetch_related("pictures__pages")
    return found.select_related("case__patient", "source").prefetch_related(
        Prefetch("readings", queryset=newest_first)
    )


def readings_visible_to(user: User) -> QuerySet[ReadingVersion]:
    """The readings of those documents."""
    found = ReadingVersion.objects.filter(document__in=visible_to(user))
    return found.select_related("document__case__patient", "document__source", "content__stored")


def pages_visible_to(user: User) -> QuerySet[Page]:
    """The pictures of those documents' pages."""
    found = Page.objects.filter(reading__document__in=visible_to(user))
    return found.select_related("image__stored", "image__case", "reading__document__case")


def entries_visible_to(user: User) -> QuerySet[SearchEntry]:
    """The search entries of the organisation's documents, by the entry's own copy of the organisation."""
    found = SearchEntry.objects.filter(organisation_id=user.organisation_id)
    found = found if may(user, Capability.REQUEST_DOCUMENTS) else found.none()
    return found.select_related("document")


def reading_of_job(job_id: UUID, *, user: User) -> QuerySet[ReadingVersion]:
    """The version that a job read, or that it filed and reported."""
    return readings_visible_to(user).filter(Q(job=job_id) | Q(content__jobinput__job=job_id))


def newest(document: Document) -> ReadingVersion:
    """The version that counts."""
    return ReadingVersion.objects.filter(document=document).order_by("-number")[0]


def page_of(reading: ReadingVersion, *, number: int, user: User) -> QuerySet[Page]:
    """The picture of a page of a reading, which a corrected version shares with the one that was read."""
    return pages_visible_to(user).filter(reading=reading.pictures_id, number=number)


def document_of(case: UUID, *, source: UUID) -> Document | None:
    """The document of a case that was made from a file."""
    return Document.objects.filter(case=case, source=source).first()
