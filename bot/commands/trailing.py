"""`audit verify` and `audit export`: the audit trail."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.terminal import AsJson, terminal

group = typer.Typer(help="The audit trail.", no_args_is_help=True)


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    cli.add_typer(group, name="audit")


@group.command("verify")
def check(
    context: typer.Context,
    head: Annotated[
        str | None, typer.Option("--head", help="The last hash of an earlier export, to find a trail cut at its end.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check that no row of the trail was changed, removed or moved; name the first that was."""
    from plans.audit import verify

    here = terminal(context)
    with here.app().store.reading() as ledger:
        events = ledger.trail.all()
    broken = verify(events, head)
    last = events[-1].hash if events else ""
    if as_json:
        row = broken.row if broken else None
        here.print_json({"rows": len(events), "intact": broken is None, "first_bad_row": row, "head": last})
    if broken:
        here.note(here.texts(f"audit.break.{broken.code}", row=broken.row))
        raise typer.Exit(1)
    if not as_json:
        here.say(here.texts("cli.audit.intact", count=len(events), head=last or "–"))


@group.command("export")
def export(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="A .json file; without it JSON on stdout.")] = None,
) -> None:
    """Write the whole trail as JSON, a row an event, with the hashes."""
    from plans.audit import rows

    here = terminal(context)
    with here.app().store.reading() as ledger:
        found = rows(ledger.trail.all())
    if file is None:
        here.print_json(found)
    else:
        file.write_text(json.dumps(found, ensure_ascii=False, indent=2), encoding="utf-8")
        here.say(here.texts("cli.audit.exported", count=len(found), file=str(file)))
