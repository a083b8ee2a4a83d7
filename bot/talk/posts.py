"""A short post about what was achieved: drafted by the program, approved word by word, shared where its approver asks.

Nothing is shared that nobody approved. The draft holds the plan's titles and values and no words of a reply; whoever
approves it may write it anew. Sharing is asked for in the channel itself, by the same person.
"""

import hashlib
import json
import re
from typing import Any, Final

from bot.memory import Kept
from bot.platforms.base import Reply
from bot.talk import coordinator_words as heard
from bot.talk.channel import alone
from bot.talk.turn import Turn

LONGEST: Final = 2_000  # characters of a post


def draft(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Draft a post, and keep it until its words are approved."""
    if turn.message.place:
        return turn.reply("post.alone")
    said = next((heard.part(match, name) for name in match.groupdict() if heard.part(match, name)), "") or ""
    day = turn.services.briefs.day(said) if said else None
    if said and day is None:
        return None
    achieved = turn.services.briefs.achieved(turn.language, day)
    if achieved == turn.say("brief.achieved.none"):
        return Reply(f"{achieved} {turn.say('chat.post.own')}")  # nothing to approve
    return _shown(turn, achieved)


def change(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Take the person's own words for the post."""
    if turn.message.place:
        return turn.reply("post.alone")
    text = heard.part(match, "text") or ""
    start = turn.words.find(text)
    written = (turn.words[start:] if start >= 0 else text).strip(" \"'”“")
    if len(written) > LONGEST:
        return turn.reply("post.long", most=LONGEST, length=len(written))
    return _shown(turn, written)


def approve(turn: Turn) -> Reply | None:
    """Approve the words that were shown."""
    kept = _kept(turn)
    if turn.pressed.key != "approve_post" or kept is None:
        return None
    if turn.pressed.value != _hash(kept["text"]):
        return turn.reply("order.too_late")
    turn.keep(Kept.POST, json.dumps({**kept, "approved": True}))
    with turn.services.store.transaction() as ledger:
        ledger.trail.append(turn.message.at, turn.person.address, "post.approved", _hash(kept["text"]))
    return turn.reply("post.approved")


def share(turn: Turn, match: re.Match[str]) -> Reply | None:  # noqa: ARG001 - obeyed as every command
    """Share the approved post in the channel where it is asked for."""
    kept = _kept(turn)
    if kept is None or not kept["approved"]:
        return turn.reply("post.not_approved")
    if not turn.message.place:
        return turn.reply("post.where")
    alone(turn).keep(Kept.POST, None)
    with turn.services.store.transaction() as ledger:
        ledger.trail.append(turn.message.at, turn.person.address, "post.shared", _hash(kept["text"]))
    return Reply(kept["text"])


def _shown(turn: Turn, text: str) -> Reply:
    turn.keep(Kept.POST, json.dumps({"text": text, "approved": False}))
    return Reply(f"{text}\n\n{turn.say('chat.post.how')}", turn.buttons("approve_post", about=_hash(text)))


def _kept(turn: Turn) -> dict[str, Any] | None:
    """Return what the person has drafted alone with the bot, wherever they ask for it now."""
    held = alone(turn).recall(Kept.POST)
    return json.loads(held) if held else None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
