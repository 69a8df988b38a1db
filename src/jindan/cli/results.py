"""The files of the demonstration: reports, pictures and sources, each with a word on what it is."""

import sys
from pathlib import Path

import click

from jindan.catalogue import LANGUAGES, text
from jindan.cli.client import Client
from jindan.cli.samples import SampleFile
from jindan.cli.terminal import MARGIN, padded

SOURCES = "sources.txt"
WORDS = {
    "report.{}.pdf": "file-report",
    "omics.{}.pdf": "file-omics",
    "scene.html": "file-scene",
    "axial.{}.png": "file-axial",
    "coronal.{}.png": "file-coronal",
    "sagittal.{}.png": "file-sagittal",
    "volumes.{}.png": "file-volumes",
    "labels.nii.gz": "file-labels",
    "lab-report.pdf": "file-searchable",
    "referral.pdf": "file-searchable",
    "document-report-1.{}.pdf": "file-document-report",
    "document-report-2.{}.pdf": "file-document-report",
    SOURCES: "file-sources",
}
"""The files to list by name, with the language in the braces, and the key of the words on each."""
NAME = 26
OPENERS = {"darwin": "open"}


def save(client: Client, report: str, *, case: str, folder: Path, language: str) -> None:
    """Download the report in both languages, and the other files of WORDS in this one."""
    folder.mkdir(parents=True)
    for written in LANGUAGES:
        into = folder / f"report.{written}.pdf"
        client.download(f"/reports/{report}/pdf?language={written}", into=into)
    files = client.get(f"/cases/{case}/artifacts?size=50")["items"]
    by_name = {file["name"]: file["id"] for file in files}
    for name in (pattern.format(language) for pattern in WORDS):
        if name in by_name and not (folder / name).exists():
            client.download(f"/artifacts/{by_name[name]}/content", into=folder / name)


def save_omics(client: Client, report: str, *, folder: Path) -> None:
    """Download the omics report in both languages."""
    for language in LANGUAGES:
        into = folder / f"omics.{language}.pdf"
        client.download(f"/reports/{report}/pdf?language={language}", into=into)


def cite(sample: SampleFile, *, folder: Path) -> None:
    """Write the citations of the CT and the network to a file."""
    citations = [source.citation for source in (sample.ct, sample.network) if source.citation]
    (folder / SOURCES).write_text("\n\n".join(citations) + "\n", encoding="utf-8")


def show(folder: Path, *, language: str) -> None:
    """Print the folder, its files, and the command that opens the report."""
    click.echo(text("terminal-results", language=language, folder=str(folder)))
    for pattern, words in WORDS.items():
        name = pattern.format(language)
        if (folder / name).exists():
            meaning = text(f"terminal-{words}", language=language)
            click.echo(f"{MARGIN}{padded(name, NAME)}{meaning}")
    opener = OPENERS.get(sys.platform, "xdg-open")
    command = f'{opener} "{folder / f"report.{language}.pdf"}"'
    click.echo(f"\n{text('terminal-open', language=language)}\n{MARGIN}{command}")
