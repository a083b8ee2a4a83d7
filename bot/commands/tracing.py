"""`report trace`: the figures of a year, and the rows behind one of them."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.terminal import AsJson, InLanguage, Now, OfVersion, YearOfReport, terminal

if TYPE_CHECKING:
    from plans.summary.blocks import Summary


def add_to(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command("trace")(trace)


def trace(
    context: typer.Context,
    year: YearOfReport,
    figure: Annotated[
        str | None, typer.Argument(help="The figure's name; without one, all figures are listed.")
    ] = None,
    version: OfVersion = None,
    language: InLanguage = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """List the figures of a summary, or show the rows behind one: the replies, who confirmed them, the plan's row."""
    from bot.figures_shown import all_in_words, all_json, in_words, to_json

    here = terminal(context)
    summary: Summary = here.app(now).reports.summary(year, language or here.settings.language, version)
    if figure is None:
        here.print_json(all_json(summary)) if as_json else here.say(all_in_words(summary))
    else:
        here.print_json(to_json(summary, figure)) if as_json else here.say(in_words(summary, figure))
