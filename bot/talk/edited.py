"""A reply that its writer edited after it was sent: read again while it waits to be confirmed, never after.

What was confirmed is an official document by then; a correction is a new update that names it.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from bot.platforms.base import Reply
from bot.talk.taking import take
from bot.talk.turn import Turn
from bot.talk.words import NUMBERED
from plans.model import Draft

_ALIKE: Final = 0.5  # of their words in the same order: so much an edit leaves of what it changes


def read_again(turn: Turn, before: str) -> Reply | None:
    """Return what becomes of an edit, from `before` to the turn's words; None where it was no reply of the person's.

    Where `before` is empty (Teams does not tell it) the reply is meant that is most like the words.
    """
    if turn.message.place or not turn.words or before == turn.words:
        return None
    found = turn.mine
    with turn.services.store.reading() as ledger:
        updates = [update for action in found.actions for update in ledger.updates.about(action.nr)]
    own = [update for update in reversed(updates) if update.author == turn.person.address]
    before = before or _likely_before(
        turn.words, [*(draft.text for draft in found.drafts), *(update.text for update in own)]
    )
    if not before or before == turn.words:
        return None
    if draft := next((each for each in found.drafts if _holds(each, before)), None):
        shown = take(turn, draft.nr, _edited(draft.text, before, turn.words))
        text = f"{turn.say('chat.edited.again')}\n\n{shown.text}"
        return Reply(text, shown.buttons, form=shown.form, instead_of=draft.id)
    confirmed = next((each for each in own if _is_said(each.text, before)), None)
    return turn.reply("edited.confirmed", nr=confirmed.nr) if confirmed else None


def _likely_before(after: str, replies: Iterable[str]) -> str:
    """Return what an edited message said, the number of its action before it; empty where it was none of `replies`."""
    numbered = NUMBERED.fullmatch(after)
    text = numbered["text"] if numbered else after
    lines = (line for reply in replies for line in dict.fromkeys((reply, *reply.splitlines())))
    alike = {line: SequenceMatcher(None, line.split(), text.split(), autojunk=False).ratio() for line in lines if line}
    likely = max(alike, key=lambda line: alike[line], default="")
    return f"{after[: -len(text)]}{likely}" if text and alike.get(likely, 0) >= _ALIKE else ""


def _holds(draft: Draft, before: str) -> bool:
    return before in draft.text or _is_said(draft.text, before)


def _is_said(text: str, before: str) -> bool:
    """Tell whether a reply is what was written, perhaps without the number of the action before it."""
    return bool(text) and before.endswith(text)


def _edited(text: str, before: str, after: str) -> str:
    """Return a reply with the edit in it: of words that came in several messages only those that were edited."""
    if before in text:
        return text.replace(before, after, 1)
    number = before[: len(before) - len(text)]
    return after.removeprefix(number)
