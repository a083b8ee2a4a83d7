"""What an owner answers about their actions: read in their own words, shown back, changed field by field, confirmed.

Nothing counts until the owner has confirmed it. What follows on a clarifying question is read together with the first
words; what changes a reading that was shown goes over it, and a whole new reply takes its place.
"""

from dataclasses import replace
from typing import Final

from bot.memory import Kept
from bot.platforms.base import Reply
from bot.talk import courtesy_words, several, words
from bot.talk.handing_over import ask_for_receiver, offer_to_named, release
from bot.talk.mine import Mine
from bot.talk.turn import Route, Turn
from plans.amending import amended, is_change
from plans.model import Action, Draft, Reading, RequestState, StatusUpdate
from plans.replies import read_back
from plans.wording import written_date

CHOICES: Final = ("on_track", "at_risk", "not_started", "completed")  # buttons that say a status in full
REWRITE: Final = "rewrite"  # what a draft asks for when its writer has pressed [Ändra]
UNCHANGED: Final = "unchanged_line"  # what a draft asks for that says "oförändrat" and nothing else
_ANSWERS: Final = frozenset({"unchanged", "not_mine", *CHOICES})  # buttons that are a reply
_FEW_WORDS: Final = 4
_SHOWN: Final = 200  # characters of the last answer


def press_answer(turn: Turn) -> Reply | None:
    """Take a button that is a reply about the action that it stood under."""
    action = turn.mine.action(turn.pressed.value) if turn.pressed.key in _ANSWERS else None
    if action is None:
        return None
    draft = turn.mine.draft_about(action.nr)
    return _clarified(turn, draft) if draft and _asks(draft) else take(turn, action.nr, turn.words)


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
        return _corrected(turn, action, rewritten["text"]) if rewritten and action else _nothing_to_change(turn)
    if rewritten:
        return _changed(turn, draft, rewritten["text"])
    if _asks(draft):
        return None  # a no to the question that was asked back
    # A draft with a question cannot be confirmed; the next words change it or are read in its place.
    return _keep(turn, draft, draft.text, replace(draft.reading, question=REWRITE))


def _nothing_to_change(turn: Turn) -> Reply | None:
    return None if turn.mine.waiting else turn.reply("reply.nothing_to_confirm")


def change_field(turn: Turn) -> Reply | None:
    """Take what clearly changes a reading that was shown: "datumet är fel, det ska vara maj", "inga hinder"."""
    draft = turn.mine.draft
    if draft is None or _asks(draft) or draft.reading.not_mine or words.is_question(turn.words):
        return None
    action = turn.services.planbook.action(draft.nr)
    return _changed(turn, draft, turn.words) if is_change(turn.words, action) else None


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
    return _corrected(turn, action, numbered[1] if numbered else match["text"].lstrip(" :,.–-"))


def regret(turn: Turn) -> Reply | None:
    """Say how to correct what was confirmed, when somebody writes that it went wrong."""
    match = words.REGRET.fullmatch(turn.command)
    found = turn.mine
    if match is None:
        return None
    if found.draft:
        return _keep(turn, found.draft, found.draft.text, replace(found.draft.reading, question=REWRITE))
    named = next((match[name] for name in ("nr", "other", "third") if match[name]), None)
    action = found.action(named) if named else _last_reported(found, turn.person.address)
    return _corrected(turn, action, "") if action else None


def _corrected(turn: Turn, action: Action, text: str) -> Reply:
    """Read a correction over the answer that it corrects, or ask for it where nothing was said."""
    last = _last_update(turn.mine, action.nr, turn.person.address)
    if not text.strip():
        turn.keep(Kept.TOPIC, action.nr)
        if last is None:
            return lead_to(turn, action)
        return turn.reply("reply.correct", nr=action.nr, title=action.title, text=shortened(last.text))
    changed = amended(last.reading, text, action, turn.today) if last and is_change(text, action) else None
    if last and changed:
        return _kept(turn, action.nr, f"{last.text}\n{text}", changed)
    return take(turn, action.nr, text)


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
        return take(turn, action.nr, named[1])
    return _about_number(turn, action)


def _about_number(turn: Turn, action: Action) -> Reply:
    """Go on with an action that only its number was written of: with words that waited for it, or by asking."""
    held = turn.recall(Kept.WORDS)
    turn.keep(Kept.WORDS, None)
    if held:
        return take(turn, action.nr, held)
    draft = turn.mine.draft_about(action.nr)
    return read_back_of(turn, draft) if draft else lead_to(turn, action)


def answer_current(turn: Turn) -> Reply | None:
    """Take free words as the answer about what is being talked about."""
    found = turn.mine
    draft = found.draft
    if draft and _asks(draft):
        return _clarified(turn, draft)
    if draft:
        return _changed(turn, draft, turn.words)
    waiting = found.waiting
    current = found.about(turn.recall(Kept.TOPIC))
    if current is None and waiting and (len(waiting) == 1 or waiting[0].state is RequestState.IN_DIALOGUE):
        current = waiting[0]
    if current and current.state is RequestState.RETURNED:
        return _completed(turn, found.plan[current.nr.casefold()])
    if current:
        return take(turn, current.nr, turn.words)
    if waiting:
        turn.keep(Kept.WORDS, turn.words)
        asked = turn.reply("reply.which", nr=waiting[0].nr)
        return Reply(asked.text, turn.numbers(request.nr for request in waiting))
    topic = found.action(turn.recall(Kept.TOPIC) or "")
    return _corrected(turn, topic, turn.words) if topic and topic in found.actions else None


def _completed(turn: Turn, action: Action) -> Reply:
    """Lay what was added over the answer that more was asked for; a whole new answer takes its place."""
    last = _last_update(turn.mine, action.nr, turn.person.address)
    read = turn.services.planbook.read(action.nr, turn.words, turn.message.at).reading
    added = amended(last.reading, turn.words, action, turn.today) if last and not read.implementation else None
    return (
        _kept(turn, action.nr, f"{last.text}\n{turn.words}", added)
        if last and added
        else take(turn, action.nr, turn.words)
    )


def take_each(turn: Turn, parts: several.Parts) -> Reply:
    """Take a message about several actions, each with its own words."""
    replies = [take(turn, action.nr, text) for action, text in parts]
    found = turn.afresh().mine
    drafts = [draft for action, _ in parts if (draft := found.draft_about(action.nr))]
    asked = turn.say("reply.back.confirm")
    text = "\n\n".join(reply.text.removesuffix(asked).rstrip() for reply in replies)
    unclear = [draft for draft in drafts if draft.reading.question or draft.reading.not_mine]
    if unclear:
        return Reply(text, replies[-1].buttons)
    return Reply(f"{text}\n\n{turn.say('chat.reply.all_right')}", turn.buttons("confirm_all", "change"))


def take(turn: Turn, nr: str, text: str) -> Reply:
    """Read `text` as an answer about the action `nr`, keep it as a draft and show how it was read."""
    found = turn.services.planbook.read(nr, text, turn.message.at, by=turn.person.address)
    reading = found.reading
    if reading.unchanged and not reading.question and len(text.split()) < _FEW_WORDS:
        reading = replace(reading, question=UNCHANGED)
    return _kept(turn, nr, text, reading)


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
    text = f"{draft.text}\n{turn.words}"
    reading = turn.services.planbook.read(draft.nr, text, turn.message.at).reading
    again = _kept(turn, draft.nr, text, reading)
    # One question back, no more: what is still unclear is chosen, not asked about again.
    return again if again.buttons else Reply(again.text, turn.buttons(*CHOICES, about=draft.nr))


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
        return _kept(turn, draft.nr, f"{draft.text}\n{text}", changed)
    shown = read_back_of(turn, replace(draft, reading=before))
    return Reply(f"{turn.say('chat.change.not_understood')}\n\n{shown.text}", shown.buttons)


def _keep(turn: Turn, draft: Draft, text: str, reading: Reading) -> Reply:
    turn.services.follow_up.take_reply(draft.nr, text, turn.person.address, reading, turn.message.at)
    return turn.reply("change.ask", nr=draft.nr)


def _kept(turn: Turn, nr: str, text: str, reading: Reading) -> Reply:
    """Keep what was read as a draft, and show it."""
    draft = turn.services.follow_up.take_reply(nr, text, turn.person.address, reading, turn.message.at)
    turn.keep(Kept.WORDS, None)
    if reading.not_mine:
        return offer_to_named(turn, draft.nr, text) or ask_for_receiver(turn, draft.nr)
    return read_back_of(turn, draft)


def read_back_of(turn: Turn, draft: Draft) -> Reply:
    """Show how a reply was read, to be confirmed or changed."""
    if draft.reading.question == REWRITE:
        return turn.reply("change.ask", nr=draft.nr)
    action = turn.services.planbook.action(draft.nr)
    text = read_back(draft.reading, action, turn.language)
    about = f"{draft.nr}#{draft.id}"
    return Reply(text, () if draft.reading.question else turn.buttons("confirm", "change", about=about))


def lead_to(turn: Turn, action: Action) -> Reply:
    """Ask how one action goes, with what was answered last time."""
    turn.keep(Kept.TOPIC, action.nr)
    with turn.services.store.reading() as ledger:
        updates = ledger.updates.about(action.nr)
    values = {"nr": action.nr, "title": action.title}
    if not updates:
        return replace(turn.reply("reply.go_ahead", "not_mine", "later", **values), form=action.nr)
    last = updates[-1]
    day = written_date(last.confirmed_at.astimezone(turn.services.zone).date(), turn.language)
    own = last.author == turn.person.address
    values |= {"date": day, "text": shortened(last.text)} | ({} if own else {"name": turn.called(last.author)})
    asked = turn.reply(f"reply.last_time{'' if own else '_other'}", "unchanged", "not_mine", "later", **values)
    return replace(asked, form=action.nr)


def waiting_line(turn: Turn, found: Mine) -> str:
    """Return what waits for the person as a line of text, empty where nothing does."""
    if found.draft:
        return turn.say(f"chat.reply.{'unfinished' if _asks(found.draft) else 'confirm_first'}", nr=found.draft.nr)
    if not found.waiting:
        return ""
    due = written_date(min(request.due for request in found.waiting), turn.language)
    count = len(found.waiting)
    return (
        turn.say("chat.waiting.one", nr=found.waiting[0].nr, due=due)
        if count == 1
        else turn.say("chat.waiting.many", count=count, due=due)
    )


def _asks(draft: Draft) -> bool:
    return draft.reading.question is not None


def receipt(turn: Turn, updates: list[StatusUpdate]) -> Reply:
    """Thank for what was confirmed, and lead on to what waits."""
    turn.keep(Kept.TOPIC, None)
    found = turn.afresh().mine
    lines = _all_thanks(turn, found, updates)
    if found.draft and _asks(found.draft):
        lines.append(turn.say("chat.reply.unfinished", nr=found.draft.nr))
        return Reply(" ".join(lines), turn.buttons("next", "later"))
    if found.draft:
        lines.append(turn.say("chat.reply.confirm_first", nr=found.draft.nr))
        about = f"{found.draft.nr}#{found.draft.id}"
        return Reply(" ".join(lines), turn.buttons("confirm", "change", about=about))
    if found.waiting:
        action = found.plan[found.waiting[0].nr.casefold()]
        lines.append(turn.say("chat.receipt.next", nr=action.nr, title=action.title))
        return Reply(" ".join(lines), turn.buttons("next", "later"))
    lines.append(turn.say("chat.receipt.done"))
    return Reply(" ".join(lines))


def _all_thanks(turn: Turn, found: Mine, updates: list[StatusUpdate]) -> list[str]:
    """Return one thank you for all where they are alike, else one for each."""
    each = [_thanks(turn, found, update) for update in updates]
    plain = [turn.say("chat.receipt.confirmed", nr=update.nr) for update in updates]
    if len(updates) > 1 and each == plain:
        return [turn.say("chat.receipt.confirmed_many", nrs=turn.listed(update.nr for update in updates))]
    return each


def _thanks(turn: Turn, found: Mine, update: StatusUpdate) -> str:
    if update.corrects:
        earlier = next((known for known in found.updates if known.id == update.corrects), None)
        day = (earlier or update).confirmed_at.astimezone(turn.services.zone).date()
        return turn.say("chat.receipt.corrected", nr=update.nr, date=written_date(day, turn.language))
    request = found.request(update.nr, answered=True)
    after_due = request is not None and update.confirmed_at.astimezone(turn.services.zone).date() > request.due
    kind = "confirmed_addendum" if update.late else "confirmed_late" if after_due else "confirmed"
    return turn.say(f"chat.receipt.{kind}", nr=update.nr)


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


def shortened(text: str) -> str:
    """Return an earlier answer as it is quoted: on one line, and not too long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rsplit(' ', 1)[0]} …"


FIRST: tuple[Route, ...] = (press_answer, confirm, change, change_field)
ROUTES: tuple[Route, ...] = (correct, regret, report)
