"""The sheets of what is measured: every indicator, and every value that was reported for one."""

from plans.formats.sheet import Sheet
from plans.formats.sheets.given import Given, Row, count_cell, day_cell, sheet, term, written, yes
from plans.importing.grid import number_cell, text_cell
from plans.summary.accounts import Account, local_day
from plans.summary.counts.indicators import measured_rows


def indicators(given: Given) -> Sheet:
    """Write every indicator with its values, as numbers where the plan has numbers."""
    names = (
        *("nr", "action", "aspect", "area", "goal", "indicator", "unit", "baseline", "baseline_year", "earlier"),
        *("outcome", "outcome_day", "target", "target_year", "trend", "course", "source"),
    )
    return sheet(given, names, (_indicator(given, one) for _, one in measured_rows(given.material.accounts)))


def _indicator(given: Given, one: Account) -> Row:
    action, outcome = one.action, one.outcome
    return (
        text_cell(one.nr),
        text_cell(action.title),
        text_cell(given.material.aspect(one)),
        text_cell(action.area or ""),
        text_cell(action.goal or ""),
        text_cell(action.indicator or ""),
        text_cell(action.unit or ""),
        written(action.baseline),
        count_cell(action.baseline_year),
        given.value(one.earlier, one),
        given.value(outcome, one),
        day_cell(outcome.on if outcome else None),
        written(action.target),
        count_cell(action.target_year),
        term(given.t, "report.trend", one.trend),
        term(given.t, "report.course", one.course),
        given.cited(outcome.update_id if outcome else None),
    )


def outcomes(given: Given) -> Sheet:
    """Write every value that a reply gave, so that they can be drawn over the years."""
    names = (
        "nr",
        "action",
        "indicator",
        "year",
        "value",
        "unit",
        "confirmed",
        "confirmed_by",
        "replaced",
        "source",
        "id",
    )
    rows = (
        (
            text_cell(update.nr),
            given.titled(update.nr),
            text_cell(value.indicator),
            count_cell(update.year),
            number_cell(value.value),
            text_cell(value.unit or ""),
            day_cell(local_day(update.confirmed_at)),
            text_cell(update.confirmed_by),
            yes(given.t, said=update.id in given.replaced),
            given.cited(update.id),
            text_cell(update.id),
        )
        for update in given.updates
        for value in update.reading.values
    )
    return sheet(given, names, rows)
