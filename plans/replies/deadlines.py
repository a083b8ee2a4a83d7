"""Rules for dates: the new end of an action, and the day on which it was completed.

A date counts as a new end only beside words of delay or of completion to come; dates of meetings, starts and next steps
are left alone. "Två månader försenat" is counted from the action's end in the plan.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.dates.days import later
from plans.dates.in_text import FoundDate, find_dates
from plans.dates.words import UNITS
from plans.model import Action
from plans.number_words import number
from plans.patterns import Pattern
from plans.replies.clauses import Clause
from plans.replies.counts import Counts
from plans.replies.deadline_cues import (
    AIMING,
    AT_LEAST,
    AT_ONE_PLACE,
    DATE_BEFORE,
    DELAYED,
    DURATIONS,
    FINISH_WORD,
    FINISHED_THEN,
    HALF,
    NEGATED,
    OF_A_TARGET,
    OF_SOME_MORE,
    OTHER_EVENT,
    PAST,
    TO_COME,
    UNAFFECTED,
    VERBLESS,
    WITH_VERB,
)
from plans.replies.forecast import tells_how_it_went
from plans.replies.ordinals import last_ordinal

_A_MONTH = 31  # a longer period ("under våren") without a verb lies ahead
_A_YEAR = 300
_WAS = Pattern(r"\b(?:blev|blivit|was|were)\b", re.IGNORECASE)
# "Lanseringen är genomförd 12 oktober" is of the day that has just been.
_IS_DONE = Pattern(
    r"\b(?:är|e|is|are) (?:nu |now )?(?:genomför|avslut|slutför|publicera|lansera|leverera|invig|complet|launch|"
    r"publish|"
    r"deliver|finish)[a-zåäö]*(?! (?:först|senast|till|by))",
    re.IGNORECASE,
)
_IT = Pattern(r"\b(?:den|det|it|this)\b", re.IGNORECASE)
_NO_LONGER = Pattern(r"\b(?:inte|ej|ingen|inga|not|no|never|n[’']t)\b[^.]{0,25}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """What the dates of a reply say; `unclear` is the key of a question, None when nothing is ambiguous."""

    new_end: date | None = None
    completed_on: date | None = None
    as_planned: bool = False  # the end that was given is the plan's own
    delayed: bool = False
    unclear: str | None = None


def new_end(clauses: Iterable[Clause], action: Action, today: date) -> Deadlines:
    """Return the new end that the clauses give: a stated day of completion, else of a delay, else a duration."""
    if action.continuous and action.end is None:
        return Deadlines()  # what goes on for ever has no end to move
    stated = tuple(clause for clause in clauses if not clause.supposed and not UNAFFECTED.search(clause.whole))
    told = tuple(
        clause
        for clause, before in zip(stated, (None, *stated), strict=False)
        if not _is_of_one_before_the_last(clause, before, action)
    )
    late = _after(tuple(clause for clause in told if not tells_how_it_went(clause)), action)
    expected = [day for day, clause in _expected(told, today) if not _is_on_the_way(day, clause, action)]
    for days in (expected, _delayed_to(told, today), late):
        kept = sorted(set(days))
        if len(kept) > 1:
            return Deadlines(unclear="dates")
        if kept:
            return _judged(kept[0], action, today, delayed=days is late or _speaks_of_delay(told))
    return Deadlines(unclear="date" if _bare_date(told, today) else None)


def _is_of_one_before_the_last(clause: Clause, before: Clause | None, action: Action) -> bool:
    """Tell whether a clause is about the second of three: when that one is held is not when the action ends.

    "Den" and "it" are what the sentence before was about.
    """
    if not Counts.suits(action) or not isinstance(action.target, Decimal):
        return False
    sentences = [clause.whole]
    if before and before.sentence == clause.sentence - 1 and _IT.search(clause.text):
        sentences.append(before.whole)
    nth = next((found for sentence in sentences if (found := last_ordinal(sentence))), None)
    return nth is not None and nth < action.target


def _speaks_of_delay(told: tuple[Clause, ...]) -> bool:
    found = ((clause, DELAYED.search(clause.text)) for clause in told)
    return any(match and not _NO_LONGER.search(clause.text, 0, match.start()) for clause, match in found)


def speaks_of_the_end(clause: Clause, today: date) -> bool:
    """Tell whether a clause gives a day on which something will be finished, so that it is not yet done."""
    return bool(_expected((clause,), today))


def _judged(day: date, action: Action, today: date, *, delayed: bool) -> Deadlines:
    if action.end == day and not delayed:
        return Deadlines(as_planned=True)
    early = action.end is not None and day < action.end
    if early and delayed:  # of a part, or a slip of the pen
        return Deadlines(unclear="end_before_plan")
    if day < today:
        return Deadlines(unclear="end_before_plan")  # nothing ends anew on a day that has been
    return Deadlines(
        new_end=day,
        delayed=delayed,
    )


def _is_on_the_way(day: date, clause: Clause, action: Action) -> bool:
    """Tell whether a day before the planned end is only when more will be done: "de sista tolv görs i november"."""
    return action.end is not None and day < action.end and FINISH_WORD.search(clause.text) is None


def _expected(told: tuple[Clause, ...], today: date) -> list[tuple[date, Clause]]:
    return [
        (found.last, clause)
        for clause in told
        if not DELAYED.search(clause.text) and not _WAS.search(clause.text)
        for found in _ends(clause.text, today)
        if not _is_elsewhere(clause, TO_COME, found)
        if not _has_just_been(clause.text, found, today)
    ]


def _has_just_been(text: str, found: FoundDate, today: date) -> bool:
    """Tell whether a date without year or verb is rather the latest than the coming one ("klara i maj", in October)."""
    if (
        (found.last - found.first).days > _A_MONTH
        or found.has_year
        or (not _IS_DONE.search(text) and (not re.search(VERBLESS, text, re.IGNORECASE) or WITH_VERB.search(text)))
    ):
        return False
    return (today - found.past.last).days < (found.last - today).days


def _delayed_to(told: tuple[Clause, ...], today: date) -> list[date]:
    return [
        found.last
        for clause in told
        for found in _ends(clause.text, today)
        if not _is_elsewhere(clause, DELAYED, found)
        if DELAYED.search(clause.text, 0, found.start)  # "nästa år flyttar vi" moves no end
    ]


def _is_elsewhere(clause: Clause, trigger: Pattern, found: FoundDate) -> bool:
    """Tell whether the date is about another event: "starten skjuts till mars", "beslutet väntas i maj"."""
    match = trigger.search(clause.text)
    if match is None or _ends_before(clause.text, found, match):
        return True
    if found.end <= match.start() and AIMING.match(match[0]):
        return True  # "nästa år siktar vi på 90"
    if OF_SOME_MORE.search(clause.text, 0, match.start()) or AT_ONE_PLACE.match(clause.text):
        return True
    event = OTHER_EVENT.search(clause.text, 0, max(found.start, match.start()))
    return event is not None and FINISH_WORD.search(clause.text, event.end(), found.start) is None


def _ends_before(text: str, found: FoundDate, match: re.Match[str]) -> bool:
    """Tell whether a date ends an earlier statement: "ute på remiss till den 10 juni och publiceras därefter"."""
    return found.end < match.start() and re.search(r"\b(?:och|samt|and)\b", text[found.end : match.start()]) is not None


def _ends(text: str, today: date) -> list[FoundDate]:
    """Return the one date of a clause that may be an end: not a past or former one; of several the one after "till"."""
    if NEGATED.search(text) and not _is_until(text):
        return []
    found = [
        one
        for one in find_dates(text, today)
        if one.last >= today and not DATE_BEFORE.search(text[: one.start]) and not OF_A_TARGET.match(text, one.end)
    ]
    later_than = [
        one
        for one in found
        if re.search(
            r"\b(?:till|to|until|utan i?|först i?|but in|but)\s*(?:den |the )?$", text[: one.start], re.IGNORECASE
        )
    ]
    return (later_than or found)[-1:]


def _is_until(text: str) -> bool:
    return re.search(r"\bförrän\b|\buntil\b", text, re.IGNORECASE) is not None


def _after(told: tuple[Clause, ...], action: Action) -> list[date]:
    """Return the ends that durations give ("två månader försenat"), counted from the plan's end."""
    if action.end is None:
        return []
    return [
        later(action.end, 1 if HALF.search(match[0]) else _count(match["n"]), UNITS[match["unit"].lower()])
        for clause in told
        if not AT_LEAST.search(clause.text) and not NEGATED.search(clause.text) and not AT_ONE_PLACE.match(clause.text)
        for match in _durations(clause.text)
    ]


def _durations(text: str) -> list[re.Match[str]]:
    """Return the delay that a clause gives; "två veckor före plan" is none."""
    return next(([match] for pattern in DURATIONS if (match := pattern.search(text))), [])


def _count(word: str) -> int:
    low = word.lower()
    return 1 if low in ("a", "an") else 2 if low in ("ett par", "några") else int(number(low))


def _bare_date(told: tuple[Clause, ...], today: date) -> bool:
    """Tell whether a clause is hardly more than a date, so that nobody knows what it is about."""
    return any(
        found and len(clause.text.split()) <= 3  # noqa: PLR2004 - "i mars", "den 3 april"
        for clause in told
        if (found := find_dates(clause.text, today)) and not PAST.search(clause.text)
    )


def day_of_finishing(clauses: Iterable[Clause], today: date) -> date | None:
    """Return the one day on which a reply about a finished action says that something of it was finished or decided."""
    days = {
        one.past.last
        for clause in clauses
        if not clause.supposed and FINISHED_THEN.search(clause.text)
        for one in find_dates(clause.text, today)
        if one.past.last <= today and not one.is_range and _tells_when(one)
        if not _ends_another_statement(clause.text, one)
    }
    return days.pop() if len(days) == 1 else None


def _tells_when(found: FoundDate) -> bool:
    """Tell whether a date is narrower than a year ("klart för i år")."""
    return (found.last - found.first).days < _A_YEAR


def _ends_another_statement(text: str, found: FoundDate) -> bool:
    """Tell whether a day belongs to what comes before: "tjänsten är öppen sedan i mars och åtgärden är avslutad"."""
    finished = FINISH_WORD.search(text, found.end)
    return (
        finished is not None
        and not FINISH_WORD.search(text, 0, found.start)
        and re.search(r"\b(?:och|samt|and)\b", text[found.end : finished.start()]) is not None
    )


def completed_on(clause: Clause, today: date) -> tuple[date | None, bool]:
    """Return the day on which a clause says that the action was completed, and whether that lies ahead instead.

    "Klart i september" without a verb is past when September has just been, ahead when it is just coming.
    """
    found = find_dates(clause.text, today)
    if not found or not _tells_when(found[-1]) or _ends_another_statement(clause.text, found[-1]):
        return None, False
    one = found[-1]
    if one.has_year and one.first > today:
        return None, True
    if PAST.search(clause.text) or (one.has_year and one.first <= today):
        return min(one.past.last, today), False
    if one.has_year:
        return None, True
    since, until = (today - min(one.past.last, today)).days, (one.last - today).days
    ahead = re.search(
        r"\b(?:senast|först i?|till|lagom till|innan|före|by|before)\s*(?:den |i )?$",
        clause.text[: one.start],
        re.IGNORECASE,
    )
    if ahead is not None or until < since or (one.last - one.first).days > _A_MONTH:
        return None, True
    return min(one.past.last, today), False
