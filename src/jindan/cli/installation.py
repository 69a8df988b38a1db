"""Commands for the operator of an installation: database, organisations, users, API description."""

import uuid
from dataclasses import dataclass

import click
from django.core.management import call_command

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.catalogue import text
from jindan.cli.keys import shred
from jindan.cli.terminal import language_here, problems_in
from jindan.server.accounts import services as accounts
from jindan.server.accounts.administration import proposals
from jindan.server.accounts.models import Organisation, Proposal, User
from jindan.server.roles import Role

ONCE = "(shown this once, and to be changed at the first sign-in)"
DEMO_ORGANISATION = "Jindan demonstration"
DEMO_EMAIL = "clinician@demo.example"


@click.command()
def migrate() -> None:
    """Bring the database to this version."""
    call_command("migrate", interactive=False)
    call_command("createcachetable")


@click.group()
def organisation() -> None:
    """Add hospitals and laboratories, and destroy the keys of those that left."""


@organisation.command("create")
@click.argument("name")
def create_organisation(name: str) -> None:
    """Add the organisation NAME."""
    with problems_in(language_here()):
        created = accounts.create_organisation(name=name)
    click.echo(f"{created.name}: {created.pk}")


organisation.add_command(shred)


@click.group()
def user() -> None:
    """Add users of an organisation, and let them in again."""


@user.command("create")
@click.argument("email")
@click.option(
    "--organisation", "organisation_name", required=True, help="Name of the organisation."
)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", default="", help="Name of the person, as reports and signatures show it.")
def create_user(email: str, *, organisation_name: str, role: str, name: str) -> None:
    """Add a user who signs in with EMAIL, and print a password for the first sign-in, this once."""
    belongs_to = Organisation.objects.get(name=organisation_name)
    with problems_in(language_here()):
        created, password = accounts.create_user(
            email=email,
            organisation=belongs_to,
            role=Role(role),
            name=name,
            must_change_password=True,
        )
    click.echo(f"{created.email}, password {password} {ONCE}")


@user.command("reset")
@click.argument("email")
@click.option("--second-factor", is_flag=True, help="Remove the second factor too.")
def reset_user(email: str, *, second_factor: bool) -> None:
    """Print a new password for the next sign-in of EMAIL, this once.

    It is for an administrator whom nobody else can let in.
    """
    person = User.objects.get(email=email.strip().lower())
    if second_factor:
        accounts.remove_second_factor(person, by=None)
    password = accounts.set_password(person, must_change_password=True)
    click.echo(f"{person.email}, password {password} {ONCE}")


@user.command("proposals")
def list_proposals() -> None:
    """List the acts that administrators propose and nobody has approved."""
    for proposal in Proposal.objects.select_related("user", "proposed_by").order_by("created_at"):
        by = proposal.proposed_by.email
        click.echo(f"{proposal.pk}  {proposal.act}  {proposal.user.email}  by {by}")


@user.command("approve")
@click.argument("proposal_id", type=click.UUID)
def approve_proposal(proposal_id: uuid.UUID) -> None:
    """Approve a proposal, where an organisation has no second administrator. A reset prints the end of its link."""
    link = proposals.approve(Proposal.objects.get(pk=proposal_id), by=None)
    click.echo("Done." if link is None else f"Done. /app/set-password#{link.token}")


@click.command()
def openapi() -> None:
    """Print the description of the API (OpenAPI 3.1)."""
    call_command("export_openapi_schema", api="jindan.server.config.api.api", indent=2, sorted=True)


@dataclass(frozen=True, kw_only=True)
class DemoSignIn:
    """The sign-in of the demonstration."""

    email: str
    password: str


def demonstrating_clinician(*, language: str) -> DemoSignIn:
    """Return the demonstration's clinician with a new password. Organisation and user are created when missing.

    language: of the name under which the clinician signs reports.
    """
    clinician = User.objects.filter(email=DEMO_EMAIL).first()
    if clinician is not None:
        return DemoSignIn(email=DEMO_EMAIL, password=accounts.set_password(clinician))
    existing = Organisation.objects.filter(name=DEMO_ORGANISATION).first()
    belongs_to = existing or accounts.create_organisation(name=DEMO_ORGANISATION)
    _, password = accounts.create_user(
        email=DEMO_EMAIL,
        organisation=belongs_to,
        role=Role.CLINICIAN,
        name=text("terminal-demo-clinician", language=language),
    )
    return DemoSignIn(email=DEMO_EMAIL, password=password)
