"""The app manifest: what Slack makes the app of, so that nobody has to set thirty switches by hand. Pure.

`agent_view` is how new apps are talked with since June 2026: the conversation stands in the app's Messages tab, with
questions to begin with above it (https://docs.slack.dev/ai/migrating-to-agent-messaging).
"""

from typing import Any, Final

from bot.platforms.slack.permissions import EVENTS, SCOPES
from prompts.texts import Texts

PATH: Final = "/slack/events"  # where `serve` answers events, presses and commands
COMMAND: Final = "/handslag"
LONGEST_NAME: Final = 35  # characters of an app's name
_PROMPTS: Final = ("strategy", "actions", "mine", "help")  # four are the most that Slack shows


def manifest(say: Texts, *, name: str = "Handslag", url: str = "") -> dict[str, Any]:
    """Return the manifest in the language of `say`; without a `url`, an https address, it is for a socket."""
    request = {"request_url": url.rstrip("/") + PATH} if url else {}
    command = {"url": request["request_url"]} if url else {}
    return {
        "display_information": {
            "name": name,
            "description": say("slack_setup.manifest.description"),
            "long_description": say("slack_setup.manifest.long_description"),
            "background_color": "#1f4e5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "agent_view": {
                "agent_description": say("slack_setup.manifest.agent"),
                "suggested_prompts": prompts(say),
            },
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": say("slack_setup.manifest.command"),
                    "usage_hint": say("slack_setup.manifest.usage"),
                    "should_escape": True,  # mentions come as ids, and never as names that anybody may take
                    **command,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": [scope.name for scope in SCOPES]}},
        "settings": {
            "event_subscriptions": {**request, "bot_events": [event.name for event in EVENTS]},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,  # the bot token stands in a file and must not end after twelve hours
        },
    }


def prompts(say: Texts) -> list[dict[str, str]]:
    """Return the questions to begin with that stand above the conversation."""
    return [{part: say(f"slack_setup.prompt.{name}.{part}") for part in ("title", "message")} for name in _PROMPTS]
