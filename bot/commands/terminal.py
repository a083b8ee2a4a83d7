"""What every command shares: the home it works in, how it prints, and how it says no.

Results go to stdout, as text or as one JSON document; progress, notes and refusals go to stderr.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import clock_of, day
from bot.platforms.plain import visible
from bot.settings import Settings, read_settings
from prompts.refusal import Refusal
from prompts.texts import Texts, texts

if TYPE_CHECKING:
    from bot.wiring import App

Step = Callable[[str, int, int], None]

Now = Annotated[str | None, typer.Option("--now", hidden=True, help="ISO time to take for now, for tests.")]
YearOfReport = Annotated[int, typer.Argument(min=2000, max=2200, help="The year of the follow-up.")]
OfVersion = Annotated[
    int | None, typer.Option("--version", help="Which version; else the approved one, until then the draft.")
]
InLanguage = Annotated[str | None, typer.Option("--language", help="sv or en; else the installation's.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]


class Terminal:
    """One run of the command line. `home` is what `--home` said, set before any command runs."""

    def __init__(self) -> None:
        self.home: Path | None = None

    @cached_property
    def settings(self) -> Settings:
        """The settings, read when the first command asks."""
        return read_settings(self.home)

    @cached_property
    def texts(self) -> Texts:
        """The texts in the installation's language."""
        return texts(self.settings.language)

    def app(self, now: str | None = None, *, verbose: bool = False) -> "App":
        """Put the program together for this command; `now` as on the command line, `verbose` for a service's log."""
        from bot.wiring import build  # a cold start imports only what its command uses

        return build(self.settings, clock=clock_of(self.settings, now), verbose=verbose)

    def day(self, text: str | None) -> date | None:
        """Read a date option; None where it was not given."""
        return None if text is None else day(text, self.settings.zone)

    def say(self, text: str) -> None:
        """Print a result for people; what somebody else wrote in it cannot steer their terminal."""
        typer.echo(visible(text))

    def note(self, text: str) -> None:
        """Print something beside the result, on stderr."""
        typer.echo(visible(text), err=True)

    def print_json(self, value: object) -> None:
        """Print one JSON document on stdout."""
        typer.echo(json.dumps(value, ensure_ascii=False, indent=2))

    def table(self, headings: list[str], rows: list[list[str]]) -> None:
        """Print rows under headings, as wide as the terminal is."""
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading in headings:
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(*(Text(visible(cell)) for cell in row))
        Console(width=None if sys.stdout.isatty() else 140).print(table)

    @contextmanager
    def progress(self) -> Iterator[Step]:
        """Yield a callable ``(what, done, of)`` that shows progress on stderr."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None)
            yield lambda what, done, of: bar.update(task, description=what, completed=done, total=of)

    def refuse(self, refusal: Refusal, *, as_json: bool) -> None:
        """Say why not, in the installation's language; as JSON too where JSON was asked for."""
        message = refusal.text(self.texts_or_default.language)
        if as_json:
            self.print_json({"error": {"code": refusal.code, "message": message}})
        self.note(message)

    @property
    def texts_or_default(self) -> Texts:
        """The texts in the installation's language, in Swedish where the settings cannot be read."""
        try:
            return self.texts
        except Refusal:
            return texts("sv")


def terminal(context: typer.Context) -> Terminal:
    """Return the run that `context` belongs to."""
    found = context.find_root().obj
    if not isinstance(found, Terminal):
        raise TypeError(f"the root command stores a Terminal, found {found!r}")
    return found
