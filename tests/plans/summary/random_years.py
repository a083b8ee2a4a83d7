"""Random plans and years, small and strange: unanswered, corrected, late, without goals, targets or statuses."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from plans.model import (
    Action,
    CycleState,
    Forecast,
    GoalAssessment,
    Implementation,
    IndicatorValue,
    PriorityArea,
    Reading,
    ReportingCycle,
    RequestState,
    Snapshot,
    Source,
    StatusUpdate,
    UpdateRequest,
)

DUE, CUT_OFF = date(2027, 11, 30), date(2027, 12, 14)
NUMBERS = tuple(f"S{n}" for n in range(1, 9))


@st.composite
def years(draw):
    """A plan of up to eight actions, each perhaps asked about and perhaps answered, once or more, and corrected."""
    actions, requests, updates = [], [], []
    for place, nr in enumerate(draw(st.lists(st.sampled_from(NUMBERS), unique=True))):
        actions.append(
            Action(
                nr=nr,
                title=f"Åtgärd {nr}",
                source=Source("plan.xlsx"),
                position=place,
                aspect=draw(st.sampled_from([None, "A. Forskning", "B. Vård"])),
                area=draw(st.sampled_from([None, "Data", "Beredskap"])),
                end=draw(st.none() | st.dates(date(2026, 1, 1), date(2029, 12, 31))),
                accountable=draw(st.none() | st.just("Regionen")),
                goal=draw(st.none() | st.sampled_from(["Kortare väntan", "Fler övar"])),
                indicator=draw(st.none() | st.just("Antal")),
                baseline=draw(st.none() | st.decimals(0, 50, places=1)),
                target=draw(st.none() | st.just("ökad") | st.decimals(0, 50, places=1)),
                implementation=draw(st.none() | st.sampled_from(Implementation)),
            )
        )
        moments = sorted(draw(st.lists(st.integers(1, 60), max_size=3)))
        for count, days in enumerate(moments):
            updates.append(_update(draw, nr, count, datetime(2027, 11, 1, 9, tzinfo=UTC).replace(hour=days % 20), days))
        if draw(st.booleans()):
            requests.append(_request(nr, updates, draw(st.sampled_from(RequestState))))
    return Snapshot(
        id="s" * 64, year=2027, taken_at=datetime(2028, 1, 10, tzinfo=UTC), cycle=_cycle(), actions=tuple(actions),
        requests=tuple(requests), updates=tuple(updates), people=(), dispatches=(), delegations=(),
    )  # fmt: skip


def _cycle():
    return ReportingCycle(year=2027, state=CycleState.COMPILED, opens=date(2027, 11, 1), due=DUE, cut_off=CUT_OFF)


def _update(draw, nr, count, moment, days):
    said = Reading(
        language="sv",
        implementation=draw(st.none() | st.sampled_from(Implementation)),
        forecast=draw(st.none() | st.sampled_from(Forecast)),
        values=draw(st.just(()) | st.builds(lambda n: (IndicatorValue("Antal", n),), st.decimals(0, 60, places=1))),
        unchanged=draw(st.booleans()),
        goal_assessment=draw(st.none() | st.sampled_from(GoalAssessment)),
        obstacles=draw(st.sampled_from([(), ("brist på pengar",), ("hyresvärden", "upphandlingen")])),
    )
    confirmed = datetime.fromordinal(moment.toordinal() + days).replace(tzinfo=UTC)
    corrects = f"l-{nr}-{count - 1}" if count and draw(st.booleans()) else None
    return StatusUpdate(
        id=f"l-{nr}-{count}", year=draw(st.sampled_from([2026, 2027])), nr=nr, text="Svar", reading=said,
        author="a@b.example", received_at=confirmed, confirmed_by="a@b.example", confirmed_at=confirmed, parser="1",
        corrects=corrects,
    )  # fmt: skip


def _request(nr, updates, state):
    first = next((found for found in updates if found.nr == nr and found.year == 2027), None)
    made = datetime(2027, 11, 1, 8, tzinfo=UTC)
    return UpdateRequest(
        id=f"b-{nr}", year=2027, nr=nr, addressee="a@b.example", due=DUE, state=state, created_at=made, sent_at=made,
        answered_at=first.confirmed_at if first else None, update_id=first.id if first else None,
    )  # fmt: skip


@st.composite
def rounds(draw):
    """A year and perhaps the one before it, whose plan has most of the same actions."""
    now = draw(years())
    named = tuple(PriorityArea(aspect="A. Forskning", area=area) for area in ("Data", "Vatten"))
    areas = draw(st.sampled_from([(), named]))
    now = replace(now, areas=areas)
    if draw(st.booleans()):
        return now, None
    before = draw(years())
    kept = draw(st.lists(st.sampled_from(now.actions), unique=True)) if now.actions else []
    known = {action.nr for action in kept}
    actions = (*(replace(a, title=f"{a.title} då") for a in kept), *(a for a in before.actions if a.nr not in known))
    return now, replace(before, year=2026, id="f" * 64, actions=actions)
