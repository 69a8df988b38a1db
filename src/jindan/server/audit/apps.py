from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "jindan.server.audit"
    default_auto_field = "django.db.models.BigAutoField"
