"""An app made of its manifest has the scopes, events, commands and tabs that it asks for, and no others."""

import pytest

from tests.stand_ins.refusals import refused
from tests.stand_ins.slack import CannotDo
from tests.stand_ins.slack.manifest import read


def manifest(**settings):
    return {
        "display_information": {"name": "Handslag"},
        "features": {
            "bot_user": {"display_name": "Handslag"},
            "app_home": {"messages_tab_enabled": True},
            "slash_commands": [{"command": "/plan", "description": "Planen"}],
        },
        "oauth_config": {"scopes": {"bot": ["chat:write", "commands", "im:history"]}},
        "settings": {"event_subscriptions": {"bot_events": ["message.im"]}, "socket_mode_enabled": True, **settings},
    }


def test_an_app_gets_what_its_manifest_asks_for(client, slack, anna):
    slack.install(manifest())

    assert slack.app.scopes == {"chat:write", "commands", "im:history"}
    assert refused(client.users_info, user=anna.id)["needed"] == "users:read"
    with pytest.raises(CannotDo, match="/handslag is not a valid command"):
        anna.command("läget")
    with pytest.raises(CannotDo, match="no tab"):
        anna.opens_home()


def test_what_slack_would_refuse_is_named():
    wrong = manifest(socket_mode_enabled=False)
    wrong["display_information"] = {"name": "x" * 36, "long_description": "kort"}
    wrong["settings"]["event_subscriptions"]["bot_events"] = ["app_mention"]

    assert read(manifest()).wrong == []
    assert read(wrong).wrong == [
        "display_information.name is longer than 35",
        "display_information.long_description is shorter than 174",
        "app_mention wants the scope app_mentions:read",
        "event_subscriptions wants an https address",
        "/plan wants an https address",
    ]
