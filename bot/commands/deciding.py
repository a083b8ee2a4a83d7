"""`plan decisions` and `plan decide`: what owners have asked to be decided, and what became of it."""

from typing import Annotated

import typer

from bot.commands.terminal import AsJson, Now, terminal


def add_to(group: typer.Typer) -> None:
    """Add the commands of this module to the plan's."""
    group.command("decisions")(decisions)
    group.command("decide")(decide)


def decisions(
    context: typer.Context,
    open_only: Annotated[bool, typer.Option("--open", help="Only those that still wait.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the decisions that owners have asked for, and what became of each."""
    from bot.decision_book import decision_json

    here = terminal(context)
    book = here.app().decisions
    needs = book.all(open_only=open_only)
    if as_json:
        here.print_json([decision_json(need) for need in needs])
    elif not needs:
        here.say(here.texts("cli.decisions.none_open" if open_only else "cli.decisions.none"))
    else:
        headings = [here.texts(f"cli.decisions.{name}") for name in ("id", "nr", "text", "asked", "state")]
        here.table(headings, [book.row(need, here.texts) for need in needs])


def decide(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(help="The decision's number, or the beginning of it.")],
    outcome: Annotated[str, typer.Option("--outcome", help="What was decided, in words that the owner will read.")],
    declined: Annotated[bool, typer.Option("--declined", help="It was decided not to.")] = False,
    by: Annotated[str, typer.Option("--as", help="Who says so, a coordinator's address.")] = "handslag",
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Say what became of a decision; the owner who asked is told when they next talk to the bot."""
    from bot.decision_book import decision_json

    here = terminal(context)
    need = here.app(now).decisions.settle(decision, outcome, by.strip().lower(), declined=declined)
    if as_json:
        here.print_json(decision_json(need))
    else:
        key = "declined" if declined else "decided"
        here.say(here.texts(f"cli.decisions.{key}", nr=need.nr, text=need.text, asked_by=need.asked_by or "–"))
