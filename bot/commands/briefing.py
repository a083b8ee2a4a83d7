"""`brief`: the summaries that people ask for during the year."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.terminal import AsJson, Now, terminal


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.command("brief")(brief)


def brief(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            help="place, organisation, action, since, meeting, pulse, or achieved: a draft of a short post."
        ),
    ],
    about: Annotated[str, typer.Argument(help="The area, the organisation, the action's number, or a day.")] = "",
    since: Annotated[str | None, typer.Option("--since", help='A day, as 2027-04-01 or "i våras".')] = None,
    formats: Annotated[str, typer.Option("--format", help="Formats, with commas between; none: on the screen.")] = "",
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path(),
    language: Annotated[str | None, typer.Option("--language", help="sv or en; else the installation's.")] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Write a summary of an area, an organisation, an action, what has happened since a day, or for a meeting."""
    from bot.brief_shown import in_lines
    from bot.briefs import KINDS
    from plans.refusals import PlanRefusal

    here = terminal(context)
    book, spoken = here.app(now).briefs, language or here.settings.language
    if kind not in KINDS:
        raise PlanRefusal("report.brief_unknown", kind=kind, known=", ".join(KINDS))
    day = _day(book.day, since or (about if kind in {"since", "pulse", "achieved"} else ""))
    if kind == "achieved":
        text = book.achieved(spoken, day)
        here.print_json({"text": text}) if as_json else here.say(text)
        return
    made = book.asked(kind, about, spoken, day)
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in formats.split(",") if name.strip()))
    files = book.write(made, wanted, out) if wanted else ()
    lines = [here.texts("cli.report.written", file=str(file)) for file in files] or list(in_lines(made))
    if as_json:
        here.print_json({"title": made.front.title, "files": [str(file) for file in files], "lines": lines})
    else:
        here.say("\n".join(lines))


def _day(read: Callable[[str], date | None], said: str) -> date | None:
    from plans.refusals import PlanRefusal

    if not said.strip():
        return None
    found = read(said)
    if found is None:
        raise PlanRefusal("report.day_unknown", day=said)
    return found
