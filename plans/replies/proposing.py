"""What a model may add to a reading: proposals for fields that the rules left empty, each borne by words of the reply.

A proposal is a field, a value and the words that it rests on. It is kept only where those words are the author's own,
stand in the reply letter for letter, and say it by a rule: a figure or a date is read again from the words themselves,
a status must have a word of its kind in them, and what is told is quoted as it stands. Whatever else a model says is
dropped. What is kept is marked as proposed, shown as such, and counts for nothing until the author confirms it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from plans.dates.in_text import FoundDate, find_dates
from plans.model import Action, Forecast, Implementation, IndicatorValue, Reading
from plans.number_words import number
from plans.replies.clauses import Clause, clauses
from plans.replies.outcomes import alone_with_each, unit_of
from plans.replies.percents import NOT_NOW, is_share, single_percents
from plans.replies.progress import is_of_something_else
from plans.replies.proposal_cues import FORECAST_CUES, IMPLEMENTATION_CUES, NO_FIGURE, NOT_HINDERED, NUMBERS, PERCENTAGE
from plans.replies.spelling import with_letters, within_reason
from plans.replies.standing import is_not_mine
from plans.replies.wordlists import FUTURE, NEGATION

FIELDS: Final = (
    "implementation",
    "forecast",
    "progress",
    "value",
    "new_end",
    "completed_on",
    "obstacles",
    "decisions_needed",
    "done",
    "next_steps",
)
"""What may be proposed; that something is unchanged, or somebody else's, is never guessed at."""

_OPEN: Final = frozenset({None, "vague", "nothing", "status"})
"""The questions that a proposal may stand in for: the others are about what is contradictory, and stay."""
_MOST: Final = 3  # clauses of one kind
_SHORTEST, _LONGEST = 3, 400  # characters of the words
_WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody else reads in a reply: one of `FIELDS`, its value in words, and the words of the reply it is in."""

    field: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class _Borne:
    """A proposal beside the reply that it is about."""

    value: str
    words: str
    around: str  # the sentences that the words stand in: "i hamn" may stand in "inte i hamn"
    action: Action
    today: date


def wants_proposals(reading: Reading) -> bool:
    """Tell whether the rules left anything that somebody else might see."""
    essential = reading.implementation is not None and reading.forecast is not None
    return not (reading.not_mine or reading.unchanged or essential) and reading.question in _OPEN


def with_proposals(
    reading: Reading, proposals: Iterable[Proposal], text: str, *, action: Action, today: date
) -> Reading:
    """Return the reading with what of the proposals holds, its fields named in `proposed`; at worst the reading itself.

    Args:
        reading: what the rules understood of `text`.
        proposals: anything at all; only what the reply bears is used.
        text: the reply as it was written.
        action: the action that it is about.
        today: the day it was written, in the plan's zone.
    """
    if not wants_proposals(reading):
        return reading
    told = clauses(with_letters(within_reason(text)), action.nr)
    if is_not_mine(told):
        return reading
    taken: dict[str, object] = {}
    for one in proposals:
        around = _around(one.words, text, told)
        if around and one.field in FIELDS and _is_empty(reading, one.field):
            _take(taken, one, _Borne(one.value.strip(), one.words, around, action, today))
    if taken.get("completed_on") and taken.get("implementation", reading.implementation) is not (
        Implementation.COMPLETED
    ):
        del taken["completed_on"]
    return _filled(reading, taken) if taken else reading


def _take(taken: dict[str, object], proposal: Proposal, borne: _Borne) -> None:
    if proposal.field in _QUOTES:
        quotes = taken.get(proposal.field, ())
        quote = _quoted(proposal.field, borne)
        if isinstance(quotes, tuple) and quote and quote not in quotes and len(quotes) < _MOST:
            taken[proposal.field] = (*quotes, quote)
        return
    value = _READERS[proposal.field](borne)
    if value is not None and proposal.field not in taken:
        taken[proposal.field] = value


def _filled(reading: Reading, taken: Mapping[str, object]) -> Reading:
    fields = {("values" if name == "value" else name): value for name, value in taken.items()}
    known = any(name not in _QUOTES for name in taken)
    question = reading.question if not known else None
    return replace(reading, **fields, proposed=tuple(sorted(fields)), question=question)  # type: ignore[arg-type]  # checked one by one by `_READERS`


def _is_empty(reading: Reading, field: str) -> bool:
    value = getattr(reading, "values" if field == "value" else field)
    return value is None or value == ()


def _around(words: str, text: str, told: tuple[Clause, ...]) -> str:
    """Return the sentences that the words stand in, "" where nothing is said of the action there."""
    if not _SHORTEST <= len(words) <= _LONGEST or words != words.strip():
        return ""
    at = text.find(words)
    while at >= 0:
        first, last = _clause_at(at, told), _clause_at(at + len(words) - 1, told)
        if first and last:
            return " ".join(dict.fromkeys((first.whole, last.whole)))
        at = text.find(words, at + 1)
    return ""


def _clause_at(place: int, told: tuple[Clause, ...]) -> Clause | None:
    return next((clause for clause in told if clause.start <= place <= clause.end and not clause.supposed), None)


def _implementation(borne: _Borne) -> Implementation | None:
    status = next((one for one in Implementation if one.value == borne.value), None)
    return status if status and IMPLEMENTATION_CUES[status].bears(borne.words, borne.around) else None


def _forecast(borne: _Borne) -> Forecast | None:
    forecast = next((one for one in Forecast if one.value == borne.value), None)
    return forecast if forecast and FORECAST_CUES[forecast].bears(borne.words, borne.around) else None


def _progress(borne: _Borne) -> int | None:
    if any(is_share(alone) for alone in alone_with_each(borne.action)):
        return None
    if NOT_NOW.search(borne.around) or is_of_something_else(borne.around) or not PERCENTAGE.search(borne.words):
        return None
    found = {int(number(match["n"])) for match in single_percents(borne.words)}
    wanted = borne.value.removesuffix("%").strip()
    return int(wanted) if wanted.isdigit() and found == {int(wanted)} and int(wanted) <= _WHOLE else None


def _values(borne: _Borne) -> tuple[IndicatorValue, ...] | None:
    """Take a figure of a single indicator: which of several it is for is asked, not guessed."""
    alone = alone_with_each(borne.action)
    found = {number(match[0]) for match in NUMBERS.finditer(borne.words)}
    if len(alone) != 1 or not alone[0].indicator or len(found) != 1 or find_dates(borne.words, borne.today):
        return None
    if NOT_NOW.search(borne.around) or FUTURE.search(borne.around.lower()) or NO_FIGURE.search(borne.around):
        return None
    value = found.pop()
    share = is_share(alone[0])
    if share is not bool(PERCENTAGE.search(borne.words)) or _as_number(borne.value) != value:
        return None
    return (IndicatorValue(alone[0].indicator, value, unit_of(alone[0])),)


def _as_number(text: str) -> Decimal | None:
    match = NUMBERS.search(text)
    return number(match[0]) if match else None


def _new_end(borne: _Borne) -> date | None:
    found = _one_date(borne)
    day = found.last if found else None
    return day if day and day >= borne.today and day != borne.action.end and day.isoformat() == borne.value else None


def _completed_on(borne: _Borne) -> date | None:
    found = _one_date(borne)
    day = min(found.past.last, borne.today) if found and found.past.first <= borne.today else None
    return day if day and day.isoformat() == borne.value else None


def _one_date(borne: _Borne) -> FoundDate | None:
    found = find_dates(with_letters(borne.words), borne.today)
    return found[0] if len(found) == 1 and not NEGATION.search(borne.around.lower()) else None


def _quoted(field: str, borne: _Borne) -> str | None:
    """Return the words as they stand, where nothing in them says the opposite of what they are taken for."""
    low = borne.around.lower()
    is_other_way = {
        "done": NEGATION.search(low) is not None or FUTURE.search(low) is not None,
        "obstacles": NOT_HINDERED.search(low) is not None,
        "decisions_needed": NOT_HINDERED.search(low) is not None,
        "next_steps": False,
    }
    return None if is_other_way[field] or " " not in borne.words else borne.words


_QUOTES: Final = ("obstacles", "decisions_needed", "done", "next_steps")
_READERS: Final[Mapping[str, Callable[[_Borne], object]]] = {
    "implementation": _implementation,
    "forecast": _forecast,
    "progress": _progress,
    "value": _values,
    "new_end": _new_end,
    "completed_on": _completed_on,
}
