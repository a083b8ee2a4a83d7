"""Put together what the figures of a reply say: progress, and the values of the action's own indicators.

A figure that means something else (a year, a date, money, people at a meeting, a version, "punkt 3", a target, last
year's value, a change "med 20 dagar") is left alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from plans.model import Action, IndicatorValue
from plans.replies.clauses import Clause
from plans.replies.counts import Counts
from plans.replies.counts_aimed_at import all_that_was_aimed_at
from plans.replies.outcomes import Outcome, Outcomes, alone_with_each, outcomes, unit_of
from plans.replies.percents import is_interval, is_loose, is_share
from plans.replies.progress import is_of_something_else, progress_of
from plans.replies.wordlists import any_of, is_done

_MORE = any_of(
    r"(?:ytterligare|another|nästa|next|fler|more|kvar|resten|(?:the )?rest|till i|to go|de sista|the last|återst\w+|"
    r"\d+ ?(?:av|of|/) ?\d+|hittills|so far|until now|nu|now|redan|already|uppe i|on board|pipeline|på väg)(?![\wåäö])"
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the figures of a reply say; `unclear` is the key of a question, None when nothing is ambiguous."""

    progress: int | None
    values: tuple[IndicatorValue, ...]
    achieved: bool  # a value above zero that was said to be done
    reached: Clause | None  # where all of as many as the action aims at are said to be done
    unclear: str | None
    all_of_it: bool = False  # a count is as high as was aimed at
    growing: bool = False  # a count has left where it began, is short of its target, and more is spoken of


def figures(clauses: Iterable[Clause], action: Action) -> Figures:
    """Return the progress (per cent) and the values of the indicators that the clauses give."""
    told = tuple(clauses)
    shares = tuple(alone for alone in alone_with_each(action) if is_share(alone))
    found = _progress(told, shares or (action,))
    read = outcomes(told, action)
    return Figures(
        progress=next(iter(found)) if len(found) == 1 else None,
        values=tuple(IndicatorValue(one.alone.indicator or "", one.value, unit_of(one.alone)) for one in read.clear),
        achieved=any(one.value and is_done(one.clause.text) for one in read.clear),
        reached=_reached(told, action),
        unclear=_unclear(told, read, found, has_share=bool(shares)),
        all_of_it=any(_is_reached(one) for one in read.clear),
        growing=any(_is_growing(one) for one in read.clear) and any(_MORE.search(clause.text) for clause in told),
    )


def _is_reached(one: Outcome) -> bool:
    if one.alone.continuous or not Counts.suits(one.alone):
        return False
    return isinstance(one.alone.target, Decimal) and one.value >= one.alone.target > 0


def _is_growing(one: Outcome) -> bool:
    first, last = one.alone.baseline or Decimal(0), one.alone.target
    if one.alone.continuous or not Counts.suits(one.alone):
        return False
    return isinstance(first, Decimal) and isinstance(last, Decimal) and first < one.value < last


def _reached(told: tuple[Clause, ...], action: Action) -> Clause | None:
    if not Counts.suits(action) or action.more_indicators:
        return None
    sure = (clause for clause in told if not clause.supposed)
    return next((clause for clause in sure if all_that_was_aimed_at(clause.text, action.target)), None)


def _progress(told: tuple[Clause, ...], actions: tuple[Action, ...]) -> set[int]:
    """Return the different percentages that are progress whichever of the indicators they are read against."""
    each = [{percent for clause in told if (percent := progress_of(clause, action)) is not None} for action in actions]
    return set.intersection(*each)


def _unclear(told: tuple[Clause, ...], read: Outcomes, progress: set[int], *, has_share: bool) -> str | None:
    if read.unclear:
        return read.unclear
    loose = has_share and not read.clear and any(is_loose(clause) for clause in told)
    interval = any(is_interval(clause.text) and not is_of_something_else(clause.text) for clause in told)
    return "percent" if len(progress) > 1 or (not progress and (loose or interval)) else None
