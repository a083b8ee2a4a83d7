"""Correct what was confirmed: a new reading laid over the one that counts, as a new status update that names it."""

from dataclasses import replace

from bot.memory import Kept
from bot.platforms.base import Reply
from bot.talk import words
from bot.talk.mine import Mine
from bot.talk.receipts import lead_to, shortened
from bot.talk.taking import REWRITE, ask_for_change, kept, take
from bot.talk.turn import Turn
from plans.amending import amended, is_change
from plans.model import Action, StatusUpdate


def correct(turn: Turn) -> Reply | None:
    """Correct a confirmed status update with a new one that names it."""
    match = words.CORRECT.fullmatch(turn.command)
    if match is None:
        return None
    found = turn.mine
    numbered = _numbered(found, match["text"])
    action = numbered[0] if numbered else _last_reported(found, turn.person.address)
    if action is None:
        return None
    return corrected(turn, action, numbered[1] if numbered else match["text"].lstrip(" :,.–-"))


def regret(turn: Turn) -> Reply | None:
    """Say how to correct what was confirmed, when somebody writes that it went wrong."""
    match = words.REGRET.fullmatch(turn.command)
    found = turn.mine
    if match is None:
        return None
    if found.draft:
        return ask_for_change(turn, found.draft, found.draft.text, replace(found.draft.reading, question=REWRITE))
    named = next((match[name] for name in ("nr", "other", "third") if match[name]), None)
    action = found.action(named) if named else _last_reported(found, turn.person.address)
    return corrected(turn, action, "") if action else None


def corrected(turn: Turn, action: Action, text: str) -> Reply:
    """Read a correction over the answer that it corrects, or ask for it where nothing was said."""
    last = _last_update(turn.mine, action.nr, turn.person.address)
    if not text.strip():
        turn.keep(Kept.TOPIC, action.nr)
        if last is None:
            return lead_to(turn, action)
        return turn.reply("reply.correct", nr=action.nr, title=action.title, text=shortened(last.text))
    changed = amended(last.reading, text, action, turn.today) if last and is_change(text, action) else None
    if last and changed:
        return kept(turn, action.nr, f"{last.text}\n{text}", changed)
    return take(turn, action.nr, text)


def completed(turn: Turn, action: Action) -> Reply:
    """Lay what was added over the answer that more was asked for; a whole new answer takes its place."""
    last = _last_update(turn.mine, action.nr, turn.person.address)
    read = turn.services.planbook.read(action.nr, turn.words, turn.message.at).reading
    added = amended(last.reading, turn.words, action, turn.today) if last and not read.implementation else None
    return (
        kept(turn, action.nr, f"{last.text}\n{turn.words}", added)
        if last and added
        else take(turn, action.nr, turn.words)
    )


def _numbered(found: Mine, text: str) -> tuple[Action, str] | None:
    match = words.NUMBERED.fullmatch(text)
    action = found.action(match["nr"]) if match else None
    return (action, match["text"]) if action and match else None


def _last_reported(found: Mine, author: str) -> Action | None:
    own = [update for update in found.updates if update.author == author]
    return found.action(own[-1].nr) if own else None


def _last_update(found: Mine, nr: str, author: str) -> StatusUpdate | None:
    own = [update for update in found.updates if update.nr == nr and update.author == author]
    return own[-1] if own else None
