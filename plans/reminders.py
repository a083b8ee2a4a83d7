"""Decide who is written to, about which requests, and why: one short function per rule, gathered in `RULES`.

Pure: the moment and everything that is known arrive as arguments. What the messages say is in ``prompts/*/asking.toml``
and ``plans/cycle/messages.py``; that they are stored and sent at most once is the store's and the outbox's business.

A rule looks at one request on one day. A message covers every threshold crossed before it, so a missed run is made good
by one message, the latest. Source of the rules: "Asking" in ``docs/glossary.md``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from plans.cycle.asking import AskingRules
from plans.cycle.calendar import WorkingDays
from plans.cycle.contacts import Contacts
from plans.cycle.settings import RuleBook
from plans.model import Action, Dispatch, DispatchState, Draft, ReportingCycle, RequestState, UpdateRequest

_OPEN: Final = frozenset({RequestState.SENT, RequestState.IN_DIALOGUE, RequestState.RETURNED})
_LIVE: Final = _OPEN | {RequestState.PLANNED, RequestState.AWAITING_CONFIRMATION}
_URGENCY: Final = {"first": 0, "confirm": 1, "remind": 2}  # escalations differ by their step
ASKING: Final = ("first", "confirm", "remind", "returned")  # rules that write to whoever is to answer
ESCALATING: Final = ("escalate_near", "escalate_organisation", "escalate_coordinators")
DIGEST: Final = "digest"
INVITE: Final = "invite"  # to say who one is, before anything else can be said
GATHERED: Final = frozenset({"late", "not_mine", "expired", DIGEST})  # notices that wait (``plans/cycle/digest.py``)
# At most one of these a person a day.
UNASKED: Final = frozenset({"first", "confirm", "remind", *ESCALATING, "compiled", INVITE, *GATHERED})


@dataclass(frozen=True, slots=True)
class Case:
    """One request on one day, and what a rule needs to know about it."""

    request: UpdateRequest
    action: Action
    opens: date
    day: date
    rules: AskingRules
    contacts: Contacts
    draft: Draft | None
    asked: date | None  # the last day somebody was asked to answer it
    asked_by: frozenset[str]  # the rules that have done so
    escalated: frozenset[tuple[str, int]]  # who was told, at which step

    @property
    def first_day(self) -> date:
        """The day of the first question: when the cycle opens, or later where the request is due later."""
        return max(self.opens, self.rules.opens(self.request.due))

    def crossed(self, *thresholds: int) -> tuple[int, date] | None:
        """Return the last of these thresholds (working days from the due date) that has come, and its day."""
        return _crossed(self.rules.days, self.request.due, self.day, thresholds)


@dataclass(frozen=True, slots=True)
class Nudge:
    """What a rule wants: write to `to` about the case's request."""

    to: str
    rule: str
    step: int
    request: UpdateRequest


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message to one person about all their requests that are due for one."""

    to: str
    nrs: tuple[str, ...]
    rule: str
    step: str  # in days from the due date, "-3"; working days but for the first question
    at: datetime
    due: date  # the earliest of the requests'
    requests: tuple[str, ...]  # their ids


Rule = Callable[[Case], Iterator[Nudge]]


def first_question(case: Case) -> Iterator[Nudge]:
    """Ask when the cycle opens, or at once where a request was made later."""
    if case.request.state is RequestState.PLANNED and case.day >= case.first_day and (to := _asked_of(case)):
        yield Nudge(to, "first", -case.rules.opens_calendar_days, case.request)


def reminder(case: Case) -> Iterator[Nudge]:
    """Remind of what is unanswered at each threshold, some days apart except on the due day."""
    if case.request.state not in _OPEN or (crossed := case.crossed(*case.rules.reminders)) is None:
        return
    step, threshold = crossed
    covered = case.asked is not None and threshold <= case.asked
    far_enough = not covered and (_far_enough(case) or case.day == case.rules.days.shift(case.request.due, 0))
    if far_enough and (to := _asked_of(case)):
        yield Nudge(to, "remind", step, case.request)


def confirmation(case: Case) -> Iterator[Nudge]:
    """Remind once of a reading that was shown back and not confirmed."""
    if case.request.state is not RequestState.AWAITING_CONFIRMATION or case.draft is None or "confirm" in case.asked_by:
        return
    read_back = case.rules.today(case.draft.received_at)
    if case.day >= case.rules.days.shift(read_back, case.rules.confirm_after):
        yield Nudge(case.draft.author, "confirm", case.rules.confirm_after, case.request)


def to_those_near(case: Case) -> Iterator[Nudge]:
    """Tell the substitute and the contributors."""
    yield from _escalate(case, "escalate_near", case.rules.escalate_near, _near)


def to_the_organisation(case: Case) -> Iterator[Nudge]:
    """Tell the accountable organisation's contact."""
    yield from _escalate(case, "escalate_organisation", case.rules.escalate_organisation, _organisation)


def to_the_coordinators(case: Case) -> Iterator[Nudge]:
    """Put it on the coordinators' list, which shows counts."""
    yield from _escalate(case, "escalate_coordinators", case.rules.escalate_coordinators, _coordinators)


RULES: Final[tuple[Rule, ...]] = (
    first_question,
    confirmation,
    reminder,
    to_those_near,
    to_the_organisation,
    to_the_coordinators,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known of one cycle when its reminders are computed."""

    cycle: ReportingCycle
    requests: tuple[UpdateRequest, ...]
    actions: tuple[Action, ...]
    contacts: Contacts
    drafts: tuple[Draft, ...]
    dispatches: tuple[Dispatch, ...]  # the cycle's
    book: RuleBook | None = None  # the settings of single requests; None: all follow the cycle's
    recent: tuple[Dispatch, ...] = ()  # every cycle's, at least those of today


def due(situation: Situation, rules: AskingRules, now: datetime) -> tuple[Reminder, ...]:
    """Return what is due at the next sending time from `now` on (aware), one reminder a person, in the order of names.

    Empty before the cycle opens and after its cut-off, for those the person who was written to that day, and for what
    is answered.
    """
    at = rules.hours.next_sending(now)
    day = rules.today(at)
    if not situation.cycle.opens <= day <= situation.cycle.cut_off:
        return ()
    nudges: dict[str, list[Nudge]] = defaultdict(list)
    for case in cases(situation, rules, day):
        for nudge in _wanted(case):
            nudges[nudge.to].append(nudge)
    written = _written_to(situation, rules, day)
    foremost = {to: _foremost(nudges[to]) for to in sorted(nudges) if to not in written}
    return tuple(_together(chosen, at) for chosen in _in_order(nudges.values(), foremost) if chosen)


def _wanted(case: Case) -> Iterator[Nudge]:
    for rule in RULES:
        yield from rule(case)


def cases(situation: Situation, rules: AskingRules, day: date) -> Iterator[Case]:
    """Yield each request that may still be asked about, with what the rules look at on a day."""
    actions = {action.nr: action for action in situation.actions}
    drafts = {draft.request_id: draft for draft in situation.drafts}
    sent = _sent_by_nr(situation.dispatches)
    contacts = situation.contacts.on(day)
    for request in situation.requests:
        if request.state not in _LIVE or request.nr not in actions:
            continue
        about = [dispatch for dispatch in sent.get(request.nr, ()) if dispatch.at >= request.created_at]
        asking = [dispatch for dispatch in about if dispatch.rule in ASKING]
        action = actions[request.nr]
        its = situation.book.of_request(request.year, request.nr, action.scope) if situation.book else rules
        yield Case(
            request=request,
            action=action,
            opens=situation.cycle.opens,
            day=day,
            rules=its,
            contacts=contacts,
            draft=drafts.get(request.id),
            asked=rules.today(max(dispatch.at for dispatch in asking)) if asking else None,
            asked_by=frozenset(dispatch.rule for dispatch in asking),
            escalated=frozenset((d.to, int(d.step)) for d in about if d.rule in ESCALATING),
        )


@lru_cache(4096)  # every question of a cycle asks the same few, several times
def _crossed(days: WorkingDays, due: date, day: date, thresholds: tuple[int, ...]) -> tuple[int, date] | None:
    shifted = ((count, days.shift(due, count)) for count in thresholds)
    return max((found for found in shifted if found[1] <= day), default=None, key=lambda found: found[1])


def _sent_by_nr(dispatches: Iterable[Dispatch]) -> dict[str, list[Dispatch]]:
    by_nr: dict[str, list[Dispatch]] = defaultdict(list)
    for dispatch in dispatches:
        if dispatch.state is not DispatchState.CANCELLED:
            for nr in dispatch.nrs:
                by_nr[nr].append(dispatch)
    return by_nr


def _asked_of(case: Case) -> str | None:
    """Return who is written to: the addressee, the substitute of one who is away past the due date, or nobody yet."""
    if case.request.addressee is None or (case.request.snoozed_until or case.day) > case.day:
        return None
    return case.contacts.answering(case.request.addressee, case.request.due)


def _far_enough(case: Case) -> bool:
    return case.asked is None or (case.day - case.asked).days >= case.rules.apart_calendar_days


def _near(case: Case) -> Iterable[str]:
    return case.contacts.near(case.request, case.action)


def _organisation(case: Case) -> Iterable[str]:
    contact = case.contacts.of_organisation(case.action.accountable)
    return (contact,) if contact else ()


def _coordinators(case: Case) -> Iterable[str]:
    return case.contacts.coordinators


def _escalate(case: Case, rule: str, step: int, recipients: Callable[[Case], Iterable[str]]) -> Iterator[Nudge]:
    unanswered = _OPEN | {RequestState.AWAITING_CONFIRMATION} if rule == "escalate_coordinators" else _OPEN
    if case.request.state not in unanswered or case.crossed(step) is None:
        return
    for to in recipients(case):
        told = any(person == to and earlier >= step for person, earlier in case.escalated)
        if not told and to != case.request.addressee:
            yield Nudge(to, rule, step, case.request)


def _written_to(situation: Situation, rules: AskingRules, day: date) -> frozenset[str]:
    dispatches = (*situation.dispatches, *situation.recent)
    begins, ends = rules.bounds(day)
    return frozenset(found.to for found in dispatches if begins <= found.at < ends and takes_the_day(found))


def takes_the_day(dispatch: Dispatch) -> bool:
    """Tell whether a message is the one of its day; notices that have not gone out yet give way to another."""
    if dispatch.rule not in UNASKED or dispatch.state is DispatchState.CANCELLED:
        return False
    return dispatch.rule not in GATHERED or dispatch.state is not DispatchState.QUEUED


def _foremost(nudges: list[Nudge]) -> list[Nudge]:
    """Return what one person is told today; the rest is for another day.

    A message says one thing, so that its words are true of every action in it. What concerns the person's own answers
    goes before others', and of the escalations the first step.
    """
    own = [nudge for nudge in nudges if nudge.rule in ASKING]
    if own:
        rule = max(own, key=lambda nudge: _URGENCY[nudge.rule]).rule
        return [nudge for nudge in own if nudge.rule == rule]
    steps = _last_steps(nudges)
    rule = min(steps, key=lambda nudge: nudge.step).rule
    return [nudge for nudge in steps if nudge.rule == rule]


def _last_steps(nudges: Iterable[Nudge]) -> list[Nudge]:
    """Return the escalations among what one person should be told, of each request only the last step."""
    escalations = sorted((each for each in nudges if each.rule in ESCALATING), key=lambda nudge: nudge.step)
    return list({nudge.request.id: nudge for nudge in escalations}.values())


def _in_order(wanted: Iterable[list[Nudge]], foremost: dict[str, list[Nudge]]) -> Iterator[list[Nudge]]:
    """Leave out an escalation while somebody of an earlier step is yet to be told, so that each step comes in turn."""
    each = [nudge for nudges in wanted for nudge in _last_steps(nudges)]
    waiting: set[str] = set()  # requests about which somebody is told another day
    for rule in ESCALATING:
        going = set()
        for to, nudges in foremost.items():
            if nudges and nudges[0].rule == rule:
                foremost[to] = [nudge for nudge in nudges if nudge.request.id not in waiting]
                going |= {(to, nudge.request.id) for nudge in foremost[to]}
        waiting |= {n.request.id for n in each if n.rule == rule and (n.to, n.request.id) not in going}
    yield from foremost.values()


def _together(chosen: list[Nudge], at: datetime) -> Reminder:
    """Make one message of what one person is told."""
    leading = max(chosen, key=lambda nudge: nudge.step)
    requests = list(dict.fromkeys(nudge.request for nudge in chosen))
    return Reminder(
        to=leading.to,
        nrs=tuple(request.nr for request in requests),
        rule=leading.rule,
        step=f"{leading.step:+d}" if leading.step else "0",
        at=at,
        due=min(request.due for request in requests),
        requests=tuple(request.id for request in requests),
    )
