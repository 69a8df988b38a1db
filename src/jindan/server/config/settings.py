"""Django's settings: one file; installations differ by environment only (`config/env.py`)."""

import dj_database_url

from jindan.server.config.env import environment

ENV = environment()
HOME = ENV.home

SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
ALLOWED_HOSTS = ENV.allowed_hosts
ROOT_URLCONF = "jindan.server.config.urls"
WSGI_APPLICATION = "jindan.server.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Asia/Seoul"
LANGUAGE_CODE = "en"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "jindan.server.accounts",
    "jindan.server.audit",
    "jindan.server.patients",
    "jindan.server.artifacts",
    "jindan.server.notifications",
    "jindan.server.jobs",
    "jindan.server.reports",
    "jindan.server.imaging",
    "jindan.server.cases",
]

MIDDLEWARE: list[str] = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

DATABASES = {"default": dj_database_url.parse(ENV.database_url or f"sqlite:///{HOME / 'jindan.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }

KEYRING = HOME / "keyring.json"
MAX_UPLOAD_BYTES = ENV.max_upload_mb * 1024 * 1024

# One mount may hold both: an upload becomes an object by a rename.
INCOMING = HOME / "objects" / "incoming"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "artifacts": {
        "BACKEND": "jindan.server.artifacts.storage.DurableFileSystemStorage",
        "OPTIONS": {
            "location": HOME / "objects" / "kept",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
