"""The web application for gunicorn. WSGI, because upload bodies then stream into the store as they arrive."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jindan.server.config.settings")
application = get_wsgi_application()
