"""The one place that reads the environment: every setting of an installation, with its meaning."""

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from jindan.ocr.remote.access import ADDRESS
from jindan.server.kit.addresses import AddressNotAllowed, checked_url, known_url

LONGEST_ISSUER = 200
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]


class Environment(BaseSettings):
    """Settings of one installation. Each field is the variable `JINDAN_<FIELD>`."""

    model_config = SettingsConfigDict(
        env_prefix="JINDAN_", env_file=".env", env_ignore_empty=True, extra="ignore"
    )

    home: Path = Field(
        Path("var"), description="Folder for the embedded database, files, keys and broker."
    )
    secret_key: str = Field(
        "",
        pattern=r"^$|^.{32,}$",
        description="Signs sessions and tokens, 32 characters or more. Empty: made once and kept in `home`.",
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
        description="Seconds within which the next 64 KiB of an upload must come; a slower client is let go.",
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
        description="ClamAV daemon that every upload is shown to: `unix:/path` or `tcp://host:port`. Empty: none.",
    )
    malware_scanner_may_fail: bool = Field(
        False,
        description="Store uploads unseen when the scanner gives no verdict; the audit names them.",
    )
    session_hours: float = Field(
        12, gt=0, le=168, description="Hours after which a person signs in again."
    )
    idle_minutes: float = Field(
        120, gt=0, description="Minutes without a refresh that end a sign-in."
    )
    second_factor_roles: list[str] = Field(
        [],
        description='Roles that must use a second factor (TOTP), as JSON: ["clinician", "administrator"].',
    )
    oidc_issuer: str = Field(
        "",
        description=(
            "Identity provider of the hospital (OpenID Connect), as it names itself: an https address. "
            "Needs client id and secret. Empty: nobody signs in that way."
        ),
    )
    oidc_client_id: str = Field("", description="What this installation is called there.")
    oidc_client_secret: str = Field("", description="Its secret there.")
    oidc_name: str = Field(
        "", max_length=60, description="The provider's name on the sign-in page. Empty: its host."
    )
    trusted_proxies: int = Field(
        0,
        ge=0,
        description="Own proxies in front of the server, whose X-Forwarded-For is believed.",
    )
    review_below: float = Field(
        0.8,
        ge=0,
        le=1,
        description="Confidence below which a value read from a document must be confirmed by a person.",
    )
    two_person_rule: bool = Field(
        False,
        description="Doubted or corrected values that may harm (doses, results) need two persons.",
    )
    recogniser: Path | None = Field(
        None,
        description=(
            "Folder with an own recognition network for documents: `recogniser.onnx` and `characters.txt`. "
            "It then reads what no other engine is asked for. Empty: the built-in engine does."
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
    """The settings in force; makes what an embedded installation needs."""
    env = Environment()
    env.home = env.home.absolute()
    env.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    env.secret_key = env.secret_key or _kept_secret(env.home / "secret-key")
    _check_issuer(env.oidc_issuer)
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
    message = "JINDAN_OIDC_ISSUER is no https address; http is let by for 127.0.0.1 only"
    try:
        has_query = bool(issuer) and bool(known_url(issuer).query)
    except AddressNotAllowed:
        raise ValueError(message) from None
    if has_query or len(issuer) > LONGEST_ISSUER:
        raise ValueError(message)


def _kept_secret(path: Path) -> str:
    """A secret made at the first start; created whole or not at all, so that two starters agree."""
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_text()
