"""`jindan demo`: one CT from sign-in to report, on this machine, through the public API."""

import secrets
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from django.conf import settings

from jindan.analysis import Scalar
from jindan.catalogue import text
from jindan.cli import results, samples
from jindan.cli.answers import Refused
from jindan.cli.client import Client
from jindan.cli.installation import SignIn, demonstrating_clinician
from jindan.cli.progress import Line
from jindan.cli.terminal import Refusal, language_option, line
from jindan.cli.up import expect_free, prepare, supervised, wait_until_served

FILES_AT_ONCE = 100
INTERRUPTED = 130
"""Exit status of a command that Ctrl-C ended (128 + SIGINT)."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One demonstration: as which client, on what, in which language."""

    client: Client
    sample: samples.Sample
    language: str

    def say(self, key: str, **values: Scalar) -> str:
        """Words of the catalogue."""
        return text(f"terminal-{key}", language=self.language, **values)


@click.command()
@click.option("--ct", type=click.Path(path_type=Path), help="NIfTI file, DICOM folder or zip.")
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@language_option
@click.option("--exit", "ends", is_flag=True, help="End the server after the run.")
def demo(ct: Path | None, *, port: int, language: str, ends: bool) -> None:
    """Take one CT from sign-in to report and show where everything is. Research use only."""
    if ct is not None and not samples.files_at(ct):
        raise Refusal.of(key="no-such-path", language=language, path=str(ct))
    expect_free(port, language=language)
    try:
        is_done = _demonstrate(ct, port=port, language=language, ends=ends)
    except KeyboardInterrupt:
        click.echo(text("terminal-interrupted", language=language))
        sys.exit(INTERRUPTED)
    sys.exit(0 if is_done else 1)


def _demonstrate(ct: Path | None, *, port: int, language: str, ends: bool) -> bool:
    click.echo(f"{text('terminal-title', language=language)}\n")
    prepare()
    sample = samples.choose(
        ct,
        assets_folder=settings.ASSETS,
        mirror=settings.ENV.assets_mirror,
        language=language,
    )
    clinician = demonstrating_clinician()
    with supervised(port=port) as supervisor:
        wait_until_served(supervisor, port=port, language=language)
        with Client(f"http://127.0.0.1:{port}", language=language) as client:
            run = Run(client=client, sample=sample, language=language)
            is_done = _run(run, clinician)
        if is_done and not ends:
            _tell_server(run, clinician, port=port)
            supervisor.run()
            click.echo(f"\n{run.say('ending')}")
    return is_done


def _run(run: Run, clinician: SignIn) -> bool:
    """The whole way of one CT; False when the server refused it, with its reason on the screen."""
    try:
        return _go(run, clinician)
    except KeyboardInterrupt:
        click.echo(f"\n{run.say('ending')}")
        raise


def _go(run: Run, clinician: SignIn) -> bool:
    _tell_sources(run)
    started = time.monotonic()
    folder = settings.HOME / "results" / time.strftime("%Y%m%d-%H%M%S")
    try:
        run.client.sign_in(email=clinician.email, password=clinician.password)
        case = _case(run)
        report = _report(run, case=case)
        results.save(run.client, report["id"], case=case, folder=folder, language=run.language)
    except Refused as refusal:
        click.echo(f"\n{refusal}")
        return False
    results.cite(run.sample, folder=folder)
    click.echo(f"\n{_conclusion(run, report)}")
    click.echo(f"{run.say('took', seconds=round(time.monotonic() - started))}\n")
    results.show(folder, language=run.language)
    return True


def _tell_sources(run: Run) -> None:
    for label, source in (("label-ct", run.sample.ct), ("label-network", run.sample.network)):
        for number, words in enumerate(source.words):
            click.echo(line("" if number else run.say(label), words))


def _tell_server(run: Run, clinician: SignIn, *, port: int) -> None:
    click.echo(f"\n{run.say('server')}")
    click.echo(line(run.say("label-address"), f"http://127.0.0.1:{port}/"))
    click.echo(line(run.say("label-email"), clinician.email))
    click.echo(line(run.say("label-password"), f"{clinician.password}  {run.say('once')}"))


def _conclusion(run: Run, report: Mapping[str, Any]) -> str:
    """The report's own first sentence: how many organs were measured."""
    return str(run.client.get(f"/reports/{report['id']}/content")["statements"][0]["text"])


def _case(run: Run) -> str:
    code = f"DEMO-{secrets.token_hex(3).upper()}"
    patient = run.client.post("/patients", {"code": code})
    case = run.client.post("/cases", {"patient_id": patient["id"], "title": "Demonstration"})
    click.echo(f"{line(run.say('label-patient'), code)}\n")
    return str(case["id"])


def _report(run: Run, *, case: str) -> Mapping[str, Any]:
    """Upload, import, segment, and wait for the report to be set."""
    files = run.sample.files
    ids: list[str] = []
    for first in range(0, len(files), FILES_AT_ONCE):
        ids += run.client.upload(case, files[first : first + FILES_AT_ONCE])
    click.echo(line(run.say("label-upload"), run.say("files", count=len(ids))))
    key = secrets.token_hex()
    imported = run.client.post(f"/cases/{case}/studies", {"artifacts": ids}, idempotency_key=key)
    _follow(run, imported["id"], label="label-import")
    _follow(run, _job(run, case, kind="ct-segmentation"), label="label-segmentation")
    _follow(run, _job(run, case, kind="report-rendering"), label="label-report")
    reports: list[Mapping[str, Any]] = run.client.get(f"/cases/{case}/reports")["items"]
    return reports[0]


def _job(run: Run, case: str, *, kind: str) -> str:
    return str(run.client.get(f"/jobs?case={case}&kind={kind}")["items"][0]["id"])


def _follow(run: Run, job: str, *, label: str) -> None:
    ended = run.client.follow(job, told=Line(run.say(label), language=run.language).show)
    if ended["problem"]:
        raise Refused.by(ended["problem"])
