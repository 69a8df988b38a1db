"""The Celery application, which wakes workers. The database decides what they run."""

import os

from celery import Celery
from celery.signals import worker_init

from jindan.confinement.linux import close_to_others

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jindan.server.config.settings")
app = Celery("jindan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["jindan.server.jobs"])


@worker_init.connect  # type: ignore[untyped-decorator]
def close_worker(**_: object) -> None:
    """Close the worker's memory and environment, which hold keys, to other processes of its user."""
    close_to_others()
