"""An app manifest as Slack reads it when an app is made of it."""

from dataclasses import dataclass, field

# What an app must hold to be sent an event.
SCOPE_OF = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "user_change": "users:read",
    "member_joined_channel": "channels:read",
}


@dataclass
class Manifest:
    scopes: list
    events: list
    commands: list
    tabs: list
    wrong: list = field(default_factory=list)


def read(manifest):
    """What is asked for, and what Slack would refuse (lengths, events without their scope, missing addresses)."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    home = features.get("app_home", {})
    events = settings.get("event_subscriptions", {})
    found = Manifest(
        manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []),
        events.get("bot_events", []),
        [one["command"] for one in features.get("slash_commands", [])],
        [tab for tab in ("home", "messages") if home.get(f"{tab}_tab_enabled")],
    )
    found.wrong += _names(manifest.get("display_information", {}), features)
    found.wrong += _pieces(found, features)
    found.wrong += _addresses(settings, events, features)
    return found


def _names(display, features):
    limits = (
        (display.get("name"), 35, "display_information.name"),
        (display.get("description"), 140, "display_information.description"),
        (display.get("long_description"), 4000, "display_information.long_description"),
        (features.get("bot_user", {}).get("display_name"), 80, "features.bot_user.display_name"),
        (features.get("agent_view", {}).get("agent_description"), 300, "features.agent_view.agent_description"),
    )
    wrong = [f"{name} is longer than {most}" for value, most, name in limits if len(value or "") > most]
    if not display.get("name"):
        wrong.append("display_information.name is missing")
    if 0 < len(display.get("long_description") or "") < 174:
        wrong.append("display_information.long_description is shorter than 174")
    return wrong


def _pieces(found, features):
    wrong = [
        f"{event} wants the scope {SCOPE_OF[event]}"
        for event in found.events
        if event in SCOPE_OF and SCOPE_OF[event] not in found.scopes
    ]
    if found.commands and "commands" not in found.scopes:
        wrong.append("slash_commands want the scope commands")
    if "agent_view" in features and "assistant:write" not in found.scopes:
        wrong.append("agent_view wants the scope assistant:write")
    if found.scopes and "bot_user" not in features:
        wrong.append("bot scopes want features.bot_user")
    if len(set(found.scopes)) < len(found.scopes):
        wrong.append("a scope is written twice")
    return wrong


def _addresses(settings, events, features):
    """Without socket mode every way in wants its address."""
    if settings.get("socket_mode_enabled"):
        return []
    interactivity = settings.get("interactivity", {})
    wanted = [(events.get("request_url"), "event_subscriptions")] if events else []
    if interactivity.get("is_enabled"):
        wanted.append((interactivity.get("request_url"), "interactivity"))
    wanted += [(one.get("url"), one["command"]) for one in features.get("slash_commands", [])]
    return [f"{name} wants an https address" for url, name in wanted if not (url or "").startswith("https://")]
