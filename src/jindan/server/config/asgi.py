"""The web application for uvicorn. It calls Django's WSGI entry, so that uploads stream into the storage."""

from multiprocessing import parent_process

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

from jindan.confinement.linux import close_to_others, end_with
from jindan.server.config.serving.gateway import Gateway

parent = parent_process()
if parent is not None and parent.pid is not None:  # one of several web processes
    end_with(parent.pid)
close_to_others()
application = Gateway(get_wsgi_application())
resolve("/health")  # loads every operation now, and not while the first client waits
