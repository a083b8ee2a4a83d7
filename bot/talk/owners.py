"""An owner's talk about their actions: report in one's own words, see how it was read, confirm, change, correct, pause.

Nothing counts until the owner has confirmed it. What follows on a clarifying question is read together with the first
words; what follows on [Ändra] stands alone.
"""

from typing import Final

from bot.platforms.base import Reply
from bot.talk import words
from bot.talk.mine import Mine
from bot.talk.turn import Route, Turn
from plans.model import Action, Draft, Reading, RequestState, StatusUpdate
from plans.replies import read_back
from plans.wording import written_date

CHOICES: Final = ("on_track", "at_risk", "not_started", "completed")  # buttons that say a status in full
REWRITE: Final = "rewrite"  # what a draft asks for when its writer has pressed [Ändra]


def confirm(turn: Turn) -> Reply | None:
    """Make a status update of what was read back."""
    if not words.CONFIRM.fullmatch(turn.words):
        return None
    draft = turn.mine.draft
    if draft is None:
        return turn.reply("reply.nothing_to_confirm")
    if draft.reading.question == REWRITE:
        return turn.reply("change.ask", nr=draft.nr)
    if draft.reading.question:
        return None  # a yes to the question that was asked back, not to a reading
    if draft.reading.not_mine:
        return release(turn, draft.nr)
    update = turn.services.follow_up.confirm(draft.nr, turn.person.address, turn.message.at)
    return _receipt(turn, update)


def release(turn: Turn, nr: str) -> Reply:
    """Take the question from somebody who says it is not theirs and names nobody else."""
    turn.services.follow_up.not_mine(nr, turn.person.address, turn.message.at)
    return turn.reply("hand_over.released", nr=nr, coordinator=turn.coordinator())


def change(turn: Turn) -> Reply | None:
    """Take back what was read and ask for it again, or read at once what was written after "ändra:"."""
    rewritten = words.CHANGE_TO.fullmatch(turn.words)
    if not (rewritten or words.CHANGE.fullmatch(turn.words)):
        return None
    draft = turn.mine.draft
    if draft is None:
        return turn.reply("reply.nothing_to_confirm")
    if rewritten:
        return take(turn, draft.nr, rewritten["text"])
    # An empty draft with a question cannot be confirmed; the next words are read in its place.
    blank = Reading(language=turn.language, question=REWRITE)
    turn.services.follow_up.take_reply(draft.nr, "", turn.person.address, blank, turn.message.at)
    return turn.reply("change.ask", nr=draft.nr)


def show_mine(turn: Turn) -> Reply | None:
    """List the person's actions and what waits."""
    if not words.MINE.fullmatch(turn.words):
        return None
    found = turn.mine
    if not found.actions:
        return turn.reply("mine.none", coordinator=turn.coordinator())
    count = len(found.actions)
    heading = turn.say("chat.mine.one") if count == 1 else turn.say("chat.mine.count", count=count)
    rows = "\n".join(f"- {_row(turn, found, action)}" for action in found.actions)
    end = turn.say("chat.mine.next") if found.waiting else turn.say("chat.mine.nothing_to_answer")
    return Reply(f"{turn.say('chat.mine.heading')} ({heading})\n\n{rows}\n\n{end}")


def explain(turn: Turn) -> Reply | None:
    """Say why the person is asked."""
    if not words.WHY.fullmatch(turn.words):
        return None
    found = turn.mine
    if not found.waiting:
        return turn.reply("why.not_asked")
    request = found.waiting[0]
    action = found.plan[request.nr.casefold()]
    due = written_date(request.due, turn.language)
    if action.reporter is None:
        return turn.reply("why.coordinator", nr=action.nr)
    if action.reporter == turn.person.address:
        return turn.reply("why.owner", nr=action.nr, file=action.source.file, year=request.year, due=due)
    reason = "delegated" if request.replaces else "substitute"
    return turn.reply(f"why.{reason}", name=turn.called(action.reporter), nr=action.nr, due=due)


def pause(turn: Turn) -> Reply | None:
    """Leave the rest for another day."""
    if not words.PAUSE.fullmatch(turn.words):
        return None
    waiting = turn.mine.waiting
    if not waiting:
        return turn.reply("pause.nothing_left")
    due = written_date(min(request.due for request in waiting), turn.language)
    if len(waiting) == 1:
        return turn.reply("pause.done_one", due=due)
    return turn.reply("pause.done", count=len(waiting), due=due)


def resume(turn: Turn) -> Reply | None:
    """Go on with the next action that waits."""
    if not words.RESUME.fullmatch(turn.words):
        return None
    found = turn.mine
    if found.draft:
        return _read_back(turn, found.draft)
    if not found.waiting:
        return turn.reply("mine.nothing_to_answer")
    action = found.plan[found.waiting[0].nr.casefold()]
    return turn.reply("pause.resume", "unchanged", "not_mine", "later", nr=action.nr, title=action.title)


def correct(turn: Turn) -> Reply | None:
    """Correct a confirmed status update with a new one that names it."""
    match = words.CORRECT.fullmatch(turn.words)
    if match is None:
        return None
    found = turn.mine
    numbered = _numbered(found, match["text"])
    action = numbered[0] if numbered else _last_reported(found, turn.person.address)
    if action is None:
        return None
    text = numbered[1] if numbered else match["text"].lstrip(" :,.–-")
    if not text.strip():
        return turn.reply("reply.go_ahead", nr=action.nr, title=action.title)
    return take(turn, action.nr, text)


def report(turn: Turn) -> Reply | None:
    """Take a report on a named action, at any time of the year."""
    match = words.REPORT.fullmatch(turn.words)
    found = turn.mine
    named = (match["nr"], match["text"]) if match else None
    if named is None:
        numbered = words.NUMBERED.fullmatch(turn.words)
        if numbered is None or found.action(numbered["nr"]) is None or words.is_question(turn.words):
            return None
        named = (numbered["nr"], numbered["text"])
    action = found.action(named[0])
    if action is None:
        return turn.reply("refused.unknown_action", nr=named[0])
    if not named[1].strip():
        return turn.reply("reply.go_ahead", "unchanged", "not_mine", "later", nr=action.nr, title=action.title)
    return take_each(turn, found, action, named[1])


def answer_current(turn: Turn) -> Reply | None:
    """Take free words as the answer about what is being talked about."""
    found = turn.mine
    draft = found.draft
    if draft and draft.reading.question == REWRITE:
        return take(turn, draft.nr, turn.words)
    if draft and draft.reading.question:
        again = take(turn, draft.nr, f"{draft.text}\n{turn.words}")
        # One question back, no more: what is still unclear is chosen, not asked about again.
        return again if again.buttons else Reply(again.text, turn.buttons(*CHOICES))
    if draft:
        return take(turn, draft.nr, turn.words)
    waiting = found.waiting
    if len(waiting) == 1 or (waiting and waiting[0].state is RequestState.IN_DIALOGUE):
        return take(turn, waiting[0].nr, turn.words)
    if waiting:
        return turn.reply("reply.which", nr=waiting[0].nr)
    return None


def take_each(turn: Turn, found: Mine, action: Action, text: str) -> Reply:
    """Take a message about one action, or about several where each begins a line with its number."""
    parts = [(action, "")]
    for line in text.splitlines():
        numbered = _numbered(found, line)
        if numbered and numbered[1].strip():
            parts.append((numbered[0], numbered[1]))
        else:
            parts[-1] = (parts[-1][0], f"{parts[-1][1]}\n{line}".strip())
    replies = [take(turn, each.nr, words_) for each, words_ in parts]
    return Reply("\n\n".join(reply.text for reply in replies), replies[-1].buttons)


def take(turn: Turn, nr: str, text: str) -> Reply:
    """Read `text` as an answer about the action `nr`, keep it as a draft and show how it was read."""
    found = turn.services.planbook.read(nr, text, turn.message.at)
    draft = turn.services.follow_up.take_reply(nr, text, turn.person.address, found.reading, turn.message.at)
    if found.reading.not_mine:
        return turn.reply("hand_over.ask", nr=nr)
    return _read_back(turn, draft)


def _read_back(turn: Turn, draft: Draft) -> Reply:
    action = turn.services.planbook.action(draft.nr)
    text = read_back(draft.reading, action, turn.language)
    return Reply(text, () if draft.reading.question else turn.buttons("confirm", "change"))


def _receipt(turn: Turn, update: StatusUpdate) -> Reply:
    found = turn.afresh().mine
    lines = [_thanks(turn, found, update)]
    if found.draft:
        lines.append(turn.say("chat.reply.confirm_first", nr=found.draft.nr))
    elif found.waiting:
        action = found.plan[found.waiting[0].nr.casefold()]
        lines.append(turn.say("chat.receipt.next", nr=action.nr, title=action.title))
    else:
        lines.append(turn.say("chat.receipt.done"))
    return Reply(" ".join(lines), turn.buttons("later") if found.waiting else ())


def _thanks(turn: Turn, found: Mine, update: StatusUpdate) -> str:
    if update.corrects:
        earlier = next((known for known in found.updates if known.id == update.corrects), None)
        day = (earlier or update).confirmed_at.astimezone(turn.services.zone).date()
        return turn.say("chat.receipt.corrected", nr=update.nr, date=written_date(day, turn.language))
    request = found.request(update.nr, answered=True)
    after_due = request is not None and update.confirmed_at.astimezone(turn.services.zone).date() > request.due
    kind = "confirmed_addendum" if update.late else "confirmed_late" if after_due else "confirmed"
    return turn.say(f"chat.receipt.{kind}", nr=update.nr)


def _row(turn: Turn, found: Mine, action: Action) -> str:
    values = {"nr": action.nr, "title": action.title, "status": turn.services.planbook.status_of(action, turn.language)}
    request = found.request(action.nr)
    if any(draft.nr == action.nr for draft in found.drafts):
        return turn.say("chat.mine.row_unconfirmed", **values)
    if request and request.state in {RequestState.SENT, RequestState.IN_DIALOGUE, RequestState.RETURNED}:
        return turn.say("chat.mine.row_waiting", **values, due=written_date(request.due, turn.language))
    answered = [update for update in found.updates if update.nr == action.nr]
    if answered:
        day = answered[-1].confirmed_at.astimezone(turn.services.zone).date()
        return turn.say("chat.mine.row_answered", **values, date=written_date(day, turn.language))
    return turn.say("chat.mine.row", **values)


def _numbered(found: Mine, text: str) -> tuple[Action, str] | None:
    match = words.NUMBERED.fullmatch(text)
    action = found.action(match["nr"]) if match else None
    return (action, match["text"]) if action and match else None


def _last_reported(found: Mine, author: str) -> Action | None:
    own = [update for update in found.updates if update.author == author]
    return found.action(own[-1].nr) if own else None


ROUTES: tuple[Route, ...] = (confirm, change, show_mine, explain, pause, resume, correct, report)
