"""`cycle open`, `status`, `close` and `remind`: one year's follow-up; the rest of `cycle` has files of its own."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import day
from bot.commands import reviewing, settling
from bot.commands.terminal import AsJson, Now, Terminal, terminal
from prompts.texts import Texts

if TYPE_CHECKING:
    from bot.wiring import App

group = typer.Typer(help="A reporting cycle.", no_args_is_help=True)


def add_to(cli: typer.Typer) -> None:
    """Add the commands of this module."""
    reviewing.add_to(group)
    settling.add_to(group)
    cli.add_typer(group, name="cycle")


@group.command("open")
def start(
    context: typer.Context,
    year: Annotated[int, typer.Argument(min=2000, max=2200, help="The year that is followed up.")],
    due: Annotated[str, typer.Option("--due", help="The last day to answer, as 2027-10-29.")],
    draft: Annotated[bool, typer.Option("--draft", help="Prepare it only; `cycle start` lets it begin.")] = False,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Open the follow-up of a year: each action's reporter is asked in good time before the due date."""
    here = terminal(context)
    app = here.app(now)
    last = day(due, here.settings.zone)
    cycle = app.follow_up.open_cycle(year, last, app.now(), "handslag", draft=draft)
    app.post.tick()
    status = app.follow_up.status(year, app.now())
    if as_json:
        here.print_json(status.to_json())
    else:
        here.say(
            here.texts(
                "cli.cycle.opened",
                year=year,
                due=cycle.due,
                opens=cycle.opens,
                cut_off=cycle.cut_off,
                requests=status.requests,
            )
        )


@group.command("status")
def status(
    context: typer.Context,
    year: Annotated[int | None, typer.Argument(help="The year; else the latest.")] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Show where the follow-up stands: who has answered is shown as counts."""
    here = terminal(context)
    app = here.app(now)
    if as_json:
        here.print_json(app.follow_up.status(year, app.now()).to_json())
    else:
        here.say(app.planbook.status_text(here.settings.language, year))


@group.command("close")
def close(
    context: typer.Context,
    year: Annotated[int | None, typer.Argument(help="The year; else the latest.")] = None,
    now: Now = None,
) -> None:
    """Close the follow-up now and freeze what is known, without waiting for the cut-off."""
    here = terminal(context)
    app = here.app(now)
    chosen = app.follow_up.status(year, app.now()).year
    app.follow_up.close(chosen, app.now(), "handslag")
    here.say(here.texts("cli.cycle.closed", year=chosen))


@group.command("remind")
def remind(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be sent to whom and why.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="With --dry-run: also the questions that rest, and why.")
    ] = False,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Send what is due by the rules at this moment; with --dry-run show what would be sent next, to whom and why."""
    from plans.cycle.messages import as_json as as_json_row

    here = terminal(context)
    app = here.app(now)
    found = app.follow_up.would_send(app.now()) if dry_run else app.post.tick()
    if as_json:
        going = [as_json_row(each, app.follow_up.rules) for each in found]
        here.print_json({"would_send": going, "rests": _rests_json(app)} if dry_run and everything else going)
    elif not found:
        here.say(_nothing_due(app, here.texts))
    else:
        rows = [
            [each.to, ", ".join(each.nrs), f"{app.follow_up.rules.local(each.at):%Y-%m-%d %H:%M}", each.why]
            for each in found
        ]
        here.table([here.texts(f"cli.cycle.{name}") for name in ("to", "actions", "at", "why")], rows)
    if dry_run and everything and not as_json:
        _show_rests(app, here)


def _show_rests(app: "App", here: Terminal) -> None:
    """Show the questions about which nothing is sent next, those that rest for the same reason together."""
    together: dict[tuple[str, str], list[str]] = {}
    for each in app.follow_up.resting(app.now()):
        why = f"asking.rests.{each.reason}"
        until = {"until": each.until} if each.until is not None else {}
        words = here.texts(why if until else f"{why}_open" if here.texts.has(f"{why}_open") else why, **until)
        together.setdefault((each.to or "–", words), []).append(each.nr)
    if together:
        here.say("")
        headings = [here.texts(f"cli.cycle.{name}") for name in ("asked_of", "actions", "rests")]
        here.table(headings, [[to, ", ".join(nrs), why] for (to, why), nrs in sorted(together.items())])


def _rests_json(app: "App") -> list[dict[str, object]]:
    return [
        {
            "year": each.year,
            "action": each.nr,
            "asked_of": each.to,
            "reason": each.reason.value,
            "until": each.until.isoformat() if each.until else None,
        }
        for each in app.follow_up.resting(app.now())
    ]


def _nothing_due(app: "App", words: Texts) -> str:
    """Say that there is nothing to send and, where a follow-up has not begun, when it does."""
    with app.store.reading() as ledger:
        ahead = [cycle.opens for cycle in ledger.cycles.all() if cycle.opens > app.planbook.today]
    return words("cli.cycle.nothing_due_before", opens=min(ahead)) if ahead else words("cli.cycle.nothing_due")
