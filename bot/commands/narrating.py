"""`report narrate`: let the configured model word short texts of the frozen replies."""

import typer

from bot.commands.terminal import AsJson, InLanguage, Now, YearOfReport, terminal


def add_to(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command("narrate")(narrate)


def narrate(
    context: typer.Context,
    year: YearOfReport,
    language: InLanguage = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Let the configured model word short texts of the frozen replies, one action at a time; what holds is kept."""
    here = terminal(context)
    told = here.app(now).narrating.narrate(year, language or here.settings.language, again=True)
    if as_json:
        here.print_json({"year": year, "asked": told.asked, "held": told.held, "snapshot": told.snapshot})
    else:
        here.say(here.texts(f"cli.report.narrated{'' if told.asked else '_nothing'}", **_shown(told.asked, told.held)))


def _shown(asked: int, held: int) -> dict[str, object]:
    return {"asked": asked, "held": held} if asked else {}
