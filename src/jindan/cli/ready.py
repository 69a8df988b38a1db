"""Importing this makes Django ready; commands that use the server import it before they import the server."""

import os

import django
from pydantic import ValidationError

from jindan.cli.terminal import Refusal, language_here

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jindan.server.config.settings")
try:
    django.setup()
except OSError as error:  # no right to it, a read-only disk, a file where a folder is wanted
    raise Refusal.of(
        key="home-unwritable", language=language_here(), folder=str(error.filename)
    ) from error
except ValidationError as error:
    wrong = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
    raise Refusal.of(
        key="bad-settings", language=language_here(), settings="; ".join(wrong)
    ) from error
