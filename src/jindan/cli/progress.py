"""Progress of a job in a terminal: one line that moves, or one line a stage where output goes to a file."""

import sys
from collections.abc import Mapping
from typing import Any

import click

BAR = 24


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
        full = round(BAR * job["progress"])
        bar = "█" * full + "·" * (BAR - full)
        return f"  {self.label:<12} {bar} {job['progress']:4.0%}  {_remaining(job)}  {_stage(job)}"


def _stage(job: Mapping[str, Any]) -> str:
    if job["state"] == "pending":
        return f"waiting, {job['ahead']} ahead" if job["ahead"] else "waiting for a worker"
    return str(job["stage_text"])


def _remaining(job: Mapping[str, Any]) -> str:
    seconds = job["remaining_s"]
    return "         " if seconds is None else f"~{seconds:4.0f} s left"[:12]
