"""The app manifest is one that Slack takes, and asks for no more than the work needs."""

import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from bot.platforms.slack.manifest import manifest
from bot.platforms.slack.permissions import EVENTS, SCOPES, missing
from prompts.texts import texts
from tests.stand_ins.slack import EVENTS as SLACKS_EVENTS
from tests.stand_ins.slack import SCOPES as SLACKS_SCOPES
from tests.stand_ins.slack import stand_in
from tests.stand_ins.slack.manifest import read


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("url", ["", "https://bot.region.example"])
def test_slack_takes_the_manifest(language, url):
    made = manifest(texts(language), url=url)

    assert read(made).wrong == []
    assert made["settings"]["socket_mode_enabled"] is not bool(url)


def test_an_app_made_of_it_hears_and_asks_for_no_more_than_its_reasons_say():
    with stand_in() as slack:
        slack.install(manifest(texts("sv")))

        assert slack.app.scopes == {scope.name for scope in SCOPES} < set(SLACKS_SCOPES)
        assert slack.app.events == {event.name for event in EVENTS} <= set(SLACKS_EVENTS)
        assert slack.commands == {"/handslag"}
        assert slack.tabs == {"home", "messages"}


def test_every_event_has_the_scope_that_it_takes():
    names = {scope.name for scope in SCOPES}

    assert {event.scope for event in EVENTS if event.scope} <= names


def test_what_is_missing_is_told_in_words():
    (lacking,) = missing(scope.name for scope in SCOPES if scope.name != "users:read.email")

    assert texts("sv")(lacking.reason) == snapshot(
        "se vilken e-postadress ett konto har, för att kunna fråga om det är rapportörens"
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_slack_shows_fits(language):
    view = manifest(texts(language))["features"]["agent_view"]

    assert len(view["agent_description"]) <= 300
    assert len(view["suggested_prompts"]) <= 4
    assert all(len(prompt["title"]) <= 75 for prompt in view["suggested_prompts"])


def test_the_manifest_is_printed_as_json_alone(handslag):
    ran = handslag("slack", "manifest", "--url", "https://bot.region.example/", "--name", "Uppföljaren")

    made = json.loads(ran.out)
    assert made["settings"]["event_subscriptions"]["request_url"] == "https://bot.region.example/slack/events"
    assert made["features"]["slash_commands"][0]["url"] == "https://bot.region.example/slack/events"
    assert made["display_information"]["name"] == "Uppföljaren"


@pytest.mark.parametrize(
    "wrong",
    [
        ["--url", "http://bot.region.example"],
        ["--url", "https://"],
        ["--url", "https://bot.region.example", "--socket"],
        ["--name", "x" * 36],
        ["--name", " "],
    ],
)
def test_what_slack_would_refuse_is_wrong_usage(handslag, wrong):
    ran = handslag("slack", "manifest", *wrong)

    assert (ran.status, ran.out) == (2, "")


def test_the_one_who_has_to_allow_the_app_reads_why(handslag):
    ran = handslag("slack", "scopes", "--json")

    assert {row["name"] for row in ran.json} == {one.name for one in (*SCOPES, *EVENTS)}
    assert all(row["reason"] for row in ran.json)


@pytest.mark.parametrize(("language", "guide"), [("sv", "slack.sv.md"), ("en", "slack.md")])
def test_the_guide_names_all_that_the_app_asks_for_with_its_reason(language, guide):
    said = (Path(__file__).parents[4] / "docs" / guide).read_text(encoding="utf-8")

    rows = [f"| `{one.name}` | {texts(language)(one.reason)} |" for one in (*SCOPES, *EVENTS)]
    assert [row for row in rows if row not in said] == []
