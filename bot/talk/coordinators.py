"""What coordinators ask for in chat: where the follow-up stands, and the gaps."""

import re
from collections.abc import Callable

from bot.platforms.base import Reply
from bot.talk import words
from bot.talk.turn import Route, Turn
from plans.model import Role

_COORDINATING = frozenset({Role.AREA_LEAD, Role.COORDINATOR, Role.ADMINISTRATOR})


def _for_coordinators(pattern: re.Pattern[str], shown: Callable[[Turn], str]) -> Route:
    def route(turn: Turn) -> Reply | None:
        if not pattern.fullmatch(turn.words):
            return None
        if turn.person.role not in _COORDINATING:
            return turn.reply("refused.coordinators_only", coordinator=turn.coordinator())
        return Reply(shown(turn))

    return route


ROUTES: tuple[Route, ...] = (
    _for_coordinators(words.STANDING, lambda turn: turn.services.planbook.status_text(turn.language)),
    _for_coordinators(words.GAPS, lambda turn: turn.services.planbook.gaps_text(turn.language, brief=True)),
)
