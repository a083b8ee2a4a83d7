"""The follow-up on every store: what several processes do at once is done once."""

import itertools
import threading
import uuid

from plans.audit import verify
from plans.followup import Followup
from plans.model import CycleState
from tests.plans.cycle_world import ANNA, BO, COORDINATOR, World, action, at


def at_once(*steps):
    threads = [threading.Thread(target=step, daemon=True) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


def test_replicas_that_tick_at_once_ask_everybody_once(store):
    World([action(f"S{n}", f"agare{n % 5}@example.se") for n in range(1, 21)], store=store)
    replicas = [Followup(store, lambda: uuid.uuid4().hex) for _ in range(4)]
    queued = []

    at_once(*(lambda replica=replica: queued.extend(replica.tick(at("2027-09-17"))) for replica in replicas))

    with store.reading() as ledger:
        kept, trail = ledger.dispatches.all(), ledger.trail.all()
    assert sorted(found.to for found in queued) == sorted({found.to for found in kept})
    assert [event.event for event in trail].count("message.queued") == len(kept) == 5
    assert verify(trail) is None


def test_replicas_that_reach_the_cut_off_at_once_compile_once(store):
    World([action("S1")], store=store)
    replicas = [Followup(store, lambda: uuid.uuid4().hex) for _ in range(3)]

    at_once(*(lambda replica=replica: replica.tick(at("2027-11-01")) for replica in replicas))

    with store.reading() as ledger:
        assert [event.event for event in ledger.trail.all()].count("cycle.compiled") == 1
        assert ledger.cycles.get(2027).state is CycleState.COMPILED
        assert [found.rule for found in ledger.dispatches.all()] == ["compiled"]


def test_a_cycle_is_played_from_question_to_summary(store):
    plan = World([action("S1", area="Beredskap"), action("S2", BO)], store=store)
    ids = itertools.count(1)
    reader = Followup(store, lambda: f"other{next(ids)}")

    shown = reader.would_send(at("2027-09-17"))
    sent = plan.followup.tick(at("2027-09-17"))
    plan.reply("S1", "2027-09-20")
    plan.followup.delegate("S2", BO, ANNA, at("2027-09-21"))
    plan.followup.answer_delegation("S2", ANNA, at("2027-09-22"), accept=True)
    plan.reply("S2", "2027-10-18")
    plan.followup.close(2027, at("2027-10-20"), COORDINATOR)

    assert shown == sent
    status = reader.status(2027, at("2027-10-21"))
    assert (status.answered_on_time, status.answered_late, status.response_rate) == (1, 1, 1.0)
    assert reader.snapshot(2027, at("2027-10-21")).id
    with store.reading() as ledger:
        assert [update.nr for update in ledger.summaries.snapshot(2027).updates] == ["S1", "S2"]
        assert verify(ledger.trail.all()) is None
