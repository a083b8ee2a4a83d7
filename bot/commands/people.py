"""`people list` and `people add`: who is who; `away`, `back` and `leave` stand in ``leaving.py``."""

from dataclasses import asdict
from typing import Annotated, Literal

import typer

from bot.commands import leaving, linking
from bot.commands.terminal import AsJson, Now, terminal
from plans.model import Person, Role
from prompts.refusal import Refusal

group = typer.Typer(help="Who is who.", no_args_is_help=True)


class PersonRefusal(Refusal):
    """A person could not be stored."""


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    leaving.add_to(group)
    linking.add_to(group)
    cli.add_typer(group, name="people")


@group.command("list")
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """List everybody the program knows."""
    here = terminal(context)
    app = here.app()
    with app.store.reading() as ledger:
        people = ledger.people.all()
    linked: dict[str, list[str]] = {}
    for account in app.accounts.all():
        sender = account.sender
        linked.setdefault(account.address, []).append(f"{sender.platform}:{sender.tenant}:{sender.user}")
    if as_json:
        here.print_json([person_json(each) | {"accounts": linked.get(each.address, [])} for each in people])
    elif not people:
        here.say(here.texts("cli.people.none"))
    else:
        names = ["address", "name", "role", "language", "organisation", *(["accounts"] if linked else [])]
        rows = [
            [*_row(each, here.texts(f"terms.role.{each.role}")), ", ".join(linked.get(each.address, []))]
            for each in people
        ]
        here.table([here.texts(f"cli.people.{name}") for name in names], [row[: len(names)] for row in rows])


@group.command("add")
def add(
    context: typer.Context,
    address: Annotated[str, typer.Argument(help="E-mail address.")],
    name: Annotated[str | None, typer.Option("--name")] = None,
    role: Annotated[Role | None, typer.Option("--role")] = None,
    language: Annotated[str | None, typer.Option("--language", help="sv or en.")] = None,
    organisation: Annotated[str | None, typer.Option("--organisation")] = None,
    slack: Annotated[str | None, typer.Option("--slack", help="Slack user id.")] = None,
    teams: Annotated[str | None, typer.Option("--teams", help="Teams user id.")] = None,
    area: Annotated[
        list[str] | None, typer.Option("--area", help="An area that the person leads; may be given several times.")
    ] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Add a person, or change what is given of one who is there."""
    from bot.identity import follow_link

    here = terminal(context)
    app = here.app(now)
    given = {
        "name": name,
        "language": _language(language),
        "organisation": organisation,
        "slack": slack,
        "teams": teams,
        "areas": tuple(area or ()),
    }
    with app.store.transaction() as ledger:
        known = ledger.people.get(_address(address)) or Person(address=_address(address))
        person = Person(**asdict(known) | {"role": role or known.role} | {name: x for name, x in given.items() if x})
        ledger.people.save([person])
        follow_link(ledger, person)
        ledger.trail.append(app.now(), "handslag", "person.saved", person.address, role=person.role)
    if as_json:
        here.print_json(person_json(person))
    else:
        here.say(here.texts("cli.people.saved", address=person.address, role=here.texts(f"terms.role.{person.role}")))


def person_json(person: Person) -> dict[str, object]:
    """Return a person as JSON shows one."""
    return {
        "address": person.address,
        "name": person.name,
        "role": person.role,
        "language": person.language,
        "organisation": person.organisation,
        "slack": person.slack,
        "teams": person.teams,
        "areas": list(person.areas),
    }


def _row(person: Person, role: str) -> list[str]:
    return [person.address, person.name or "", role, person.language or "", person.organisation or ""]


def _address(text: str) -> str:
    local, at, domain = text.strip().lower().partition("@")
    if not (local and at and "." in domain) or any(character.isspace() for character in text.strip()):
        raise PersonRefusal("people.no_address", value=repr(text))
    return f"{local}@{domain}"


def _language(text: str | None) -> Literal["sv", "en"] | None:
    match text:
        case None | "sv" | "en":
            return text
        case _:
            raise PersonRefusal("people.no_language", value=repr(text))
