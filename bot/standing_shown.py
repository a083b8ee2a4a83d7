"""Where a follow-up stands, as coordinators read it: counts by area, who has not answered, and whom nothing reaches."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from plans.cycle.contacts import Contacts
from plans.cycle.nudging import UNANSWERED
from plans.model import Dispatch, DispatchState, Person, ReportingCycle, RequestState, UpdateRequest
from plans.stores.base import Ledger
from plans.wording import written_date
from prompts.texts import Texts

_LATE: Final = UNANSWERED | {RequestState.NO_RESPONSE}
_LISTED: Final = 30
_LOST: Final = frozenset({DispatchState.FAILED, DispatchState.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Scene:
    """One cycle's requests about some of the actions, and everybody they concern."""

    cycle: ReportingCycle
    requests: tuple[UpdateRequest, ...]
    people: dict[str, Person]
    contacts: Contacts
    dispatches: tuple[Dispatch, ...]
    day: date

    @property
    def unanswered(self) -> tuple[UpdateRequest, ...]:
        """The requests without an answer, in the order they were made."""
        return tuple(request for request in self.requests if request.state in _LATE and request.answered_at is None)


def scene_of(ledger: Ledger, numbers: Sequence[str], day: date) -> Scene | None:
    """Look up the latest cycle as far as it is about these actions, in their order; None where none has been opened."""
    cycles = ledger.cycles.all()
    if not cycles:
        return None
    people = ledger.people.all()
    cycle, places = cycles[-1], {nr: place for place, nr in enumerate(numbers)}
    about = [request for request in ledger.cycles.requests(cycle.year) if request.nr in places]
    return Scene(
        cycle=cycle,
        requests=tuple(sorted(about, key=lambda request: places[request.nr])),
        people={person.address: person for person in people},
        contacts=Contacts(people, ledger.people.absences(), day),
        dispatches=ledger.dispatches.all(cycle.year),
        day=day,
    )


def unanswered_text(scene: Scene, say: Texts) -> str:
    """Return who has not answered about what, one line a person."""
    by_person: dict[str | None, list[UpdateRequest]] = defaultdict(list)
    for request in scene.unanswered:
        by_person[request.addressee].append(request)
    if not by_person:
        return say("chat.unanswered.none")
    count = len(scene.unanswered)
    heading = say("chat.unanswered.one") if count == 1 else say("chat.unanswered.many", count=count)
    lines = [_person_line(scene, address, found, say) for address, found in by_person.items()]
    more = [say("chat.unanswered.more", count=len(lines) - _LISTED)] if len(lines) > _LISTED else []
    return "\n".join([heading, *lines[:_LISTED], *more])


def reached_text(scene: Scene, say: Texts) -> str:
    """Return how many the question has reached, and of which requests nobody is reached and why."""
    open_ = [request for request in scene.requests if request.state is not RequestState.REASSIGNED]
    asked = sum(request.state is not RequestState.PLANNED for request in open_)
    lines = [say("chat.standing.asked", asked=asked, count=len(open_))]
    late = [request.nr for request in scene.unanswered if scene.day > request.due]
    if late:
        lines.append(say("chat.standing.late", count=len(late), nrs=", ".join(late)))
    lost = {nr for dispatch in scene.dispatches if dispatch.state in _LOST for nr in dispatch.nrs}
    for key, numbers in (
        ("nobody", [request.nr for request in scene.unanswered if request.addressee is None]),
        ("away", [request.nr for request in scene.unanswered if _is_out_of_reach(scene, request)]),
        ("lost", [request.nr for request in scene.unanswered if request.nr in lost]),
    ):
        if numbers:
            lines.append(say(f"chat.standing.{key}", nrs=", ".join(numbers)))
    return "\n".join(lines)


def _is_out_of_reach(scene: Scene, request: UpdateRequest) -> bool:
    return request.addressee is not None and scene.contacts.answering(request.addressee, request.due) is None


def _person_line(scene: Scene, address: str | None, requests: list[UpdateRequest], say: Texts) -> str:
    nrs = ", ".join(request.nr for request in requests)
    if address is None:
        return say("chat.unanswered.nobody", nrs=nrs)
    person = scene.people.get(address) or Person(address=address)
    absence = scene.contacts.away(address)
    notes = [say("chat.unanswered.away", last=written_date(absence.last, say.language))] if absence else []
    notes += [say("chat.unanswered.planned")] if all(r.state is RequestState.PLANNED for r in requests) else []
    notes += [say("chat.unanswered.talking")] if any(r.state in _TALKING for r in requests) else []
    name = f"{person.name} ({address})" if person.name else address
    return say("chat.unanswered.line", name=name, nrs=nrs) + "".join(f" {note}" for note in notes)


_TALKING: Final = frozenset({RequestState.IN_DIALOGUE, RequestState.AWAITING_CONFIRMATION})
