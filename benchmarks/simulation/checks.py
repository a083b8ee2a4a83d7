"""The rules of asking once more, as checks of a story: each yields one line for everything it looked at.

A line is empty where the rule was kept and otherwise says how it was broken. Source: "Asking" in the follow-up's terms
(``docs/glossary.md``, ``plans/reminders.py`` says what is asked; this file does not import it).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from benchmarks.simulation.story import FAR, ZONE, Letter, Offer, Question, Story, is_worked, shifted
from benchmarks.simulation.world import COORDINATORS

ASKING: Final = frozenset({"first", "remind", "confirm"})
ESCALATING: Final = ("escalate_near", "escalate_organisation", "escalate_coordinators")
UNASKED: Final = ASKING | {*ESCALATING, "compiled", "late", "not_mine", "expired", "digest"}
_EARLIEST: Final = {"remind": -10, "escalate_near": 5, "escalate_organisation": 8, "escalate_coordinators": 10}
_FIRST: Final = timedelta(days=28)  # before the due date
# Days with a whole look that a question may wait for its turn. Each person gets one message a day, and reminders of
# what they have been asked go before a question that has just become theirs: those of three days before, of the due day
# and of three days after are 3 such days where the program has stood still on the days between them.
_PATIENCE: Final = 3
_ENDED: Final = frozenset({"submitted", "accepted", "frozen", "no_response"})
_GONE: Final = frozenset({"reassigned", "cancelled"})
_RUNNING: Final = frozenset({"draft", "scheduled", "open", "grace"})

Check = Callable[[Story], Iterator[str]]


def in_working_time(story: Story) -> Iterator[str]:
    """Nothing that nobody asked for goes out at night, on a weekend or on a day off."""
    for letter in _unasked(story):
        local = letter.shown.astimezone(ZONE)
        open_now = time(8, 30) <= local.time() <= time(16, 30)
        yield (
            "" if open_now and is_worked(local.date()) else f"{letter.rule} to {letter.to} at {local:%a %Y-%m-%d %H:%M}"
        )


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
            kept = (later - earlier).days >= 5 or later == shifted(story.dues[question], 0)  # noqa: PLR2004
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


def asked_rightly(story: Story) -> Iterator[str]:
    """A question goes to whoever is to answer it: not the one it was taken from, nobody away, and the substitute."""
    for letter in story.letters:
        for nr in letter.nrs if letter.rule in {"first", "remind"} else ():
            question = (letter.year, nr)
            owner = story.owner(question, letter.at)
            right = owner and story.answering(owner, letter.day, story.dues[question], letter.at)
            kept = letter.to == right
            yield "" if kept else f"{letter.rule} about {nr} to {letter.to} at {letter.at}: {owner}'s, so {right}"


def told_rightly(story: Story) -> Iterator[str]:
    """An escalation goes to substitutes and contributors, then to the organisation's lead, then to the coordinators."""
    for letter in story.letters:
        for nr in letter.nrs if letter.rule in ESCALATING else ():
            owner = story.owner((letter.year, nr), letter.at)
            kept = letter.to != owner and letter.to in _concerned(story, letter, nr, owner)
            yield "" if kept else f"{letter.rule} about {nr}, which is {owner}'s, to {letter.to} at {letter.at}"


def _concerned(story: Story, letter: Letter, nr: str, owner: str | None) -> set[str | None]:
    action = story.plan[nr]
    if letter.rule == "escalate_coordinators":
        return {*COORDINATORS}
    if letter.rule == "escalate_organisation":
        return {story.leads.get(action.accountable or "")}
    first = story.away(owner or "", letter.day, letter.at)
    second = story.away((first and first.substitute) or "", letter.day, letter.at)
    contributors = {story.leads.get(each) for each in action.contributors}
    return contributors | {away.substitute for away in (first, second) if away}


def not_too_early(story: Story) -> Iterator[str]:
    """Reminders and escalations wait for their working day, counted from the due date."""
    for letter in story.letters:
        for nr in letter.nrs if letter.rule in _EARLIEST else ():
            earliest = shifted(story.dues[letter.year, nr], _EARLIEST[letter.rule])
            yield "" if letter.day >= earliest else f"{letter.rule} about {nr} on {letter.day}, before {earliest}"


def everyone_is_asked(story: Story) -> Iterator[str]:
    """What has come due is asked within a few days on which the program looked and sent, whatever came in between."""
    tried = defaultdict(list)
    for letter in story.tried:
        for nr in letter.nrs if letter.rule in {*ASKING, "returned"} else ():
            tried[letter.year, nr].append(letter.at)
    days = [_Day.of(day) for day in sorted(story.awake)]
    promises = {(each.question, each.answered) for each in story.offers if each.accepted}
    for question, owners in story.owners.items():
        first, last = story.dues[question] - _FIRST, story.cut_offs[question[0]]
        its_days = [each for each in days if first <= each.day <= last]
        ends = [*(since for since, _ in owners[1:]), FAR]
        for (since, owner), until in zip(owners, ends, strict=True):
            held = _Held(question, owner, since, until, promised=(question, since) in promises)
            yield _left_waiting(story, held, tried[question], its_days)


class _Day(NamedTuple):
    """A day on which the program both looked and sent."""

    day: date
    morning: datetime
    evening: datetime

    @classmethod
    def of(cls, day: date) -> "_Day":
        """Return a day with its beginning and its end."""
        return cls(day, *(datetime.combine(day, clock, tzinfo=ZONE) for clock in (time(), time(23, 59))))


@dataclass(frozen=True, slots=True)
class _Held:
    """A question while it was one person's; `promised` where it came by an offer that was accepted."""

    question: Question
    owner: str
    since: datetime
    until: datetime
    promised: bool


def _left_waiting(story: Story, held: _Held, tried: list[datetime], days: list[_Day]) -> str:
    """Return how a question was left without being asked while it was one person's; empty where it was not.

    `days` are those between the first question and the cut-off, `tried` the times at which somebody was asked.
    """
    question, owner, since = held.question, held.owner, held.since
    spoken = [*story.replies.get(question, ()), *story.answers.get(question, ()), story.over.get(question, FAR)]
    until = min([held.until, *(at for at in spoken if at >= since)])
    asked = [at for at in tried if since <= at]
    due = story.dues[question]
    missed = 0
    for day, morning, evening in days:
        if not since < morning or evening >= until:
            continue
        steps = [step for count in (-10, -3, 0, 3) if (step := shifted(due, count)) <= day]
        last = max((at.astimezone(ZONE).date() for at in asked if at < morning), default=None)
        ripe = last < max(steps) if steps and last else last is None and (bool(steps) or not held.promised)
        rests = last is not None and (day - last).days < 5  # noqa: PLR2004 - as the rule has it
        put_off = any(since <= each.at and day < each.until for each in story.snoozes.get(question, ()))
        nobody = not all(story.answering(owner, day, due, at) for at in (morning, evening))
        asked_today = any(morning <= at <= evening for at in asked)
        missed += ripe and not (rests or put_off or nobody)
        if asked_today or not ripe:
            missed = 0
        if missed > _PATIENCE:
            return f"{question}, {owner}'s since {since:%Y-%m-%d}, was not asked by {day}, last {last}"
    return ""


def offers_fall(story: Story) -> Iterator[str]:
    """An offer that nobody answers in five working days falls: it cannot be taken up, and the giver hears of it."""
    for offer in story.offers:
        year, nr = offer.question
        if offer.answered and offer.accepted is None:  # one of the two has left
            continue
        last = shifted(offer.at.astimezone(ZONE).date(), 5)
        ended = min([offer.answered or FAR, story.over.get(offer.question, FAR), *_answers_since(story, offer)])
        days = [day for day in story.awake if last < day <= story.cut_offs[year]]
        days = [day for day in days if datetime.combine(day, time(23, 59), tzinfo=ZONE) < ended]
        told = [each for each in story.tried if each.to == offer.giver and each.at > offer.at and nr in each.nrs]
        heard = any(each.rule in {"expired", "digest"} or each.step == "expired" for each in told)
        if days and offer.accepted:
            yield f"{nr} was taken over by {offer.receiver} at {offer.answered}, offered {offer.at}"
        else:
            yield f"{offer.giver} never heard of {nr}" if len(days) > _PATIENCE and not heard else ""


def _answers_since(story: Story, offer: Offer) -> list[datetime]:
    return [at for at in story.answers.get(offer.question, ()) if at >= offer.at]


def in_order(story: Story) -> Iterator[str]:
    """The coordinators hear of silence no earlier than the organisation, which hears no earlier than contributors.

    A substitute may come late: the absence may have been told of after that.
    """
    told: dict[tuple[Question, int], dict[str, date]] = defaultdict(dict)
    substitutes = {away.substitute for aways in story.aways.values() for away in aways}
    for letter in story.letters:
        near = letter.rule == "escalate_near" and letter.to in substitutes
        for nr in letter.nrs if letter.rule in ESCALATING and not near else ():
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
    asked_rightly,
    told_rightly,
    not_too_early,
    everyone_is_asked,
    offers_fall,
    in_order,
    rests_when_put_off,
    every_request_ends,
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
