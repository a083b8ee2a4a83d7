"""`cycle accept`, `return`, `approve`, `review`, `reopen` …: what a coordinator does with answers and reports."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.clock import day
from bot.commands.terminal import AsJson, Now, terminal

if TYPE_CHECKING:
    from plans.model import ReportingCycle, UpdateRequest

Year = Annotated[int, typer.Argument(help="The year that is followed up.")]
Nr = Annotated[str, typer.Argument(help="The action's number.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it is kept in the audit trail.")]
BY = "handslag"


def add_to(group: typer.Typer) -> None:
    """Add the commands of this module to the cycle's."""
    group.command("start")(start)
    group.command("accept")(accept)
    group.command("return")(return_for_more)
    group.command("move")(move)
    group.command("approve")(approve)
    group.command("present")(present)
    group.command("archive")(archive)
    group.command("review")(review)
    group.command("reopen")(reopen)


def start(context: typer.Context, year: Year, as_json: AsJson = False, now: Now = None) -> None:
    """Start a follow-up that was opened as a draft: from now on it goes by its dates."""
    app = terminal(context).app(now)
    cycle = app.follow_up.start(year, app.now(), BY)
    app.post.tick()
    _say_cycle(context, cycle, as_json=as_json)


def accept(context: typer.Context, nr: Nr, as_json: AsJson = False, now: Now = None) -> None:
    """Accept the answer about an action."""
    app = terminal(context).app(now)
    _say_request(context, app.follow_up.accept(nr, BY, app.now()), as_json=as_json)


def return_for_more(
    context: typer.Context,
    nr: Nr,
    reason: Annotated[str, typer.Option("--reason", help="What is asked for; the owner reads it.")],
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Ask for more about an action that has been answered."""
    app = terminal(context).app(now)
    _say_request(context, app.follow_up.return_for_more(nr, BY, reason, app.now()), as_json=as_json)


def move(
    context: typer.Context,
    nr: Nr,
    to: Annotated[str, typer.Option("--to", help="The address of whoever is asked instead.")],
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Move an open question to somebody else, who is asked at once; the plan stays as it is."""
    app = terminal(context).app(now)
    _say_request(context, app.follow_up.reassign(nr, to.strip().lower(), BY, app.now()), as_json=as_json)


def approve(context: typer.Context, year: Year, as_json: AsJson = False, now: Now = None) -> None:
    """Approve a compiled follow-up: its answers are frozen."""
    app = terminal(context).app(now)
    _say_cycle(context, app.follow_up.approve(year, app.now(), BY), as_json=as_json)


def present(context: typer.Context, year: Year, as_json: AsJson = False, now: Now = None) -> None:
    """Note that the approved report has been presented."""
    app = terminal(context).app(now)
    _say_cycle(context, app.follow_up.present(year, app.now(), BY), as_json=as_json)


def archive(context: typer.Context, year: Year, as_json: AsJson = False, now: Now = None) -> None:
    """Note that the presented report has been archived; nothing in the follow-up changes after that."""
    app = terminal(context).app(now)
    _say_cycle(context, app.follow_up.archive(year, app.now(), BY), as_json=as_json)


def review(context: typer.Context, year: Year, reason: Reason, as_json: AsJson = False, now: Now = None) -> None:
    """Take a compiled or approved follow-up back to review; `cycle close` then compiles a new version."""
    app = terminal(context).app(now)
    _say_cycle(context, app.follow_up.review(year, app.now(), BY, reason), as_json=as_json)


def reopen(
    context: typer.Context,
    year: Year,
    reason: Reason,
    due: Annotated[str, typer.Option("--due", help="The new last day to answer, as 2027-11-26.")],
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Open a follow-up again that was compiled, so that those who have not answered are asked until a later day."""
    here = terminal(context)
    app = here.app(now)
    cycle = app.follow_up.reopen(year, app.now(), BY, reason, day(due, here.settings.zone))
    _say_cycle(context, cycle, as_json=as_json)


def _say_cycle(context: typer.Context, cycle: "ReportingCycle", *, as_json: bool) -> None:
    here = terminal(context)
    if as_json:
        days = {"opens": cycle.opens, "due": cycle.due, "cut_off": cycle.cut_off}
        here.print_json(
            {"year": cycle.year, "state": cycle.state.value} | {name: day.isoformat() for name, day in days.items()}
        )
    else:
        state = here.texts(f"terms.cycle.{cycle.state}")
        here.say(here.texts("cli.cycle.heading", year=cycle.year, state=state))


def _say_request(context: typer.Context, request: "UpdateRequest", *, as_json: bool) -> None:
    here = terminal(context)
    if as_json:
        here.print_json(
            {
                "year": request.year,
                "nr": request.nr,
                "state": request.state.value,
                "addressee": request.addressee,
                "due": request.due.isoformat(),
            }
        )
    else:
        state = here.texts(f"terms.request.{request.state}")
        here.say(here.texts("cli.cycle.request", nr=request.nr, state=state, to=request.addressee or "–"))
