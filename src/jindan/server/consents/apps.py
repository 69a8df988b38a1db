"""Consents of patients."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """Consents of patients."""

    name = "jindan.server.consents"
