"""`compare`: what changed between the earlier and the current strategy, or between any two versions."""

from typing import Annotated

import typer

from bot.commands.terminal import AsJson, Now, terminal
from retrieval.model import Audience


def add_to(cli: typer.Typer) -> None:
    """Add the command of this module."""
    cli.command("compare")(compare)


def compare(
    context: typer.Context,
    topic: Annotated[str, typer.Argument(help="What to compare, in Swedish or English; all of it when left out.")] = "",
    as_json: AsJson = False,
    before: Annotated[
        str | None, typer.Option("--from", help="Another earlier text: a document, or DOCUMENT@1 for a version of it.")
    ] = None,
    after: Annotated[str | None, typer.Option("--to", help="Another later text, written in the same way.")] = None,
    now: Now = None,
) -> None:
    """Show what changed about a topic between the earlier and the current strategy, cited on both sides."""
    here = terminal(context)
    language = None if topic else here.settings.language
    found = here.app(now).answers.compare(topic, before, after, language, audience=Audience.INTERNAL)
    if as_json:
        here.print_json(found.to_json())
    else:
        here.say(found.text)
    if not found.changes:
        raise typer.Exit(1)
