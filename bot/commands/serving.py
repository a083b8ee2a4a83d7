"""`serve`: the scheduler, and the messages it leads to; once a day gaps are looked for."""

import signal
import threading
from datetime import date

import typer

from bot.commands.terminal import terminal


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.command("serve")(serve)


def serve(context: typer.Context) -> None:
    """Run the scheduler: ask, remind, escalate and compile by the rules until stopped; messages are shown here."""
    from bot.platforms.console import Console
    from bot.scheduling import ticking

    here = terminal(context)
    app = here.app(verbose=True)
    console = Console(lambda person, text: here.say(here.texts("cli.serve.message", to=person.called, text=text)))
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    here.note(here.texts("cli.serve.started", seconds=here.settings.tick_seconds, home=str(here.settings.home)))

    followed: set[date] = set()

    def look() -> None:
        app.post.tick()
        app.post.send({console.name: console})
        if (today := app.planbook.today) not in followed:
            app.planbook.gap_book.follow()
            followed.add(today)

    with ticking(look, here.settings.tick_seconds):
        stop.wait()
    here.note(here.texts("cli.serve.stopped"))
