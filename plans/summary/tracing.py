"""Trace a figure: what it is called, what it comes to, and every row that makes it, with the words behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from plans.refusals import PlanRefusal
from plans.summary.blocks import Summary
from plans.summary.counts.figure import Figure
from plans.summary.counts.places import places
from plans.summary.naming import label, told
from plans.summary.row_kinds import KINDS
from plans.summary.traced_rows import Counted, Passage, Rows, TracedRow
from prompts.texts import texts

__all__ = ["Named", "Passage", "Trace", "TracedRow", "figure_names", "traced"]

_NEAR: Final = 0.5  # of the letters, for a name that is nearly right
_MOST_NEAR: Final = 5
_OF_PLACES: Final = ("aspect.", "area.")


@dataclass(frozen=True, slots=True)
class Named:
    """A figure as it is called, and what it comes to: "Försenade åtgärder", "4 av 12"."""

    name: str
    label: str
    told: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure with its rows, in its order."""

    named: Named
    figure: Figure
    rows: tuple[TracedRow, ...]


def traced(summary: Summary, name: str) -> Trace:
    """Return the figure `name` with the rows that make it.

    Raises:
        PlanRefusal: there is no figure of that name; the nearest names are in the refusal.
    """
    return next(iter(all_traced(summary, [name])))


def all_traced(summary: Summary, names: Iterable[str]) -> tuple[Trace, ...]:
    """Return several figures with their rows.

    Raises:
        PlanRefusal: there is no figure of one of the names.
    """
    rows = Rows(summary)
    return tuple(_traced(summary, rows, name) for name in names)


def figure_names(summary: Summary) -> tuple[Named, ...]:
    """Return all figures but those of single aspects and areas that count nothing."""
    found = (figure for figure in summary.figures.entries.values() if figure.rows or not _is_of_place(figure))
    return tuple(_named(summary, figure) for figure in found)


def _traced(summary: Summary, rows: Rows, name: str) -> Trace:
    figure = summary.figures.entries.get(name)
    if figure is None:
        raise PlanRefusal("report.figure_unknown", name=name, near=", ".join(_near(summary, name)), year=summary.year)
    told_by = KINDS[figure.kind]
    found = tuple(told_by(rows, Counted(figure, at, row)) for at, row in enumerate(figure.rows))
    return Trace(_named(summary, figure), figure, found)


def _named(summary: Summary, figure: Figure) -> Named:
    t = texts(summary.language)
    return Named(figure.name, label(figure.name, t, places(summary.areas)), told(figure, t))


def _near(summary: Summary, name: str) -> list[str]:
    """Return the names that come nearest, by the name itself or by what the figure is called."""
    wanted = name.strip().casefold()
    by_label = {one.label.casefold(): one.name for one in figure_names(summary)}
    known = {**{one: one for one in summary.figures.entries}, **by_label}
    near = get_close_matches(wanted, known, n=_MOST_NEAR, cutoff=_NEAR)
    holds = [known[one] for one in known if wanted and wanted in one][:_MOST_NEAR]
    return list(dict.fromkeys([*(known[one] for one in near), *holds]))[:_MOST_NEAR] or ["actions", "late", "requests"]


def _is_of_place(figure: Figure) -> bool:
    return figure.name.startswith(_OF_PLACES)
