"""Settings of an installation, with their meaning. Only this module reads the environment."""

import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from jindan.ocr.remote.access import ADDRESS
from jindan.server.kit.addresses import AddressNotAllowed, checked_url, known_url

LONGEST_ISSUER = 200
MASTER_KEY = r"^$|^arn:[^:]+:kms:[^:]+:\d*:.+$|^projects/.+/cryptoKeys/[^/]+$|^pkcs11:.+\?.+$"
PASSKEY_ORIGIN = re.compile(
    r"(https://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?|https?://localhost)(:\d{1,5})?",
    re.ASCII,
)
"""An origin as browsers write it, whose host can be a relying party: no number, and a dot in it."""
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]


class Environment(BaseSettings):
    """The settings of one installation. Each field is the variable `JINDAN_<FIELD>`."""

    model_config = SettingsConfigDict(
        env_prefix="JINDAN_", env_file=".env", env_ignore_empty=True, extra="ignore"
    )

    home: Path = Field(
        Path("var"), description="Folder for the embedded database, files, keys and broker."
    )
    secret_key: str = Field(
        "",
        pattern=r"^$|^.{32,}$",
        description="Signs sessions and tokens, 32 characters or more. Empty: generated once and stored in `home`.",
    )
    master_key: str = Field(
        "",
        pattern=MASTER_KEY,
        description=(
            "Where the master key is. Empty: in the file `keyring.json` of `home`. An AWS key: its ARN. A Google key: "
            "its name, `projects/…/cryptoKeys/…`. A device: its PKCS#11 URI, "
            "`pkcs11:token=…;object=…?module-path=…&pin-source=file:…`."
        ),
    )
    master_key_before: str = Field(
        "",
        pattern=MASTER_KEY,
        description="The master key of before, while an installation moves from one to another.",
    )
    key_service: str = Field(
        "",
        pattern=r"^$|^https://[^/]+$|^http://127\.0\.0\.1:\d+$",
        description="Address of the key service, where it is not the cloud's own. http is accepted for 127.0.0.1 only.",
    )
    key_cache_minutes: float = Field(
        10,
        gt=0,
        le=60,
        description=(
            "Minutes for which an organisation's key is kept in memory. A revoked key is used no longer than this. "
            "An outage of the key service of half of it is not noticed."
        ),
    )
    debug: bool = Field(
        False, description="Show stack traces. Refused when `allowed_hosts` is not local."
    )
    allowed_hosts: list[str] = Field(LOCAL_HOSTS, description="Host names the server answers to.")
    database_url: str = Field("", description="Database. Empty: SQLite in `home`.")
    broker_url: str = Field(
        "", description="Celery broker (Redis or RabbitMQ). Empty: folders in `home`."
    )
    assets_mirror: Path | None = Field(
        None, description="Folder looked in first for weights and samples."
    )
    log_level: str = Field("INFO", description="Least severe log record that is written.")
    https: bool = Field(
        False, description="Served over HTTPS by a proxy: redirect, secure cookies, HSTS."
    )
    max_upload_mb: int = Field(2048, description="Largest upload in MiB.")
    upload_stall_s: float = Field(
        60,
        gt=0,
        description="Seconds within which the next 64 KiB of an upload must come. A slower client is disconnected.",
    )
    person_quota_gb: float = Field(
        0, ge=0, description="GiB that one person may upload in all. 0: no limit."
    )
    organisation_quota_gb: float = Field(
        0, ge=0, description="GiB that one organisation may store, results included. 0: no limit."
    )
    malware_scanner: str = Field(
        "",
        pattern=r"^$|^unix:/.+$|^tcp://[^/:]+:\d+$",
        description="ClamAV daemon that scans every upload: `unix:/path` or `tcp://host:port`. Empty: none.",
    )
    malware_scanner_may_fail: bool = Field(
        False,
        description="Store unscanned uploads when the scanner gives no verdict. The audit trail names them.",
    )
    session_hours: float = Field(
        12, gt=0, le=168, description="Hours after which a person signs in again."
    )
    idle_minutes: float = Field(
        120, gt=0, description="Minutes without a refresh that end a sign-in."
    )
    second_factor_roles: list[str] = Field(
        [],
        description='Roles that must use a second factor (TOTP or passkey), as JSON: ["clinician", "administrator"].',
    )
    oidc_issuer: str = Field(
        "",
        description=(
            "Identity provider of the hospital (OpenID Connect): its issuer, an https address. "
            "Needs client id and secret. Empty: nobody signs in that way."
        ),
    )
    oidc_client_id: str = Field("", description="Client id of this installation at the provider.")
    oidc_client_secret: str = Field("", description="Its client secret there.")
    oidc_name: str = Field(
        "", max_length=60, description="The provider's name on the sign-in page. Empty: its host."
    )
    passkey_origin: str = Field(
        "",
        description=(
            "Address of the web app as people open it (`https://jindan.hospital.example`), to whose host passkeys "
            "belong for good. Empty: passkeys at `http://localhost` only."
        ),
    )
    trusted_proxies: int = Field(
        0,
        ge=0,
        description="Number of own proxies in front of the server, whose X-Forwarded-For is trusted.",
    )
    review_below: float = Field(
        0.8,
        ge=0,
        le=1,
        description="Confidence below which a value read from a document must be confirmed by a person.",
    )
    record_years: int = Field(
        10, ge=0, le=100, description="Years for which medical records are kept from erasure."
    )
    examination_years: int = Field(
        5, ge=0, le=100, description="The same for the patient register, images and test results."
    )
    two_person_rule: bool = Field(
        False,
        description="Flagged or corrected values that may harm (doses, results) need two persons.",
    )
    recogniser: Path | None = Field(
        None,
        description=(
            "Folder with an own recognition network for documents: `recogniser.onnx` and `characters.txt`. "
            "It then reads documents for which no other engine is requested. Empty: the built-in engine does."
        ),
    )
    upstage_api_key: str = Field(
        "",
        description=(
            "Key of Upstage Document OCR. Pages of an organisation that consented are sent there when a request names "
            "`upstage`. Empty: not offered."
        ),
    )
    upstage_address: str = Field(
        ADDRESS, description="Address of that service, https, without a path."
    )
    upstage_to_loopback: bool = Field(
        False,
        description="Let that address be this machine, also by http: for tests and demonstrations only.",
    )
    audit_syslog: str = Field(
        "",
        pattern=r"^$|^(udp|tcp|tls)://[^/\s]+:\d+$",
        description=(
            "Syslog receiver (RFC 5424) of the audit's checkpoints and of exports to it: `udp://`, `tcp://` or "
            "`tls://host:port`. Empty: none."
        ),
    )
    audit_checkpoint_s: float = Field(
        300, gt=0, description="Seconds between two signed checkpoints of the audit while it grows."
    )
    metrics_token: str = Field(
        "",
        pattern=r"^$|^\S{16,}$",
        description="Bearer token that Prometheus sends to `/metrics`, 16 characters or more. Empty: no metrics.",
    )
    webhooks_to_loopback: bool = Field(
        False,
        description="Let webhooks call this machine, also by http: for tests and demonstrations only.",
    )
    web_app: Path | None = Field(
        None,
        description="Folder of the built web app. Empty: where `make web` puts it, in the installed package.",
    )
    confinement: Literal["best", "required"] = Field(
        "best",
        description=(
            "`required`: an analysis runs only where the kernel holds its process in files, system calls and network. "
            "`best`: as well as this machine can. `jindan check --deploy` says what it can."
        ),
    )
    waiting_jobs_of_person: int = Field(
        5000, ge=0, description="Jobs that one person may have waiting. 0: no limit."
    )
    waiting_jobs_of_organisation: int = Field(
        20_000, ge=0, description="Jobs that one organisation may have waiting. 0: no limit."
    )
    running_jobs_of_organisation: int = Field(
        0, ge=0, description="Jobs of one organisation that run at a time. 0: no limit."
    )
    urgent_jobs_of_person: int = Field(
        10, ge=0, description="Urgent jobs that one person may have waiting. 0: no limit."
    )
    urgent_jobs_of_organisation: int = Field(
        50, ge=0, description="Urgent jobs that one organisation may have waiting. 0: no limit."
    )
    urgent_minutes: float = Field(
        30,
        ge=0,
        description=(
            "Minutes of recent work up to which an organisation's urgent jobs run before those of others. "
            "Half of it is forgotten in an hour."
        ),
    )
    worker_slots: int = Field(1, ge=1, description="Analyses that one worker runs at a time.")

    @model_validator(mode="after")
    def _names_its_provider_whole(self) -> Self:
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_client_secret):
            message = "JINDAN_OIDC_ISSUER needs JINDAN_OIDC_CLIENT_ID and JINDAN_OIDC_CLIENT_SECRET"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _debugs_only_at_home(self) -> Self:
        if self.debug and not set(self.allowed_hosts) <= set(LOCAL_HOSTS):
            message = "JINDAN_DEBUG shows stack traces; it is refused when JINDAN_ALLOWED_HOSTS is not local"
            raise ValueError(message)
        return self


def environment() -> Environment:
    """Return the settings in force, and create the folder and the secret of an embedded installation.

    Raises ValueError for a setting that is not valid.
    """
    env = Environment()
    env.home = env.home.absolute()
    env.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    env.secret_key = env.secret_key or _stored_secret(env.home / "secret-key")
    _check_issuer(env.oidc_issuer)
    _check_passkey_origin(env.passkey_origin)
    _check_upstage(env.upstage_address, allows_loopback=env.upstage_to_loopback)
    return env


def _check_upstage(address: str, *, allows_loopback: bool) -> None:
    message = "JINDAN_UPSTAGE_ADDRESS is no https address of a public host without a path"
    try:
        parts = checked_url(address, allows_loopback=allows_loopback)
    except AddressNotAllowed:
        raise ValueError(message) from None
    if parts.path or parts.query:
        raise ValueError(message)


def _check_issuer(issuer: str) -> None:
    message = "JINDAN_OIDC_ISSUER is no https address; http is accepted for 127.0.0.1 only"
    try:
        has_query = bool(issuer) and bool(known_url(issuer).query)
    except AddressNotAllowed:
        raise ValueError(message) from None
    if has_query or len(issuer) > LONGEST_ISSUER:
        raise ValueError(message)


def _check_passkey_origin(origin: str) -> None:
    """Raise ValueError unless browsers offer passkeys there: a host name by https, or `localhost`."""
    message = "JINDAN_PASSKEY_ORIGIN is no https address of a host name without a path"
    if origin and not PASSKEY_ORIGIN.fullmatch(origin):
        raise ValueError(message)


def _stored_secret(path: Path) -> str:
    """Return the secret that the first start generated."""
    if not path.exists():
        # Written to another file and linked: of two processes that start at once, both read the same secret.
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_text()
