"""Weeks of accidents, a few seeds: no rule of asking is broken, and the checks see it when one is.

`python -m benchmarks.simulation` plays years, and `python -m benchmarks.simulation.mutants` breaks every rule; here
stand the broken rules that a check sees soonest.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from benchmarks.simulation.checks import breaches
from benchmarks.simulation.mutants import MUTANTS, WEEKS, caught
from benchmarks.simulation.playing import World
from benchmarks.simulation.stores import sqlite
from benchmarks.simulation.story import Away
from benchmarks.simulation.world import Size
from bot import logs
from plans.stores.memory import MemoryStore

SMALL = Size(
    owners=40,
    actions=100,
    organisations=6,
    first=date(2027, 10, 18),
    last=date(2028, 1, 7),
    rounds=((2027, date(2027, 10, 18), date(2027, 11, 19)),),
)
FEW = replace(SMALL, owners=12, actions=30)
SOON = {
    "asked after an answer",
    "only on the very day",
    "to the old owner after a reassignment",
    "more than one unsolicited message a day",
    "an answer that is not kept",
    "asked after the action has ended",
}


@pytest.fixture(autouse=True)
def quiet():
    logs.set_up(verbose=False)


def test_nothing_is_lost_or_said_twice_in_weeks_of_accidents():
    story = World(MemoryStore(), 2, SMALL).play()

    looked, found = breaches(story)
    assert found == {}
    assert looked > 2_000
    assert len(story.letters) > 50


@pytest.mark.parametrize("seed", [0, 1])
def test_nothing_is_lost_or_said_twice_where_much_goes_wrong(seed):
    looked, found = breaches(World(MemoryStore(), seed, WEEKS).play())

    assert found == {}
    assert looked > 1_000


def test_nothing_is_lost_or_said_twice_in_a_database(tmp_path):
    with sqlite(tmp_path) as store:
        story = World(store, 4, replace(FEW, owners=4, actions=8, last=date(2027, 12, 3))).play()

    assert breaches(story)[1] == {}


@pytest.fixture(scope="module")
def story():
    logs.set_up(verbose=False)
    return World(MemoryStore(), 1, FEW).play()


def with_letters(story, *letters):
    return replace(story, letters=[*story.letters, *letters])


def test_the_checks_see_what_is_sent_at_night_and_twice(story):
    told = next(letter for letter in story.letters if letter.rule == "first")
    again = replace(told, shown=datetime(2027, 10, 22, 22, 0, tzinfo=UTC))

    found = breaches(with_letters(story, again, again))[1]

    assert {"in_working_time", "never_twice", "once_a_day", "days_apart"} <= found.keys()


def test_the_checks_see_what_is_sent_about_an_answer_or_to_somebody_away(story):
    (year, nr), given = next(each for each in story.answers.items())
    told = story.letters[0]
    after = replace(
        told, rule="first", at=given[-1] + timedelta(hours=1), shown=given[-1] + timedelta(hours=1), nrs=(nr,)
    )
    owner = story.owner((year, nr), after.at)
    away = Away(story.letters[0].at, owner, after.day, after.day, None)
    due = {(year, nr): after.day + timedelta(days=1)}
    asked = replace(after, to=owner)

    found = breaches(replace(with_letters(story, asked), aways={owner: [away]}, dues=story.dues | due))[1]

    assert {"not_when_answered", "asked_rightly"} <= found.keys()


def test_the_checks_see_a_request_and_an_answer_that_are_lost(story):
    found = breaches(replace(story, requests=story.requests[1:], updates=story.updates[1:]))[1]

    assert {"every_request_ends", "every_answer_is_kept"} <= found.keys()


@pytest.mark.parametrize("mutant", [each for each in MUTANTS if each.name in SOON], ids=lambda mutant: mutant.name)
def test_a_rule_that_is_broken_is_caught(mutant):
    found, _ = caught(mutant)

    assert found & mutant.caught_by
