"""`slack manifest` and `slack scopes`: what the Slack app is made of, and why it asks for what it asks for."""

from typing import Annotated

import typer

from bot.commands.terminal import AsJson, terminal

group = typer.Typer(help="The app in Slack.", no_args_is_help=True)


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.add_typer(group, name="slack")


@group.command("manifest")
def show(
    context: typer.Context,
    url: Annotated[
        str, typer.Option("--url", help="Where Slack reaches `serve` over HTTPS, as https://bot.region.se.")
    ] = "",
    socket: Annotated[
        bool, typer.Option("--socket", help="`serve` calls Slack over a socket instead; so without --url, too.")
    ] = False,
    name: Annotated[str, typer.Option("--name", help="What the app is called, 35 characters at most.")] = "Handslag",
) -> None:
    """Print the app manifest, for “From a manifest” where Slack apps are made (docs/slack.md)."""
    from bot.platforms.slack.manifest import LONGEST_NAME, manifest

    here = terminal(context)
    if url and socket:
        raise typer.BadParameter(here.texts("slack_setup.wrong.both"))
    if url and not (url.startswith("https://") and url.removeprefix("https://").strip("/")):
        raise typer.BadParameter(here.texts("slack_setup.wrong.url", url=url), param_hint="--url")
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise typer.BadParameter(here.texts("slack_setup.wrong.name", most=LONGEST_NAME), param_hint="--name")
    here.print_json(manifest(here.texts, name=name.strip(), url=url))


@group.command("scopes")
def scopes(context: typer.Context, as_json: AsJson = False) -> None:
    """Show what the app asks to do and to be told of, and why: for whoever has to allow it."""
    from bot.platforms.slack.permissions import EVENTS, SCOPES, Event, Scope

    here = terminal(context)
    asked: dict[str, tuple[Scope | Event, ...]] = {"scope": SCOPES, "event": EVENTS}
    if as_json:
        here.print_json(
            [
                {"kind": kind, "name": one.name, "reason": here.texts(one.reason)}
                for kind, all_of_them in asked.items()
                for one in all_of_them
            ]
        )
        return
    for kind, all_of_them in asked.items():
        here.say(here.texts(f"slack_setup.heading.{kind}"))
        for one in all_of_them:
            here.say(f"  {one.name:<20} {here.texts(one.reason)}")
