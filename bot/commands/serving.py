"""`serve`: chat platforms, the scheduler, and the messages it leads to; once a day gaps, and left files."""

import signal
import sys
from datetime import date
from typing import Final

import typer

from bot.commands.terminal import terminal

# How long a thread may go on when others want to run: what arrives is acknowledged between two pieces of an answer.
_TURN_SECONDS: Final = 0.0005


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.command("serve")(serve)


def serve(context: typer.Context) -> None:
    """Answer in Slack and Teams, and ask, remind, escalate and compile by the rules, until stopped.

    Without a chat platform, messages are shown here. With one, people without an account are looked for by e-mail and
    asked who they are; their messages wait until they have said it.
    """
    from bot.platforms.console import Console
    from bot.server import application, listening_at, server
    from bot.service import Service

    here = terminal(context)
    app = here.app(verbose=True)
    console = Console(lambda person, text: here.say(here.texts("cli.serve.message", to=person.called, text=text)))
    here.note(here.texts("cli.serve.started", seconds=here.settings.tick_seconds, home=str(here.settings.home)))

    followed: set[date] = set()

    def look() -> None:
        app.post.tick()
        app.inviting.look()
        if here.settings.model:
            app.narrating.look(here.settings.language)
        # Where there is a chat platform, whoever has no account there is looked for; nothing is printed in its place.
        app.post.send(app.platforms or {console.name: console})
        if (today := app.planbook.today) not in followed:
            app.planbook.gap_book.follow()
            app.attachments.sweep()
            followed.add(today)

    host = here.settings.host
    place = listening_at(host, here.settings.port)
    service = Service(app, look)
    running = server(application(service.doors), host)
    on = ", ".join(sorted(app.platforms)) or here.texts("cli.serve.no_platform")
    here.note(here.texts("cli.serve.listening", host=host, port=place.getsockname()[1], platforms=on))

    def end(*_: object) -> None:
        running.should_exit = True  # the server takes them over while it runs and raises them anew when it has ended

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, end)
    sys.setswitchinterval(_TURN_SECONDS)
    running.run(sockets=[place])
    here.note(here.texts("cli.serve.stopped"))
