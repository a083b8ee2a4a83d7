"""`serve`: chat platforms, the scheduler, and the messages it leads to; once a day gaps are looked for."""

import signal
from datetime import date

import typer

from bot.commands.terminal import terminal


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.command("serve")(serve)


def serve(context: typer.Context) -> None:
    """Answer in Slack, and ask, remind, escalate and compile by the rules, until stopped.

    Without a chat platform, messages are shown here. With one, people without an account are looked for by e-mail and
    asked who they are; their messages wait until they have said it.
    """
    from bot.platforms.console import Console
    from bot.server import application, server
    from bot.service import Service

    here = terminal(context)
    app = here.app(verbose=True)
    console = Console(lambda person, text: here.say(here.texts("cli.serve.message", to=person.called, text=text)))
    here.note(here.texts("cli.serve.started", seconds=here.settings.tick_seconds, home=str(here.settings.home)))

    followed: set[date] = set()

    def look() -> None:
        app.post.tick()
        app.inviting.look()
        # Where there is a chat platform, whoever has no account there is looked for; nothing is printed in its place.
        app.post.send(app.platforms or {console.name: console})
        if (today := app.planbook.today) not in followed:
            app.planbook.gap_book.follow()
            followed.add(today)

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: None)  # the server ends by them and raises them anew: it ended as it should
    service = Service(app, look)
    server(application(service.doors), here.settings.host, here.settings.port).run()
    here.note(here.texts("cli.serve.stopped"))
