"""`people away`, `back` and `leave`: who is not there, for how long, and who takes over."""

from typing import Annotated

import typer

from bot.clock import day
from bot.commands.terminal import AsJson, Now, terminal

Address = Annotated[str, typer.Argument(help="E-mail address.")]
BY = "handslag"


def add_to(group: typer.Typer) -> None:
    """Add the commands of this module to the people's."""
    for name, command in (("away", away), ("back", back), ("leave", leave)):
        group.command(name)(command)


def away(
    context: typer.Context,
    address: Address,
    first: Annotated[str, typer.Option("--from", help="The first day away, as 2027-10-04.")],
    last: Annotated[str, typer.Option("--to", help="The last day away.")],
    substitute: Annotated[str | None, typer.Option("--substitute", help="The address of whoever steps in.")] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Note that somebody is away: questions wait, or go to the substitute when they cannot; no reason is kept."""
    from plans.model import Absence

    here = terminal(context)
    app = here.app(now)
    zone = here.settings.zone
    absence = app.follow_up.away(
        Absence(
            address=address.strip().lower(),
            first=day(first, zone),
            last=day(last, zone),
            substitute=substitute.strip().lower() if substitute else None,
        ),
        app.now(),
        BY,
    )
    if as_json:
        here.print_json(
            {
                "address": absence.address,
                "from": absence.first.isoformat(),
                "to": absence.last.isoformat(),
                "substitute": absence.substitute,
            }
        )
    else:
        stands_in = here.texts("cli.people.stands_in", substitute=absence.substitute) if absence.substitute else ""
        said = here.texts("cli.people.away", address=absence.address, first=absence.first, last=absence.last)
        here.say(f"{said} {stands_in}".strip())


def back(context: typer.Context, address: Address, now: Now = None) -> None:
    """Note that somebody is back before they were to be."""
    here = terminal(context)
    app = here.app(now)
    app.follow_up.back(address.strip().lower(), app.now(), BY)
    here.say(here.texts("cli.people.back", address=address.strip().lower()))


def leave(
    context: typer.Context,
    address: Address,
    to: Annotated[str, typer.Option("--to", help="The address of whoever takes everything over.")],
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Hand over all that somebody has to somebody else: actions, open questions and whom they stand in for."""
    here = terminal(context)
    app = here.app(now)
    done = app.follow_up.leave(address.strip().lower(), to.strip().lower(), app.now(), BY)
    if as_json:
        here.print_json(
            {"from": done.address, "to": done.to, "actions": list(done.actions), "questions": list(done.questions)}
        )
    else:
        counts = {"actions": len(done.actions), "questions": len(done.questions)}
        here.say(here.texts("cli.people.left", address=done.address, to=done.to, **counts))
