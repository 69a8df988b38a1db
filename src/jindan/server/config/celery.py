"""Celery: the distributed engine that wakes workers. What runs is decided in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jindan.server.config.settings")
app = Celery("jindan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["jindan.server.jobs"])
