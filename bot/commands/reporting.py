"""`report`: the annual follow-up summary."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.terminal import AsJson, Now, terminal


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.command("report")(report)


def report(
    context: typer.Context,
    year: Annotated[int, typer.Argument(min=2000, max=2200, help="The year of the follow-up.")],
    formats: Annotated[str, typer.Option("--format", help="Formats, with commas between.")] = "docx,md,json",
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path(),
    language: Annotated[str | None, typer.Option("--language", help="sv or en; else the installation's.")] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Write the summary of a year: of the frozen answers once it is compiled, of today's until then."""
    here = terminal(context)
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in formats.split(",") if name.strip()))
    files = here.app(now).planbook.report(year, wanted, out, language or here.settings.language)
    if as_json:
        here.print_json({"year": year, "files": [str(file) for file in files]})
    else:
        here.say("\n".join(here.texts("cli.report.written", file=str(file)) for file in files))
