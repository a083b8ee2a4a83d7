"""`plan gaps`, with `mark`, `add` and `history`: what the plan and its follow-up lack, and what people say of it."""

from typing import Annotated

import typer

from bot.commands.terminal import AsJson, Now, terminal
from plans.model import GapKind, GapState, Severity

group = typer.Typer(invoke_without_command=True)

By = Annotated[str, typer.Option("--as", help="Who you are, an address.")]


@group.callback()
def gaps(
    context: typer.Context,
    aspect: Annotated[str | None, typer.Option(help="Only of this aspect, by name or letter.")] = None,
    area: Annotated[str | None, typer.Option(help="Only of this priority area.")] = None,
    scope: Annotated[str | None, typer.Option(help="Only of this region or part of the plan.")] = None,
    kind: Annotated[GapKind | None, typer.Option(help="Only of this kind.", show_choices=False, metavar="KIND")] = None,
    state: Annotated[GapState | None, typer.Option(help="Only in this state.")] = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Show what the plan, and the follow-up, lack: each gap with its evidence and what would close it."""
    if context.invoked_subcommand is not None:
        return
    from bot.gaps_shown import gaps_in_words
    from plans.gapping.choosing import Choice
    from plans.gaps import judged_json

    here = terminal(context)
    book = here.app(now).planbook
    found = book.gap_book.all(Choice(aspect=aspect, area=area, scope=scope, kind=kind, state=state))
    if as_json:
        here.print_json(judged_json(found, here.settings.language))
    elif not found and not book.actions():
        here.say(here.texts("cli.plan.none"))
    else:
        here.say(gaps_in_words(found, here.settings.language))


@group.command("mark")
def mark(
    context: typer.Context,
    gap: Annotated[list[str], typer.Argument(help="The gap's code, or its kind and its subject.")],
    state: Annotated[GapState, typer.Option(help="What becomes of it; open takes a mark back.")],
    reason: Annotated[str, typer.Option(help="Why, for those who read it later.")],
    by: By,
    now: Now = None,
) -> None:
    """Mark a gap as handled, accepted or closed, with a reason; it counts until the gap's evidence changes."""
    from plans.gaps import gap_text

    here = terminal(context)
    key = "cli.gaps.reopened_now" if state is GapState.OPEN else "cli.gaps.marked_now"
    label = here.texts(f"terms.gap_state.{state}").lower()
    for one in here.app(now).planbook.gap_book.mark(gap, state, reason, by):
        title = gap_text(one.gap, "title", here.settings.language).lower()
        here.say(here.texts(key, gap=one.gap.subject, title=title, state=label, reason=reason))


@group.command("add")
def add(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What is missing, in your own words.")],
    by: By,
    area: Annotated[str | None, typer.Option(help="The priority area or aspect that it is about.")] = None,
    scope: Annotated[str | None, typer.Option(help="The region or part of the plan.")] = None,
    severity: Annotated[Severity, typer.Option(help="How much it matters.")] = Severity.MEDIUM,
    closed_by: Annotated[str | None, typer.Option("--closed-by", help="What would close it.")] = None,
    now: Now = None,
) -> None:
    """Note a gap that no rule finds; it is open until somebody marks it as closed."""
    from plans.gapping.marks import handle
    from plans.model import Gap

    here = terminal(context)
    book = here.app(now).planbook.gap_book
    noted = book.add(text, by, place=area, scope=scope, severity=severity, remedy=closed_by)
    found = Gap(GapKind.FOUND_BY_PERSON, f"gap-{noted.number}", severity, {})
    here.say(here.texts("cli.gaps.added", gap=found.subject, handle=handle(found)))


@group.command("history")
def history(context: typer.Context, as_json: AsJson = False, now: Now = None) -> None:
    """Show how many gaps each year opened and closed, and how many are open."""
    from dataclasses import asdict

    from bot.gaps_shown import counts_in_words

    here = terminal(context)
    years = here.app(now).planbook.gap_book.years()
    if as_json:
        here.print_json([{"year": year, **asdict(counts)} for year, counts in years.items()])
    elif not years:
        here.say(here.texts("cli.gaps.no_history"))
    else:
        here.say("\n".join(counts_in_words(counts, year, here.settings.language) for year, counts in years.items()))
