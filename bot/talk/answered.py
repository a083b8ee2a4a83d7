"""Who has answered, what one person answers for, and who has been reminded: told by name in private alone."""

import re
from collections import defaultdict

from bot.platforms.base import Reply
from bot.standing_shown import Scene
from bot.talk import coordinator_words as heard
from bot.talk.meaning import NAME, in_reach, scene
from bot.talk.rights import Command
from bot.talk.scheduled import next_line
from bot.talk.telling import Actions, Obeyed, told
from bot.talk.turn import Turn
from bot.talk.whom import person_named
from plans.model import Person, UpdateRequest
from plans.wording import written_date


def _answered(turn: Turn, actions: Actions) -> Reply:
    found = scene(turn, actions)
    if found is None:
        return turn.reply("unanswered.no_cycle")
    requests = [request for request in found.requests if request.answered_at is not None]
    if not requests:
        return turn.reply_of("schedule.answered.none", count=len(found.requests))
    heading = turn.say("schedule.answered.heading", count=len(requests), of=len(found.requests))
    return Reply("\n".join([heading, *_lines(turn, found, requests)]))


def _lines(turn: Turn, found: Scene, requests: list[UpdateRequest]) -> list[str]:
    by_person: dict[str, list[UpdateRequest]] = defaultdict(list)
    for request in requests:
        by_person[request.addressee or ""].append(request)
    return [
        turn.say("chat.unanswered.line", name=_name(turn, found.people.get(address), address), nrs=_dated(turn, those))
        for address, those in by_person.items()
    ]


def _name(turn: Turn, person: Person | None, address: str) -> str:
    if person and person.name:
        return f"{person.name} ({person.address})"
    return address or turn.coordinator()


def _dated(turn: Turn, requests: list[UpdateRequest]) -> str:
    days = [
        (request.nr, request.answered_at.astimezone(turn.services.zone).date())
        for request in requests
        if request.answered_at is not None
    ]
    return ", ".join(f"{nr} ({written_date(day, turn.language)})" for nr, day in days)


def _answered_in_counts(turn: Turn, actions: Actions) -> str:
    found = scene(turn, actions)
    if found is None:
        return turn.say("chat.unanswered.no_cycle")
    count = sum(request.answered_at is not None for request in found.requests)
    return turn.say("schedule.answered.in_channel", count=count, of=len(found.requests))


ANSWERED: Obeyed = told(Command.UNANSWERED, _answered, _answered_in_counts)


def of_person(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Tell what one person has answered and what waits for them."""
    who = heard.part(match, "who") or ""
    person = person_named(turn, who)
    if person is None:
        return _unknown(turn, who)
    found = scene(turn, in_reach(turn, Command.UNANSWERED))
    asked = [request for request in found.requests if request.addressee == person.address] if found else []
    name = person.called
    if not asked:
        return turn.reply_of("schedule.person.not_asked", name=name)
    done = [request for request in asked if request.answered_at is not None]
    waits = [request for request in found.unanswered if request.addressee == person.address] if found else []
    lines = [turn.say("schedule.person.answered", name=name, nrs=_dated(turn, done))] if done else []
    due = written_date(min(request.due for request in waits), turn.language) if waits else ""
    nrs = ", ".join(request.nr for request in waits)
    lines += [turn.say("schedule.person.waits", name=name, nrs=nrs, due=due)] if waits else []
    return Reply("\n".join(lines))


def actions_of(turn: Turn, match: re.Match[str]) -> Reply | None:
    """List the actions that one person reports on."""
    person = person_named(turn, heard.part(match, "who") or "")
    if person is None:
        return None  # an organisation, or somebody the register does not know: the plan may
    actions = [each for each in in_reach(turn, Command.UNANSWERED) if each.reporter == person.address]
    if not actions:
        return turn.reply_of("schedule.person.no_actions", name=person.called)
    book = turn.services.planbook
    rows = [
        "- " + turn.say("chat.mine.row", nr=each.nr, title=each.title, status=book.status_of(each, turn.language))
        for each in actions
    ]
    return Reply("\n".join([turn.say("schedule.person.actions", name=person.called), *rows]))


def _unknown(turn: Turn, who: str) -> Reply | None:
    is_name = 0 < len(who.split()) <= NAME and (who[0].isupper() or "@" in who)
    return turn.reply_of("schedule.person.unknown", who=who) if is_name else None


def reminded(turn: Turn, _: re.Match[str]) -> Reply:
    """Tell whom reminders have gone to on which day, and when the next go out."""
    found = scene(turn, in_reach(turn, Command.REMIND))
    if found is None:
        return turn.reply("unanswered.no_cycle")
    by_day = defaultdict[str, list[str]](list)
    among = {request.nr for request in found.requests}
    for each in sorted(found.dispatches, key=lambda each: each.at):
        if each.rule == "remind" and among & set(each.nrs):
            day = written_date(each.at.astimezone(turn.services.zone).date(), turn.language)
            by_day[day].append(f"{turn.called(each.to)} ({', '.join(each.nrs)})")
    lines = [turn.say("schedule.reminded.line", day=day, names=", ".join(names)) for day, names in by_day.items()]
    heading = turn.say("schedule.reminded.heading" if lines else "schedule.reminded.none")
    return Reply("\n".join([heading, *lines, next_line(turn, turn.services.follow_up.schedule(turn.message.at))]))
