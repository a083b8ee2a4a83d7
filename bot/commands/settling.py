"""`cycle settings`: how is asked in the whole plan, a part of it, one year or about one action."""

from typing import Annotated

import typer

from bot.commands.terminal import AsJson, Now, Terminal, terminal


def add_to(group: typer.Typer) -> None:
    """Add the command of this module to the cycle's."""
    group.command("settings")(settings)


def settings(
    context: typer.Context,
    year: Annotated[int | None, typer.Argument(help="A year's cycle; else the whole plan.")] = None,
    action: Annotated[str | None, typer.Option("--action", help="One action's number.")] = None,
    scope: Annotated[str | None, typer.Option("--scope", help="A part of the plan, such as a region.")] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", help="NAME=VALUE, such as reminders=-14,-5,0; with no value it is taken away."),
    ] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Show how people are asked, or change it; what is set for less counts before what is set for more."""
    from plans.cycle.setting import Place

    here = terminal(context)
    app = here.app(now)
    place = Place(year=year, scope=scope, nr=action)
    wanted = _wanted(here, given or [])
    if wanted:
        found = app.follow_up.change_settings(place, wanted, app.now(), "handslag")
    else:
        found = app.follow_up.settings(place, app.now())
    if as_json:
        rows = [{"name": x.name, "value": x.value, "own": x.own, "default": x.default} for x in found]
        here.print_json(rows)
        return
    headings = [here.texts(f"cli.settings.{name}") for name in ("name", "value", "origin", "meaning")]
    origins = {own: here.texts("cli.settings.here" if own else "cli.settings.elsewhere") for own in (True, False)}
    here.table(
        headings,
        [
            [
                each.name,
                each.value,
                here.texts("cli.settings.default")
                if not each.own and each.value == each.default
                else origins[each.own],
                here.texts(f"cli.settings.of.{each.name}"),
            ]
            for each in found
        ],
    )


def _wanted(here: Terminal, given: list[str]) -> dict[str, str]:
    wanted = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise typer.BadParameter(here.texts("cli.settings.form", value=each), param_hint="--set")
        wanted[name.strip()] = value.strip()
    return wanted
