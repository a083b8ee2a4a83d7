"""What an owner answers about their actions: read in their own words, shown back, changed field by field, confirmed.

Nothing counts until the owner has confirmed it. What follows on a clarifying question is read together with the first
words; what changes a reading that was shown goes over it, and a whole new reply takes its place. How a reply is taken,
what is told after it and how it is corrected stand in ``taking``, ``receipts`` and ``correcting``.
"""

from dataclasses import replace
from typing import Final

from bot.memory import Kept
from bot.platforms.base import Reply
from bot.talk import courtesy_words, several, words
from bot.talk.correcting import completed, correct, corrected, regret
from bot.talk.handing_over import release
from bot.talk.mine import Mine
from bot.talk.receipts import lead_to, receipt
from bot.talk.rights import RUNS
from bot.talk.taking import REWRITE, ask_for_change, asks, kept, read_back_of, take, take_each
from bot.talk.turn import Route, Turn
from plans.amending import amended, is_change
from plans.model import Action, Draft, Reading, RequestState

CHOICES: Final = ("on_track", "at_risk", "not_started", "completed")  # buttons that say a status in full
# Questions of ours that go on waiting when something else than their field is put right.
_STILL: Final = {"standing": "implementation", "status": "implementation", "forecast": "forecast"}
_SAYS_NOTHING: Final = frozenset({"vague", "nothing"})
_ANSWERS: Final = frozenset({"unchanged", "not_mine", *CHOICES})  # buttons that are a reply


def press_answer(turn: Turn) -> Reply | None:
    """Take a button that is a reply about the action that it stood under."""
    action = turn.mine.action(turn.pressed.value) if turn.pressed.key in _ANSWERS else None
    if action is None:
        return None
    draft = turn.mine.draft_about(action.nr)
    return _clarified(turn, draft) if draft and asks(draft) else take(turn, action.nr, turn.words)


def confirm(turn: Turn) -> Reply | None:
    """Make status updates of what was read back: of one action where one is named, else of what was shown last."""
    drafts = _confirmed(turn)
    if drafts is None:
        return None
    if not drafts:
        return _nothing_to_confirm(turn)
    first = drafts[0]
    if first.reading.question == REWRITE:
        return turn.reply("change.ask", nr=first.nr)
    if first.reading.question:
        return None  # a yes to the question that was asked back, not to a reading
    if first.reading.not_mine:
        return release(turn, first.nr)
    follow_up = turn.services.follow_up
    return receipt(turn, [follow_up.confirm(draft.nr, turn.person.address, turn.message.at) for draft in drafts])


def _confirmed(turn: Turn) -> list[Draft] | None:
    """Return the drafts that the message confirms, None where it confirms nothing: a list is shown or asked about."""
    found = turn.mine
    if turn.pressed.key == "confirm" and turn.pressed.value:
        nr, _, shown = turn.pressed.value.partition("#")
        draft = found.draft_about(nr)
        return [draft] if draft and shown in {"", draft.id} else []
    if one := words.CONFIRM_ONE.fullmatch(turn.words):
        draft = found.draft_about(one["nr"] or one["before"])
        return [draft] if draft else None
    if words.CONFIRM_ALL.fullmatch(turn.command):
        return _in_order(found, [draft for draft in found.drafts if not draft.reading.question])
    praised = courtesy_words.PRAISE.fullmatch(turn.words) and found.draft and not found.draft.reading.question
    if not praised and not words.CONFIRM.fullmatch(turn.words):
        return None
    if found.draft is None:
        return None if found.waiting else []
    together = [each for each in found.drafts if each.received_at == found.draft.received_at]
    is_clear = not any(each.reading.question or each.reading.not_mine for each in together)
    return _in_order(found, together) if is_clear else [found.draft]


def _in_order(found: Mine, drafts: list[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda draft: found.plan[draft.nr.casefold()].position)


def _nothing_to_confirm(turn: Turn) -> Reply:
    nr = turn.pressed.value.partition("#")[0]
    if nr and (draft := turn.mine.draft_about(nr)):
        shown = read_back_of(turn, draft)
        return Reply(f"{turn.say('chat.reply.replaced', nr=nr)}\n\n{shown.text}", shown.buttons)
    return turn.reply("reply.nothing_to_confirm")


def change(turn: Turn) -> Reply | None:
    """Ask what to change in what was read, or change at once what was written after "ändra"."""
    rewritten = words.CHANGE_TO.fullmatch(turn.words)
    regrets = words.REGRET.fullmatch(turn.command) and not turn.mine.drafts  # "change my answer on S6"
    if regrets or not (rewritten or words.CHANGE.fullmatch(turn.words)):
        return None
    found = turn.mine
    pressed = turn.pressed.value.partition("#")[0]
    named = (rewritten["nr"] if rewritten else None) or pressed
    draft = found.draft_about(named) if named else found.draft
    if draft is None:
        action = found.action(named) if named else None
        return corrected(turn, action, rewritten["text"]) if rewritten and action else _nothing_to_change(turn)
    if rewritten:
        return _changed(turn, draft, rewritten["text"])
    if asks(draft):
        return None  # a no to the question that was asked back
    # A draft with a question cannot be confirmed; the next words change it or are read in its place.
    return ask_for_change(turn, draft, draft.text, replace(draft.reading, question=REWRITE))


def _nothing_to_change(turn: Turn) -> Reply | None:
    return None if turn.mine.waiting else turn.reply("reply.nothing_to_confirm")


def change_field(turn: Turn) -> Reply | None:
    """Take what clearly changes a reading that was shown: "datumet är fel, det ska vara maj", "inga hinder"."""
    draft = turn.mine.draft
    if draft is None or asks(draft) or draft.reading.not_mine or words.is_question(turn.words):
        return None
    if _names_another(turn, draft):
        return None
    action = turn.services.planbook.action(draft.nr)
    return _changed(turn, draft, turn.words) if is_change(turn.words, action) else None


def _names_another(turn: Turn, draft: Draft) -> bool:
    """Tell whether the words begin with another action than what was shown: "rätta 1.1: det ska vara 82 %"."""
    corrects = words.CORRECT.fullmatch(turn.command)
    match = words.NUMBERED.fullmatch(corrects["text"] if corrects else turn.words)
    if match is None or (match["nr"].isdigit() and not corrects):
        return False  # "4 skolor, inte 3" counts
    action = turn.mine.action(match["nr"])
    return action is not None and action.nr != draft.nr


def report(turn: Turn) -> Reply | None:
    """Take a report on a named action, or on several, at any time of the year."""
    found = turn.mine
    if parts := several.parts_of(turn.words, found):
        return take_each(turn, parts)
    match = words.REPORT.fullmatch(turn.command)
    named = (match["nr"], match["text"]) if match else None
    if named is None:
        numbered = words.NUMBERED.fullmatch(turn.words)
        if numbered is None or found.action(numbered["nr"]) is None or words.is_question(turn.words):
            return None
        named = (numbered["nr"], numbered["text"])
    action = found.action(named[0].rstrip(".,:"))
    if action is None:
        return turn.reply("refused.unknown_action", nr=named[0])
    if named[1].strip():
        return _of_number(turn, action, named[1])
    return _about_number(turn, action)


def _of_number(turn: Turn, action: Action, text: str) -> Reply:
    """Take words after an action's number: as a change of what was shown or reported, else as a reply."""
    found = turn.mine
    if not is_change(text, action):
        return take(turn, action.nr, text)
    if draft := found.draft_about(action.nr):
        return take(turn, action.nr, text) if asks(draft) else _changed(turn, draft, text)
    return take(turn, action.nr, text) if found.about(action.nr) else corrected(turn, action, text)


def _about_number(turn: Turn, action: Action) -> Reply:
    """Go on with an action that only its number was written of: with words that waited for it, or by asking."""
    held = turn.recall(Kept.WORDS)
    turn.leave(Kept.WORDS)
    if held:
        return take(turn, action.nr, held)
    draft = turn.mine.draft_about(action.nr)
    return read_back_of(turn, draft) if draft else lead_to(turn, action)


def answer_current(turn: Turn) -> Reply | None:
    """Take free words as the answer about what is being talked about."""
    return _no_order(turn) or _answered(turn)


def _answered(turn: Turn) -> Reply | None:
    found = turn.mine
    draft = found.draft
    if draft and asks(draft):
        return _clarified(turn, draft)
    if draft:
        return _changed(turn, draft, turn.words)
    waiting = found.waiting
    current = found.about(turn.recall(Kept.TOPIC))
    if current is None and waiting and (len(waiting) == 1 or waiting[0].state is RequestState.IN_DIALOGUE):
        current = waiting[0]
    if current and current.state is RequestState.RETURNED:
        return completed(turn, found.plan[current.nr.casefold()])
    if current:
        return take(turn, current.nr, turn.words)
    if waiting:
        turn.keep(Kept.WORDS, turn.words)
        asked = turn.reply("reply.which", nr=waiting[0].nr)
        return Reply(asked.text, turn.numbers(request.nr for request in waiting))
    topic = found.action(turn.recall(Kept.TOPIC) or "")
    return corrected(turn, topic, turn.words) if topic and topic in found.actions else None


def _no_order(turn: Turn) -> Reply | None:
    """Say so where whoever runs the follow-up writes what is no order, and says nothing of an action either.

    They are asked about the actions that nobody else answers for, and what they mistype is then more often an order.
    """
    found = turn.mine
    draft = found.draft
    nr = draft.nr if draft else next((request.nr for request in found.waiting), None)
    if turn.person.role not in RUNS or nr is None or (draft and draft.reading.question not in _SAYS_NOTHING):
        return None
    if turn.services.planbook.action(nr).reporter == turn.person.address:
        return None
    read = turn.services.planbook.read(nr, turn.words, turn.message.at).reading
    return turn.reply("refused.no_order", nr=nr) if read.question in _SAYS_NOTHING else None


def _clarified(turn: Turn, draft: Draft) -> Reply:
    """Read the answer to a question of ours: words that change a reading, a whole new reply, or more to the first."""
    if draft.reading.question == REWRITE:
        action = turn.services.planbook.action(draft.nr)
        before = replace(draft.reading, question=None)
        if is_change(turn.words, action):
            return _changed(turn, draft, turn.words)
        changed = amended(before, turn.words, action, turn.today)
        whole = turn.services.planbook.read(draft.nr, turn.words, turn.message.at).reading
        is_whole = whole.implementation or whole.forecast or whole.unchanged or whole.not_mine
        return take(turn, draft.nr, turn.words) if is_whole or not changed else _changed(turn, draft, turn.words)
    agrees = words.CONFIRM.fullmatch(turn.words)  # a yes answers no question of ours, and is no word of the reply
    text = draft.text if agrees else f"{draft.text}\n{turn.words}"
    put_right = draft.reading if agrees else _put_right(turn, draft)
    reading = put_right or turn.services.planbook.read(draft.nr, text, turn.message.at).reading
    again = kept(turn, draft.nr, text, reading)
    # One question back, no more: what is still unclear is chosen, not asked about again.
    return again if again.buttons else Reply(again.text, turn.buttons(*CHOICES, about=draft.nr))


def _put_right(turn: Turn, draft: Draft) -> Reading | None:
    """Return what was shown with something else put right than what was asked, None where nothing is or was.

    The question stays until it is answered. Read together with the first words, both figures would be the value.
    """
    asked = _STILL.get(draft.reading.question or "")
    planbook = turn.services.planbook
    action = planbook.action(draft.nr)
    if asked is None:
        return None
    already = planbook.read(draft.nr, draft.text, turn.message.at).reading.values != draft.reading.values
    changed = (
        amended(draft.reading, turn.words, action, turn.today) if already or is_change(turn.words, action) else None
    )
    if changed is None:
        return None
    return replace(changed, question=None if getattr(changed, asked) else draft.reading.question)


def _changed(turn: Turn, draft: Draft, text: str) -> Reply:
    """Lay what was written over what was shown; a whole new answer takes its place."""
    action = turn.services.planbook.action(draft.nr)
    before = replace(draft.reading, question=None)
    read = turn.services.planbook.read(draft.nr, text, turn.message.at).reading
    is_new = (read.implementation or read.unchanged) and not is_change(text, action)
    if is_new or read.not_mine:
        return take(turn, draft.nr, text)
    changed = amended(before, text, action, turn.today)
    if changed:
        return kept(turn, draft.nr, f"{draft.text}\n{text}", changed)
    shown = read_back_of(turn, replace(draft, reading=before))
    return Reply(f"{turn.say('chat.change.not_understood')}\n\n{shown.text}", shown.buttons)


FIRST: tuple[Route, ...] = (press_answer, confirm, change, change_field)
ROUTES: tuple[Route, ...] = (correct, regret, report)
