"""`jindan demo`: one CT and two scanned documents from sign-in to report, on this machine, through the public API."""

import secrets
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from django.conf import settings

from jindan.catalogue import Scalar, text
from jindan.cli import demo_documents, results, samples
from jindan.cli.answers import ServerProblem
from jindan.cli.client import Client
from jindan.cli.installation import DemoSignIn, demonstrating_clinician
from jindan.cli.progress import ProgressLine
from jindan.cli.terminal import CommandProblem, language_option, line
from jindan.cli.up import expect_free, prepare, supervised, wait_until_served
from jindan.ocr import synthetic

FILES_AT_ONCE = 100
INTERRUPTED = 130
"""Exit status of a command that Ctrl-C ended (128 + SIGINT)."""


@dataclass(frozen=True, kw_only=True)
class DemoRun:
    """One run of the demonstration: its client, its files, its language."""

    client: Client
    sample: samples.SampleFile
    language: str

    def say(self, key: str, **values: Scalar) -> str:
        """Return the words `terminal-<key>` of the catalogue."""
        return text(f"terminal-{key}", language=self.language, **values)


@click.command()
@click.option("--ct", type=click.Path(path_type=Path), help="NIfTI file, DICOM folder or zip.")
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@language_option
@click.option("--exit", "ends", is_flag=True, help="End the server after the run.")
def demo(ct: Path | None, *, port: int, language: str, ends: bool) -> None:
    """Take one CT and two scans from sign-in to report, and list the files. Research use only."""
    if ct is not None and not samples.files_at(ct):
        raise CommandProblem.of(key="no-such-path", language=language, path=str(ct))
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
    clinician = demonstrating_clinician(language=language)
    with supervised(port=port) as supervisor:
        wait_until_served(supervisor, port=port, language=language)
        with Client(f"http://127.0.0.1:{port}", language=language) as client:
            run = DemoRun(client=client, sample=sample, language=language)
            try:
                is_done = _run(run, clinician)
            except KeyboardInterrupt:
                click.echo(f"\n{run.say('ending')}")
                raise
        if is_done and not ends:
            _print_server(run, clinician, port=port)
            supervisor.run()
            click.echo(f"\n{run.say('ending')}")
    return is_done


def _run(run: DemoRun, clinician: DemoSignIn) -> bool:
    """Take everything from sign-in to report. Return whether it succeeded: a problem is printed."""
    _print_sources(run)
    started = time.monotonic()
    folder = settings.HOME / "results" / time.strftime("%Y%m%d-%H%M%S")
    try:
        run.client.sign_in(email=clinician.email, password=clinician.password)
        case = _case(run)
        report = _report(run, case=case)
        results.save(run.client, report["id"], case=case, folder=folder, language=run.language)
        demo_documents.demonstrate(run.client, case=case, folder=folder, language=run.language)
        omics = _omics_report(run, case=case)
        results.save_omics(run.client, omics["id"], folder=folder)
    except ServerProblem as problem:
        click.echo(f"\n{problem}")
        return False
    results.cite(run.sample, folder=folder)
    click.echo(f"\n{_conclusion(run, report)}\n{_conclusion(run, omics)}")
    click.echo(f"{run.say('took', seconds=round(time.monotonic() - started))}\n")
    results.show(folder, language=run.language)
    return True


def _print_sources(run: DemoRun) -> None:
    for label, source in (("label-ct", run.sample.ct), ("label-network", run.sample.network)):
        for number, words in enumerate(source.words):
            click.echo(line("" if number else run.say(label), words))


def _print_server(run: DemoRun, clinician: DemoSignIn, *, port: int) -> None:
    click.echo(f"\n{run.say('server')}")
    click.echo(line(run.say("label-address"), f"http://127.0.0.1:{port}/"))
    click.echo(line(run.say("label-email"), clinician.email))
    click.echo(line(run.say("label-password"), f"{clinician.password}  {run.say('once')}"))


def _conclusion(run: DemoRun, report: Mapping[str, Any]) -> str:
    """Return the first sentence of a report."""
    return str(run.client.get(f"/reports/{report['id']}/content")["statements"][0]["text"])


def _case(run: DemoRun) -> str:
    code = f"DEMO-{secrets.token_hex(3).upper()}"
    # The name on the synthetic documents: with another the guard would report a wrong patient.
    identity = {"name": synthetic.NAME, "birth_date": synthetic.BIRTH_DATE}
    patient = run.client.post("/patients", {"code": code, "identity": identity})
    case = run.client.post("/cases", {"patient_id": patient["id"], "title": "Demonstration"})
    click.echo(f"{line(run.say('label-patient'), code)}\n")
    return str(case["id"])


def _report(run: DemoRun, *, case: str) -> Mapping[str, Any]:
    """Upload, import and segment the CT. Return its report, rendered."""
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


def _omics_report(run: DemoRun, *, case: str) -> Mapping[str, Any]:
    """Upload a urinary panel and run its model. Return the report, rendered."""
    click.echo(line(run.say("label-omics"), run.say("omics-synthetic")))
    ids = run.client.upload(case, [samples.urinary_panel(settings.ASSETS)])
    body = {"artifacts": ids, "model": samples.OMICS_MODEL}
    key = secrets.token_hex()
    job = run.client.post(f"/cases/{case}/risk-scores", body, idempotency_key=key)
    _follow(run, job["id"], label="label-risk")
    _follow(run, _job(run, case, kind="report-rendering"), label="label-report")
    reports: list[Mapping[str, Any]] = run.client.get(f"/cases/{case}/reports")["items"]
    return reports[0]


def _job(run: DemoRun, case: str, *, kind: str) -> str:
    return str(run.client.get(f"/jobs?case={case}&kind={kind}")["items"][0]["id"])


def _follow(run: DemoRun, job: str, *, label: str) -> None:
    last = run.client.follow(job, show=ProgressLine(run.say(label), language=run.language).show)
    if last["problem"]:
        raise ServerProblem.by(last["problem"])
