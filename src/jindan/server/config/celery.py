"""Celery: the distributed engine that wakes workers. What runs is decided in the database."""

from celery import Celery
from django.conf import settings

app = Celery("jindan")
app.conf.update(
    broker_url=settings.BROKER_URL,
    broker_transport_options=settings.BROKER_OPTIONS,
    broker_connection_retry_on_startup=True,
    broker_connection_timeout=2,
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_enable_remote_control=False,
    timezone="UTC",
)
app.autodiscover_tasks(["jindan.server.jobs"])
