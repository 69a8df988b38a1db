"""Django's settings. Installations differ only by their environment (`config/env.py`)."""

import hashlib
from datetime import timedelta
from pathlib import Path

from jindan.server.config.databases import database
from jindan.server.config.env import environment
from jindan.server.config.static_files import add_policy
from jindan.server.roles import Role

ENV = environment()
HOME = ENV.home

SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
ALLOWED_HOSTS = ENV.allowed_hosts
ROOT_URLCONF = "jindan.server.config.urls"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Asia/Seoul"
LANGUAGE_CODE = "en"
STATIC_URL = "static/"
# Static files come straight from the installed packages, so there is nothing to collect, and no CDN.
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = add_policy

# The web app, where it was built: `index.html` by config/web_app.py, all else as a static file.
WEB_APP = ENV.web_app or Path(__file__).with_name("static") / "app"
STATICFILES_DIRS = [("app", WEB_APP)] if WEB_APP.is_dir() else []
WHITENOISE_IMMUTABLE_FILE_TEST = (
    r"^/static/app/assets/"  # their names contain a hash of their content
)

# Only behind a proxy that ends TLS and sets X-Forwarded-Proto. Without one, a client could forge that header.
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
    "jindan.server.keys",
    "jindan.server.accounts",
    "jindan.server.audit",
    "jindan.server.patients",
    "jindan.server.care",
    "jindan.server.artifacts",
    "jindan.server.notifications",
    "jindan.server.webhooks",
    "jindan.server.findings",
    "jindan.server.jobs",
    "jindan.server.consents",
    "jindan.server.reports",
    "jindan.server.imaging",
    "jindan.server.documents",
    "jindan.server.assays",
    "jindan.server.rights",
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
    "jindan.server.audit.denials.audited_denials",
    "jindan.server.config.last_resort.errors_as_problems",
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
MASTER_KEY = ENV.master_key
MASTER_KEY_BEFORE = ENV.master_key_before
KEY_SERVICE = ENV.key_service
KEY_CACHE_S = ENV.key_cache_minutes * 60
AUDIT = HOME / "audit"
AUDIT_SYSLOG = ENV.audit_syslog
AUDIT_CHECKPOINT_S = ENV.audit_checkpoint_s
MAX_UPLOAD_BYTES = ENV.max_upload_mb * 1024 * 1024
UPLOAD_STALL_S = ENV.upload_stall_s
PERSON_QUOTA_BYTES = int(ENV.person_quota_gb * 1024**3)
ORGANISATION_QUOTA_BYTES = int(ENV.organisation_quota_gb * 1024**3)
MALWARE_SCANNER = ENV.malware_scanner
MALWARE_SCANNER_MAY_FAIL = ENV.malware_scanner_may_fail

ASSETS = HOME / "assets"
SCRATCH = HOME / "scratch"

CONFINEMENT_REQUIRED = ENV.confinement == "required"

LOGS = HOME / "log"
BROKER_FOLDERS = (HOME / "broker" / "messages", HOME / "broker" / "control")
CELERY_BROKER_URL = ENV.broker_url or "filesystem://localhost"
# A broker that does not answer costs a request these seconds. The sweep then wakes the worker instead.
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
# The log itself writes to stdout. Redirected back into the log, its lines would be lost.
CELERY_WORKER_REDIRECT_STDOUTS = False
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

# --- Jobs: who is next, and how much may wait (jindan.server.jobs) ---

WAITING_JOBS_OF_PERSON = ENV.waiting_jobs_of_person
WAITING_JOBS_OF_ORGANISATION = ENV.waiting_jobs_of_organisation
RUNNING_JOBS_OF_ORGANISATION = ENV.running_jobs_of_organisation
URGENT_JOBS_OF_PERSON = ENV.urgent_jobs_of_person
URGENT_JOBS_OF_ORGANISATION = ENV.urgent_jobs_of_organisation
URGENT_MINUTES = ENV.urgent_minutes

# --- Documents: what a person must review (jindan.server.documents) ---

REVIEW_BELOW = ENV.review_below
TWO_PERSON_RULE = ENV.two_person_rule
RECORD_YEARS = ENV.record_years
EXAMINATION_YEARS = ENV.examination_years

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

# It stores the used one-time codes, so all processes must share it.
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
ACCOUNT_RATE_LIMITS = False  # accounts/tallies.py
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies

MFA_ADAPTER = "jindan.server.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {
    "webauthn_login": "300/m/ip"
}  # nothing can be guessed, and a hospital is one address
PASSKEY_ORIGIN = ENV.passkey_origin
MFA_TOTP_ISSUER = "Jindan"

HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("app",)
HEADLESS_TOKEN_STRATEGY = "jindan.server.accounts.adapters.TokenStrategy"
HEADLESS_JWT_ALGORITHM = "HS256"
# Only this server verifies these tokens. A key of their own separates them from what Django signs.
HEADLESS_JWT_PRIVATE_KEY = hashlib.sha256(f"jindan tokens {SECRET_KEY}".encode()).hexdigest()
HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED = True
HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN = 15 * 60
HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN = int(ENV.idle_minutes * 60)

# Both should be on one mount, so that an upload becomes an object by a rename.
INCOMING = HOME / "objects" / "incoming"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "artifacts": {
        "BACKEND": "jindan.server.artifacts.storage.durable.DurableFileSystemStorage",
        "OPTIONS": {
            "location": HOME / "objects" / "stored",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
