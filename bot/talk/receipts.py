"""What an owner is told besides how a reply was read: thanks, what waits, and where one action stands."""

from dataclasses import replace
from typing import Final

from bot.memory import Kept
from bot.platforms.base import Reply
from bot.talk.mine import Mine
from bot.talk.taking import asks
from bot.talk.turn import Turn
from plans.model import Action, StatusUpdate
from plans.wording import written_date

_SHOWN: Final = 200  # characters of the last answer


def receipt(turn: Turn, updates: list[StatusUpdate]) -> Reply:
    """Thank for what was confirmed, and lead on to what waits."""
    turn.keep(Kept.TOPIC, None)
    found = turn.afresh().mine
    lines = _all_thanks(turn, found, updates)
    if found.draft and asks(found.draft):
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
        return turn.say(f"chat.reply.{'unfinished' if asks(found.draft) else 'confirm_first'}", nr=found.draft.nr)
    if not found.waiting:
        return ""
    due = written_date(min(request.due for request in found.waiting), turn.language)
    count = len(found.waiting)
    return (
        turn.say("chat.waiting.one", nr=found.waiting[0].nr, due=due)
        if count == 1
        else turn.say("chat.waiting.many", count=count, due=due)
    )


def shortened(text: str) -> str:
    """Return an earlier answer as it is quoted: on one line, and not too long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rsplit(' ', 1)[0]} …"
