"""The documents of the demonstration: two scans are read, corrected, searched, filed and reported, through the API."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from jindan.catalogue import text
from jindan.cli.answers import ServerProblem
from jindan.cli.client import Client
from jindan.cli.progress import ProgressLine
from jindan.cli.terminal import line
from jindan.ocr.synthetic import NAME, write_samples

SEED = 20261125
INITIALS = "ㅎㄱㄷ"
SYLLABLES = "낭성 병변"
CORRECTED = "한빛의료원 본원"
"""The correction of the hospital of the laboratory report."""


def demonstrate(client: Client, *, case: str, folder: Path, language: str) -> None:
    """Have both scans of a case read. Save their searchable PDFs and reports to the folder. Raises ServerProblem."""
    scans = write_samples(folder / "scans", seed=SEED)
    items = client.upload_documents(case, scans)
    _say(
        "label-documents",
        text("terminal-files", language=language, count=len(items)),
        language=language,
    )
    for item in items:
        if item["problem"]:
            raise ServerProblem.by(item["problem"])
        _follow(client, item["job"]["id"], label="label-reading", language=language)
    documents = client.get(f"/documents?case={case}")["items"]
    _correct(client, documents, language=language)
    _follow_all(client, case, kind="document-filing", language=language)
    _follow_all(client, case, kind="report-rendering", language=language)
    _search(client, language=language)
    _save(client, documents, case=case, folder=folder, language=language)


def _correct(client: Client, documents: list[Mapping[str, Any]], *, language: str) -> None:
    """Correct the hospital of the laboratory report and a misread name, and confirm all else."""
    for document in documents:
        fields = client.get(f"/documents/{document['id']}")["fields"]
        wrong = [(field, right) for field in fields if (right := _right(field, document["kind"]))]
        for field, right in wrong:
            words = text("terminal-corrected", language=language, before=field["read"], after=right)
            _say("label-correction", words, language=language)
        changes = [{"position": field["position"], "value": right} for field, right in wrong]
        path, number = f"/documents/{document['id']}", document["number"]
        if changes:
            client.post(f"{path}/corrections", {"number": number, "fields": changes})
        # A correction that leaves no flag confirms the document, or makes it wait for a second person.
        current = client.get(path)["document"]
        if current["review"] in ("clear", "needed"):
            client.post(f"{path}/confirmations", {"number": current["number"]})


def _right(field: Mapping[str, Any], kind: str | None) -> str:
    """Return what a person who looks at the scan would write, "" where the field is right."""
    if field["name"] == "hospital" and kind == "lab-report":
        return CORRECTED
    is_misread = field["name"] == "patient-name" and field["value"] != NAME
    return NAME if is_misread else ""


def _search(client: Client, *, language: str) -> None:
    for query in (INITIALS, SYLLABLES, CORRECTED):
        hits = client.post("/documents/search", {"query": query})
        place = hits[0]["places"][0] if hits else {}
        preview = " ".join(place.get(part, "") for part in ("before", "found", "after"))
        words = text(
            "terminal-found", language=language, query=query, count=len(hits), preview=preview
        )
        _say("label-search", words, language=language)


def _save(
    client: Client, documents: list[Mapping[str, Any]], *, case: str, folder: Path, language: str
) -> None:
    """Download the searchable PDF of each document, and the newest reports on them."""
    for document in documents:
        into = folder / f"{document['kind']}.pdf"
        client.download(f"/documents/{document['id']}/export?form=pdf", into=into)
    reports = client.get(f"/cases/{case}/reports")["items"][: len(documents)]
    for number, report in enumerate(reports, 1):
        into = folder / f"document-report-{number}.{language}.pdf"
        client.download(f"/reports/{report['id']}/pdf?language={language}", into=into)


def _follow_all(client: Client, case: str, *, kind: str, language: str) -> None:
    label = "label-filing" if kind == "document-filing" else "label-report"
    # The list is newest first, and the jobs run in the order in which they were made.
    for job in reversed(client.get(f"/jobs?case={case}&kind={kind}")["items"]):
        if not job["is_finished"]:
            _follow(client, job["id"], label=label, language=language)


def _follow(client: Client, job: str, *, label: str, language: str) -> None:
    words = text(f"terminal-{label}", language=language)
    last = client.follow(job, show=ProgressLine(words, language=language).show)
    if last["problem"]:
        raise ServerProblem.by(last["problem"])


def _say(label: str, words: str, *, language: str) -> None:
    click.echo(line(text(f"terminal-{label}", language=language), words))
