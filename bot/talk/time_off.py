"""Being asked another day, and being away: "påminn mig på torsdag", "jag är borta 1–14 oktober, Bo svarar"."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.platforms.base import Reply
from bot.talk import time_off_words
from bot.talk.turn import Route, Turn
from bot.talk.whom import address_in, is_address, person_named
from plans.dates.in_text import FoundDate, find_dates
from plans.model import Absence
from plans.refusals import PlanRefusal
from plans.wording import written_date

# What may stand around a day without making it anything else: "på torsdag i stället", "om en vecka igen".
_AROUND: Final = frozenset(
    (  # noqa: SIM905 - words read best as running text
        "på i om den till och med först istället stället igen då nu tidigast senast under tidigt sent kväll morgon "
        "förmiddag eftermiddag eftermiddagen förmiddagen veckan on in at the by until till next again then instead "
        "morning afternoon evening not before first"
    ).split()
)


def put_off(turn: Turn) -> Reply | None:
    """Ask again on a day that the person names; what is not a day and nothing more is no wish to wait."""
    match = time_off_words.SNOOZE.fullmatch(turn.command)
    found = turn.mine
    until = _day(match["when"], turn.today) if match else None
    if match is None or until is None or not turn.known:
        return None
    if not found.waiting:
        return turn.reply("pause.nothing_left")
    named = match["nr"] or match["other"]
    requests = [request] if named and (request := found.about(named)) else list(found.waiting)
    return _put_off(turn, [request.nr for request in requests], until)


def _put_off(turn: Turn, numbers: Sequence[str], until: date) -> Reply:
    """Put off each, and say of which it could not be done and why."""
    done: list[str] = []
    refused: dict[str, None] = {}
    for nr in numbers:
        try:
            turn.services.follow_up.snooze(nr, turn.person.address, until, turn.message.at)
            done.append(nr)
        except PlanRefusal as refusal:
            refused[refusal.text(turn.language)] = None
    lines = (
        [turn.say("chat.put_off.done", nrs=turn.listed(done), day=written_date(until, turn.language))] if done else []
    )
    return Reply(" ".join([*lines, *refused]))


def be_away(turn: Turn) -> Reply | None:
    """Keep from when to when somebody is away and who steps in; never why."""
    if time_off_words.ILL.fullmatch(turn.command) and turn.mine.waiting:
        return turn.reply("away.ask")  # never kept as words of a reply: why somebody is away is their own business
    match = time_off_words.AWAY.fullmatch(turn.command)
    if match is None or not turn.known:
        return None
    stands_in = time_off_words.STANDS_IN.search(match["rest"])
    when = match["rest"][: stands_in.start()] if stands_in else match["rest"]
    days = _span(when, turn.today)
    if days is None:
        return turn.reply("away.ask") if _is_short(when) else None
    named = (stands_in["named"] or stands_in["who"]) if stands_in else None
    substitute = person_named(turn, named) if named else None
    if named and substitute is None:
        return (
            turn.reply("away.unknown", name=address_in(named), **_dated(turn, days))
            if not is_address(named)
            else (turn.reply("hand_over.unknown_person", address=address_in(named), coordinator=turn.coordinator()))
        )
    absence = Absence(
        address=turn.person.address,
        first=days[0],
        last=days[1],
        substitute=substitute.address if substitute else None,
    )
    turn.services.follow_up.away(absence, turn.message.at, turn.person.address)
    if substitute:
        return turn.reply("away.with_substitute", name=substitute.called, **_dated(turn, days))
    return turn.reply("away.alone", **_dated(turn, days))


def be_back(turn: Turn) -> Reply | None:
    """End an absence before its time."""
    if not time_off_words.BACK.fullmatch(turn.command) or not turn.known:
        return None
    turn.services.follow_up.back(turn.person.address, turn.message.at, turn.person.address)
    return turn.reply("away.back")


def _dated(turn: Turn, days: tuple[date, date]) -> dict[str, str]:
    return {"first": written_date(days[0], turn.language), "last": written_date(days[1], turn.language)}


def _day(when: str, today: date) -> date | None:
    """Return the one day that the words name, None where they say more than a day."""
    found = find_dates(when, today)
    if len(found) != 1 or not _is_all(when, found):
        return None
    return found[0].first if found[0].first > today else found[0].last


def _span(when: str, today: date) -> tuple[date, date] | None:
    """Return the first and last day of an absence: a range, two dates, or from today to a day."""
    found = find_dates(when, today, joined_by_words=True)
    if not found:
        return None
    begins = re.match(r"\s*(?:till|t\.?o\.?m\.?|until|to|through)\b", when, re.IGNORECASE) or _ends(when, found[0])
    first = today if len(found) == 1 and begins else found[0].first
    return (first, found[-1].last) if first <= found[-1].last else None


def _ends(when: str, found: FoundDate) -> bool:
    before = when[: found.start].split()[-3:]
    return any(word.lower() in {"till", "tom", "t.o.m.", "until", "to", "through"} for word in before)


def _is_all(when: str, found: Sequence[FoundDate]) -> bool:
    left = when[: found[0].start] + " " + when[found[-1].end :]
    return all(word in _AROUND for word in re.findall(r"\w+", left.lower()))


def _is_short(when: str) -> bool:
    return len(when.split()) <= 3  # noqa: PLR2004 - "hela nästa sommar", not a sentence about the work


ROUTES: tuple[Route, ...] = (be_away, be_back, put_off)
