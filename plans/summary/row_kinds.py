"""What a row of a figure stands for, one function for each kind of row."""

from collections.abc import Callable, Mapping
from datetime import date

from plans.gaps import gap_text
from plans.model import Gap, StatusUpdate
from plans.summary.accounts import local_day
from plans.summary.counts.figure import RowKind
from plans.summary.numbering import NONE
from plans.summary.sections.closing import field_shown, without_words
from plans.summary.sections.material import titled
from plans.summary.traced_rows import Counted, Rows, TracedRow

_ASSESSED = frozenset({"goal_assessed", "goal_assessed_without_goal"})


def _action(rows: Rows, one: Counted) -> TracedRow:
    row, account = one.row, rows.accounts.get(one.row)
    if account is None:
        return rows.row(row, row, told=rows.given.t("figures.row.gone"))
    said: tuple[StatusUpdate | None, ...] = (*account.updates, *(() if account.updates else (account.known_in,)))
    if one.figure.name in _ASSESSED:
        said = (account.assessed_in,)
    elif account.updates and "by_forecast" in one.figure.name:
        said = (*account.updates, account.forecast_in)
    elif account.updates and account.implementation:
        said = (*account.updates, account.known_in)
    return rows.row(row, row, told=rows.standing(account), said=said)


def _indicator(rows: Rows, one: Counted) -> TracedRow:
    account = rows.measured[one.row]
    given, action = rows.given, account.action
    told = given.t(
        "figures.row.values",
        baseline=given.written(action.baseline),
        earlier=given.measured(account, account.earlier),
        outcome=given.measured(account, account.outcome),
        target=given.written(action.target),
        course=given.t(f"report.course.{account.course}").lower(),
    )
    value = account.outcome or account.earlier
    said = rows.updates.get(value.update_id) if value else None
    return rows.row(one.row, account.nr, f"{account.nr} {action.indicator}", told=told, said=(said,))


def _day(rows: Rows, day: date) -> str:
    return rows.given.day_in_words(day)


def _request(rows: Rows, one: Counted) -> TracedRow:
    found = rows.requests[one.row]
    t, asked = rows.given.t, found.request.sent_at
    if asked is None:
        told = t("figures.row.not_asked")
    elif found.on:
        told = t("figures.row.answered", asked=_day(rows, local_day(asked)), answered=_day(rows, found.on))
    else:
        told = t("figures.row.unanswered", asked=_day(rows, local_day(asked)))
    return rows.row(one.row, found.request.nr, told=told, said=(found.first if found.on else None,))


def _update(rows: Rows, one: Counted) -> TracedRow:
    """Return a reply; where the figure counts parts of replies, the part that this row is."""
    update = rows.updates[one.row]
    parts = rows.parts(one.figure).get(one.row, ())
    nth = one.figure.rows[: one.at].count(one.row)
    return rows.row(one.row, update.nr, said=(update,), words=parts[nth] if nth < len(parts) else None)


def _dispatch(rows: Rows, one: Counted) -> TracedRow:
    sent = rows.kept.dispatches[one.row]
    day = _day(rows, local_day(sent.sent_at or sent.at))
    told = rows.given.t("figures.row.reminder", to=sent.to, day=day)
    return rows.row(one.row, sent.nrs[0] if len(sent.nrs) == 1 else None, rows.given.called(sent.nrs), told=told)


def _delegation(rows: Rows, one: Counted) -> TracedRow:
    found = rows.kept.delegations[one.row]
    day = _day(rows, local_day(found.answered_at or found.offered_at))
    told = rows.given.t("figures.row.delegated", giver=found.giver, receiver=found.receiver, day=day)
    return rows.row(one.row, found.nr, told=told)


def _goal(rows: Rows, one: Counted) -> TracedRow:
    goal = rows.goals[one.row]
    assessment = rows.given.t(f"terms.goal_assessment.{goal.assessment}")
    told = rows.given.t("figures.row.goal", assessment=assessment, nrs=rows.given.few(a.nr for a in goal.actions))
    return rows.row(one.row, None, goal.goal, told=told, said=tuple(account.assessed_in for account in goal.assessed))


def _decision(rows: Rows, one: Counted) -> TracedRow:
    need = rows.kept.decisions[one.row]
    t, state = rows.given.t, rows.given.t(f"terms.decision.{need.state}")
    told = t("figures.row.decision", status=state)
    if need.outcome and need.settled_at:
        told = t("figures.row.settled", status=state, day=_day(rows, local_day(need.settled_at)), outcome=need.outcome)
    return rows.row(one.row, need.nr, told=told, said=(rows.updates.get(need.update_id),), words=need.text)


def _evidence(rows: Rows, one: Counted) -> TracedRow:
    if update := rows.updates.get(one.row):
        return rows.row(one.row, update.nr, said=(update,))
    file = rows.kept.evidence[one.row]
    return rows.row(one.row, file.nr, told=rows.given.t("figures.row.file", name=file.name))


def _gap(rows: Rows, one: Counted) -> TracedRow:
    gap = rows.gaps[one.row]
    return _of_gap(rows, one.row, gap, gap_text(without_words(rows.given, gap), "evidence", rows.given.t.language))


def _found_gap(rows: Rows, one: Counted) -> TracedRow:
    t, found = rows.given.t, rows.history[one.row]
    day = _day(rows, local_day(found.found_at))
    told = t("figures.row.found", day=day)
    if found.closed_at:
        told = t("figures.row.closed", day=day, closed=_day(rows, local_day(found.closed_at)))
    return _of_gap(rows, one.row, found.gap, told)


def _of_gap(rows: Rows, row: str, gap: Gap, told: str) -> TracedRow:
    title = gap_text(gap, "title", rows.given.t.language)
    name = rows.given.t("figures.row.gap", title=title, subject=gap.subject)
    return rows.row(row, gap.values.get("nr"), name, told=told)


def _area(rows: Rows, one: Counted) -> TracedRow:
    place = next(place for place in rows.given.places if place.prefix == one.row)
    return rows.row(one.row, None, place.area or "", told=rows.given.t("figures.row.area"))


def _edit(rows: Rows, one: Counted) -> TracedRow:
    nr, _, name = one.row.rpartition(":")
    given = rows.given
    before = rows.before.get(nr)
    told = given.t(
        "figures.row.edit",
        field=given.t(f"report.field.{name}"),
        before=field_shown(given, before, name) if before else NONE,
        now=field_shown(given, rows.accounts[nr].action, name),
    )
    return rows.row(one.row, nr, titled(rows.accounts[nr]), told=told)


KINDS: Mapping[RowKind, Callable[[Rows, Counted], TracedRow]] = {
    RowKind.ACTION: _action,
    RowKind.INDICATOR: _indicator,
    RowKind.REQUEST: _request,
    RowKind.UPDATE: _update,
    RowKind.DISPATCH: _dispatch,
    RowKind.DELEGATION: _delegation,
    RowKind.GOAL: _goal,
    RowKind.DECISION: _decision,
    RowKind.EVIDENCE: _evidence,
    RowKind.GAP: _gap,
    RowKind.FOUND_GAP: _found_gap,
    RowKind.AREA: _area,
    RowKind.EDIT: _edit,
}
