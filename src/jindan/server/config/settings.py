"""Django's settings: one file; installations differ by environment only (`config/env.py`)."""

import hashlib
from datetime import timedelta
from pathlib import Path

from jindan.server.config.databases import database
from jindan.server.config.env import environment
from jindan.server.roles import Role

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
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = (
    True  # straight from the installed packages: nothing to collect, nothing from a CDN
)

# The web app, where it was built: `index.html` by config/web_app.py, all else as a static file.
WEB_APP = ENV.web_app or Path(__file__).with_name("static") / "app"
STATICFILES_DIRS = [("app", WEB_APP)] if WEB_APP.is_dir() else []
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/app/assets/"  # named by their content

# Behind a proxy that ends TLS and tells so; without it, cookies and redirects would not be safe.
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.https else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENV.https else 0
SECURE_REDIRECT_EXEMPT = [r"^health$"]
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "ninja",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "jindan.server.accounts",
    "jindan.server.audit",
    "jindan.server.patients",
    "jindan.server.artifacts",
    "jindan.server.notifications",
    "jindan.server.webhooks",
    "jindan.server.jobs",
    "jindan.server.reports",
    "jindan.server.imaging",
    "jindan.server.documents",
    "jindan.server.assays",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).with_name("templates")],
        "APP_DIRS": True,  # Swagger UI's page, from the installed package
    }
]

MIDDLEWARE: list[str] = [
    "jindan.server.kit.middleware.request_context",
    "jindan.server.kit.middleware.private_answers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

DATABASES = {"default": database(ENV.database_url, home=HOME)}

KEYRING = HOME / "keyring.json"
MAX_UPLOAD_BYTES = ENV.max_upload_mb * 1024 * 1024
UPLOAD_STALL_S = ENV.upload_stall_s
PERSON_QUOTA_BYTES = int(ENV.person_quota_gb * 1024**3)
ORGANISATION_QUOTA_BYTES = int(ENV.organisation_quota_gb * 1024**3)
MALWARE_SCANNER = ENV.malware_scanner
MALWARE_SCANNER_MAY_FAIL = ENV.malware_scanner_may_fail

ASSETS = HOME / "assets"
SCRATCH = HOME / "scratch"

LOGS = HOME / "log"
BROKER_FOLDERS = (HOME / "broker" / "messages", HOME / "broker" / "control")
CELERY_BROKER_URL = ENV.broker_url or "filesystem://localhost"
# A broker that does not answer costs a request these seconds, and the sweep tells the worker instead.
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"socket_connect_timeout": 2, "socket_timeout": 5, "socket_keepalive": True}
    if ENV.broker_url.startswith("redis")
    else {}
    if ENV.broker_url
    else {
        "data_folder_in": str(BROKER_FOLDERS[0]),
        "data_folder_out": str(BROKER_FOLDERS[0]),
        "control_folder": str(BROKER_FOLDERS[1]),
        "store_processed": False,
        "polling_interval": 0.25,
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = (
    False  # the log writes to stdout; sent back into the log, it would be lost
)
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False

ANALYSES = [
    "jindan.server.documents.filing.document_filing",
    "jindan.server.documents.reading.document_reading",
    "jindan.server.documents.reading.remote_reading",
    "jindan.server.imaging.importing.ct_import",
    "jindan.server.imaging.segmentation.ct_segmentation",
    "jindan.server.assays.risk.omics_risk",
    "jindan.server.assays.cohorts.omics_cohort",
    "jindan.server.reports.rendering.report_rendering",
]

# --- Documents: what a person must look at (jindan.server.documents) ---

REVIEW_BELOW = ENV.review_below
TWO_PERSON_RULE = ENV.two_person_rule

RECOGNISER = ENV.recogniser
UPSTAGE_API_KEY = ENV.upstage_api_key
UPSTAGE_ADDRESS = ENV.upstage_address
METRICS_TOKEN = ENV.metrics_token
WEBHOOKS_TO_LOOPBACK = ENV.webhooks_to_loopback

# Django hands LOGGING to LOGGING_CONFIG whenever it starts, in the server and in every command.
LOGGING_CONFIG = "jindan.server.kit.logging.configure"
LOGGING = ENV.log_level

# --- Accounts: who signs in, and how (jindan.server.accounts) ---

LANGUAGES = [("en", "English"), ("ko", "한국어")]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
]

OIDC_ISSUER = ENV.oidc_issuer
OIDC_CLIENT_ID = ENV.oidc_client_id
OIDC_CLIENT_SECRET = ENV.oidc_client_secret
OIDC_NAME = ENV.oidc_name

SESSION_LIFETIME = timedelta(hours=ENV.session_hours)
SECOND_FACTOR_ROLES = frozenset(Role(name) for name in ENV.second_factor_roles)

# Counts of failed sign-ins and used one-time codes live here, so all processes must share it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

ACCOUNT_ADAPTER = "jindan.server.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators make the accounts
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies

MFA_ADAPTER = "jindan.server.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Jindan"

HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("app",)
HEADLESS_TOKEN_STRATEGY = "jindan.server.accounts.adapters.TokenStrategy"
HEADLESS_JWT_ALGORITHM = "HS256"
# Nobody else verifies these tokens; a key of their own keeps them apart from what Django signs.
HEADLESS_JWT_PRIVATE_KEY = hashlib.sha256(f"jindan tokens {SECRET_KEY}".encode()).hexdigest()
HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED = True
HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN = 15 * 60
HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN = int(ENV.idle_minutes * 60)

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
