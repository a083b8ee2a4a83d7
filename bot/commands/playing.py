"""`demo` and `chat`: the example year, and the same bot by hand."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.terminal import Now, Terminal, terminal
from prompts.refusal import Refusal

if TYPE_CHECKING:
    from bot.wiring import App


class PlayRefusal(Refusal):
    """The example cannot be played here; nothing was touched."""


NOBODY = "gäst@handslag.example"  # whoever names no address: may ask, may not report


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.command("demo")(demo)
    cli.command("chat")(chat)


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="The folder to write the summary to.")] = Path("demo-out"),
) -> None:
    """Play a whole reporting year on the shipped example, unattended; the summary is written to a folder."""
    from bot.demo.player import Player
    from bot.demo.script import load_script
    from bot.demo.stage import Stage

    here = terminal(context)
    Player(load_script(), _fresh_home(out), out, Stage(), here.settings.language).play()


def chat(
    context: typer.Context,
    author: Annotated[str, typer.Option("--as", help="Who you are, an address; else somebody new.")] = "",
    now: Now = None,
) -> None:
    """Talk to the bot in the terminal, as any person."""
    from bot.platforms.base import Message
    from bot.platforms.console import Console, as_text

    here = terminal(context)
    app = here.app(now)
    address = author.strip().lower() or NOBODY
    _introduce(here, app, address)
    app.post.tick()
    console = Console(lambda _person, text: here.say(f"\n{text}\n"))
    app.post.send({console.name: console}, to=address)
    for line in _lines(here):
        reply = app.conversation.handle(Message(address, line, app.now()))
        here.say(f"\n{as_text(reply)}\n")
        app.post.send({console.name: console}, to=address)


def _fresh_home(out: Path) -> Path:
    """Return an empty home beside the summary, kept so that one can talk to the example afterwards.

    Raises:
        PlayRefusal: there is a folder of that name that no demo made.
    """
    home = out / "home"
    mark = home / ".demo"
    if home.exists() and not mark.exists():
        raise PlayRefusal("demo.home_taken", folder=str(home))
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    mark.touch()
    return home


def _introduce(here: Terminal, app: "App", address: str) -> None:
    with app.store.reading() as ledger:
        people = ledger.people.all()
    known = next((person for person in people if person.address == address), None)
    if known:
        here.say(here.texts("cli.chat.started", name=known.called))
    else:
        addresses = ", ".join(person.address for person in people) or "–"
        here.say(here.texts("cli.chat.unknown", address=address, known=addresses))


def _lines(here: Terminal) -> Iterator[str]:
    """Yield what is written, line by line, until the end of input; a script may write it through a pipe."""
    asked = sys.stdin.isatty()
    while True:
        try:
            line = input(here.texts("cli.chat.prompt") + " " if asked else "")
        except (EOFError, KeyboardInterrupt):
            return
        if line.strip():
            yield line
