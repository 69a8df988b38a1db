"""Organisations, their users, and who is signed in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The slice, as Django knows it."""

    name = "jindan.server.accounts"
    default_auto_field = "django.db.models.BigAutoField"
