"""`handslag check` tells what Slack lacks, why it matters and what to do about it, in both languages."""

from datetime import UTC, datetime, timedelta

import pytest
from inline_snapshot import snapshot

from bot.platforms.slack.manifest import manifest
from bot.settings import Settings
from bot.slack_health import slack_findings
from bot.traffic.inbox import Arrival
from bot.wiring import build
from prompts.texts import texts
from tests.stand_ins.slack import stand_in

NOW = datetime(2027, 10, 1, 7, 0, tzinfo=UTC)


@pytest.fixture
def slack():
    with stand_in() as workspace:
        workspace.install(manifest(texts("sv")))
        yield workspace


@pytest.fixture
def found(slack, tmp_path):
    """Look with these settings in place of good ones, and return what is not well, as it is read."""

    def look(language="sv", arrived=("slack:Ev1", "slack:action:1", "slack:command:1"), **changed):
        good = {
            "slack_bot_token": slack.token,
            "slack_signing_secret": "0123456789abcdef" * 2,
            "slack_api_url": slack.api,
        }
        chosen = {name: value for name, value in (good | changed).items() if value}
        settings = Settings(home=tmp_path / str(len(arrived)), environment="test", language=language, **chosen)
        app = build(settings, clock=lambda: NOW)
        if arrived:
            app.inbox.record([Arrival(key=k, platform="slack", lane=k, body={}, received_at=NOW) for k in arrived])
        return {one.name: one.line(texts(language)) for one in slack_findings(settings, app.inbox) if not one.ok}

    return look


def test_a_good_installation_lacks_nothing(found):
    assert found() == {}
    assert found(slack_signing_secret="", slack_app_token="xapp-1-stand-in") == {}


def test_without_slack_it_says_where_to_begin(tmp_path):
    settings = Settings(home=tmp_path)

    (only,) = slack_findings(settings, build(settings).inbox)

    assert only.line(texts("sv")) == snapshot("✓ Slack är inte inställt. docs/slack.sv.md visar hur det går till.")


def test_a_scope_that_is_missing_is_named_with_what_it_is_for(slack, found):
    slack.app.scopes -= {"users:read.email", "files:write"}

    assert found("en") == snapshot(
        {
            "slack_scopes": "✗ The app lacks 2 scopes in Slack: files:write (hand over the summary as files); "
            "users:read.email (see which e-mail address an account has, to ask whether it is the reporter's). Run "
            "handslag slack manifest, paste the result on the page App Manifest, save, and choose Reinstall to "
            "Workspace on the page Install App."
        }
    )


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"slack_bot_token": "xoxp-1"}, "slack_token_form"),
        ({"slack_bot_token": "xapp-1"}, "slack_token_form"),
        ({"slack_bot_token": ""}, "slack_token_form"),
        ({"slack_bot_token": "xoxb-another"}, "slack_token"),
        ({"slack_app_token": "xoxb-1"}, "slack_app_token_form"),
        ({"slack_app_token": "xapp-another"}, "slack_line"),
        ({"slack_signing_secret": ""}, "slack_way_in"),
        ({"slack_api_url": "http://127.0.0.1:9/api/"}, "slack_unreached"),
    ],
)
def test_each_secret_that_is_wrong_is_told_of_by_itself(found, changed, name):
    assert list(found(**changed)) == [name]


@pytest.mark.parametrize("how", ["token_revoked", "account_inactive"])
def test_an_app_that_was_taken_out_is_told_from_a_token_that_was_never_good(slack, found, how):
    slack.app.wrong = how

    assert list(found()) == ["slack_taken_out"]
    assert how in found()["slack_taken_out"]


def test_what_has_never_come_says_what_to_look_at(found):
    assert list(found(arrived=())) == ["slack_by_http"]
    assert list(found(arrived=("slack:Ev1",))) == ["slack_presses", "slack_commands"]
    assert list(found(arrived=(), slack_app_token="xapp-1-stand-in")) == ["slack_by_socket"]
    assert found(arrived=())["slack_by_http"] == snapshot(
        "– Inget har kommit från Slack än. Starta handslag serve och skriv hej till appen i Slack. Kommer inget svar: "
        "se att sidan Event Subscriptions visar Verified vid adressen och händelserna i handslag slack scopes."
    )


def test_a_clock_that_is_wrong_is_told_of(found, monkeypatch):
    class Late(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(minutes=4)

    monkeypatch.setattr("bot.slack_health.datetime", Late)

    assert list(found()) == ["slack_clock"]
