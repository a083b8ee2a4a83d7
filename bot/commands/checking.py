"""`check` and `bench`: what is configured and reachable, and how well retrieval does."""

import typer

from bot.commands.terminal import AsJson, terminal


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.command("check")(check)


def check(context: typer.Context, as_json: AsJson = False) -> None:
    """Show what is configured, what is reachable, what is missing and how to get it."""
    from bot.health import findings
    from bot.settings import lines

    here = terminal(context)
    settings = lines(here.settings, here.home)
    found = findings(here.settings, here.app)
    if as_json:
        shown = [{"name": s.name, "value": s.value, "origin": s.origin, "meaning": s.meaning} for s in settings]
        here.print_json({"settings": shown, "checks": [finding.to_json(here.texts) for finding in found]})
    else:
        names = ("setting", "value", "origin")
        here.table([here.texts(f"cli.check.{name}") for name in names], [[s.name, s.value, s.origin] for s in settings])
        here.say("")
        for finding in found:
            here.say(finding.line(here.texts))
    if any(not finding.ok and finding.needed for finding in found):
        raise typer.Exit(1)
