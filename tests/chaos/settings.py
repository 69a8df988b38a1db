"""The server's own settings, and one analysis more: the toy that the harness asks for over HTTP."""

from jindan.server.config.settings import *  # noqa: F403 - an installation differs in what is added here only
from jindan.server.config.settings import ANALYSES

ANALYSES = [*ANALYSES, "chaos.toys.toy"]
ROOT_URLCONF = "chaos.urls"
