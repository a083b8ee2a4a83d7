"""Read a reply: put together what the rules find, and decide what has to be asked.

Precision goes first: what is contradictory or ambiguous is left empty and asked about, with one question. Rules in code
only; a model may propose more elsewhere, but only what has its words in the reply.
"""

from dataclasses import dataclass, replace
from datetime import date

from plans.model import Action, Forecast, Implementation, Reading
from plans.replies.clauses import Clause, clauses
from plans.replies.deadlines import Deadlines, completed_on, day_of_finishing, new_end, speaks_of_the_end
from plans.replies.evidence import evidence
from plans.replies.figures import Figures, figures
from plans.replies.forecast import decide, forecasts
from plans.replies.goals import goal_assessment
from plans.replies.milestones import milestones_done
from plans.replies.mistypings import Mended, mended
from plans.replies.narrative import narrative, says_done
from plans.replies.spelling import with_letters, within_reason
from plans.replies.standing import is_not_mine, is_unchanged, language_of
from plans.replies.status import (
    Claim,
    claims,
    is_taken_back,
    says_it_goes_on,
    says_it_has_stopped,
    says_something_remains,
)
from plans.replies.status_cues import SAYS_ALL, WENT_WELL
from plans.replies.subject import Subject

_MINOR = ("date", "percent", "end_before_plan")
"""Doubts that are asked about only when nothing else was told: what is known is not delayed for them."""
_FEW_WORDS = 6
_FEW_CLAUSES = 2


@dataclass(frozen=True, slots=True)
class _Status:
    implementation: Implementation | None
    completed_on: date | None = None
    new_end: date | None = None
    contradiction: bool = False


def read_reply(text: str, *, action: Action, today: date, fallback: str = "sv") -> Reading:
    """Return what a free-text reply says about `action`.

    Args:
        text: the reply as it was written, Swedish or English.
        action: the action that it is about; figures are read against its indicator, delays against its end.
        today: the day it was written, in the plan's zone.
        fallback: the language when the words do not tell.
    """
    restored = with_letters(within_reason(text))
    mend = mended(restored, f"{action.title} {action.indicator or ''}")
    spelled = mend.text
    told = clauses(spelled, action.nr)
    language = language_of(spelled, fallback)
    if is_not_mine(told):
        return Reading(language=language, not_mine=True)
    reading = _compose(told, action, today, language)
    return reading if spelled == text else _quoted(reading, mend, text)


def _quoted(reading: Reading, mend: Mended, text: str) -> Reading:
    return replace(
        reading,
        obstacles=mend.as_written(reading.obstacles, text),
        decisions_needed=mend.as_written(reading.decisions_needed, text),
        done=mend.as_written(reading.done, text),
        next_steps=mend.as_written(reading.next_steps, text),
        evidence=mend.as_written(reading.evidence, text),
    )


def _compose(told: tuple[Clause, ...], action: Action, today: date, language: str) -> Reading:
    numbers = figures(told, action)
    words = narrative(told)
    dates = new_end(told, action, today)
    reached = milestones_done(told, action)
    status = _status(
        told,
        action,
        today,
        numbers,
        has_done=bool(reached or words["done"]) or any(says_done(clause) for clause in told),
    )
    forecast, torn = decide(forecasts(told))
    ends = status.new_end or (None if status.implementation is Implementation.COMPLETED else dates.new_end)
    reading = Reading(
        language=language,
        implementation=status.implementation,
        forecast=None if torn else forecast or _forecast_by_dates(dates),
        progress=numbers.progress,
        values=numbers.values,
        new_end=ends,
        completed_on=status.completed_on,
        obstacles=words["obstacles"],
        decisions_needed=words["decisions_needed"],
        done=_without_bare_status(words["done"], told, action, today),
        next_steps=words["next_steps"],
        milestones_done=reached,
        evidence=evidence(told),
        goal_assessment=goal_assessment(told, action, today, has_value=bool(numbers.values)),
        unchanged=is_unchanged(told),
    )
    if _goes_on(reading, told) and not status.contradiction:
        reading = replace(reading, implementation=Implementation.IN_PROGRESS)
    return _asked(reading, told, doubts=_doubts(status, numbers, dates, torn=torn))


def _goes_on(reading: Reading, told: tuple[Clause, ...]) -> bool:
    """Tell whether the work goes on ("det rullar på") and something more definite is told: alone it is asked about."""
    definite = reading.values or reading.progress is not None or reading.forecast or reading.obstacles or reading.done
    more = definite or reading.next_steps or reading.decisions_needed
    return bool(more and not reading.implementation and says_it_goes_on(told) and not says_it_has_stopped(told))


def _without_bare_status(
    done: tuple[str, ...], told: tuple[Clause, ...], action: Action, today: date
) -> tuple[str, ...]:
    """Leave out what is a status and nothing more ("vi blev klara"), and what will be done at a given day."""
    statuses = {
        claim.clause.text
        for claim in claims(told, Subject(action))
        if claim.status is Implementation.COMPLETED and len(claim.clause.text.split()) <= _FEW_WORDS
    }
    ahead = {clause.text for clause in told if speaks_of_the_end(clause, today)}
    return tuple(text for text in done if text not in statuses | ahead)


def _forecast_by_dates(dates: Deadlines) -> Forecast | None:
    if dates.delayed:
        return Forecast.AT_RISK
    return Forecast.ON_TRACK if dates.as_planned else None


def _status(told: tuple[Clause, ...], action: Action, today: date, numbers: Figures, *, has_done: bool) -> _Status:
    said = claims(told, Subject(action))
    finished = [claim for claim in said if claim.status is Implementation.COMPLETED]
    if finished:
        return _finished(finished[0], said, told, today, numbers, has_done=has_done)
    if numbers.reached and not said and not action.continuous and not says_something_remains(told):
        day, _ = completed_on(numbers.reached, today)
        return _Status(Implementation.COMPLETED, completed_on=day or day_of_finishing(told, today))
    evidence = has_done or numbers.achieved or any(claim.status is Implementation.IN_PROGRESS for claim in said)
    for claim in said:
        whole = claim.whole or (claim.status is Implementation.NOT_STARTED and not evidence)
        if whole and claim.status not in (Implementation.IN_PROGRESS, Implementation.CONTINUOUS):
            return _Status(claim.status)
    if any(claim.status is Implementation.CONTINUOUS for claim in said):
        return _Status(Implementation.CONTINUOUS)
    under_way = any(claim.status is Implementation.IN_PROGRESS for claim in said)
    implied = has_done or numbers.achieved or numbers.growing or _is_partial(numbers.progress)
    inferred = implied and not action.continuous and not _may_be_all(told, numbers)
    going = (under_way or inferred) and not says_it_has_stopped(told)  # of a part or of the whole: nobody knows
    return _Status(Implementation.IN_PROGRESS if going else None)


def _may_be_all(told: tuple[Clause, ...], numbers: Figures) -> bool:
    """Tell whether what has been done may be all of it, with nothing said to be left: "alla bytta", "30 av 30"."""
    says_all = any(SAYS_ALL.search(clause.text) and says_done(clause) for clause in told)
    is_late = {Forecast.AT_RISK, Forecast.OFF_TRACK} & set(forecasts(told))
    is_short = numbers.all_of_it or len(told) <= _FEW_CLAUSES
    is_open = says_something_remains(told) or is_late or _is_partial(numbers.progress)
    says_over = any(WENT_WELL.match(clause.text) for clause in told)
    return (((says_all or numbers.all_of_it) and is_short) or says_over) and not is_open


def _is_partial(progress: int | None) -> bool:
    return progress is not None and 0 < progress < 100  # noqa: PLR2004 - per cent


def _finished(
    claim: Claim, said: tuple[Claim, ...], told: tuple[Clause, ...], today: date, numbers: Figures, *, has_done: bool
) -> _Status:
    day, ahead = completed_on(claim.clause, today)
    day = day or (None if ahead else day_of_finishing(told, today))
    if ahead:
        under_way = any(other.status is Implementation.IN_PROGRESS for other in said)
        return _Status(
            Implementation.IN_PROGRESS
            if under_way or has_done or numbers.achieved or _is_partial(numbers.progress)
            else None
        )
    others = {other.status for other in said if other.whole} - {Implementation.COMPLETED}
    if says_something_remains(told) or others or _is_partial(numbers.progress) or is_taken_back(claim.clause, told):
        return _Status(None, contradiction=True)
    return _Status(Implementation.COMPLETED, completed_on=day)


def _doubts(status: _Status, numbers: Figures, dates: Deadlines, *, torn: bool) -> tuple[str, ...]:
    found = (
        "contradiction" if status.contradiction else None,
        "forecast" if torn else None,
        numbers.unclear,
        dates.unclear,
    )
    return tuple(key for key in found if key)


def _asked(reading: Reading, told: tuple[Clause, ...], doubts: tuple[str, ...]) -> Reading:
    return replace(reading, question=_question(reading, told, doubts))


def _question(reading: Reading, told: tuple[Clause, ...], doubts: tuple[str, ...]) -> str | None:
    essential = reading.implementation or reading.forecast or reading.values or reading.new_end or reading.completed_on
    known = bool(essential) or reading.progress is not None or reading.unchanged
    if doubts and (doubts[0] not in _MINOR or not known):
        return doubts[0]
    if known:
        return None
    in_words = (reading.obstacles, reading.decisions_needed, reading.next_steps, reading.done, reading.evidence)
    told_something = any(in_words) or reading.goal_assessment
    return "status" if told_something else "vague" if told else "nothing"
