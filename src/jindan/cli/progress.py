"""Progress of a job in a terminal: one line that moves, or one line a stage where output goes to a file."""

import sys
import time
from collections.abc import Mapping
from typing import Any

import click

from jindan.catalogue import text

BAR = 24
ESTIMATED_FROM = 0.1


class Line:
    """Shows a job's stage, percentage and remaining time."""

    def __init__(self, label: str) -> None:
        self.label = label
        self._stage = ""
        self._is_terminal = sys.stdout.isatty()

    def show(self, job: Mapping[str, Any]) -> None:
        """Show the newest state of the job."""
        if self._is_terminal:
            click.echo(f"\r\033[K{self._text(job)}", nl=job["is_finished"])
        elif job["is_finished"] or job["stage"] != self._stage:
            click.echo(self._text(job))
        self._stage = job["stage"]

    def _text(self, job: Mapping[str, Any]) -> str:
        if job["is_finished"]:
            return f"  {self.label:<12} {job['state']}"
        bar = _bar(job["progress"])
        return f"  {self.label:<12} {bar} {job['progress']:4.0%}  {_remaining(job)}  {_stage(job)}"


def _stage(job: Mapping[str, Any]) -> str:
    if job["state"] == "pending":
        return f"waiting, {job['ahead']} ahead" if job["ahead"] else "waiting for a worker"
    return str(job["stage_text"])


def _remaining(job: Mapping[str, Any]) -> str:
    seconds = job["remaining_s"]
    return "         " if seconds is None else f"~{seconds:4.0f} s left"[:12]


class Steps:
    """Shows the progress of work in this process, in Korean or English."""

    def __init__(self, *, language: str) -> None:
        self._language = language
        self._stage = ""
        self._started = time.monotonic()
        self._is_terminal = sys.stdout.isatty()

    def __enter__(self) -> "Steps":
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_terminal and self._stage:
            click.echo("\r\033[K", nl=False)

    def show(self, fraction: float, stage: str) -> None:
        """Show how far the work is: one line that moves, or one line a stage in a file."""
        if self._is_terminal:
            click.echo(f"\r\033[K{self._text(fraction, stage)}", nl=False)
        elif stage != self._stage:
            click.echo(self._text(fraction, stage))
        self._stage = stage

    def _text(self, fraction: float, stage: str) -> str:
        words = text(f"stage-{stage}", language=self._language)
        return f"  {_bar(fraction)} {fraction:4.0%}  {words}{self._remaining(fraction)}"

    def _remaining(self, fraction: float) -> str:
        """An estimate once a tenth is done, where someone is watching."""
        if fraction < ESTIMATED_FROM or not self._is_terminal:
            return ""
        seconds = (time.monotonic() - self._started) * (1 - fraction) / fraction
        return text("cli-remaining", language=self._language, seconds=round(seconds))


def _bar(fraction: float) -> str:
    full = round(BAR * fraction)
    return "█" * full + "·" * (BAR - full)
