"""What the actions hang on, on every store: strategies, the plan of each scope, and who was tied to an action when."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text

from plans.model import (
    Action,
    ActionPlan,
    Assignment,
    AssignmentRole,
    Indicator,
    Milestone,
    PriorityArea,
    Source,
    Strategy,
)
from plans.stores.sql import SqlStore

STRATEGY = Strategy(
    title="Strategi för livskraft",
    document="strategi.docx",
    purpose="Att hålla ihop",
    main_goal="Ett ledande kluster",
    desired_effects=("Fler prövningar", "Kortare väg"),
    areas=(PriorityArea(aspect="A. Forskning", area="Data", challenges=("Tillgång",)),),
    starts=2026,
    ends=2030,
    adopted_by="Regionfullmäktige",
    adopted_on=date(2026, 3, 1),
    diary_number="RS 2026-0001",
)
CONFIRMED = replace(
    STRATEGY, purpose="Annat", confirmed_by="eva@example.se", confirmed_at=datetime(2026, 4, 1, tzinfo=UTC)
)
ACTION = Action(
    nr="S6",
    title="Öva pandemi",
    source=Source("plan.xlsx", "Stockholm", 8),
    indicator="Antal övningar",
    unit="st",
    target_year=2028,
    more_indicators=(Indicator(name="Andel kommuner", unit="%", target=Decimal("80.50"), target_year=2028),),
    milestones=(Milestone(name="Plan", due=date(2027, 3, 1)), Milestone(name="Övning", completed_on=date(2027, 5, 2))),
    resources="2 mnkr",
    predecessor="S1",
)
FIRST = Assignment(nr="S6", role=AssignmentRole.REPORTER, who="anna@example.se", last=date(2027, 4, 30))
SECOND = Assignment(nr="S6", role=AssignmentRole.REPORTER, who="bo@example.se", first=date(2027, 5, 1))


def test_a_strategy_comes_back_as_it_was_saved(store):
    with store.transaction() as ledger:
        ledger.plans.save_strategy(STRATEGY)

    with store.reading() as ledger:
        assert ledger.plans.strategies() == (STRATEGY,)


def test_what_was_read_and_what_was_confirmed_stand_beside_each_other_and_replace_their_own_kind(store):
    with store.transaction() as ledger:
        ledger.plans.save_strategy(CONFIRMED)
        ledger.plans.save_strategy(replace(STRATEGY, purpose="Före"))
        ledger.plans.save_strategy(STRATEGY)

    with store.reading() as ledger:
        assert ledger.plans.strategies() == (STRATEGY, CONFIRMED)


def test_a_plan_of_each_scope_is_kept(store):
    whole = ActionPlan(scope=None, title="Handlingsplan", starts=2027, ends=2028)
    region = ActionPlan(scope="Uppsala", language="sv", title="Länets plan")

    with store.transaction() as ledger:
        ledger.plans.save(region)
        ledger.plans.save(replace(whole, title="Gammal"))
        ledger.plans.save(whole)

    with store.reading() as ledger:
        assert ledger.plans.all() == (whole, region)


def test_a_history_of_assignments_is_replaced_whole_and_keeps_its_order(store):
    with store.transaction() as ledger:
        ledger.actions.save([ACTION, replace(ACTION, nr="S7")])
        ledger.plans.save_assignments({"S6": [SECOND], "S7": [replace(SECOND, nr="S7")]})
        ledger.plans.save_assignments({"S6": [FIRST, SECOND]})

    with store.reading() as ledger:
        assert ledger.plans.assignments("S6") == (FIRST, SECOND)
        assert ledger.plans.assignments() == (FIRST, SECOND, replace(SECOND, nr="S7"))
        assert ledger.plans.assignments("S8") == ()


def test_an_actions_indicators_milestones_and_resources_come_back_exactly(store):
    with store.transaction() as ledger:
        ledger.actions.save([ACTION])

    with store.reading() as ledger:
        found = ledger.actions.get("S6")
    assert found == ACTION
    assert [str(indicator.target) for indicator in found.indicators] == ["None", "80.50"]


@pytest.mark.parametrize("engine", ["sqlite", "postgres"], indirect=True)
def test_an_action_that_an_earlier_program_stored_is_still_read(engine):
    written = '{"nr":"S1","title":"Starta","source":{"file":"a.xlsx","sheet":null,"row":4},"indicator":"Antal"}'
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO actions (nr, position, body) VALUES ('S1', 1, :body)"), {"body": written})

    with SqlStore(engine).reading() as ledger:
        found = ledger.actions.get("S1")

    assert found == Action(nr="S1", title="Starta", source=Source("a.xlsx", None, 4), indicator="Antal")
    assert found.indicators == (Indicator(name="Antal"),)
