"""A reply that its writer edited after it was sent: read again while it waits to be confirmed, never after.

What was confirmed is an official document by then; a correction is a new update that names it.
"""

from bot.platforms.base import Reply
from bot.talk.taking import take
from bot.talk.turn import Turn
from plans.model import Draft


def read_again(turn: Turn, before: str) -> Reply | None:
    """Return what becomes of an edit, from `before` to the turn's words; None where it was no reply of the person's."""
    if turn.message.place or not turn.words or before == turn.words:
        return None
    found = turn.mine
    if draft := next((each for each in found.drafts if _holds(each, before)), None):
        shown = take(turn, draft.nr, _edited(draft.text, before, turn.words))
        return Reply(f"{turn.say('chat.edited.again')}\n\n{shown.text}", shown.buttons, form=shown.form)
    with turn.services.store.reading() as ledger:
        own = [update for action in found.actions for update in ledger.updates.about(action.nr)]
    of_before = (each for each in reversed(own) if each.author == turn.person.address and _is_said(each.text, before))
    confirmed = next(of_before, None)
    return turn.reply("edited.confirmed", nr=confirmed.nr) if confirmed else None


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
