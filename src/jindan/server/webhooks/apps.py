from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "jindan.server.webhooks"
    default_auto_field = "django.db.models.BigAutoField"
