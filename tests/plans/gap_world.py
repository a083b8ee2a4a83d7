"""A small plan and its follow-up for the tests of gaps: one whole action, its replies and its requests."""

from datetime import UTC, date, datetime
from decimal import Decimal

from plans.gaps import find_gaps
from plans.model import (
    Action,
    Implementation,
    Reading,
    RequestState,
    Source,
    StatusUpdate,
    UpdateRequest,
)

TODAY = date(2027, 10, 1)


def action(nr="S1", **fields):
    whole = {
        "title": "Öva snabb omställning",
        "accountable": "Region Norr",
        "reporter": "a@norr.example",
        "end": date(2028, 6, 30),
        "indicator": "Antal övningar",
        "baseline": Decimal(0),
        "target": Decimal(4),
        "implementation": Implementation.IN_PROGRESS,
        "source": Source("plan.xlsx", "Norr", 5),
    }
    return Action(nr=nr, **(whole | fields))


def update(text="Allt går bra", *, year=2027, nr="S1", number=0, corrects=None, **reading):
    at = datetime(year, 9, 15, 9, number, tzinfo=UTC)
    return StatusUpdate(
        id=f"{nr}-{year}-{number}" if number else f"{nr}-{year}",
        year=year,
        nr=nr,
        text=text,
        reading=Reading(language="sv", **reading),
        author="a@norr.example",
        received_at=at,
        confirmed_by="a@norr.example",
        confirmed_at=at,
        parser="1",
        corrects=corrects,
    )


def request(year=2027, state=RequestState.SENT, nr="S1", due=date(2027, 9, 30), addressee="a@norr.example"):
    at = datetime(year, 9, 1, 9, 0, tzinfo=UTC)
    return UpdateRequest(id=f"{nr}-{year}", year=year, nr=nr, addressee=addressee, due=due, state=state, created_at=at)


def kinds(*actions, **arguments):
    return [(gap.kind, gap.subject) for gap in find_gaps(actions, today=TODAY, **arguments)]
