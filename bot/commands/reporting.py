"""`report`: the annual follow-up summary, and its review."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot.commands import narrating, report_reviewing, tracing
from bot.commands.terminal import AsJson, InLanguage, Now, OfVersion, YearOfReport, terminal

_WRITE = "write"


class _YearFirst(TyperGroup):
    """A group that takes a year where the name of a command could stand: `report 2027` is `report write 2027`."""

    default = _WRITE

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - the type of typer is not public
        """Put the command that writes before a year, or before what it is to be written with."""
        is_command = bool(args) and args[0] in self.commands
        asks_for_help = bool(args) and args[0] in ctx.help_option_names
        return super().parse_args(ctx, args if is_command or asks_for_help or not args else [self.default, *args])


group = typer.Typer(
    cls=_YearFirst,
    help="The annual follow-up summary: `report 2027` writes it, the commands below are its review.",
    no_args_is_help=True,
)


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(_WRITE)(write)
    report_reviewing.add_to(group)
    tracing.add_to(group)
    narrating.add_to(group)
    cli.add_typer(group, name="report")


def write(
    context: typer.Context,
    year: YearOfReport,
    formats: Annotated[str, typer.Option("--format", help="Formats, with commas between.")] = "docx,md,json",
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path(),
    version: OfVersion = None,
    reference: Annotated[
        str | None, typer.Option("--reference", help="The diarienummer that it is registered under.")
    ] = None,
    language: InLanguage = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Write the summary of a year: of the frozen answers once it is compiled, of today's until then."""
    here = terminal(context)
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in formats.split(",") if name.strip()))
    spoken = language or here.settings.language
    files = here.app(now).reports.write(year, wanted, out, spoken, version=version, reference=reference)
    if as_json:
        here.print_json({"year": year, "files": [str(file) for file in files]})
    else:
        here.say("\n".join(here.texts("cli.report.written", file=str(file)) for file in files))
