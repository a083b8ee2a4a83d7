"""`teams package`: what a tenant installs of the app in Teams."""

import re
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.terminal import terminal

group = typer.Typer(help="The app in Microsoft Teams.", no_args_is_help=True)
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.add_typer(group, name="teams")


@group.callback()
def teams() -> None:
    """The app in Microsoft Teams."""


@group.command("package")
def write(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="The file to write.")] = Path("handslag-teams.zip"),
    name: Annotated[str, typer.Option("--name", help="What the app is called, 30 characters at most.")] = "Handslag",
    url: Annotated[str, typer.Option("--url", help="Your page about the app, as https://region.se/handslag.")] = "",
    app_id: Annotated[str, typer.Option("--app-id", help="The bot's app id; else HANDSLAG_TEAMS_CLIENT_ID.")] = "",
) -> None:
    """Write the app package, for “Upload new app” in the Teams admin center (docs/teams.md)."""
    from bot.platforms.teams.package import LONGEST_NAME, PAGE, package

    here = terminal(context)
    client = (app_id or here.settings.teams_client_id or "").strip()
    if not client:
        raise typer.BadParameter(here.texts("teams_setup.wrong.client"), param_hint="--app-id")
    if not _GUID.fullmatch(client):
        raise typer.BadParameter(here.texts("teams_setup.wrong.no_client", client=client), param_hint="--app-id")
    if url and not re.fullmatch(r"https://[^\s/@]+\.[^\s@]+", url):
        raise typer.BadParameter(here.texts("teams_setup.wrong.url", url=url), param_hint="--url")
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise typer.BadParameter(here.texts("teams_setup.wrong.name", most=LONGEST_NAME), param_hint="--name")
    made = package(here.settings.language, client.lower(), version("handslag"), name=name.strip(), url=url)
    try:
        out.write_bytes(made)
    except OSError as error:
        reason = error.strerror or str(error)
        raise typer.BadParameter(
            here.texts("teams_setup.wrong.out", path=out, reason=reason), param_hint="--out"
        ) from None
    here.say(here.texts("teams_setup.made", path=out))
    if not url:
        here.say(here.texts("teams_setup.page", url=PAGE))
