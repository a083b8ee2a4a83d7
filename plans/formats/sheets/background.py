"""The sheets behind the report: gaps, changes since the previous round, every figure with its rows, and the sources."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from plans.formats.sheet import Sheet
from plans.formats.sheets.given import Given, Row, count_cell, day_cell, sheet, term
from plans.gapping.marks import JudgedGap, judged
from plans.gaps import gap_text
from plans.importing.grid import EMPTY, Cell, number_cell, percent_cell, text_cell
from plans.summary.accounts import local_day
from plans.summary.counts.figure import Figure
from plans.summary.naming import label
from plans.summary.sections.closing import field_shown

_REPLY_IN_A_GAP: Final = ("quote", "step")  # the variables of a gap that hold a reply's own words
_RATES: Final = frozenset({"response_rate"})
_ROWS_SHOWN: Final = 500  # ids of a figure's rows in its cell; the trace command tells all


def gaps(given: Given) -> Sheet:
    """Write every gap with what shows it, what would close it, and what somebody has decided of it."""
    names = ("gap", "severity", "subject", "shows", "closed_by", "state", "marked_by", "marked_on", "reason")
    snapshot = given.summary.snapshot
    found = judged(given.summary.gaps, snapshot.gap_marks, snapshot.gaps_found)
    return sheet(given, names, (_gap(given, one) for one in found))


def _gap(given: Given, one: JudgedGap) -> Row:
    t, gap, mark = given.t, one.gap, one.mark or one.lapsed
    elsewhere = t("report_sheets.quoted", sheet=t("report_sheets.sheet.updates"))
    hidden = {name: elsewhere for name in _REPLY_IN_A_GAP if name in gap.values}
    shown = replace(gap, values={**gap.values, **hidden})
    return (
        text_cell(gap_text(gap, "title", t.language)),
        term(t, "report.severity", gap.severity),
        text_cell(gap.subject),
        text_cell(gap_text(shown, "evidence", t.language)),
        text_cell(gap_text(gap, "closed_by", t.language)),
        term(t, "gap_state", one.state),
        text_cell(mark.by if mark else ""),
        day_cell(local_day(mark.at) if mark else None),
        text_cell(mark.reason if mark else ""),
    )


def changes(given: Given) -> Sheet:
    """Write what has come, gone, been edited or changed its status since the previous round, and what was corrected."""
    names = ("change", "nr", "action", "field", "before", "now")
    return sheet(given, names, _moves(given))


def _moves(given: Given) -> Iterator[Row]:
    figures, previous = given.summary.figures.entries, given.summary.previous
    before = {action.nr: action for action in previous.actions} if previous else {}
    for kind in ("new", "gone"):
        for nr in figures[kind].rows if kind in figures else ():
            title = given.titled(nr) if nr in given.accounts else text_cell(before[nr].title)
            yield _move(given, kind, nr, title)
    for row in figures["edits"].rows if "edits" in figures else ():
        nr, _, name = row.rpartition(":")
        pair = (before[nr], given.accounts[nr].action)
        shown = [text_cell(field_shown(given.material, action, name)) for action in pair]
        yield _move(given, "edited", nr, given.titled(nr), text_cell(given.t(f"report.field.{name}")), *shown)
    for name, figure in given.summary.figures.group("status_changes").items():
        codes = name.split(".")
        words = [text_cell(given.material.category("implementation", code)) for code in codes]
        for nr in figure.rows if codes[0] != codes[-1] else ():
            yield _move(given, "status", nr, given.titled(nr), EMPTY, *words)
    for update in given.updates:
        if update.id in given.replaced and update.year == given.summary.year:
            yield _move(given, "corrected", update.nr, given.titled(update.nr), text_cell(update.id))


def _move(given: Given, kind: str, nr: str, title: Cell, *rest: Cell) -> Row:
    known = (text_cell(given.t(f"report_sheets.change.{kind}")), text_cell(nr), title, *rest)
    return (*known, *[EMPTY] * (6 - len(known)))


def figures(given: Given) -> Sheet:
    """Write every figure as a number, with its name and the ids of the rows that make it."""
    names = ("figure", "value", "of", "name", "rows")
    told = (figure for figure in given.summary.figures.entries.values() if figure.rows or not _is_of_place(figure))
    return sheet(given, names, (_figure(given, figure) for figure in told))


def _figure(given: Given, figure: Figure) -> Row:
    t, value = given.t, None if figure.value is None else Decimal(str(figure.value))
    number = EMPTY if value is None else percent_cell(value) if figure.name in _RATES else number_cell(value)
    listed = ", ".join(figure.rows[:_ROWS_SHOWN])
    if more := len(figure.rows[_ROWS_SHOWN:]):
        listed = t("report_sheets.cut", listed=listed, n=given.material.number(more))
    name = label(figure.name, t, given.material.places)
    return text_cell(name), number, count_cell(figure.of), text_cell(figure.name), text_cell(listed)


def _is_of_place(figure: Figure) -> bool:
    return figure.name.startswith(("aspect.", "area."))


def sources(given: Given) -> Sheet:
    """Write every source with the number it has in all formats and the id that finds it again."""
    names = ("source", "kind", "text_of_source", "id")
    rows = (
        (
            number_cell(Decimal(one.n)),
            text_cell(given.t(f"report.kind.{one.kind}")),
            text_cell(one.text),
            text_cell(one.id),
        )
        for one in given.summary.sources
    )
    return sheet(given, names, rows)
