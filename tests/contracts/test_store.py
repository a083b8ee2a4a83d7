"""One suite for every store: what `plans.stores.base` promises."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from plans.audit import verify
from plans.encoding import Encoded, canonical
from plans.model import (
    Absence,
    Action,
    CycleState,
    Delegation,
    Dispatch,
    DispatchState,
    Draft,
    Forecast,
    Implementation,
    IndicatorValue,
    Person,
    PriorityArea,
    Reading,
    ReportingCycle,
    RequestState,
    Role,
    Snapshot,
    Source,
    StatusUpdate,
    UpdateRequest,
)
from plans.refusals import PlanRefusal
from plans.stores import tables
from plans.stores.sql import SqlStore

NOON = datetime(2027, 10, 1, 12, 0, 0, 123456, tzinfo=UTC)
ACTION = Action(nr="S6", title="Öva pandemi", source=Source("plan.xlsx", "Stockholm", 8), baseline=Decimal("1.50"))
CYCLE = ReportingCycle(
    year=2027, state=CycleState.OPEN, opens=date(2027, 9, 17), due=date(2027, 10, 15), cut_off=date(2027, 10, 29)
)
REQUEST = UpdateRequest(
    id="r1",
    year=2027,
    nr="S6",
    addressee="anna@example.se",
    due=date(2027, 10, 15),
    state=RequestState.SENT,
    created_at=NOON,
    snoozed_until=date(2027, 10, 5),
    snoozes=1,
)
READING = Reading(
    language="sv",
    implementation=Implementation.IN_PROGRESS,
    progress=60,
    values=(IndicatorValue("Antal övningar", Decimal(2), None),),
    new_end=date(2028, 3, 31),
    obstacles=("brist på folk",),
)
UPDATE = StatusUpdate(
    id="u1",
    year=2027,
    nr="S6",
    text="Två övningar klara, ca 60 %",
    reading=READING,
    author="anna@example.se",
    received_at=NOON,
    confirmed_by="anna@example.se",
    confirmed_at=NOON,
    parser="rules-1",
)
DRAFT = Draft(id="d1", nr="S6", author="anna@example.se", text="klart", reading=READING, received_at=NOON)
DISPATCH = Dispatch(
    key="2027/first/anna",
    to="anna@example.se",
    text_key="asking.first.one",
    values={"due": "2027-10-15"},
    nrs=("S6",),
    year=2027,
    rule="first",
    step="-28",
    why="därför",
    at=NOON,
)

words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)
maybe_words = st.none() | words
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4)
written = st.none() | words | numbers
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
actions = st.builds(
    Action,
    nr=words.filter(bool),
    title=words,
    source=st.builds(Source, file=words, sheet=maybe_words, row=st.none() | st.integers(1, 9999)),
    contributors=st.lists(words, max_size=3).map(tuple),
    goal=maybe_words,
    start=st.none() | days,
    end=st.none() | days,
    continuous=st.booleans(),
    baseline=written,
    target=written,
    implementation=st.none() | st.sampled_from(Implementation),
    forecast=st.none() | st.sampled_from(Forecast),
    extra=st.none() | st.dictionaries(words, words, max_size=3),
    position=st.integers(0, 10_000),
)
readings = st.builds(
    Reading,
    language=st.sampled_from(["sv", "en"]),
    implementation=st.none() | st.sampled_from(Implementation),
    progress=st.none() | st.integers(0, 100),
    values=st.lists(st.builds(IndicatorValue, words, numbers, maybe_words), max_size=3).map(tuple),
    new_end=st.none() | days,
    obstacles=st.lists(words, max_size=3).map(tuple),
    unchanged=st.booleans(),
    question=maybe_words,
)


def filled(store):
    with store.transaction() as ledger:
        ledger.actions.save([ACTION])
        ledger.cycles.save(CYCLE)
        ledger.cycles.save_requests([REQUEST])
    return store


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(action=actions)
def test_an_action_comes_back_exactly(store, action):
    with store.transaction() as ledger:
        ledger.actions.save([action])
        found = ledger.actions.get(action.nr)

    assert found == action
    assert (str(found.baseline), str(found.target)) == (str(action.baseline), str(action.target))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reading=readings, text=words)
def test_a_reply_comes_back_exactly(store, reading, text):
    draft = replace(DRAFT, reading=reading, text=text)

    with store.transaction() as ledger:
        ledger.actions.save([ACTION])
        ledger.updates.save_draft(draft)

    with store.reading() as ledger:
        assert ledger.updates.draft(draft.author, "S6") == draft


def test_everything_comes_back_as_it_was_saved(store):
    person = Person(
        address="anna@example.se", name="Anna", role=Role.OWNER, language="en", slack="U1", areas=("Beredskap",)
    )
    absence = Absence(
        address="anna@example.se", first=date(2027, 10, 1), last=date(2027, 10, 8), substitute="bo@example.se"
    )
    delegation = Delegation(
        id="g1", nr="S6", year=2027, giver="anna@example.se", receiver="bo@example.se", offered_at=NOON
    )
    areas = (PriorityArea(aspect="C. Hälsa", area="Beredskap", challenges=("Öva", "Lagra")),)
    filled(store)

    with store.transaction() as ledger:
        ledger.people.save([person])
        ledger.people.save_absence(absence)
        ledger.updates.add(UPDATE)
        ledger.delegations.save(delegation)
        ledger.dispatches.add(DISPATCH)
        ledger.summaries.save_areas("En strategi", areas)

    with store.reading() as ledger:
        assert ledger.actions.all() == (ACTION,)
        assert ledger.people.all() == (person,)
        assert ledger.people.absences() == (absence,)
        assert ledger.cycles.all() == (CYCLE,)
        assert ledger.cycles.requests(2027) == ledger.cycles.about("S6") == (REQUEST,)
        assert ledger.updates.all() == ledger.updates.all(2027) == ledger.updates.about("S6") == (UPDATE,)
        assert ledger.updates.all(2026) == ()
        assert ledger.delegations.get("g1") == delegation
        assert ledger.delegations.all(2027) == (delegation,)
        assert ledger.dispatches.all(2027) == ledger.dispatches.unsent(2027, "S6") == (DISPATCH,)
        assert ledger.dispatches.unsent(2027, "S") == ledger.dispatches.unsent(2026, "S6") == ()
        assert (ledger.summaries.strategy_title(), ledger.summaries.areas()) == ("En strategi", areas)


def test_saving_again_replaces_and_keeps_the_order(store):
    filled(store)
    answered = replace(REQUEST, state=RequestState.REASSIGNED, answered_at=NOON)
    successor = replace(REQUEST, id="r2")

    with store.transaction() as ledger:
        ledger.cycles.save_requests([answered, successor])

    with store.reading() as ledger:
        assert ledger.cycles.requests(2027) == (answered, successor)


def test_nothing_is_kept_of_a_transaction_that_fails(store):
    filled(store)

    def fail_halfway():
        with store.transaction() as ledger:
            ledger.actions.save([replace(ACTION, title="Ändrad")])
            ledger.dispatches.add(DISPATCH)
            ledger.trail.append(NOON, "anna@example.se", "test", "x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()

    with store.reading() as ledger:
        assert ledger.actions.get("S6") == ACTION
        assert ledger.dispatches.all() == ()
        assert ledger.trail.all() == ()


def test_an_update_is_never_changed(store):
    filled(store)

    with store.transaction() as ledger:
        ledger.updates.add(UPDATE)
    with pytest.raises(PlanRefusal), store.transaction() as ledger:
        ledger.updates.add(replace(UPDATE, text="något annat"))

    with store.reading() as ledger:
        assert ledger.updates.all() == (UPDATE,)


def test_a_draft_gives_way_to_the_authors_next_one_on_the_same_action(store):
    filled(store)
    newer = replace(DRAFT, id="d2", text="nej, pågår", received_at=NOON + timedelta(hours=1))
    others = replace(DRAFT, id="d3", author="bo@example.se")

    with store.transaction() as ledger:
        for draft in (DRAFT, newer, others):
            ledger.updates.save_draft(draft)

    with store.transaction() as ledger:
        assert ledger.updates.drafts("anna@example.se") == (newer,)
        assert ledger.updates.unconfirmed() == (others, newer)
        ledger.updates.drop_draft("d2")
        assert ledger.updates.draft("anna@example.se", "S6") is None


def test_a_message_with_a_known_key_is_not_queued_again(store):
    other = replace(DISPATCH, key="2027/first/bo", to="bo@example.se")

    with store.transaction() as ledger:
        assert ledger.dispatches.add(DISPATCH)
        assert not ledger.dispatches.add(replace(DISPATCH, why="något annat"))
        assert ledger.dispatches.add_all([DISPATCH, other, other]) == (other,)

    with store.reading() as ledger:
        assert ledger.dispatches.all() == (DISPATCH, other)


def test_queued_messages_come_oldest_first_and_not_before_their_time(store):
    early, late = (replace(DISPATCH, key=key, at=NOON + timedelta(hours=n)) for n, key in ((-1, "b"), (5, "a")))
    sent = replace(DISPATCH, key="c", state=DispatchState.SENT, sent_at=NOON)

    with store.transaction() as ledger:
        ledger.dispatches.add_all([late, early, sent])

    with store.transaction() as ledger:
        assert ledger.dispatches.queued(10) == (early, late)
        assert ledger.dispatches.queued(1) == (early,)
        assert ledger.dispatches.queued(10, until=NOON) == (early,)
        assert ledger.dispatches.since(NOON) == (late, sent)
        ledger.dispatches.save(replace(early, state=DispatchState.SENT))
        assert ledger.dispatches.queued(10) == (late,)


def test_a_snapshot_is_kept_once_and_the_latest_is_found(store):
    first = Snapshot(
        id="a" * 64,
        year=2027,
        taken_at=NOON,
        cycle=CYCLE,
        actions=(ACTION,),
        requests=(REQUEST,),
        updates=(UPDATE,),
        people=(),
        dispatches=(DISPATCH,),
        delegations=(),
        areas=(PriorityArea(aspect="C", area="Beredskap"),),
        strategy_title="En strategi",
    )
    second = replace(first, id="b" * 64, taken_at=NOON + timedelta(days=1), strategy_title=None)

    with store.transaction() as ledger:
        for snapshot in (first, second, first):
            ledger.summaries.save_snapshot(snapshot)

    with store.reading() as ledger:
        assert ledger.summaries.snapshots(2027) == (first, second)
        assert ledger.summaries.snapshot(2027) == second
        assert ledger.summaries.snapshot(2026) is None


def test_a_snapshot_whose_text_is_at_hand_is_kept_as_it_is(store):
    snapshot = Snapshot(
        id="a" * 64,
        year=2027,
        taken_at=NOON,
        cycle=CYCLE,
        actions=(ACTION,),
        requests=(REQUEST,),
        updates=(UPDATE,),
        people=(),
        dispatches=(DISPATCH,),
        delegations=(),
        areas=(),
        strategy_title=None,
    )

    with store.transaction() as ledger:
        ledger.summaries.save_snapshot(snapshot, Encoded(canonical(snapshot)))

    with store.reading() as ledger:
        assert ledger.summaries.snapshot(2027) == snapshot


def test_the_trail_is_chained_across_transactions(store):
    with store.transaction() as ledger:
        ledger.trail.append(NOON, "anna@example.se", "reply.received", "d1", nr="S6")
        ledger.trail.append(NOON, "handslag", "message.queued", "k1")
    with store.transaction() as ledger:
        ledger.trail.append(NOON, "handslag", "cycle.grace", "2027", reason="åäö \x00 \U0001f600")

    with store.reading() as ledger:
        trail = ledger.trail.all()

    assert [event.number for event in trail] == [1, 2, 3]
    assert trail[2].details == {"reason": "åäö \x00 \U0001f600"}
    assert verify(trail) is None


def test_writers_at_once_lose_nothing(store):
    filled(store)

    def put_off(times):
        for _ in range(times):
            with store.transaction() as ledger:
                ledger.cycles.hold(2027)
                (found,) = ledger.cycles.requests(2027)
                ledger.cycles.save_requests([replace(found, snoozes=found.snoozes + 1)])
                ledger.trail.append(NOON, "anna@example.se", "request.snoozed", found.id)

    threads = [threading.Thread(target=put_off, args=(15,), daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    with store.reading() as ledger:
        assert ledger.cycles.requests(2027)[0].snoozes == 61
        assert len(ledger.trail.all()) == 60
        assert verify(ledger.trail.all()) is None


def test_two_senders_at_once_claim_each_message_once(store):
    with store.transaction() as ledger:
        ledger.dispatches.add_all(replace(DISPATCH, key=f"k{n}") for n in range(40))
    claimed: list[str] = []

    def send():
        while True:
            with store.transaction() as ledger:
                mine = ledger.dispatches.queued(3)
                for dispatch in mine:
                    ledger.dispatches.save(replace(dispatch, state=DispatchState.UNKNOWN))
            if not mine:
                return
            claimed.extend(dispatch.key for dispatch in mine)

    threads = [threading.Thread(target=send, daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(claimed) == sorted(f"k{n}" for n in range(40))


def test_a_view_sees_nothing_of_what_is_written_meanwhile(store):
    filled(store)

    with store.reading() as view:
        before = view.actions.all()
        with store.transaction() as ledger:
            ledger.actions.save([replace(ACTION, nr="S7")])
        after = view.actions.all()

    assert before == after == (ACTION,)


def test_a_request_must_be_about_an_action_that_is_there(engine):
    from sqlalchemy.exc import IntegrityError

    store = filled(SqlStore(engine))

    with pytest.raises(IntegrityError), store.transaction() as ledger:
        ledger.cycles.save_requests([replace(REQUEST, nr="X1")])


def test_nobody_can_be_asked_twice_about_one_action_in_one_cycle(engine):
    from sqlalchemy.exc import IntegrityError

    store = filled(SqlStore(engine))

    with pytest.raises(IntegrityError), store.transaction() as ledger:
        ledger.cycles.save_requests([replace(REQUEST, id="r2")])


def test_a_time_without_a_zone_is_a_fault(engine):
    with pytest.raises(ValueError, match="no zone"), SqlStore(engine).transaction() as ledger:
        ledger.cycles.save(replace(CYCLE, opened_at=datetime(2027, 9, 1, 12, 0)))  # noqa: DTZ001 - what is tested


def test_sqlite_writes_so_that_a_crash_loses_nothing(sqlite_engine):
    with sqlite_engine.connect() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert found == ["wal", 2, 1]


def test_times_come_back_in_utc(engine):
    store = SqlStore(engine)

    with store.transaction() as ledger:
        ledger.cycles.save(replace(CYCLE, opened_at=datetime.fromisoformat("2027-10-31T02:30:00+02:00")))

    with store.reading() as ledger:
        assert ledger.cycles.get(2027).opened_at.isoformat() == "2027-10-31T00:30:00+00:00"
    with engine.connect() as connection:
        assert connection.execute(select(tables.cycles.c.opened_at)).scalar().tzinfo is UTC
