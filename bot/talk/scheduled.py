"""The dates of the follow-up, told to whoever asks: last day to answer, reminders, whom to turn to about it.

What the dates are is decided in ``plans/cycle/schedule.py``. An owner who is asked something hears of their own
questions first (``owners.py``).
"""

from bot.platforms.base import Reply
from bot.talk import schedule_words as heard
from bot.talk.channel import privately
from bot.talk.turn import Route, Turn
from plans.cycle.schedule import Schedule
from plans.model import Role
from plans.wording import written_date


def _runs(turn: Turn) -> bool:
    return turn.person.role in {Role.COORDINATOR, Role.ADMINISTRATOR, Role.AREA_LEAD}


def tell_dates(turn: Turn) -> Reply | None:
    """Tell the dates of the latest follow-up, but to an owner what is theirs."""
    asks = heard.DATES.fullmatch(turn.command)
    return _dates(turn) if asks and (_runs(turn) or not turn.mine.actions) else None


def tell_reminders(turn: Turn) -> Reply | None:
    """Tell when reminders go out: an owner hears when they are reminded themselves."""
    if not heard.REMINDERS.fullmatch(turn.command):
        return None
    if _runs(turn) or not turn.mine.actions:
        return _dates(turn)
    if not turn.mine.waiting:
        return turn.reply("mine.nothing_to_answer")
    found = turn.services.follow_up.schedule(turn.message.at)
    nrs = turn.listed(request.nr for request in turn.mine.waiting)
    if found.next_reminder is None:
        return turn.reply_of("schedule.no_more_to_you", nrs=nrs)
    return turn.reply_of("schedule.next_to_you", day=written_date(found.next_reminder, turn.language), nrs=nrs)


def _dates(turn: Turn) -> Reply:
    found = turn.services.follow_up.schedule(turn.message.at)
    cycle = found.cycle
    days = {"opens": cycle.opens, "due": cycle.due, "cut_off": cycle.cut_off}
    written = {name: written_date(day, turn.language) for name, day in days.items()}
    if not found.is_asking:
        return turn.reply_of("schedule.over", year=cycle.year, **written)
    lines = [turn.say("schedule.dates", year=cycle.year, **written)]
    if found.reminders:
        listed = turn.listed(written_date(day, turn.language) for day in found.reminders)
        lines.append(turn.say("schedule.reminders", days=listed))
    return Reply("\n".join([*lines, next_line(turn, found)]))


def next_line(turn: Turn, found: Schedule) -> str:
    """Return when the next reminder goes out by the rules, or that none does."""
    if found.next_reminder is None:
        return turn.say("schedule.no_more")
    return turn.say("schedule.next", day=written_date(found.next_reminder, turn.language))


def more_time(turn: Turn) -> Reply | None:
    """Tell somebody who needs more time what the last day is, who may move it and what they can do themselves."""
    if not heard.MORE_TIME.fullmatch(turn.words) or turn.person.role in {Role.COORDINATOR, Role.ADMINISTRATOR}:
        return None
    if not turn.mine.waiting:
        return turn.reply("mine.nothing_to_answer") if turn.mine.actions else None
    due = written_date(min(request.due for request in turn.mine.waiting), turn.language)
    return turn.reply_of("schedule.more_time", due=due, coordinator=turn.coordinator())


def tell_contact(turn: Turn) -> Reply | None:
    """Tell somebody of the register who the coordinators are."""
    if not turn.known or not heard.CONTACT.fullmatch(turn.words):
        return None
    with turn.services.store.reading() as ledger:
        found = [person for person in ledger.people.all() if person.role is Role.COORDINATOR]
    if not found:
        return turn.reply_of("schedule.contact_none")
    named = [f"{one.name} ({one.address})" if one.name else one.address for one in found]
    key = "contact_one" if len(named) == 1 else "contact_many"
    return turn.reply_of(f"schedule.{key}", names=turn.listed(named))


def tell_what_is_kept(turn: Turn) -> Reply | None:
    """Tell an owner who reads an answer, and where it is seen."""
    is_asked = turn.mine.actions and heard.KEPT.fullmatch(turn.words)
    return turn.reply_of("schedule.kept") if is_asked else None


ROUTES: tuple[Route, ...] = (
    tell_dates,
    privately(tell_contact, tell_reminders, more_time, tell_what_is_kept),
)
