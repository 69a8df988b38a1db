"""Importing this module makes Django ready. Commands that use the server import it before they import the server."""

import os
import sys
from contextlib import redirect_stdout

import django
from django.conf import settings
from pydantic import ValidationError

from jindan.cli.terminal import CommandProblem, language_here
from jindan.server.config.home import HomeOpenToOthers, close_home

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jindan.server.config.settings")
try:
    django.setup()
    with redirect_stdout(sys.stderr):  # a command's own output may be a file for another program
        close_home(settings.HOME)
except HomeOpenToOthers as error:
    raise CommandProblem.of(
        key="home-open-to-others", language=language_here(), folder=str(error.filename)
    ) from error
except OSError as error:  # no permission, a read-only disk, or a file in place of a folder
    raise CommandProblem.of(
        key="home-unwritable", language=language_here(), folder=str(error.filename)
    ) from error
except ValidationError as error:
    wrong = (f"{'.'.join(map(str, line['loc']))}: {line['msg']}" for line in error.errors())
    raise CommandProblem.of(
        key="bad-settings", language=language_here(), settings="; ".join(wrong)
    ) from error
