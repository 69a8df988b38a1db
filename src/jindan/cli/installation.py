"""Commands of the person who runs an installation: database, organisations, users, keys, API description."""

from dataclasses import dataclass

import click
from django.core.management import call_command

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.server.accounts import services as accounts
from jindan.server.accounts.models import Organisation, User
from jindan.server.artifacts import rotation as artifacts
from jindan.server.documents import finding as documents
from jindan.server.kit import rotation
from jindan.server.patients import services as patients
from jindan.server.roles import Role
from jindan.server.webhooks import services as webhooks

RESEALS = (artifacts.rewrap, patients.reseal, accounts.reseal, documents.reseal, webhooks.reseal)
"""Of every slice that keeps something sealed; a key is retired only when none of them needs it."""

DEMO_ORGANISATION = "Jindan demonstration"
DEMO_EMAIL = "clinician@demo.example"


@click.command()
def migrate() -> None:
    """Bring the database to this version."""
    call_command("migrate", interactive=False)
    call_command("createcachetable")


@click.group()
def organisation() -> None:
    """Hospitals and laboratories."""


@organisation.command("create")
@click.argument("name")
def create_organisation(name: str) -> None:
    """Add the organisation NAME."""
    made = accounts.create_organisation(name=name)
    click.echo(f"{made.name}: {made.pk}")


@click.group()
def user() -> None:
    """The people of an organisation."""


@user.command("create")
@click.argument("email")
@click.option(
    "--organisation", "organisation_name", required=True, help="Name of the organisation."
)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
def create_user(email: str, organisation_name: str, role: str) -> None:
    """Add a person who signs in with EMAIL, and print the password made for them, this once."""
    belongs_to = Organisation.objects.get(name=organisation_name)
    made, password = accounts.create_user(email=email, organisation=belongs_to, role=Role(role))
    click.echo(f"{made.email}, password {password} (shown this once)")


@click.group()
def keys() -> None:
    """The master keys that seal data keys and sensitive fields."""


@keys.command()
@click.option(
    "--retire", is_flag=True, help="Then remove the older keys that nothing needs any more."
)
def rotate(*, retire: bool) -> None:
    """Add a master key and seal everything under it; files are not rewritten, and stay readable throughout."""
    click.echo(f"{rotation.rotate(RESEALS)} keys and fields sealed anew.")
    if retire:
        click.echo(f"{len(rotation.retire(RESEALS))} older keys removed.")


@click.command()
def openapi() -> None:
    """Print the description of the API (OpenAPI 3.1)."""
    call_command("export_openapi_schema", api="jindan.server.config.api.api", indent=2, sorted=True)


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """What a person signs in with."""

    email: str
    password: str


def demonstrating_clinician() -> SignIn:
    """The demonstration's clinician with a new password; the organisation and the person are made when missing."""
    found = User.objects.filter(email=DEMO_EMAIL).first()
    if found is not None:
        return SignIn(email=DEMO_EMAIL, password=accounts.set_password(found, by=None))
    made = Organisation.objects.filter(name=DEMO_ORGANISATION).first()
    belongs_to = made or accounts.create_organisation(name=DEMO_ORGANISATION)
    _, password = accounts.create_user(
        email=DEMO_EMAIL, organisation=belongs_to, role=Role.CLINICIAN
    )
    return SignIn(email=DEMO_EMAIL, password=password)
