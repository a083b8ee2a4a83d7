"""Teams' activities as events of the core. Pure: a dictionary in, an event or None out.

None means that it is no business of ours: somebody's typing, a reaction, talk that does not mention us.
"""

import hashlib
import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.platforms.base import Press
from bot.platforms.heard import (
    Edited,
    FileIn,
    Heard,
    Installed,
    PlaceKind,
    Pressed,
    Said,
    Sender,
    Submitted,
    Uninstalled,
    Where,
)
from bot.platforms.teams.carried import unpacked

NAME: Final = "teams"
PRESS, FORM, REFRESH = "press", "form", "refresh"  # the verbs of our cards' actions
PRESSES, FETCH = "adaptiveCard/action", "task/fetch"  # a button was pressed; one that opens a window
_FILE: Final = "application/vnd.microsoft.teams.file.download.info"
_KINDS: Final = {"personal": PlaceKind.PRIVATE, "groupChat": PlaceKind.GROUP, "channel": PlaceKind.CHANNEL}
_AT: Final = re.compile(r"<at[^>]*>(.*?)</at>", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"<[^>]{1,200}>")
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/li)\s*/?>", re.IGNORECASE)
_OURS: Final = frozenset({"verb", "key", "value", "nonce", "label", "said", "msteams"})
HELPFUL, UNHELPFUL, FEEDBACK = "helpful", "unhelpful", "feedback"  # the core's words for thumbs, and for the reason
_REACTIONS: Final = {"like": HELPFUL, "dislike": UNHELPFUL}


class Consented(Heard):
    """Somebody said whether they want a file. It is acted on at once and never written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed(Heard):
    """Teams asks for a card afresh, for somebody who has it before them. It changes nothing and is never written down.

    `about` is the number of an action, `card` what the card was made of, as it was carried along.
    """

    about: str
    card: tuple[object, ...]


JSON = Mapping[str, Any]  # Teams' own; every value that goes further is made a string here


def heard_in(activity: JSON, now: datetime) -> Heard | None:
    """Return what an activity tells; it came at `now`.

    Raises:
        KeyError: it lacks what Teams always sends.
    """
    kind = str(activity.get("name") if activity.get("type") == "invoke" else activity.get("type"))
    if kind == "message" and isinstance(activity.get("value"), dict):
        kind = "submit"  # what Teams sends of a card where it cannot send "adaptiveCard/action"
    reader = _READERS.get(kind)
    return reader(activity, now) if reader else None


def _said(activity: JSON, now: datetime) -> Said | None:
    where = _where(activity)
    is_mentioned = _mentions_us(activity)
    if where.kind is not PlaceKind.PRIVATE and not is_mentioned:
        return None
    files = tuple(
        FileIn(name=str(file.get("name", "")), size=0, fetch=str(file["content"].get("downloadUrl", "")))
        for file in activity.get("attachments") or ()
        if file.get("contentType") == _FILE and isinstance(file.get("content"), dict)
    )
    text = plain(activity)
    if not text and not files:
        return None
    return Said(**_about(activity, now), text=text, files=files, mentioned=is_mentioned)


def _edited(activity: JSON, now: datetime) -> Edited | None:
    if _where(activity).kind is not PlaceKind.PRIVATE:
        return None
    about = _about(activity, now)
    about["key"] = f"{about['key']}:{activity.get('timestamp', '')}"  # the edited message keeps its id
    return Edited(**about, text=plain(activity))


def _acted(activity: JSON, now: datetime) -> Heard | None:
    """Return a button that was pressed, or a form that was sent, in one of our cards."""
    sent: JSON = activity["value"]
    data: JSON = sent["action"].get("data", {}) if "action" in sent else sent
    if sent.get("trigger") == "automatic" or data.get("verb") == REFRESH:
        return _refreshed(activity, data, now)
    about = _about(activity, now)
    nonce = str(data.get("nonce", ""))
    if nonce:  # the same form sent again, perhaps with a new id, has what was made with the card
        said = ":".join(str(data.get(name, "")) for name in ("verb", "key", "value"))
        when = "" if data.get("verb") == FORM else activity.get("timestamp", "")  # a button may be pressed again
        about["subject"] = f"{NAME}:{about['sender'].user}:{nonce}:{said}:{when}"
    about["ref"] = str(activity.get("replyToId", ""))
    above = unpacked(data.get("said"))
    about["shown"] = {"text": above} if isinstance(above, str) else {}
    match data.get("verb"):
        case "form":
            values = data.get("fields", data)
            return Submitted(
                **about,
                form=str(data.get("key", "")),
                about=str(data.get("value", "")),
                nonce=nonce,
                values={str(key): value.strip() for key, value in values.items() if _is_filled_in(key, value)},
            )
        case "press":
            press = Press(str(data.get("key", "")), str(data.get("value", "")))
            return Pressed(**about, press=press, label=str(data.get("label", "")))
    return None


def _looked(activity: JSON, now: datetime) -> Heard | None:
    """Return the press of a button that opens a window; what it opens changes nothing."""
    data: JSON = activity["value"]["data"]
    press = Press(str(data.get("key", "")), str(data.get("value", "")))
    return Pressed(**_about(activity, now), press=press, label=str(data.get("label", "")))


def _refreshed(activity: JSON, data: JSON, now: datetime) -> Refreshed | None:
    card = unpacked(data.get("said"))
    if data.get("verb") != REFRESH or _where(activity).kind is not PlaceKind.PRIVATE or not isinstance(card, list):
        return None
    return Refreshed(**_about(activity, now), about=str(data.get("value", "")), card=tuple(card))


def _is_filled_in(key: str, value: object) -> bool:
    """Tell whether a part of what a card sends is a field, and not what the card itself put there."""
    return key not in _OURS and isinstance(value, str)


def _rated(activity: JSON, now: datetime) -> Heard | None:
    given = activity["value"].get("actionValue", {})
    reaction = _REACTIONS.get(str(given.get("reaction", "")))
    if reaction is None:
        return None
    try:
        said = json.loads(given.get("feedback") or "{}")
    except ValueError:
        said = {}
    about = _about(activity, now)
    about["ref"] = str(activity.get("replyToId", ""))
    reason = str(said.get("feedbackText", "")).strip() if isinstance(said, dict) else ""
    if reason:
        values = {"reason": reason, "helpful": "yes" if reaction == HELPFUL else ""}
        return Submitted(**about, form=FEEDBACK, about="", nonce="", values=values)
    return Pressed(**about, press=Press(reaction, ""))


def judged(heard: Heard, answer: str) -> Heard:
    """Return what is thought of an answer with its id; Teams names only the message that it stood in."""
    if isinstance(heard, Submitted):
        return replace(heard, about=answer)
    return replace(heard, press=Press(heard.press.key, answer)) if isinstance(heard, Pressed) else heard


def is_judgement(heard: Heard) -> bool:
    """Tell whether somebody says what they think of an answer, whose id is not known yet."""
    if isinstance(heard, Submitted):
        return heard.form == FEEDBACK and not heard.about
    return isinstance(heard, Pressed) and heard.press.key in {HELPFUL, UNHELPFUL} and not heard.press.value


def _consented(activity: JSON, now: datetime) -> Heard:
    about = _about(activity, now)
    about["ref"] = str(activity.get("replyToId", ""))
    return Consented(**about)


def _installed(activity: JSON, now: datetime) -> Heard:
    action = str(activity.get("action", ""))
    if action.startswith("remove"):
        return Uninstalled(**_about(activity, now))
    return Installed(**_about(activity, now), is_new=action == "add")


_READERS: Final[Mapping[str, Callable[[JSON, datetime], Heard | None]]] = {
    "message": _said,
    "messageUpdate": _edited,
    "submit": _acted,
    PRESSES: _acted,
    FETCH: _looked,
    "message/submitAction": _rated,
    "fileConsent/invoke": _consented,
    "installationUpdate": _installed,
}


def plain(activity: JSON) -> str:
    """Return what was written, as its writer saw it: without the mention of us, without markup.

    A mention of somebody else stays as ``<@ID>``, for who that is is not known here.
    """
    text = str(activity.get("text") or "")
    mentions = {str(each.get("text", "")): each for each in _mentions(activity)}

    def named(match: re.Match[str]) -> str:
        mention = mentions.get(match[0])
        if mention is None:
            return match[1]
        who = mention.get("mentioned") or {}
        return " " if who.get("id") == _ourselves(activity) else f"<@{who.get('aadObjectId') or who.get('id', '')}>"

    text = _AT.sub(named, text)
    kept = re.split(r"(<@[^<>\s]+>)", _BREAK.sub("\n", text))
    return "".join(part if n % 2 else html.unescape(_TAG.sub("", part)) for n, part in enumerate(kept)).strip()


def _about(activity: JSON, now: datetime) -> dict[str, Any]:
    """Return what every event has, as arguments."""
    where = _where(activity)
    return {
        "key": f"{NAME}:{where.conversation}:{activity['id']}",
        "subject": _told_twice(activity),
        "sender": _sender(activity),
        "where": where,
        "at": now,
        "ref": str(activity.get("id", "")),
        "language": str(activity.get("locale") or "")[:2].lower(),
    }


def _told_twice(activity: JSON) -> str:
    """Return what is the same when Teams brings an activity again under another id: who said what, where and when."""
    if not activity.get("timestamp"):
        return ""
    said = json.dumps([activity.get(name) for name in ("type", "action", "text", "value", "attachments")])
    parts = (activity["from"]["id"], activity["conversation"]["id"], activity["timestamp"], said)
    return f"{NAME}:" + hashlib.sha256(":".join(map(str, parts)).encode()).hexdigest()


def _where(activity: JSON) -> Where:
    conversation: JSON = activity["conversation"]
    kind = _KINDS.get(str(conversation.get("conversationType", "personal")), PlaceKind.CHANNEL)
    root, _, thread = str(conversation["id"]).partition(";messageid=")
    if kind is PlaceKind.CHANNEL and not thread:
        thread = str(activity.get("id", ""))
    return Where(
        platform=NAME,
        tenant=tenant_of(activity),
        conversation=root,
        thread=thread if kind is PlaceKind.CHANNEL else "",
        kind=kind,
        service=str(activity.get("serviceUrl", "")),
    )


def _sender(activity: JSON) -> Sender:
    who: JSON = activity["from"]
    return Sender(NAME, tenant_of(activity), str(who.get("aadObjectId") or who["id"]))


def tenant_of(activity: JSON) -> str:
    """Return the tenant that an activity says it is from."""
    data = activity.get("channelData") or {}
    conversation = activity.get("conversation") or {}
    return str((data.get("tenant") or {}).get("id") or conversation.get("tenantId") or "")


def _mentions(activity: JSON) -> list[JSON]:
    return [each for each in activity.get("entities") or () if each.get("type") == "mention"]


def _mentions_us(activity: JSON) -> bool:
    return any((each.get("mentioned") or {}).get("id") == _ourselves(activity) for each in _mentions(activity))


def _ourselves(activity: JSON) -> str:
    return str((activity.get("recipient") or {}).get("id", ""))
