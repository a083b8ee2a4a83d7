"""What people do in a simulation: they answer, or not, put off, hand over, fall ill, change the plan and leave."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from benchmarks.simulation.story import ZONE, Away, Offer, Question, Snooze, Turn, shifted
from benchmarks.simulation.world import COORDINATORS, addresses, made
from plans.cycle.plan_edits import Edit
from plans.model import Absence, Action, CycleState, Implementation, Reading, RequestState, UpdateRequest
from plans.refusals import PlanRefusal
from plans.stores.base import Ledger

if TYPE_CHECKING:
    from benchmarks.simulation.playing import World

PROGRESS: Final = Reading(language="sv", implementation=Implementation.IN_PROGRESS)
UNCLEAR: Final = Reading(language="sv", question="status")
DONE: Final = Reading(language="sv", implementation=Implementation.COMPLETED)
_CLOSED: Final = frozenset({RequestState.REASSIGNED, RequestState.CANCELLED})
_TEMPERS: Final = ((0.12, 0.12), (0.04, 0.1), (0.01, 0.15), (0.0, 0.0))  # how likely to act a day, before and after due


class Accidents:
    """What people do on a day; the story learns of everything that the program did not refuse."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self._dice = world.dice
        self._story = world.story
        self._followup = world.followup
        self._owners = addresses(world.size)
        self._tempers = {owner: self._dice.choice(_TEMPERS) for owner in self._owners}
        self._opened: dict[int, date] = {}
        self._finished: set[int] = set()
        self._said: dict[str, Reading] = {}  # the last that an owner confirmed, by action
        self._number = world.size.actions
        self._plan = self._story.plan
        self._offers = self._story.offers
        self._promised: set[tuple[int, str, str | None]] = set()  # by whom a question will be answered

    def has_opened(self, year: int) -> bool:
        """Tell whether the year's cycle has been opened."""
        return year in self._opened

    def open_round(self, year: int, due: date) -> None:
        """Open a year's cycle, and see that everything that is not over is asked about."""
        self._opened[year] = due
        self._followup.open_cycle(year, due, self._world.shown, COORDINATORS[0])
        with self._world.store.reading() as ledger:
            requests = ledger.cycles.requests(year)
        self._story.dues |= {(year, request.nr): due for request in requests}
        self._story.cut_offs[year] = shifted(due, 10)
        expected = {each.nr for each in self._plan.values() if not self._is_over(each)}
        for nr in expected:
            self._owned((year, nr), self._asked_first(self._plan[nr]))
        self._story.looked += len(expected)
        if wrong := expected ^ {request.nr for request in requests}:
            self._story.lost.append(f"{year} is opened with or without {sorted(wrong)}")

    def _asked_first(self, action: Action, *, but: str | None = None) -> str:
        """Return whom the plan says to ask: the reporter, else the organisation's lead, else a coordinator."""
        reporter = None if but else action.reporter
        lead = self._story.leads.get(action.accountable or "")
        return next(each for each in (reporter, lead, *COORDINATORS) if each and each != but)

    def _owned(self, question: Question, who: str) -> None:
        self._story.owners[question].append((self._world.now, who))

    def _is_over(self, action: Action) -> bool:
        if action.implementation is Implementation.DISCONTINUED:
            return True
        said = self._said.get(action.nr)
        return said is DONE if said is not None else action.is_over

    def of(self, day: date) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """Yield what people do on a day, each at its time between morning and night."""
        with self._world.store.reading() as ledger:
            running = [
                cycle for cycle in ledger.cycles.all() if cycle.opens <= day <= cycle.cut_off + timedelta(days=10)
            ]
            requests = {cycle: ledger.cycles.requests(cycle.year) for cycle in running}
        yield from self._report(day)
        morning = datetime(day.year, day.month, day.day, 6, tzinfo=ZONE).astimezone(UTC)
        for cycle, found in requests.items():
            self._look(cycle.year, cycle.state, found)
            for request in found:
                if self._acts(request, day):
                    moment = morning + timedelta(hours=self._dice.uniform(0, 17))
                    yield moment, partial(self._act, request, day)

    def _report(self, day: date) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """Yield that the coordinators approve, present and archive the report some weeks after the cut-off."""
        for year, due in self._opened.items():
            if year not in self._finished and day > due + timedelta(days=40):
                yield datetime(day.year, day.month, day.day, 10, tzinfo=ZONE).astimezone(UTC), partial(self._end, year)

    def _end(self, year: int) -> None:
        self._finished.add(year)
        for step in (self._followup.approve, self._followup.present, self._followup.archive):
            step(year, self._world.shown, COORDINATORS[0])
        self._story.counted["reports approved, presented and archived"] += 1

    def _acts(self, request: UpdateRequest, day: date) -> bool:
        if request.state in _CLOSED or request.state is RequestState.PLANNED:
            return False
        if request.answered_at and request.state is not RequestState.RETURNED:
            return self._dice.random() < 0.004  # noqa: PLR2004 - a correction, or what a coordinator says
        before, after = self._tempers.get(request.addressee or "", (0.05, 0.05))
        return self._dice.random() < (before if day <= request.due else after)

    def _act(self, request: UpdateRequest, day: date, *, evenly: bool = False) -> None:
        answered = request.answered_at is not None and request.state is not RequestState.RETURNED
        choices = _AFTERWARDS if answered else _BEFORE
        more = self._world.size.hazards.absences
        weights = [1 if evenly else weight * more if act is Accidents.be_away else weight for act, weight in choices]
        (chosen,) = self._dice.choices([act for act, _ in choices], weights)
        name = chosen.__name__.strip("_").replace("_", " ")
        try:
            chosen(self, request, day)
        except PlanRefusal as refusal:
            self._story.counted[f"refused: {refusal.code}"] += 1
        else:
            self._story.counted[name] += 1

    def _look(self, year: int, state: CycleState, requests: tuple[UpdateRequest, ...]) -> None:
        if state not in {CycleState.OPEN, CycleState.GRACE}:
            return
        live: dict[Question, int] = defaultdict(int)
        for request in requests:
            live[year, request.nr] += request.state not in _CLOSED
        for question in self._story.dues:
            if question[0] == year and question not in self._story.over:
                self._story.looked += 1
                if live[question] != 1:
                    self._story.lost.append(f"{question} has {live[question]} live requests at {self._world.now}")

    # What one person may do about one request.

    def answer(self, request: UpdateRequest, _: date, reading: Reading = PROGRESS) -> None:
        author = request.addressee or COORDINATORS[1]
        self._replied(request, "Det pågår", author, reading)
        update = self._followup.confirm(request.nr, author, self._world.shown)
        self._story.answers[update.year, update.nr].append(self._world.now)
        self._said[update.nr] = reading

    def answer_that_it_is_done(self, request: UpdateRequest, day: date) -> None:
        self.answer(request, day, DONE)

    def answer_unclearly(self, request: UpdateRequest, _: date) -> None:
        self._replied(request, "Det rullar", request.addressee or "", UNCLEAR)

    def answer_without_confirming(self, request: UpdateRequest, _: date) -> None:
        self._replied(request, "Det pågår", request.addressee or "", PROGRESS)

    def _replied(self, request: UpdateRequest, text: str, author: str, reading: Reading) -> None:
        self._followup.take_reply(request.nr, text, author, reading, self._world.shown)
        self._story.replies[request.year, request.nr].append(self._world.now)

    def say_that_it_is_not_mine(self, request: UpdateRequest, _: date) -> None:
        author = request.addressee or ""
        self._followup.not_mine(request.nr, author, self._world.shown)
        self._moved((request.year, request.nr), self._asked_first(self._plan[request.nr], but=author))

    def put_off(self, request: UpdateRequest, day: date) -> None:
        until = day + timedelta(days=self._dice.randint(1, 14))
        author = request.addressee or ""
        self._followup.snooze(request.nr, author, until, self._world.shown)
        question = (request.year, request.nr)
        self._story.snoozes[question].append(Snooze(self._world.now, question, author, until))

    def offer_to_a_colleague(self, request: UpdateRequest, _: date) -> None:
        receiver = self._dice.choice(self._owners)
        offered = self._followup.delegate(request.nr, request.addressee or "", receiver, self._world.shown)
        question = (request.year, request.nr)
        known = {each.id: each for each in self._offers}
        offer = known.get(offered.id)
        if offer is None:
            offer = Offer(offered.id, self._world.now, question, request.addressee or "", receiver)
            self._offers.append(offer)
        if self._dice.random() < 0.6:  # noqa: PLR2004 - the others answer late, or never
            self._answer_offer(offer)

    def answer_an_offer(self, request: UpdateRequest, _: date) -> None:
        waiting = [each for each in self._offers if each.accepted is None and each.question[1] == request.nr]
        if waiting:
            self._answer_offer(waiting[-1])

    def _answer_offer(self, offer: Offer) -> None:
        accept = self._dice.random() < 0.6  # noqa: PLR2004 - most accept
        year, nr = offer.question
        self._followup.answer_delegation(nr, offer.receiver, self._world.shown, accept=accept)
        offer.accepted, offer.answered = accept, self._world.now
        if accept:
            self._moved(offer.question, offer.receiver)
            self._promised.add((year, nr, offer.receiver))

    def be_away(self, request: UpdateRequest, day: date) -> None:
        first = day + timedelta(days=self._dice.randint(0, 10))
        substitute = self._dice.choice((None, self._dice.choice(self._owners)))
        last = first + timedelta(days=self._dice.randint(1, 40))
        address = request.addressee or self._owners[0]
        absence = Absence(address=address, first=first, last=last, substitute=substitute)
        self._followup.away(absence, self._world.shown, address)
        self._story.aways[address].append(Away(self._world.now, address, first, last, substitute))

    def move_to_somebody_else(self, request: UpdateRequest, _: date) -> None:
        receiver = self._dice.choice(self._owners)
        self._followup.reassign(request.nr, receiver, COORDINATORS[0], self._world.shown)
        self._moved((request.year, request.nr), receiver)

    def ask_for_more(self, request: UpdateRequest, _: date) -> None:
        returned = self._followup.return_for_more(request.nr, COORDINATORS[2], "Vad gav det?", self._world.shown)
        turn = Turn(self._world.now, returned.addressee, "returned")
        self._story.turns[returned.year, returned.nr].append(turn)

    def accept(self, request: UpdateRequest, _: date) -> None:
        self._followup.accept(request.nr, COORDINATORS[1], self._world.shown)

    def leave(self, request: UpdateRequest, _: date) -> None:
        address, to = request.addressee or "", self._dice.choice(self._owners)
        asked = [
            question
            for question, owners in self._story.owners.items()
            if owners[-1][1] == address and not self._is_settled(question)
        ]
        self._followup.leave(address, to, self._world.shown, COORDINATORS[0])
        self._tempers[to] = _TEMPERS[0]
        self._plan |= {nr: replace(a, reporter=to) for nr, a in self._plan.items() if a.reporter == address}
        for question in asked:
            self._moved(question, to)
        for offer in self._offers:
            if offer.accepted is None and address in {offer.giver, offer.receiver}:
                offer.answered = self._world.now
        for away in [each for told in self._story.aways.values() for each in told if each.substitute == address]:
            stand_in = to if to != away.address else None
            if away.last >= self._world.shown.astimezone(ZONE).date():
                self._story.aways[away.address].append(replace(away, told=self._world.now, substitute=stand_in))

    def name_another_reporter_in_the_plan(self, request: UpdateRequest, _: date) -> None:
        reporter = self._dice.choice(self._owners)
        self._edit(request.nr, lambda action: replace(action, reporter=reporter))

    def complete_in_the_plan(self, request: UpdateRequest, _: date) -> None:
        self._edit(request.nr, lambda action: replace(action, implementation=Implementation.COMPLETED))

    def take_out_of_the_plan(self, request: UpdateRequest, _: date) -> None:
        self._edit(request.nr, lambda action: replace(action, implementation=Implementation.DISCONTINUED), gone=True)

    def add_to_the_plan(self, *_: object) -> None:
        self._number += 1
        new = made(self._number, self._world.size, self._dice, self._dice.choice(self._owners))
        with self._world.store.transaction() as ledger:
            ledger.actions.save([new])
            self._plan[new.nr] = new
            asking = [cycle for cycle in ledger.cycles.all() if cycle.state in {CycleState.OPEN, CycleState.GRACE}]
            self._story.dues |= {(cycle.year, new.nr): cycle.due for cycle in asking}
            for cycle in asking:
                self._owned((cycle.year, new.nr), self._asked_first(new))
            self._follow(ledger, new.nr, Edit(None, new))

    def _edit(self, nr: str, changed: Callable[[Action], Action], *, gone: bool = False) -> None:
        with self._world.store.transaction() as ledger:
            before = ledger.actions.get(nr)
            if before is None:
                return
            after = changed(before)
            ledger.actions.save([after])
            self._plan[nr] = after
            self._follow(ledger, nr, Edit(before, None if gone else after))

    def _follow(self, ledger: Ledger, nr: str, edit: Edit) -> None:
        """Let the questions follow the plan, and write down what that came to in the cycles that are open."""
        running = {cycle.year for cycle in ledger.cycles.all() if cycle.state in {CycleState.OPEN, CycleState.GRACE}}
        self._followup.follow_plan(ledger, [edit], self._world.shown, COORDINATORS[0])
        for question in [(year, nr) for year in sorted(running) if (year, nr) in self._story.dues]:
            if self._is_settled(question):
                continue
            if edit.after is None or edit.after.is_over:
                if not self._story.answers.get(question) and not (edit.after and edit.before and edit.before.is_over):
                    self._story.over[question] = self._world.now
            elif self._is_over(edit.after):  # by its owner's word, who is asked for more and answers that too
                continue
            elif edit.before is not None and edit.before.reporter != edit.after.reporter:
                self._follow_reporter(question, edit.after)

    def _follow_reporter(self, question: Question, action: Action) -> None:
        """The question is the new reporter's, unless a colleague has promised to answer it."""
        owner, now = self._story.owner(question, self._world.now), self._asked_first(action)
        if owner != now and (*question, owner) not in self._promised:
            self._moved(question, now)

    def _is_settled(self, question: Question) -> bool:
        """Tell whether nothing more is to be asked: it is answered, over, or its cycle is at an end."""
        if question in self._story.over or self._story.answered(question, self._world.now):
            return True
        with self._world.store.reading() as ledger:
            cycle = ledger.cycles.get(question[0])
        return cycle is None or cycle.state not in {CycleState.OPEN, CycleState.GRACE}

    def in_between(self, day: date) -> None:
        """Let somebody do something about what a message says that is queued and not sent yet."""
        with self._world.store.reading() as ledger:
            queued = ledger.dispatches.queued(50)
            about = [(each.year, nr) for each in queued for nr in each.nrs if each.year]
            if not about:
                return
            year, nr = self._dice.choice(about)
            live = [each for each in ledger.cycles.about(nr) if each.year == year and each.state not in _CLOSED]
        for request in live:
            self._act(request, day, evenly=True)

    def _moved(self, question: Question, to: str) -> None:
        self._story.turns[question].append(Turn(self._world.now, to, "moved"))
        self._owned(question, to)


_BEFORE: Final = (
    (Accidents.answer, 60),
    (Accidents.answer_that_it_is_done, 4),
    (Accidents.answer_unclearly, 5),
    (Accidents.answer_without_confirming, 8),
    (Accidents.say_that_it_is_not_mine, 3),
    (Accidents.put_off, 8),
    (Accidents.offer_to_a_colleague, 6),
    (Accidents.answer_an_offer, 2),
    (Accidents.be_away, 3),
    (Accidents.move_to_somebody_else, 2),
    (Accidents.leave, 0.5),
    (Accidents.name_another_reporter_in_the_plan, 2),
    (Accidents.complete_in_the_plan, 1),
    (Accidents.take_out_of_the_plan, 1),
    (Accidents.add_to_the_plan, 1),
)
_AFTERWARDS: Final = ((Accidents.answer, 40), (Accidents.ask_for_more, 25), (Accidents.accept, 35))
