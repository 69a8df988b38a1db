"""What the demonstration leaves in a folder: files to look at, each with a word of what it is."""

import sys
from pathlib import Path

import click

from jindan.catalogue import LANGUAGES, text
from jindan.cli.client import Client
from jindan.cli.samples import Sample
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
"""What a person will want to see, by name, with the language in the braces."""
NAME = 26
OPENERS = {"darwin": "open"}


def save(client: Client, report: str, *, case: str, folder: Path, language: str) -> None:
    """Download the report in both languages, and what else there is for this one."""
    folder.mkdir(parents=True)
    for each in LANGUAGES:
        into = folder / f"report.{each}.pdf"
        client.download(f"/reports/{report}/pdf?language={each}", into=into)
    files = client.get(f"/cases/{case}/artifacts?size=50")["items"]
    by_name = {each["name"]: each["id"] for each in files}
    for name in (pattern.format(language) for pattern in WORDS):
        if name in by_name and not (folder / name).exists():
            client.download(f"/artifacts/{by_name[name]}/content", into=folder / name)


def save_omics(client: Client, report: str, *, folder: Path) -> None:
    """Download the omics report in both languages."""
    for each in LANGUAGES:
        client.download(f"/reports/{report}/pdf?language={each}", into=folder / f"omics.{each}.pdf")


def cite(sample: Sample, *, folder: Path) -> None:
    """Write down whom to cite for the CT and the network."""
    cited = [each.citation for each in (sample.ct, sample.network) if each.citation]
    (folder / SOURCES).write_text("\n\n".join(cited) + "\n", encoding="utf-8")


def show(folder: Path, *, language: str) -> None:
    """Print the folder, each file with what it is, and how to open the report."""
    click.echo(text("terminal-results", language=language, folder=str(folder)))
    for pattern, words in WORDS.items():
        name = pattern.format(language)
        if (folder / name).exists():
            said = text(f"terminal-{words}", language=language)
            click.echo(f"{MARGIN}{padded(name, NAME)}{said}")
    opener = OPENERS.get(sys.platform, "xdg-open")
    command = f'{opener} "{folder / f"report.{language}.pdf"}"'
    click.echo(f"\n{text('terminal-open', language=language)}\n{MARGIN}{command}")
