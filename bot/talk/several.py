"""Divide a message about several actions into what it says of each: "S6 klar, S7 försenad till mars".

A number begins a part where it stands first, on a new line, or after a comma, a full stop or "och"; and only if words
follow it. "S6: vi samordnar med S7" is about S6 alone.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.talk.mine import Mine
from bot.talk.words import NR
from plans.model import Action

Parts = tuple[tuple[Action, str], ...]

_BEGINNING: Final = re.compile(
    rf"(?P<before>^\s*(?:[-•*]\s*)?|\n\s*(?:[-•*]\s*)?|[,;.]\s+(?:(?:och|and|men|but|samt|medan)\s+)?|(?:(?<=\s)|\s)(?:och|and|samt|medan|men)\s+)"
    rf"(?:(?:åtgärd|action)\s+)?(?P<nr>{NR})\b\s*[:)–-]?\s*",
    re.IGNORECASE,
)
_JOINS: Final = re.compile(rf"^\W*(?:(?:och|and|samt|&|{NR})\b\W*)*$", re.IGNORECASE)
_PLAIN: Final = re.compile(r"\d+")  # a number that may be any figure: it begins a part only where a colon follows
_BOTH: Final = re.compile(r"^(?:båda|bägge|alla|both|all)\s+", re.IGNORECASE)


def parts_of(text: str, found: Mine) -> Parts:
    """Return the parts of a message about at least two of the person's actions, else nothing."""
    parts = tuple(_parts(text, found))
    return parts if len({action.nr for action, _ in parts}) > 1 else ()


def _is_meant(match: re.Match[str], text: str) -> bool:
    return not _PLAIN.fullmatch(match["nr"]) or text[match.end("nr") :].lstrip()[:1] in {":", ")"}


def _parts(text: str, found: Mine) -> Iterator[tuple[Action, str]]:
    own = {action.nr for action in found.actions}
    marks = [
        (match, action)
        for match in _BEGINNING.finditer(text)
        if (action := found.action(match["nr"])) is not None and action.nr in own and _is_meant(match, text)
    ]
    if not marks or text[: marks[0][0].start()].strip():
        return
    sharing: list[Action] = []
    for place, (match, action) in enumerate(marks):
        end = marks[place + 1][0].start() if place + 1 < len(marks) else len(text)
        words = text[match.end() : end].strip(" \n\t,;")
        sharing.append(action)
        if not _JOINS.match(words):  # "S6 och S7 är klara": the words are of both
            for each in sharing:
                yield each, _BOTH.sub("", words)
            sharing = []
