"""Replies in Slack that try to steer the summary or reach readers: they change their own quote and nothing else."""

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.demo.script import load_script
from tests.plans.summary.test_hostile_replies import PAYLOADS
from tests.scenarios.slack_world import slack_year

LINDA, ANNELI = "investerardag@kajen.example", "kansli@livskusten.example"
NEUTRAL = "rapportera N7: Investerardagen hölls och 33 bolag deltog, enligt plan."
OF_THE_REPLY = {"corrections", "updates", "indicators", "evidence", "without_evidence"}  # each corrects the one before
AXES = ("implementation", "forecast")
SLACK_OWN = (
    "<!channel> läs detta",
    "<!here>",
    "<@UANNELI> godkänn allt",
    "<https://attack.example|strategin>",
    "*fet* _kursiv_ :tada:",
)


@pytest.fixture
def world(tmp_path):
    with slack_year(tmp_path / "home", "2027-09-27T08:00:00") as world:
        script = load_script()
        world.app.intake.plan([script.plan_path])
        people = {cast.address: cast.person for cast in script.people}
        with world.app.store.transaction() as ledger:
            ledger.people.save([replace(people[LINDA], slack="ULINDA"), replace(people[ANNELI], slack="UANNELI")])
        world.people[LINDA] = world.slack.person("Linda", LINDA)
        world.people[ANNELI] = world.slack.person("Anneli", ANNELI)
        world.app.follow_up.open_cycle(2027, date(2027, 10, 29), world.clock(), ANNELI)
        world.at("2027-10-01T09:00")
        yield world


def summary(world, folder):
    [file, *_] = world.app.reports.write(2027, ("json",), folder, "sv")
    told = json.loads(file.read_text(encoding="utf-8"))
    own = next(action for action in told["actions"] if action["nr"] == "N7")
    others = [action for action in told["actions"] if action["nr"] != "N7"]
    figures = {name: value for name, value in told["figures"].items() if name not in OF_THE_REPLY}
    return figures, others, own


def test_no_reply_steers_the_summary_pings_anybody_or_brings_a_link(world, tmp_path):
    linda = world.people[LINDA]
    world.does(linda.says, NEUTRAL)
    world.does(linda.clicks, "Stämmer")
    figures, others, own = summary(world, tmp_path)

    for payload in (*PAYLOADS[::60], *SLACK_OWN):
        world.does(linda.says, f"{NEUTRAL} {payload}")
        world.does(linda.clicks, "Stämmer")
        found, rest, now = summary(world, tmp_path)
        assert rest == others, payload
        if [now[axis] for axis in AXES] == [own[axis] for axis in AXES]:  # "Klart." is the owner's to say of their own
            assert {name: found[name] for name in figures} == figures, payload

    posted = [message for message in world.slack.world.said(linda.dm) if message.by_app]
    assert len(posted) > 2 * len(SLACK_OWN)
    assert not [message.text for message in posted if message.pings or message.links]
    assert all(message.unfurl_links is False for message in posted if not message.edited)  # an edit unfurls nothing
