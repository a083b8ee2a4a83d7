"""Take what an owner answers: read it, keep the reading as a draft, show it back."""

from dataclasses import replace
from typing import Final

from bot.memory import Kept
from bot.platforms.base import Reply
from bot.talk import several
from bot.talk.handing_over import ask_for_receiver, offer_to_named
from bot.talk.turn import Turn
from plans.model import Draft, Reading
from plans.replies import read_back

REWRITE: Final = "rewrite"  # what a draft asks for when its writer has pressed [Ändra]
UNCHANGED: Final = "unchanged_line"  # what a draft asks for that says "oförändrat" and nothing else
_FEW_WORDS: Final = 4


def take(turn: Turn, nr: str, text: str) -> Reply:
    """Read `text` as an answer about the action `nr`, keep it as a draft and show how it was read."""
    return kept(turn, nr, text, _read(turn, nr, text))


def _read(turn: Turn, nr: str, text: str) -> Reading:
    """Return how a reply is read; a model may be asked, so nothing is to be written before."""
    reading = turn.services.planbook.read(nr, text, turn.message.at, by=turn.person.address).reading
    if reading.unchanged and not reading.question and len(text.split()) < _FEW_WORDS:
        return replace(reading, question=UNCHANGED)
    return reading


def take_each(turn: Turn, parts: several.Parts) -> Reply:
    """Take a message about several actions, each with its own words."""
    readings = [(action, text, _read(turn, action.nr, text)) for action, text in parts]
    replies = [kept(turn, action.nr, text, reading) for action, text, reading in readings]
    found = turn.afresh().mine
    drafts = [draft for action, _ in parts if (draft := found.draft_about(action.nr))]
    asked = turn.say("reply.back.confirm")
    text = "\n\n".join(reply.text.removesuffix(asked).rstrip() for reply in replies)
    unclear = [draft for draft in drafts if draft.reading.question or draft.reading.not_mine]
    if unclear:
        return Reply(text, replies[-1].buttons)
    return Reply(f"{text}\n\n{turn.say('chat.reply.all_right')}", turn.buttons("confirm_all", "change"))


def kept(turn: Turn, nr: str, text: str, reading: Reading) -> Reply:
    """Keep what was read as a draft, and show it."""
    draft = turn.services.follow_up.take_reply(nr, text, turn.person.address, reading, turn.message.at)
    turn.keep(Kept.WORDS, None)
    if reading.not_mine:
        return offer_to_named(turn, draft.nr, text) or ask_for_receiver(turn, draft.nr)
    return read_back_of(turn, draft)


def ask_for_change(turn: Turn, draft: Draft, text: str, reading: Reading) -> Reply:
    """Keep `reading`, which asks to be changed, in the draft's place, and ask what to change."""
    turn.services.follow_up.take_reply(draft.nr, text, turn.person.address, reading, turn.message.at)
    return turn.reply("change.ask", nr=draft.nr)


def read_back_of(turn: Turn, draft: Draft) -> Reply:
    """Show how a reply was read, to be confirmed or changed."""
    if draft.reading.question == REWRITE:
        return turn.reply("change.ask", nr=draft.nr)
    action = turn.services.planbook.action(draft.nr)
    text = read_back(draft.reading, action, turn.language)
    about = f"{draft.nr}#{draft.id}"
    return Reply(text, () if draft.reading.question else turn.buttons("confirm", "change", about=about))


def asks(draft: Draft) -> bool:
    """Tell whether the draft waits for an answer to a question of ours."""
    return draft.reading.question is not None
