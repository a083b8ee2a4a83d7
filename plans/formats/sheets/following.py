"""The sheets of the year itself: the plan with how each action stands, and every reply with its own words."""

from itertools import accumulate
from typing import Final

from plans.formats.plan_cells import plan_sheet
from plans.formats.sheet import Sheet
from plans.formats.sheets.given import (
    Given,
    Row,
    count_cell,
    day_cell,
    lines,
    progress,
    seen,
    seen_text,
    sheet,
    term,
    yes,
)
from plans.importing.grid import EMPTY, text_cell
from plans.model import StatusUpdate
from plans.summary.accounts import Account, local_day
from plans.summary.sections.middle import new_end


def actions(given: Given) -> Sheet:
    """Write the plan as it was written, and on the far right how each action stands this year, on its first row."""
    plan = sorted(given.summary.plan, key=lambda action: action.position)
    written = plan_sheet(plan, given.t.language)
    added = [
        given.t("report_sheets.year", what=given.t(f"report_sheets.column.{name}"), year=given.summary.year)
        for name in _STANDING
    ]
    firsts = dict(zip(accumulate((0, *written.spans)), plan, strict=False))
    rows = tuple(
        (*(seen(cell) for cell in row), *(_standing(given, firsts[at].nr) if at in firsts else (EMPTY,) * len(added)))
        for at, row in enumerate(written.rows)
    )
    return Sheet("", (*map(seen_text, written.headings), *added), rows, of_plan=len(written.headings))


_STANDING: Final = (
    "status",
    "forecast",
    "goal_assessment",
    "progress",
    "outcome",
    "outcome_day",
    "course",
    "new_end",
    "late_days",
    "known",
    "confirmed",
    "source",
)


def _standing(given: Given, nr: str) -> Row:
    account, t = given.accounts[nr], given.t
    latest, outcome = account.latest, account.outcome
    return (
        text_cell(given.material.status(account)),
        text_cell(given.material.forecast(account)),
        term(t, "goal_assessment", account.goal_assessment),
        progress(latest),
        given.value(outcome, account),
        day_cell(outcome.on if outcome else None),
        term(t, "report.course", account.course),
        day_cell(new_end(account)),
        count_cell(account.late_days or None),
        text_cell("" if account.implementation else given.material.known(account)),
        day_cell(local_day(latest.confirmed_at) if latest else None),
        given.cited(latest.id if latest else None),
    )


def updates(given: Given) -> Sheet:
    """Write every reply with its own words and how it was read, this year's first, and who has not answered."""
    silent = [account for account in given.material.accounts if account.implementation is None]
    rows = [_update(given, update) for update in given.updates]
    return sheet(given, _OF_UPDATES, (*rows, *(_silence(given, account) for account in silent)))


_OF_UPDATES: Final = (
    "nr",
    "action",
    "year",
    "source",
    "status",
    "forecast",
    "progress",
    "text",
    "done",
    "obstacles",
    "decisions",
    "next_steps",
    "evidence",
    "new_end",
    "completed_on",
    "goal_assessment",
    "unchanged",
    "confirmed",
    "confirmed_by",
    "after_cut_off",
    "replaced",
    "id",
)


def _update(given: Given, update: StatusUpdate) -> Row:
    t, said = given.t, update.reading
    return (
        text_cell(update.nr),
        given.titled(update.nr),
        count_cell(update.year),
        given.cited(update.id),
        term(t, "implementation", said.implementation),
        term(t, "forecast", said.forecast),
        progress(update),
        text_cell(update.text),
        *(lines(part) for part in (said.done, said.obstacles, said.decisions_needed, said.next_steps, said.evidence)),
        day_cell(said.new_end),
        day_cell(said.completed_on),
        term(t, "goal_assessment", said.goal_assessment),
        yes(t, said=said.unchanged),
        day_cell(local_day(update.confirmed_at)),
        text_cell(update.confirmed_by),
        yes(t, said=update.late),
        yes(t, said=update.id in given.replaced),
        text_cell(update.id),
    )


def _silence(given: Given, account: Account) -> Row:
    told = (
        text_cell(account.nr),
        given.titled(account.nr),
        count_cell(given.summary.year),
        EMPTY,
        text_cell(given.material.status(account)),
    )
    return (*told, *[EMPTY] * (len(_OF_UPDATES) - len(told)))
