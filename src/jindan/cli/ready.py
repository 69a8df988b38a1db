"""Importing this makes Django ready; commands that use the server import it before they import the server."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jindan.server.config.settings")
django.setup()
