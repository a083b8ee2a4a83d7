"""`plan import`, `list`, `show` and `export`: the action plan."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands import deciding, gapping, plan_editing
from bot.commands.terminal import AsJson, Now, Terminal, terminal

group = typer.Typer(help="The action plan.", no_args_is_help=True)


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    group.add_typer(gapping.group, name="gaps")
    plan_editing.add_to(group)
    deciding.add_to(group)
    cli.add_typer(group, name="plan")


@group.command("import")
def read(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(help="The plan's files (.xlsx, .csv, .docx), together the whole plan.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="Map a heading by hand: 'Heading=field'; an empty field leaves it out."),
    ] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Read a plan; with any error in it nothing is stored and every error is listed."""
    here = terminal(context)
    report = here.app(now).intake.plan(files, dry_run=dry_run, mapping=_mapping(here, column or []))
    if as_json:
        here.print_json(report.to_json(here.settings.language))
    if report.refused or not as_json:
        (here.note if report.refused else here.say)(report.text(here.settings.language))
    if report.refused:
        raise typer.Exit(1)


@group.command("list")
def show_all(context: typer.Context, as_json: AsJson = False) -> None:
    """List the actions with their number, responsibility, time and status."""
    from plans.planning import plan_list_json

    here = terminal(context)
    book = here.app().planbook
    actions = book.actions()
    if as_json:
        here.print_json(plan_list_json(actions))
    elif not actions:
        here.say(here.texts("cli.plan.none"))
    else:
        names = ("nr", "title", "accountable", "end", "status")
        rows = [
            [
                action.nr,
                action.title,
                action.accountable or "–",
                action.schedule_text or (action.end.isoformat() if action.end else "–"),
                book.status_of(action, here.settings.language),
            ]
            for action in actions
        ]
        here.table([here.texts(f"cli.plan.{name}") for name in names], rows)


@group.command("show")
def show(
    context: typer.Context,
    nr: Annotated[str, typer.Argument(help="The action's number.")],
    as_json: AsJson = False,
) -> None:
    """Show one action: what the plan says, what was last confirmed, and its history with who said what."""
    from plans.planning import plan_list_json

    here = terminal(context)
    book = here.app().planbook
    action = book.action(nr)
    if as_json:
        parts = (plan_list_json([action])[0], book.followed_up_json(action), book.history_json(action))
        here.print_json({name: value for part in parts for name, value in part.items()})
    else:
        here.say(book.history(action, here.settings.language))


@group.command("scopes")
def scopes(context: typer.Context, as_json: AsJson = False) -> None:
    """List the plan of each scope: its title, its years and how many actions it has."""
    here = terminal(context)
    found = here.app().planbook.scopes()
    if as_json:
        here.print_json(
            [
                {"scope": plan.scope, "title": plan.title, "starts": plan.starts, "ends": plan.ends}
                | {"language": plan.language, "actions": count}
                for plan, count in found
            ]
        )
    elif not found:
        here.say(here.texts("cli.plan.none"))
    else:
        names = ("scope", "title", "years", "actions")
        rows = [
            [
                plan.scope or here.texts("plan_shown.scopes.whole"),
                plan.title or "–",
                "–".join(dict.fromkeys(str(year) for year in (plan.starts, plan.ends) if year)) or "–",
                str(count),
            ]
            for plan, count in found
        ]
        here.table([here.texts(f"plan_shown.scopes.{name}") for name in names], rows)


@group.command("export")
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The workbook (.xlsx) or .csv to write.")],
) -> None:
    """Write the plan as it was read, so that reading it again changes nothing."""
    from plans.formats.workbook import export_plan

    here = terminal(context)
    actions = here.app().planbook.actions()
    export_plan(actions, file)
    here.say(here.texts("cli.plan.exported", count=len(actions), file=str(file)))


def _mapping(here: Terminal, columns: list[str]) -> dict[str, str]:
    mapping = {}
    for column in columns:
        heading, equals, field = column.rpartition("=")
        if not equals:
            raise typer.BadParameter(here.texts("cli.plan.column_form", value=column), param_hint="--column")
        mapping[heading.strip()] = field.strip()
    return mapping
