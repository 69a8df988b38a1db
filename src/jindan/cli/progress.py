"""Progress on a terminal as one line that moves, and in a file as one line for each stage."""

import shutil
import sys
import time
from collections.abc import Mapping
from typing import Any

import click

from jindan.catalogue import text
from jindan.cli.terminal import cut, line

BAR = 16
ESTIMATED_FROM = 0.1
"""Before a tenth of the work is done, an estimate of the remaining time would be far off."""


class ProgressLine:
    """The line of a job: stage, percentage and remaining time, and at the end how long it took."""

    def __init__(self, label: str, *, language: str) -> None:
        self.label = label
        self._language = language
        self._stage: str | None = None
        self._started = time.monotonic()
        self._is_terminal = sys.stdout.isatty()

    def show(self, job: Mapping[str, Any]) -> None:
        """Show the newest state of the job."""
        if self._is_terminal:
            columns = shutil.get_terminal_size().columns - 1  # a full line would wrap and stay
            click.echo(f"\r\033[K{cut(self._text(job), columns)}", nl=job["is_finished"])
        elif job["is_finished"] or job["stage"] != self._stage:
            click.echo(self._text(job))
        self._stage = job["stage"]

    def _text(self, job: Mapping[str, Any]) -> str:
        if job["is_finished"]:
            seconds = round(time.monotonic() - self._started)
            how = "reused" if job["reused"] else job["state"]
            return line(self.label, self._say(f"terminal-{how}", seconds=seconds))
        bar = _bar(job["progress"])
        return line(self.label, f"{bar} {job['progress']:4.0%}  {self._stage_of(job)}")

    def _stage_of(self, job: Mapping[str, Any]) -> str:
        if job["state"] == "pending":
            return self._say("terminal-waiting", ahead=job["ahead"])
        stage, seconds = job["stage_text"] or self._say("terminal-starting"), job["remaining_s"]
        left = "" if seconds is None else self._say("terminal-left", seconds=round(seconds))
        return f"{stage} {left}".strip()

    def _say(self, key: str, **values: int) -> str:
        return text(key, language=self._language, **values)


class ProgressSteps:
    """The line of work in this process."""

    def __init__(self, *, language: str) -> None:
        self._language = language
        self._stage = ""
        self._started = time.monotonic()
        self._is_terminal = sys.stdout.isatty()

    def __enter__(self) -> "ProgressSteps":
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_terminal and self._stage:
            click.echo("\r\033[K", nl=False)

    def show(self, fraction: float, stage: str) -> None:
        """Show the fraction that is done (0 to 1) and the stage."""
        if self._is_terminal:
            click.echo(f"\r\033[K{self._text(fraction, stage)}", nl=False)
        elif stage != self._stage:
            click.echo(self._text(fraction, stage))
        self._stage = stage

    def _text(self, fraction: float, stage: str) -> str:
        words = text(f"stage-{stage}", language=self._language)
        return f"  {_bar(fraction)} {fraction:4.0%}  {words}{self._remaining(fraction)}"

    def _remaining(self, fraction: float) -> str:
        """Return an estimate of the remaining time, "" in a file or while it would be far off."""
        if fraction < ESTIMATED_FROM or not self._is_terminal:
            return ""
        seconds = (time.monotonic() - self._started) * (1 - fraction) / fraction
        return text("cli-remaining", language=self._language, seconds=round(seconds))


def _bar(fraction: float) -> str:
    full = round(BAR * fraction)
    return "█" * full + "·" * (BAR - full)
