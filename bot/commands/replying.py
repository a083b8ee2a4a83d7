"""`reply`: an owner's reply as the bot would read it, and with --confirm as it counts."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.batches import ReplyRow, rows
from bot.clock import moment
from bot.commands.terminal import AsJson, Now, terminal

if TYPE_CHECKING:
    from bot.wiring import App

_TERMINAL: Final = "terminal"  # who asks a model when nobody is named


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.command("reply")(reply)


def reply(
    context: typer.Context,
    nr: Annotated[str | None, typer.Argument(help="The action's number.")] = None,
    text: Annotated[str | None, typer.Argument(help="The reply, in the owner's own words.")] = None,
    author: Annotated[
        str | None, typer.Option("--as", help="Who replies, an address; else the action's reporter.")
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="Confirm the reading, so that it counts.")] = False,
    attach: Annotated[
        list[Path] | None, typer.Option("--attach", help="A file that shows it, kept with the reply; needs --confirm.")
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option("--batch", help='Read {"id", "nr", "text", "now"} lines from a file; store nothing.'),
    ] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Read a reply about an action; without --confirm nothing is stored."""
    here = terminal(context)
    app = here.app(now)
    if batch is not None:
        for row in rows(batch, ReplyRow):
            at = moment(row.now, here.settings.zone) if row.now else app.now()
            found = {"id": row.id, **app.planbook.read(row.nr, row.text, at).to_json()}
            sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        return
    if nr is None or text is None:
        raise typer.BadParameter(here.texts("cli.reply.both"))
    book = app.planbook
    by = author or _TERMINAL
    files = _files(attach or [], confirm=confirm)
    if confirm:
        read = book.confirm(nr, text, author, app.now(), _attaching(app, files) if files else None)
    else:
        read = book.read(nr, text, app.now(), by)
    if as_json:
        here.print_json(read.to_json())
    else:
        here.say(read.shown(here.settings.language))
    for name, _ in () if as_json else files:
        here.say(here.texts("cli.reply.attached", name=name))


def _files(paths: list[Path], *, confirm: bool) -> list[tuple[str, bytes]]:
    """Return the files' names and contents, every one of them checked before anything is stored."""
    if not paths:
        return []
    from bot.evidence_files import EvidenceRefusal, checked, read_file

    if not confirm:
        raise EvidenceRefusal("evidence.needs_confirm")
    files = [(path.name, read_file(path)) for path in paths]
    return [(checked(name, content).name, content) for name, content in files]


def _attaching(app: "App", files: list[tuple[str, bytes]]) -> Callable[[str, str], object]:
    return lambda nr, author: [app.attachments.attach(nr, *file, author, app.now()) for file in files]
