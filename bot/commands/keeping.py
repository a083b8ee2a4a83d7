"""`retention show`, `retention run` and `people erase`: what is kept, for how long, and what goes."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import people
from bot.commands.terminal import AsJson, Now, Terminal, terminal

if TYPE_CHECKING:
    from bot.keeping import Protocol

group = typer.Typer(help="How long records are kept.", no_args_is_help=True)


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.add_typer(group, name="retention")
    people.group.command("erase")(erase)


@group.command("show")
def show(context: typer.Context, as_json: AsJson = False, now: Now = None) -> None:
    """Show what is preserved, disposed of or weeded, when and why, and what is due."""
    from bot.keeping import Keeping

    here = terminal(context)
    keeping = Keeping(here.app(now))
    due = keeping.due()
    words = here.texts
    if as_json:
        here.print_json(
            [
                {
                    "kind": rule.kind,
                    "class": rule.retention,
                    "days": rule.days,
                    "ground": rule.ground or words(f"retention.kind.{rule.kind}.ground"),
                    "due": due.get(rule.kind, 0),
                }
                for rule in keeping.retention.rules
            ]
        )
        return
    rows = [
        [
            words(f"retention.kind.{rule.kind}.name"),
            words(f"retention.class.{rule.retention}"),
            "" if rule.days is None else str(rule.days),
            str(due.get(rule.kind, "")),
            rule.ground or words(f"retention.kind.{rule.kind}.ground"),
        ]
        for rule in keeping.retention.rules
    ]
    here.table([words(f"retention.column.{name}") for name in ("kind", "class", "days", "due", "ground")], rows)
    here.say(words("retention.proposals"))


@group.command("run")
def run(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, and remove nothing.")] = False,
    decision: Annotated[
        str | None, typer.Option("--decision", help="Diarienummer of the decision to dispose of documents.")
    ] = None,
    by: Annotated[str, typer.Option("--as", help="Who does it, an address.")] = "handslag",
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Remove what is past its time and write a protocol; official documents only under a decision."""
    from bot.keeping import Keeping

    here = terminal(context)
    done = Keeping(here.app(now)).run(here.settings.language, by=by.strip().lower(), decision=decision, dry_run=dry_run)
    _tell(here, done, as_json=as_json)


def erase(
    context: typer.Context,
    address: Annotated[str, typer.Argument(help="E-mail address.")],
    by: Annotated[str, typer.Option("--as", help="The coordinator who does it, an address.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, and change nothing.")] = False,
    decision: Annotated[str | None, typer.Option("--decision", help="Diarienummer of the decision.")] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Remove what is about a person, and report what is kept and why."""
    from bot.keeping import Keeping

    here = terminal(context)
    done = Keeping(here.app(now)).erase(
        address.strip().lower(), here.settings.language, by=by.strip().lower(), decision=decision, dry_run=dry_run
    )
    _tell(here, done, as_json=as_json)


def _tell(here: Terminal, done: "Protocol", *, as_json: bool) -> None:
    """Show what was done, and where the report of it lies."""
    if as_json:
        here.print_json(done.body)
        return
    here.say(done.text)
    for file in done.files:
        here.say(here.texts("cli.report.written", file=str(file)))
