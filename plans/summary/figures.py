"""Count what a snapshot holds. Every figure is n of N and carries the ids of the rows that make it.

The rows of a figure are action numbers, request, update, delegation or dispatch ids, whichever it counts
(``Figure.kind``). Categories sum to their N: what nobody answered is a category of its own (`unknown`). Figures are
computed here and nowhere else; a text or a table asks for them by name. The rules behind them stand in
``plans/summary/accounts.py`` and ``plans/summary/measuring.py``, what is counted in ``plans/summary/counts/``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from plans.model import Gap, Snapshot
from plans.summary.accounts import STOCKHOLM, Account, accounts, reference_day
from plans.summary.counts import actions, comparing, gaps, indicators, places, replies, requests
from plans.summary.counts.figure import UNKNOWN, Figure, RowKind
from plans.summary.counts.round import Answered, Round, answers

__all__ = ["UNKNOWN", "Answered", "Figure", "Figures", "RowKind", "figures", "trace"]

COUNTED: tuple[Callable[[Round], Iterable[Figure]], ...] = (
    actions.statuses,
    actions.dates,
    actions.lacking,
    actions.goals,
    requests.answered,
    requests.in_time,
    requests.sent,
    indicators.indicators,
    indicators.lacking,
    replies.told,
    replies.decisions,
    replies.evidence,
    comparing.ended,
    comparing.changes,
    comparing.moves,
    gaps.open_gaps,
    gaps.compared,
    gaps.over_the_year,
    places.by_place,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a summary, by name, and what they were counted from. `before` are the last round's accounts."""

    entries: Mapping[str, Figure]
    accounts: tuple[Account, ...]
    requests: tuple[Answered, ...]
    as_of: date
    before: tuple[Account, ...] = ()

    def __getitem__(self, name: str) -> Figure:
        return self.entries[name]

    def count(self, name: str) -> int:
        """Return a count by its name."""
        return len(self.entries[name].rows)

    def group(self, name: str) -> dict[str, Figure]:
        """Return the categories of a group ("by_forecast") by their codes, zeros included."""
        start = f"{name}."
        return {key.removeprefix(start): figure for key, figure in self.entries.items() if key.startswith(start)}


def figures(
    snapshot: Snapshot,
    *,
    previous: Snapshot | None = None,
    gaps: Iterable[Gap] = (),
    gaps_before: Iterable[Gap] | None = None,
    zone: tzinfo = STOCKHOLM,
) -> Figures:
    """Compute every figure of `snapshot`.

    Args:
        snapshot: what is counted.
        previous: the round before it, for what is new and what is gone.
        gaps: the gaps found in `snapshot`.
        gaps_before: the gaps found in `previous`; None: not compared.
        zone: where the plan is kept; its calendar decides what is in time.
    """
    told = accounts(snapshot, zone=zone)
    counted = Round(
        snapshot=snapshot,
        told=told,
        answered=answers(snapshot, zone),
        zone=zone,
        previous=previous,
        before=accounts(previous, zone=zone) if previous else (),
        gaps=tuple(gaps),
        gaps_before=None if gaps_before is None else tuple(gaps_before),
    )
    by_name = {figure.name: figure for count in COUNTED for figure in count(counted)}
    return Figures(by_name, told, counted.answered, reference_day(snapshot, zone=zone), counted.before)


def trace(made: Figures, name: str) -> tuple[str, ...]:
    """Return the ids of the rows that make the figure `name`.

    Raises:
        KeyError: there is no figure of that name.
    """
    return made[name].rows
