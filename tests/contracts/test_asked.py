"""Decisions asked for and attached files, on every store."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot import upgrading
from plans.model import Action, DecisionNeed, DecisionState, Evidence, Reading, Source, StatusUpdate
from plans.stores.sql import SqlStore

NOON = datetime(2027, 10, 1, 12, 0, 0, 123456, tzinfo=UTC)
ANNA, BO = "anna@example.se", "bo@example.se"
ACTIONS = tuple(Action(nr=nr, title="Öva", source=Source("plan.xlsx")) for nr in ("S6", "S7"))
UPDATE = StatusUpdate(
    id="u1",
    year=2027,
    nr="S6",
    text="Vi behöver beslut om lokal",
    reading=Reading(language="sv"),
    author=ANNA,
    received_at=NOON,
    confirmed_by=ANNA,
    confirmed_at=NOON,
    parser="rules-1",
)
NEED = DecisionNeed(
    id="b1", nr="S6", year=2027, update_id="u1", text="Vi behöver beslut om lokal", asked_at=NOON, asked_by=ANNA
)
SETTLED = replace(NEED, state=DecisionState.DECIDED, outcome="Lokalen hyrs", settled_by=BO, settled_at=NOON)
EVIDENCE = Evidence(id="e1", nr="S6", name="protokoll.pdf", sha256="a" * 64, size=1024, added_by=ANNA, added_at=NOON)


@pytest.fixture
def kept(store):
    with store.transaction() as ledger:
        ledger.actions.save(ACTIONS)
        ledger.updates.add(UPDATE)
        ledger.updates.add(replace(UPDATE, id="u2", nr="S7"))
    return store


def test_decisions_and_files_come_back_as_they_were_saved_in_their_order(kept):
    other, file = replace(NEED, id="a1", nr="S7", update_id="u2"), replace(EVIDENCE, id="d1", nr="S7")

    with kept.transaction() as ledger:
        ledger.decisions.save([NEED, other])
        ledger.evidence.save([EVIDENCE, file])

    with kept.reading() as ledger:
        assert ledger.decisions.all() == (NEED, other)
        assert ledger.decisions.get("b1") == NEED
        assert ledger.decisions.get("b2") is None
        assert ledger.decisions.about("S7") == (other,)
        assert ledger.evidence.all() == (EVIDENCE, file)
        assert ledger.evidence.about("S7") == (file,)


def test_saving_again_replaces_and_keeps_the_place(kept):
    other, bound = replace(NEED, id="a1"), replace(EVIDENCE, year=2027, update_id="u1")

    with kept.transaction() as ledger:
        ledger.decisions.save([NEED, other])
        ledger.decisions.save([SETTLED])
        ledger.evidence.save([EVIDENCE])
        ledger.evidence.save([bound])

    with kept.reading() as ledger:
        assert ledger.decisions.all() == (SETTLED, other)
        assert ledger.evidence.all() == (bound,)


def test_only_what_is_settled_and_untold_waits_to_be_told_to_the_one_who_asked(kept):
    told = replace(SETTLED, id="b2", told_at=NOON)
    withdrawn = replace(NEED, id="b3", state=DecisionState.WITHDRAWN)
    declined = replace(SETTLED, id="b4", state=DecisionState.DECLINED)

    with kept.transaction() as ledger:
        ledger.decisions.save([NEED, told, withdrawn, declined, replace(SETTLED, id="b5", asked_by=BO)])

    with kept.reading() as ledger:
        assert ledger.decisions.untold(ANNA) == (declined,)
        assert ledger.decisions.untold("caj@example.se") == ()


def test_what_was_asked_for_before_decisions_were_followed_up_is_taken_over_as_open(bare_engine):
    asking = '{"language":"sv","decisions_needed":["Vi behöver beslut om lokal","Vi behöver medel"]}'
    with bare_engine.begin() as connection:
        upgrading._upgrade(connection, upgrading.PLANS, "0003")  # a database as it was then
        connection.execute(text("INSERT INTO actions (nr, position, body) VALUES ('S6', 0, '{}')"))
        for number, corrects in ((1, None), (2, "u1")):
            connection.execute(
                text(
                    "INSERT INTO updates (id, year, nr, text, reading, author, received_at, confirmed_by, confirmed_at,"
                    " parser, late, corrects) VALUES (:id, 2027, 'S6', 'svar', :reading, :who, :at, :who, :at, '1',"
                    " false, :corrects)"
                ),
                {"id": f"u{number}", "reading": asking, "who": ANNA, "at": NOON, "corrects": corrects},
            )

    upgrading.bring_up_to_date(bare_engine)

    with SqlStore(bare_engine).reading() as ledger:
        assert ledger.decisions.all() == tuple(
            replace(NEED, id=f"u2-{number}", update_id="u2", text=words)
            for number, words in ((1, "Vi behöver beslut om lokal"), (2, "Vi behöver medel"))
        )


def test_a_decision_must_come_from_a_reply_that_is_there(engine):
    from sqlalchemy.exc import IntegrityError

    store = SqlStore(engine)
    with store.transaction() as ledger:
        ledger.actions.save(ACTIONS)

    with pytest.raises(IntegrityError), store.transaction() as ledger:
        ledger.decisions.save([NEED])
