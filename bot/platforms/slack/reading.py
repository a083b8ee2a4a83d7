"""Slack's JSON as events of the core. Pure: a dictionary in, an event or None out.

None means that it is no business of ours: our own messages, other bots', somebody joining, talk in a channel that does
not mention us and is in no thread of ours. Such a thing is not even written down.
"""

import html
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from bot.platforms.base import Press
from bot.platforms.heard import (
    Edited,
    FileIn,
    Heard,
    Opened,
    PlaceKind,
    Pressed,
    Said,
    Sender,
    Submitted,
    Uninstalled,
    Where,
)

NAME: Final = "slack"
_LINK: Final = re.compile(r"<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>")
_CHANNEL: Final = re.compile(r"<#[A-Z0-9]+(?:\|([^>]*))?>")
_SPECIAL: Final = re.compile(r"<!(?:subteam\^[A-Z0-9]+|[a-z]+)(?:\|([^>]*))?>")
_PRIVATE: Final = "im"
_SAID: Final = frozenset({"", "file_share", "thread_broadcast"})  # subtypes of what a person wrote

JSON = Mapping[str, Any]  # Slack's own; every value that goes further is made a string here
Follows = Callable[[str], bool]  # whether a thread, by its place key, is one that we take part in


def heard_in(body: JSON, now: datetime, follows: Follows) -> Heard | None:
    """Return what an event of the Events API, an interaction or a slash command tells; it came at `now`.

    Raises:
        KeyError: it lacks what Slack always sends.
    """
    if "command" in body:
        return _command(body, now)
    match body.get("type"):
        case "event_callback":
            return _event(body, now, follows)
        case "block_actions":
            return _pressed(body, now)
        case "view_submission":
            return _submitted(body, now)
    return None


def _event(body: JSON, now: datetime, follows: Follows) -> Heard | None:
    event: JSON = body["event"]
    match event.get("type"):
        case "app_mention":
            return _said(body, event, now)
        case "message" if event.get("subtype") == "message_changed":
            return _edited(body, event, now)
        case "message" if _is_for_us(body, event, follows):
            return _said(body, event, now)
        case "app_home_opened":
            where = Where(platform=NAME, tenant=_team(body), conversation=str(event.get("channel", "")))
            is_home = event.get("tab") == "home"
            return Opened(
                key=_key(body),
                sender=_sender(body, event),
                where=where,
                at=now,
                is_home=is_home,
            )
        case "app_uninstalled" | "tokens_revoked":
            where = Where(platform=NAME, tenant=_team(body), conversation="")
            sender = Sender(NAME, _team(body), "")
            return Uninstalled(key=_key(body), sender=sender, where=where, at=now)
    return None


def _is_for_us(body: JSON, event: JSON, follows: Follows) -> bool:
    if event.get("bot_id") or event.get("subtype", "") not in _SAID or not event.get("user"):
        return False
    if event["user"] == _ourselves(body):
        return False
    if event.get("channel_type") == _PRIVATE:
        return True
    is_mentioned = f"<@{_ourselves(body)}>" in event.get("text", "")
    return is_mentioned or ("thread_ts" in event and follows(_where(body, event).key))


def _said(body: JSON, event: JSON, now: datetime) -> Said | None:
    if event.get("bot_id") or event.get("user") == _ourselves(body):
        return None
    mention = f"<@{_ourselves(body)}>"
    files = tuple(
        FileIn(name=str(file.get("name", "")), size=int(file.get("size", 0)), fetch=str(file["id"]))
        for file in event.get("files", ())
        if "id" in file
    )
    return Said(
        key=_key(body),
        subject=_subject(body, event),
        sender=_sender(body, event),
        where=_where(body, event),
        at=now,
        ref=str(event["ts"]),
        text=plain(str(event.get("text", "")).replace(mention, " ")),
        files=files,
        mentioned=mention in str(event.get("text", "")),
    )


def _edited(body: JSON, event: JSON, now: datetime) -> Edited | None:
    message: JSON = event["message"]
    is_person = message.get("user") and not message.get("bot_id") and message["user"] != _ourselves(body)
    before = event.get("previous_message", {}).get("text")
    if not is_person or event.get("channel_type") != _PRIVATE or message.get("text") == before:
        return None  # Slack says "changed" when it unfurls a link, too
    return Edited(
        key=_key(body),
        sender=_sender(body, message),
        where=_where(body, {**event, "thread_ts": message.get("thread_ts"), "ts": message["ts"]}),
        at=now,
        ref=str(message["ts"]),
        text=plain(str(message.get("text", ""))),
        before=plain(str(before or "")),
    )


def _pressed(body: JSON, now: datetime) -> Pressed | None:
    if not body.get("actions"):
        return None
    action: JSON = body["actions"][0]
    option: JSON = action.get("selected_option") or {}
    team = str((body.get("team") or {}).get("id") or body["user"].get("team_id", ""))
    container, message = body.get("container", {}), body.get("message", {})
    channel = str((body.get("channel") or {}).get("id", container.get("channel_id", "")))
    key, value = str(action["action_id"]).partition(":")[0], str(action.get("value") or option.get("value", ""))
    if action.get("type") == "feedback_buttons":  # both thumbs are one element: which it was stands in the value
        key, _, value = value.partition(":")
    return Pressed(
        key=f"{NAME}:action:{body.get('trigger_id') or action['action_ts']}",
        subject=f"{NAME}:{team}:{body['user']['id']}:{action['action_ts']}:{action['action_id']}",
        sender=Sender(NAME, str(body["user"].get("team_id") or team), str(body["user"]["id"])),
        where=_place_of(body, team, channel),
        at=now,
        ref=str(container.get("message_ts") or message.get("ts", "")),
        press=Press(key, value),
        label=str((action.get("text") or option.get("text") or {}).get("text", "")),
    )


def _submitted(body: JSON, now: datetime) -> Submitted | None:
    view: JSON = body["view"]
    meta = json.loads(view.get("private_metadata") or "{}")
    team = str((body.get("team") or {}).get("id") or body["user"].get("team_id", ""))
    return Submitted(
        key=f"{NAME}:view:{view['id']}:{view.get('hash', '')}",
        subject=f"{NAME}:form:{meta.get('nonce', view['id'])}",
        sender=Sender(NAME, str(body["user"].get("team_id") or team), str(body["user"]["id"])),
        where=Where(
            platform=NAME,
            tenant=team,
            conversation=str(meta.get("channel", "")),
            thread=str(meta.get("thread", "")),
            kind=PlaceKind(meta.get("kind", PlaceKind.PRIVATE)),
        ),
        at=now,
        ref=str(meta.get("ref", "")),
        form=str(view.get("callback_id", "")),
        about=str(meta.get("about", "")),
        nonce=str(meta.get("nonce", "")),
        values=filled_in(view),
    )


def _command(body: JSON, now: datetime) -> Said:
    team, channel = str(body["team_id"]), str(body["channel_id"])
    return Said(
        key=f"{NAME}:command:{body['trigger_id']}",
        sender=Sender(NAME, team, str(body["user_id"])),
        # Only its sender sees what is answered to a command, wherever it was given.
        where=Where(platform=NAME, tenant=team, conversation=channel, service=str(body.get("response_url", ""))),
        at=now,
        text=plain(str(body.get("text", ""))),
        as_command=True,
    )


def filled_in(view: JSON) -> dict[str, str]:
    """Return what was filled in in a modal, by the key of each field; what was left empty is an empty string."""
    found: dict[str, str] = {}
    for block in view.get("state", {}).get("values", {}).values():
        for key, state in block.items():
            option = state.get("selected_option")
            value = option["value"] if option else state.get("value") or state.get("selected_date")
            found[str(key)] = str(value or "").strip()
    return found


def plain(text: str) -> str:
    """Return Slack's text as its writer saw it: addresses and channels written out, `&lt;` as "<".

    A mention of somebody stays as `<@U1>`, for who that is is not known here.
    """
    text = _LINK.sub(lambda match: match[2] or match[1].removeprefix("mailto:"), text)
    text = _CHANNEL.sub(lambda match: f"#{match[1] or ''}", text)
    text = _SPECIAL.sub(lambda match: match[1] or "", text)
    return html.unescape(text).strip()


def _place_of(body: JSON, team: str, channel: str) -> Where:
    """Return where a button stood; one that only its presser sees is in private, wherever it is shown."""
    container, message = body.get("container", {}), body.get("message", {})
    if container.get("is_ephemeral"):
        return Where(platform=NAME, tenant=team, conversation=channel, service=str(body.get("response_url", "")))
    thread = str(message.get("thread_ts") or container.get("thread_ts") or "")
    kind = PlaceKind.PRIVATE if channel.startswith("D") or not channel else PlaceKind.CHANNEL
    root = thread or ("" if kind is PlaceKind.PRIVATE else str(message.get("ts", "")))
    return Where(platform=NAME, tenant=team, conversation=channel, thread=root, kind=kind)


def _where(body: JSON, event: JSON) -> Where:
    kind = {"im": PlaceKind.PRIVATE, "mpim": PlaceKind.GROUP}.get(str(event.get("channel_type")), PlaceKind.CHANNEL)
    if str(event["channel"]).startswith("D"):
        kind = PlaceKind.PRIVATE
    thread = str(event.get("thread_ts") or "")
    if kind is not PlaceKind.PRIVATE and not thread:
        thread = str(event["ts"])  # answered in a thread of its own
    return Where(platform=NAME, tenant=_team(body), conversation=str(event["channel"]), thread=thread, kind=kind)


def _sender(body: JSON, event: JSON) -> Sender:
    """Return who did it; somebody of another organisation, in a shared channel, is of their own team."""
    return Sender(NAME, str(event.get("user_team") or event.get("source_team") or _team(body)), str(event["user"]))


def _team(body: JSON) -> str:
    return str(body["team_id"])


def _ourselves(body: JSON) -> str:
    authorizations = body.get("authorizations") or [{}]
    return str(authorizations[0].get("user_id", ""))


def _key(body: JSON) -> str:
    return f"{NAME}:{body['event_id']}"


def _subject(body: JSON, event: JSON) -> str:
    return f"{NAME}:{_team(body)}:{event['channel']}:{event['ts']}"
