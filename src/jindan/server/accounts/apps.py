from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "jindan.server.accounts"
    default_auto_field = "django.db.models.BigAutoField"
