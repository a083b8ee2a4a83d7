"""What Teams takes as an activity: its size, its cards, its entities, how it is streamed. Refusals are `Refused`."""

import json

from tests.stand_ins.teams.cards import card_faults
from tests.stand_ins.teams.faults import Refused
from tests.stand_ins.teams.rendering import CARD, CONSENT, FILE_INFO

CARD_BYTES = 28 * 1024  # what Teams promises to show
MESSAGE_BYTES = 100 * 1024  # as UTF-16: what is refused
MOST_CITATIONS, NAME, ABSTRACT, KEYWORD, KEYWORDS = 20, 80, 160, 28, 3
ROOT = "https://schema.org/Message"
_KNOWN_ATTACHMENTS = {CARD, CONSENT, FILE_INFO, "text/html"}
_TYPES = {"message", "typing"}


def weight(activity):
    """Bytes of it, written as UTF-16."""
    return len(json.dumps(activity, ensure_ascii=False, separators=(",", ":"))) * 2


def card_bytes(card):
    """Bytes of a card, written as UTF-8 without blanks."""
    return len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())


def checked(activity, world, *, personal):
    """Return what Teams would take but should not have been sent; raise what it refuses."""
    if activity.get("type") not in _TYPES:
        raise Refused("BadArgument", f"Unknown activity type {activity.get('type')!r}")
    if weight(activity) > MESSAGE_BYTES:
        raise Refused("MessageSizeTooBig")
    faults = activity_faults(activity, personal=personal)
    faults += _mentions(activity, world)
    if faults:
        raise Refused("BadArgument", "; ".join(faults))
    heavy = [card_bytes(one["content"]) for one in activity.get("attachments") or () if one["contentType"] == CARD]
    return [f"a card of {one} bytes, more than {CARD_BYTES}" for one in heavy if one > CARD_BYTES]


def activity_faults(activity, *, personal=True):
    """One sentence for each thing that Teams would refuse or not show."""
    faults = []
    attachments = activity.get("attachments") or []
    for nr, one in enumerate(attachments):
        kind, content = one.get("contentType"), one.get("content")
        if kind not in _KNOWN_ATTACHMENTS:
            faults.append(f"attachments[{nr}]: {kind!r} is not known")
        elif kind == CARD:
            faults += [f"attachments[{nr}]: {words}" for words in card_faults(content)]
        elif kind == CONSENT and not personal:
            faults.append(f"attachments[{nr}]: a consent card outside a personal chat")
        elif kind == CONSENT and not (one.get("name") and isinstance((content or {}).get("sizeInBytes"), int)):
            faults.append(f"attachments[{nr}]: a consent card needs a name and sizeInBytes")
    if activity["type"] == "message" and not (activity.get("text") or attachments):
        faults.append("an empty message")
    return faults + _entities(activity.get("entities") or []) + _feedback(activity.get("channelData") or {})


def _entities(entities):
    faults, roots = [], [one for one in entities if one.get("type") == ROOT]
    if len(roots) > 1:
        faults.append("more than one root Message entity")
    for root in roots:
        if (root.get("@type"), root.get("@context")) != ("Message", "https://schema.org"):
            faults.append("a root entity needs @type Message and @context https://schema.org")
        claims = root.get("citation") or []
        if len(claims) > MOST_CITATIONS:
            faults.append(f"{len(claims)} citations, at most {MOST_CITATIONS}")
        positions = [one.get("position") for one in claims]
        if len(set(positions)) != len(positions):
            faults.append("the same position twice among the citations")
        for claim in claims:
            faults += _claim(claim)
    return faults


def _claim(claim):
    faults, shown = [], claim.get("appearance") or {}
    if claim.get("@type") != "Claim" or shown.get("@type") != "DigitalDocument":
        faults.append("a citation is a Claim with a DigitalDocument")
    if not isinstance(claim.get("position"), int) or claim["position"] < 1:
        faults.append(f"position {claim.get('position')!r} of a citation")
    for field, most in (("name", NAME), ("abstract", ABSTRACT)):
        if not shown.get(field):
            faults.append(f"a citation without {field}")
        elif len(shown[field]) > most:
            faults.append(f"{field} of a citation with {len(shown[field])} characters, at most {most}")
    if shown.get("url") and not shown["url"].startswith(("https://", "http://")):
        faults.append(f"url {shown['url']!r} of a citation")
    faults += [f"null as {field} of a citation" for field, held in shown.items() if held is None]
    words = shown.get("keywords") or []
    if len(words) > KEYWORDS or any(len(one) > KEYWORD for one in words):
        faults.append("keywords of a citation")
    return faults


def _feedback(channel_data):
    loop = channel_data.get("feedbackLoop")
    if loop is not None and channel_data.get("feedbackLoopEnabled") is not None:
        return ["feedbackLoop and feedbackLoopEnabled both"]
    return [] if loop is None or loop.get("type") in {"default", "custom"} else [f"feedbackLoop {loop!r}"]


def _mentions(activity, world):
    faults, text = [], activity.get("text") or ""
    cards = json.dumps(activity.get("attachments") or [], ensure_ascii=False)
    for one in activity.get("entities") or ():
        if one.get("type") == "mention":
            if one.get("text", "") not in text + cards:
                faults.append(f"the mention {one.get('text')!r} does not stand in the text")
            if (one.get("mentioned") or {}).get("id") not in {*world.users, world.bot}:
                faults.append("a mention of nobody")
    return faults
