"""The one place that reads the environment: every setting of an installation, with its meaning."""

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

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
    return env


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
