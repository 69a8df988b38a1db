"""Composition of the server: settings, routes, and the Celery application, which every process must import."""

from jindan.server.config.celery import app as celery_app

__all__ = ["celery_app"]
