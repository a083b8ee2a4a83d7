# ruff: noqa: E501 - what people read stands as long as it is
"""Somebody gets the bot, loses it, leaves, or is written to faster than Teams takes: all arrives, nothing twice."""

import re
from itertools import count

import pytest
from inline_snapshot import snapshot

from plans.model import Person, Role
from prompts.texts import texts

_names = count(1)


@pytest.fixture
def bo(world):
    """Somebody of the register who has said who they are."""
    name, address = f"Bo{(n := next(_names))} Ek", f"bo{n}@kommun.example"
    with world.app.store.transaction() as ledger:
        ledger.people.save([Person(address=address, name=name, role=Role.OWNER)])
    bo = world.teams.person(name, address)
    world.does(bo.says, "Hej")
    world.does(bo.clicks, "Det är jag")
    return bo


def told(world, bo, text):
    """Something that Bo is to know goes out, when it may."""
    world.app.follow_up.tell(bo.user.email, text, world.clock())
    world.app.post.send(world.app.platforms)


def unreached(world, bo):
    return [line for line in world.app.reach.troubles(texts("sv"), None) if bo.user.name in line]


def test_whoever_gets_the_bot_is_greeted_once_with_questions_to_press(world):
    cia = world.teams.person("Cia Lund", "cia@kommun.example", installed=False)

    world.does(cia.installs)
    added = next(one for one in world.teams.delivery.all if one.activity.get("action") == "add")
    world.does(world.teams.delivery.again, added, new_id=True)
    world.does(cia.installs, "add-upgrade")

    assert cia.sees() == snapshot("""\
Handslag: Hej. Jag svarar på frågor om strategin och handlingsplanen, och tar emot lägesrapporter. Skriv hjälp om du vill se vad jag kan.
[Vad säger strategin om beredskap?] [Hur går det med H1?]\
""")


def test_question_of_the_greeting_is_answered_when_it_is_pressed(world):
    dan = world.teams.person("Dan Dahl", "dan@kommun.example", installed=False)
    world.does(dan.installs)

    world.does(dan.clicks, "Vad säger strategin om beredskap?")

    assert any(one.citations for one in dan.got())


def test_bot_that_comes_to_a_group_or_a_team_says_nothing_unasked(world, bo):
    group = world.teams.world.group("Nya trion", [bo.user], with_bot=False)

    world.does(world.teams.installs, group, bo)

    assert bo.got(group) == []


@pytest.mark.parametrize(
    ("goes", "comes", "why"),
    [
        ("uninstalls", "installs", "har tagit bort appen"),
        ("blocks", "says", "har blockerat appen"),
        ("leaves_organisation", "", "har tagit bort appen"),
    ],
)
def test_whoever_runs_it_reads_who_is_not_reached_and_why_until_they_are(world, bo, goes, comes, why):
    world.does(getattr(bo, goes))
    before = len(bo.got())
    told(world, bo, "Det här är till dig.")
    lost, arrived = unreached(world, bo), len(bo.got()) - before

    if comes == "says":
        bo.blocks(blocked=False)
        world.does(bo.says, "Hej")
    elif comes:
        world.does(bo.installs)
    found = unreached(world, bo)

    assert (len(lost), arrived) == (1, 0)
    assert re.search(rf"- {why}(, \d+ personer)?: .*{bo.user.name}", lost[0])
    assert bool(found) is not bool(comes)


def test_answer_that_is_too_much_for_teams_just_now_comes_once_when_teams_says(world, bo):
    before = len(bo.got())
    world.teams.faults("send", "Throttled", retry_after=9)

    bo.says("Tack")
    world.teams.until(lambda: ("send", "Throttled") in world.teams.answers("send"))
    world.teams.until(lambda: world.app.outgoing.counts().get("queued"))
    waiting = len(bo.got()) - before
    world.clock.now += world.clock.now.resolution * 9_000_001
    world.settle()

    assert waiting == 0
    assert [one.text for one in bo.got()[before:]] == ["Varsågod."]


def test_many_answers_to_one_conversation_keep_within_what_teams_takes_and_in_order(world, bo):
    before, throttled = len(bo.got()), world.teams.answers("send").count(("send", "Throttled"))
    world.teams.rate.on = True
    try:
        for text in ("Tack", "Hej då", "Tack", "Hej då", "Tack", "Hej då", "Tack", "Hej då", "Tack", "Hej då"):
            bo.says(text)
        world.settle()
    finally:
        world.teams.rate.on = False

    assert [one.text for one in bo.got()[before:]] == ["Varsågod.", "Hej så länge."] * 5
    assert world.teams.answers("send").count(("send", "Throttled")) == throttled
