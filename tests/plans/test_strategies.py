"""A strategy is kept as it was read and as it was confirmed, and edited as a file."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.model import PriorityArea, Strategy
from plans.refusals import PlanRefusal
from plans.stores.memory import MemoryStore
from plans.strategies import confirm, differences, from_toml, kept, propose, to_toml

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AREA = PriorityArea(aspect="A. Hav", area="Beredskap", challenges=("Olja", "Lager"))
READ = Strategy(title="Strategi", document="s.docx", purpose="Att mötas", areas=(AREA,), starts=2026)
words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)
areas = st.builds(PriorityArea, aspect=words, area=words, challenges=st.lists(words, max_size=3).map(tuple))


@pytest.fixture
def ledger():
    with MemoryStore().transaction() as ledger:
        yield ledger


@settings(max_examples=50, deadline=None)
@given(
    st.builds(
        Strategy,
        title=words,
        document=st.none() | words,
        purpose=st.none() | words,
        main_goal=st.none() | words,
        desired_effects=st.lists(words, max_size=3).map(tuple),
        areas=st.lists(areas, max_size=3).map(tuple),
        starts=st.none() | st.integers(2000, 2100),
        ends=st.none() | st.integers(2000, 2100),
        adopted_by=st.none() | words,
        adopted_on=st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)),
        diary_number=st.none() | words,
    )
)
def test_any_strategy_written_to_a_file_is_read_back_the_same(strategy):
    assert from_toml(to_toml(strategy), "s.toml") == strategy


def test_what_was_read_is_a_proposal_and_gaps_are_looked_for_in_its_tree(ledger):
    assert propose(ledger, READ, READ.areas, NOW, "handslag")

    assert kept(ledger, "s.docx").read == READ
    assert kept(ledger, "s.docx").confirmed is None
    assert ledger.summaries.areas() == (AREA,)
    assert not propose(ledger, READ, READ.areas, NOW, "handslag")
    assert [event.event for event in ledger.trail.all()] == ["strategy.read"]


def test_a_new_reading_leaves_what_was_confirmed(ledger):
    propose(ledger, READ, READ.areas, NOW, "handslag")
    confirm(ledger, replace(READ, purpose="Vårt syfte"), NOW, "eva@kusten.example", is_current=True)

    propose(ledger, replace(READ, areas=()), (), NOW, "handslag")

    assert kept(ledger, "s.docx").confirmed.purpose == "Vårt syfte"
    assert ledger.summaries.areas() == (AREA,)
    (event,) = [event for event in ledger.trail.all() if event.event == "strategy.confirmed"]
    assert (event.actor, event.details["changed"]) == ("person 1", "purpose")
    assert ledger.trail.people() == {1: "eva@kusten.example"}


def test_confirming_an_earlier_strategy_leaves_the_tree_that_counts(ledger):
    propose(ledger, READ, READ.areas, NOW, "handslag")

    confirm(ledger, replace(READ, document="gammal.pdf", areas=()), NOW, "eva@kusten.example", is_current=False)

    assert ledger.summaries.areas() == (AREA,)


def test_differences_name_the_challenge_that_came_and_the_one_that_went():
    after = replace(READ, areas=(replace(AREA, challenges=("Olja", "Övningar")),))

    assert differences(READ, after) == (
        ("areas", "A. Hav / Beredskap / Lager", "–"),
        ("areas", "–", "A. Hav / Beredskap / Övningar"),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title = \ntitle", "line 1"),
        ("purpose = 'x'", "title"),
        ("title = 'x'\nareas = 'alla'", "areas"),
        ("title = 'x'\nends = true", "ends"),
        ("title = 'x'\nadopted_on = 2026-01-01T10:00:00", "adopted_on"),
        ("title = 'x'\ndesired_effects = ['']", "desired_effects"),
        ("title = 'x'\n[[areas]]\naspect = 'A'\narea = 'B'\nfler = 1", "areas 1"),
    ],
)
def test_a_faulty_file_is_refused_with_its_fault(text, fault):
    with pytest.raises(PlanRefusal, match=fault):
        from_toml(text, "s.toml")
