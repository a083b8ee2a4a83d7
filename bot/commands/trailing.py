"""`audit verify`, `audit head` and `audit export`: the audit trail."""

import json
import re
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.terminal import AsJson, Now, terminal

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
    here = terminal(context)
    app = here.app()
    broken, last = app.trail_files.check(head)
    if as_json:
        with app.store.reading() as ledger:
            count = sum(1 for _ in ledger.trail.each())
            end = ledger.trail.head() if broken is None else None
        row = broken.row if broken else None
        shown = end.hash if end else ""
        here.print_json({"rows": count, "intact": broken is None, "first_bad_row": row, "head": shown})
    if broken:
        here.note(here.texts(f"audit.break.{broken.code}", row=broken.row))
        raise typer.Exit(1)
    if not as_json:
        count = last.number if last else 0
        here.say(here.texts("cli.audit.intact", count=count, head=last.hash if last else "–"))


@group.command("head")
def head_of(context: typer.Context, as_json: AsJson = False) -> None:
    """Show the trail's last number and hash, to be noted where nobody can change them."""
    here = terminal(context)
    with here.app().store.reading() as ledger:
        last = ledger.trail.head()
    if as_json:
        here.print_json({"number": last.number if last else 0, "hash": last.hash if last else ""})
    else:
        here.say(f"{last.number} {last.hash}" if last else "0 –")


@group.command("export")
def export(
    context: typer.Context,
    target: Annotated[
        Path | None, typer.Argument(help="A folder; or a .json file, without a manifest. Without it JSON on stdout.")
    ] = None,
    diary_number: Annotated[
        str | None, typer.Option("--diary-number", help="Diarienummer, as “RS 2027-0123”: needed for a folder.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="The folder, as the argument.")] = None,
    author: Annotated[str | None, typer.Option("--as", help="Who exports, an address.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="The first day of a part.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="The last day of a part.")] = None,
    event: Annotated[
        list[str] | None, typer.Option("--event", help="Events that begin so, as “update.”; may be repeated.")
    ] = None,
    now: Now = None,
) -> None:
    """Write the trail for the archive: exact rows, a table and a manifest in one folder; nothing is overwritten."""
    from plans.audit import rows
    from plans.trail_export import Part

    here = terminal(context)
    app = here.app(now)
    part = Part(first=here.day(first), last=here.day(last), events=tuple(event or ()))
    folder = out or target
    if diary_number is None and (folder is None or folder.suffix == ".json"):
        with app.store.reading() as ledger:
            events = [found for found in ledger.trail.each() if found]
        zone = here.settings.zone
        found = rows(each for each in events if part.holds(each, each.at.astimezone(zone).date()))
        if folder is None:
            here.print_json(found)
            return
        from bot.trail_files import TrailRefusal

        try:
            with folder.open("x", encoding="utf-8") as file:
                file.write(json.dumps(found, ensure_ascii=False, indent=2))
        except FileExistsError:
            raise TrailRefusal("audit.file_taken", file=str(folder)) from None
        here.say(here.texts("cli.audit.exported", count=len(found), file=str(folder)))
        return
    number = diary_number or ""
    folder = folder or Path(f"handslag-{re.sub(r'[^0-9A-Za-zÅÄÖåäö]+', '-', number).strip('-')}-{app.now():%Y%m%d}")
    files, broken = app.trail_files.export(folder, number, author.strip().lower() if author else None, part)
    for written in files:
        here.say(here.texts("cli.report.written", file=str(written)))
    if not part.is_whole:
        here.note(here.texts("cli.audit.part"))
    if broken:
        here.note(here.texts(f"audit.break.{broken.code}", row=broken.row))
