"""Greetings, thanks, help and the choice of language."""

import re
from dataclasses import replace
from typing import Final

from bot.courtesies_asked import guide_for_everyone, questions_to_try
from bot.platforms.base import Button, Reply
from bot.talk import courtesy_words, owners
from bot.talk.turn import SAY, Route, Turn
from plans.model import Role
from plans.places import short_name

LANGUAGES: Final = ((courtesy_words.SWEDISH, "sv"), (courtesy_words.ENGLISH, "en"))


def greet(turn: Turn) -> Reply | None:
    """Answer a greeting by name."""
    if not courtesy_words.GREETING.fullmatch(turn.words):
        return None
    greeting = _greeting(turn)
    waits = owners.reminder_of_what_waits(turn)
    return Reply(f"{greeting}\n\n{waits}" if waits else greeting, turn.buttons("next", "later") if waits else ())


def welcome(turn: Turn) -> Reply:
    """Say who this is to somebody who has just got the bot, with questions to press that work on what is stored."""
    with turn.services.store.reading() as ledger:
        nr = next((action.nr for action in ledger.actions.all()), None)
    return Reply(_greeting(turn), tuple(Button(SAY, example, example) for example in questions_to_try(turn.say, nr)))


def _greeting(turn: Turn) -> str:
    name = turn.person.name
    return turn.say("chat.greeting.named", name=name) if name else turn.say("chat.greeting.unnamed")


def guide(turn: Turn) -> Reply | None:
    """Say what the person can do here, with examples that work on what is stored."""
    if not courtesy_words.HELP.fullmatch(turn.words):
        return None
    with turn.services.store.reading() as ledger:
        actions = ledger.actions.all()
        own = next((action.nr for action in actions if action.reporter == turn.person.address), None)
    any_nr = own or (actions[0].nr if actions else None)
    parts = [guide_for_everyone(turn.say, any_nr)]
    if any_nr and (own or turn.person.role is not Role.ACTOR):
        parts.append(turn.say("chat.help.owner", nr=any_nr))
    if any_nr and turn.person.role in {Role.COORDINATOR, Role.ADMINISTRATOR}:
        place = short_name(actions) or turn.say("chat.help.any_place")
        parts.append(turn.say("chat.help.coordinator", nr=any_nr, place=place))
    if any_nr and turn.person.role is Role.AREA_LEAD and turn.person.areas:
        parts.append(turn.say("chat.help.area_lead", nr=any_nr, areas=", ".join(turn.person.areas)))
    return Reply("\n\n".join([*parts, turn.say("chat.help.language")]))


def _answering(pattern: re.Pattern[str], key: str) -> Route:
    return lambda turn: turn.reply(key) if pattern.fullmatch(turn.words) else None


def accept_praise(turn: Turn) -> Reply | None:
    """Answer a kind word, unless it may be the answer to a question of ours ("bra")."""
    is_awaited = turn.mine.drafts or turn.mine.waiting
    return turn.reply("greeting.thanks") if courtesy_words.PRAISE.fullmatch(turn.words) and not is_awaited else None


def _switching(pattern: re.Pattern[str], language: str) -> Route:
    def switch(turn: Turn) -> Reply | None:
        return switched(turn, language).reply("language.changed") if pattern.fullmatch(turn.words) else None

    return switch


def switched(turn: Turn, language: str) -> Turn:
    """Return the turn with its person reading `language` from now on, remembered of those who are known."""
    changed = replace(turn.person, language=language)
    if turn.known:
        with turn.services.store.transaction() as ledger:
            ledger.people.save([changed])
    return replace(turn, person=changed)


ROUTES: tuple[Route, ...] = (
    greet,
    guide,
    _answering(courtesy_words.THANKS, "greeting.thanks"),
    _answering(courtesy_words.GOODBYE, "greeting.goodbye"),
    accept_praise,
    *(_switching(pattern, language) for pattern, language in LANGUAGES),
)
