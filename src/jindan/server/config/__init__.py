"""Composition: settings, routes, and the Celery application, which every process of the server must know."""

from jindan.server.config.celery import app as celery_app

__all__ = ["celery_app"]
