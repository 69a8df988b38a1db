"""`jindan demo`: one CT from sign-in to report, on this machine, through the public API."""

import secrets
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from django.conf import settings

from jindan.cli import samples
from jindan.cli.client import Client, Refused
from jindan.cli.installation import SignIn, demonstrating_clinician
from jindan.cli.progress import Line
from jindan.cli.up import prepare, supervised, wait_until_served

FILES_AT_ONCE = 100
SHOWN = (
    "scene.html",
    "axial.{}.png",
    "coronal.{}.png",
    "sagittal.{}.png",
    "volumes.{}.png",
    "labels.nii.gz",
)


@click.command()
@click.option(
    "--ct", type=click.Path(exists=True, path_type=Path), help="NIfTI file, DICOM folder or zip."
)
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@click.option("--language", type=click.Choice(["ko", "en"]), default="en", show_default=True)
@click.option("--exit", "ends", is_flag=True, help="End the server after the run.")
def demo(ct: Path | None, *, port: int, language: str, ends: bool) -> None:
    """Take one CT from sign-in to report and show where everything is. Research use only."""
    prepare()
    sample = samples.choose(ct, assets_folder=settings.ASSETS, mirror=settings.ENV.assets_mirror)
    click.echo(f"CT         {sample.words}\nNetwork    {sample.network_words}")
    clinician = demonstrating_clinician()
    click.echo(f"Clinician  {clinician.email}, password {clinician.password} (shown this once)")
    with supervised(port=port) as supervisor:
        wait_until_served(supervisor, port=port)
        with (
            supervisor.interruptible(),
            Client(f"http://127.0.0.1:{port}", language=language) as client,
        ):
            is_done = _run(client, sample, clinician, language=language)
        if is_done and not ends:
            click.echo(
                f"\nThe server goes on: http://127.0.0.1:{port}/api/v1/docs - Ctrl-C ends it."
            )
            supervisor.run()
    sys.exit(0 if is_done else 1)


def _run(client: Client, sample: samples.Sample, clinician: SignIn, *, language: str) -> bool:
    """The whole way of one CT; False when the server refused it, with its reason on the screen."""
    started = time.monotonic()
    folder = settings.HOME / "results" / time.strftime("%Y%m%d-%H%M%S")
    try:
        client.sign_in(email=clinician.email, password=clinician.password)
        case = _case(client)
        report = _report(client, case=case, sample=sample)
        click.echo(f"\nFrom upload to report in {time.monotonic() - started:.0f} s:")
        _save(client, report, case=case, folder=folder, language=language)
    except Refused as refusal:
        click.echo(f"\n{refusal}")
        return False
    return True


def _case(client: Client) -> str:
    code = f"DEMO-{secrets.token_hex(3).upper()}"
    patient = client.post("/patients", {"code": code})
    case = client.post("/cases", {"patient_id": patient["id"], "title": "Demonstration"})
    click.echo(f"Patient    {code}")
    return str(case["id"])


def _report(client: Client, *, case: str, sample: samples.Sample) -> Mapping[str, Any]:
    """Upload, import, segment, and wait for the report to be set."""
    ids: list[str] = []
    for first in range(0, len(sample.files), FILES_AT_ONCE):
        ids += client.upload(case, sample.files[first : first + FILES_AT_ONCE])
    click.echo(f"  {'upload':<13}{len(ids)} file{'s' if len(ids) > 1 else ''}")
    key = secrets.token_hex()
    imported = client.post(f"/cases/{case}/studies", {"artifacts": ids}, idempotency_key=key)
    _follow(client, imported["id"], label="import")
    _follow(client, _job(client, case, kind="ct-segmentation"), label="segmentation")
    _follow(client, _job(client, case, kind="report-rendering"), label="report")
    reports: list[Mapping[str, Any]] = client.get(f"/cases/{case}/reports")["items"]
    return reports[0]


def _job(client: Client, case: str, *, kind: str) -> str:
    return str(client.get(f"/jobs?case={case}&kind={kind}")["items"][0]["id"])


def _follow(client: Client, job: str, *, label: str) -> None:
    ended = client.follow(job, told=Line(label).show)
    if ended["problem"]:
        raise Refused.by(ended["problem"])


def _save(
    client: Client, report: Mapping[str, Any], *, case: str, folder: Path, language: str
) -> None:
    """Download what a person will want to see, and say where it is."""
    folder.mkdir(parents=True)
    for each in ("ko", "en"):
        path = f"/reports/{report['id']}/pdf?language={each}"
        click.echo(f"  {client.download(path, into=folder / f'report.{each}.pdf')}")
    files = client.get(f"/cases/{case}/artifacts?size=50")["items"]
    by_name = {each["name"]: each["id"] for each in files}
    for name in (shown.format(language) for shown in SHOWN):
        if name in by_name:
            saved = client.download(f"/artifacts/{by_name[name]}/content", into=folder / name)
            click.echo(f"  {saved}")
