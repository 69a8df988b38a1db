"""Documents typed by code, as if an engine had read them: through the analysis' own record, without an engine."""

import itertools
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

import make
import phantoms_pages as phantoms
from jindan.fonts import korean_font
from jindan.ocr.reading import PageImage, ReadDocument, ReadingParams
from jindan.ocr.reading_documents import understand
from jindan.server.artifacts import services as artifacts
from jindan.server.documents.models import Document
from jindan.server.documents.reading import document_reading
from jindan.server.jobs import services as jobs
from jindan.server.jobs.analysis import Outcome
from jindan.server.jobs.models import Job, JobState
from jindan.server.jobs.sealing import sealed_columns

NUMBERS = itertools.count(1)


def document(folder: Path, *texts, case, by=None, confidence=0.99, source=None):
    """A document of the case that says the texts, one on each page."""
    by = by or case.created_by
    reading = phantoms.reading(*texts, confidence=confidence)
    outputs = folder / f"document-{next(NUMBERS)}"
    outputs.mkdir()
    images = tuple(
        PageImage(number=page.number, file=draw(page, into=outputs)) for page in reading.pages
    )
    source = source or make.artifact(
        outputs, case=case, content=(outputs / images[0].file).read_bytes(), name="scan.png"
    )
    result = understand(ReadDocument(reading=reading, images=images), outputs=outputs)
    job = jobs.submit(
        document_reading, params=ReadingParams(), inputs={"document": source}, case=case, by=by
    )
    files = {
        path.name: artifacts.store(path, organisation=case.organisation)
        for path in sorted(outputs.iterdir())
        if path.suffix
    }
    with transaction.atomic():
        Job.objects.filter(pk=job.pk).update(
            state=JobState.COMPLETED,
            finished_at=timezone.now(),
            **sealed_columns(
                job.pk,
                organisation_id=case.organisation_id,
                params=job.params,
                result=result.model_dump(mode="json"),
            ),
        )
        job.refresh_from_db()
        entered = {
            name: artifacts.enter(stored, case=case, by=by, name=name)
            for name, stored in files.items()
        }
        document_reading.record(job, Outcome(result=result, artifacts=entered))
    return Document.objects.get(source=source)


def draw(page, *, into):
    """The page as a picture; gives the file's name."""
    image = Image.new("L", (page.width, page.height), 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(korean_font()), phantoms.EM)
    for word in page.words():
        pen.text(word.quad[0], word.text, font=font, fill=0)
    image.save(into / f"page-{page.number}.png")
    return f"page-{page.number}.png"
