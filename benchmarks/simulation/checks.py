"""The rules of asking once more, as checks of a story: each yields one line for everything it looked at.

A line is empty where the rule was kept and otherwise says how it was broken. Source: "Asking" in the follow-up's terms
(``docs/glossary.md``, ``plans/reminders.py`` says what is asked; this file does not import it).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Final

from benchmarks.simulation.story import DAYS_OFF, FAR, ZONE, Letter, Question, Story

ASKING: Final = frozenset({"first", "remind", "confirm"})
ESCALATING: Final = ("escalate_near", "escalate_organisation", "escalate_coordinators")
UNASKED: Final = ASKING | {*ESCALATING, "compiled"}
_ENDED: Final = frozenset({"submitted", "accepted", "frozen", "no_response"})
_GONE: Final = frozenset({"reassigned", "cancelled"})
_RUNNING: Final = frozenset({"draft", "scheduled", "open", "grace"})

Check = Callable[[Story], Iterator[str]]


def in_working_time(story: Story) -> Iterator[str]:
    """Nothing that nobody asked for goes out at night, on a weekend or on a day off."""
    for letter in _unasked(story):
        local = letter.shown.astimezone(ZONE)
        open_now = time(8, 30) <= local.time() <= time(16, 30)
        kept = open_now and local.weekday() < 5 and local.date() not in DAYS_OFF  # noqa: PLR2004 - Saturday
        yield "" if kept else f"{letter.rule} to {letter.to} at {local:%a %Y-%m-%d %H:%M}"


def once_a_day(story: Story) -> Iterator[str]:
    """Nobody gets two messages a day that they did not ask for."""
    for (to, day), many in Counter((letter.to, letter.day) for letter in _unasked(story)).items():
        yield "" if many == 1 else f"{many} messages to {to} on {day}"


def never_twice(story: Story) -> Iterator[str]:
    """The same reminder is sent once, and so is an escalation to each who gets one."""
    seen = Counter(
        (letter.year, nr, story.turn((letter.year, nr), letter.at), letter.to, letter.rule, letter.step)
        for letter in _unasked(story)
        for nr in letter.nrs
        if letter.rule in (*ASKING, *ESCALATING)
    )
    for key, many in seen.items():
        yield "" if many == 1 else f"{many} times {key}"


def days_apart(story: Story) -> Iterator[str]:
    """Two reminders about one question are five days apart, except on the due day."""
    by_question = defaultdict(list)
    for letter in story.letters:
        for nr in letter.nrs if letter.rule in {"first", "remind"} else ():
            question = (letter.year, nr)
            by_question[question, letter.to, story.turn(question, letter.at)].append(letter.day)
    for (question, to, _), days in by_question.items():
        for earlier, later in pairwise(sorted(days)):
            kept = (later - earlier).days >= 5 or later == _last_working_day(story.dues[question])  # noqa: PLR2004
            yield "" if kept else f"{question} to {to} on {earlier} and {later}"


def not_when_answered(story: Story) -> Iterator[str]:
    """Nothing is sent about a question that has its answer."""
    for letter in _unasked(story):
        for nr in letter.nrs if letter.rule in (*ASKING, *ESCALATING) else ():
            answered = story.answered((letter.year, nr), letter.at)
            yield f"{letter.rule} about {nr} to {letter.to} at {letter.at}" if answered else ""


def not_when_over(story: Story) -> Iterator[str]:
    """Nothing is sent about an action that has been completed or taken out of the plan."""
    for letter in _unasked(story):
        for nr in letter.nrs if letter.rule in (*ASKING, *ESCALATING) else ():
            over = story.over.get((letter.year, nr), FAR) < letter.at
            yield f"{letter.rule} about {nr} to {letter.to} at {letter.at}" if over else ""


def not_to_the_released(story: Story) -> Iterator[str]:
    """Whoever is no longer asked about an action gets no more questions about it."""
    for letter in story.letters:
        for nr in letter.nrs if letter.rule in {"first", "remind"} else ():
            turns = [turn for turn in story.turns.get((letter.year, nr), ()) if turn.why == "moved"]
            past = [turn for turn in turns if turn.at <= letter.at]
            now = past[-1].to if past else letter.to
            substitutes = {away.substitute for away in story.aways.get(now or "", ())}
            second = {away.substitute for each in substitutes for away in story.aways.get(each or "", ())}
            kept = now is None or letter.to in {now} | substitutes | second
            yield "" if kept else f"{letter.rule} about {nr} to {letter.to} at {letter.at}, it is {now}'s"


def not_while_away(story: Story) -> Iterator[str]:
    """Nobody is asked while away who is back before the due date."""
    for letter in story.letters:
        for nr in letter.nrs if letter.rule in {"first", "remind"} else ():
            due = story.dues[letter.year, nr]
            away = [each for each in story.aways.get(letter.to, ()) if each.told < letter.at]
            rests = any(each.first <= letter.day <= each.last < due for each in away)
            yield f"{letter.to} about {nr} on {letter.day}" if rests else ""


def in_order(story: Story) -> Iterator[str]:
    """The coordinators hear of silence no earlier than the organisation, which hears no earlier than those near."""
    told: dict[tuple[Question, int], dict[str, date]] = defaultdict(dict)
    for letter in story.letters:
        for nr in letter.nrs if letter.rule in ESCALATING else ():
            question = (letter.year, nr)
            told[question, story.turn(question, letter.at)].setdefault(letter.rule, letter.day)
    for (question, _), days in told.items():
        found = [days[rule] for rule in ESCALATING if rule in days]
        yield "" if found == sorted(found) else f"{question}: {days}"


def rests_when_put_off(story: Story) -> Iterator[str]:
    """A question that was put off rests until its day, which is the due date at the latest; twice at most."""
    for question, snoozes in story.snoozes.items():
        many = Counter(story.turn(question, snooze.at) for snooze in snoozes)
        yield "" if max(many.values()) <= 2 else f"{question} put off {many} times"  # noqa: PLR2004 - as the rule has it
        for snooze in snoozes:
            late = snooze.until > story.dues[question]
            yield f"{question} put off to {snooze.until}, past its due date" if late else ""
    for letter in story.letters:
        for nr in letter.nrs if letter.rule in {"first", "remind"} else ():
            question = (letter.year, nr)
            turn = story.turn(question, letter.at)
            put_off = [
                s for s in story.snoozes.get(question, ()) if s.at < letter.at and story.turn(question, s.at) == turn
            ]
            yield f"{question} on {letter.day}" if put_off and letter.day < put_off[-1].until else ""


def every_request_ends(story: Story) -> Iterator[str]:
    """Every action asked about has one request in the end, and it is in a state that is an end."""
    ended = {cycle.year for cycle in story.cycles if cycle.state.value not in _RUNNING}
    approved = {cycle.year for cycle in story.cycles if cycle.state.value in {"approved", "presented", "archived"}}
    by_question = defaultdict(list)
    for request in story.requests:
        by_question[request.year, request.nr].append(request)
    for question in story.dues:
        requests = by_question[question]
        live = [request for request in requests if request.state.value not in _GONE]
        if not live:
            reasons = {request.reason for request in requests if request.state.value == "cancelled"}
            yield "" if reasons & {"absence", "over", "gone"} else f"{question} has no request"
        elif len(live) > 1:
            yield f"{question} has {len(live)} requests"
        else:
            asked_for_more = live[0].answered_at is not None and question[0] not in approved
            final = question[0] not in ended or live[0].state.value in _ENDED or asked_for_more
            yield "" if final else f"{question} ended as {live[0].state.value}"


def nobody_silent_was_never_asked(story: Story) -> Iterator[str]:
    """A question that ended without an answer was asked of somebody."""
    asked = {(letter.year, nr) for letter in story.letters if letter.rule in ASKING for nr in letter.nrs}
    for request in story.requests:
        if request.state.value == "no_response":
            excused = request.addressee is None or bool(story.aways.get(request.addressee))
            excused = excused or bool(story.turns.get((request.year, request.nr)))
            cut_off = next(cycle.cut_off for cycle in story.cycles if cycle.year == request.year)
            since = request.created_at.astimezone(ZONE).date()
            excused = excused or not any(since < day <= cut_off for day in story.awake)
            kept = (request.year, request.nr) in asked or excused
            yield "" if kept else f"{request.year} {request.nr} was never asked of {request.addressee}"


def every_answer_is_kept(story: Story) -> Iterator[str]:
    """Every confirmed answer is a status update, no more and no fewer, and its request says so."""
    kept = Counter((update.year, update.nr) for update in story.updates)
    for question, given in story.answers.items():
        yield "" if kept[question] == len(given) else f"{question}: {len(given)} answers, {kept[question]} kept"
    for request in story.requests:
        answered = bool(story.answers.get((request.year, request.nr)))
        if request.state.value not in _GONE:
            same = answered == (request.answered_at is not None)
            yield "" if same else f"{request.year} {request.nr}: answered {answered}, stored {request.answered_at}"


def one_live_request_each_day(story: Story) -> Iterator[str]:
    """On every day that was looked at, each action in an open cycle had one live request."""
    yield from story.lost
    for _ in range(story.looked - len(story.lost)):
        yield ""


CHECKS: Final[tuple[Check, ...]] = (
    in_working_time,
    once_a_day,
    never_twice,
    days_apart,
    not_when_answered,
    not_when_over,
    not_to_the_released,
    not_while_away,
    in_order,
    rests_when_put_off,
    every_request_ends,
    nobody_silent_was_never_asked,
    every_answer_is_kept,
    one_live_request_each_day,
)


def breaches(story: Story) -> tuple[int, dict[str, list[str]]]:
    """Return how much was looked at, and what was found broken by each check that found something."""
    looked, found = 0, {}
    for check in CHECKS:
        lines = list(check(story))
        looked += len(lines)
        if broken := [line for line in lines if line]:
            found[check.__name__] = broken
    return looked, found


def _unasked(story: Story) -> Iterator[Letter]:
    return (letter for letter in story.letters if letter.rule in UNASKED)


def _last_working_day(day: date) -> date:
    while day.weekday() >= 5 or day in DAYS_OFF:  # noqa: PLR2004 - Saturday
        day -= timedelta(days=1)
    return day
