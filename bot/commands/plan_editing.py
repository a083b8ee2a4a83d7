"""`plan edit` and `plan strategy`: what a person changes in the plan, and what they confirm of its strategy."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.terminal import AsJson, Now, Terminal, terminal
from plans.cycle.desk import PROGRAM

By = Annotated[str, typer.Option("--as", help="Who you are, an address; the trail says it.")]


def add_to(group: typer.Typer) -> None:
    """Add the commands of this module to the plan's."""
    group.command("edit", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(edit)
    group.command("strategy")(strategy)


def edit(
    context: typer.Context,
    nr: Annotated[str, typer.Argument(help="The action's number.")],
    by: By = PROGRAM,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Edit an action with --FIELD VALUE, such as --title, --reporter or --end; an edit is not a status update."""
    from plans.planning import action_json

    here = terminal(context)
    done = here.app(now).planbook.edit(nr, _said(here, context.args), by, here.settings.language)
    if as_json:
        here.print_json(action_json(done.after))
        return
    here.say(here.app(now).planbook.edit_text(done, here.settings.language))


def strategy(
    context: typer.Context,
    document: Annotated[str | None, typer.Option(help="Which strategy; else the current one.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write what can be edited to this file.")] = None,
    from_: Annotated[Path | None, typer.Option("--from", help="Read an edited file.")] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="Say that it is right; then it counts.")] = False,
    by: By = PROGRAM,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Show the strategy's purpose, goal, effects and tree as they were read, and where; confirm or edit them."""
    here = terminal(context)
    book = here.app(now).strategies
    shown = book.shown(document)
    wanted = book.edited(from_, document) if from_ else None
    if confirm:
        saved = book.confirm(wanted or shown.proposed, by)
        if as_json:
            here.print_json(book.shown(document).to_json())
        else:
            challenges = sum(len(area.challenges) for area in saved.areas)
            counts = {"areas": len(saved.areas), "challenges": challenges}
            here.say(here.texts("strategy.saved", title=saved.title, by=by, **counts))
    elif as_json:
        here.print_json(shown.to_json())
    elif out is not None:
        out.write_text(shown.toml, encoding="utf-8")
        here.say(here.texts("strategy.written", file=str(out)))
    elif wanted is not None:
        here.say(shown.difference_text(wanted, here.settings.language))
    else:
        here.say(shown.text(here.settings.language))


def _said(here: Terminal, words: list[str]) -> dict[str, str]:
    """Return the fields and their new words out of ``--field value`` and ``--field=value``."""
    said: dict[str, str] = {}
    left = list(words)
    while left:
        name = left.pop(0)
        if not name.startswith("--") or name == "--":
            raise typer.BadParameter(here.texts("plan.edit.form", value=name))
        field, equals, value = name.removeprefix("--").partition("=")
        if not equals:
            if not left:
                raise typer.BadParameter(here.texts("plan.edit.form", value=name))
            value = left.pop(0)
        said[field] = value
    if not said:
        raise typer.BadParameter(here.texts("plan.edit.nothing_said"))
    return said
