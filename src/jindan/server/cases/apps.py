from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jindan.server.cases"
    default_auto_field = "django.db.models.BigAutoField"
