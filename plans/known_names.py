"""Names of people in free text that goes into the audit trail: each gives way to the person's address.

The trail makes a number of the address (`plans.audit.disguised`), so that a person who is erased leaves no name in it.
Only whole names of people in the register are known; a first name alone may be anybody's.
"""

import re
from collections.abc import Iterable
from typing import Final

from plans.model import Person

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_SHARED: Final = "…"  # what stands for a name that several people bear
_LONGEST: Final = 5  # words of a name
_LEAST: Final = 2


class KnownNames:
    """The names of `people`, by their words."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._bearers: dict[tuple[str, ...], str] = {}
        for person in people:
            words = tuple(_WORD.findall((person.name or "").casefold()))
            if _LEAST <= len(words) <= _LONGEST:
                same = self._bearers.get(words, person.address)
                self._bearers[words] = person.address if same == person.address else _SHARED

    def replaced(self, text: str) -> str:
        """Return `text` with the bearer's address in the place of each name, also in the Swedish genitive."""
        words, pieces, end = list(_WORD.finditer(text)), [], 0
        for place in range(len(words)):
            if words[place].start() >= end and (found := self._at(words[place : place + _LONGEST])):
                bearer, count = found
                pieces += [text[end : words[place].start()], bearer]
                end = words[place + count - 1].end()
        return "".join([*pieces, text[end:]])

    def _at(self, words: list[re.Match[str]]) -> tuple[str, int] | None:
        """Return who bears the longest name that `words` begin with, and of how many words it is."""
        said = tuple(word[0].casefold() for word in words)
        for count in range(len(said), _LEAST - 1, -1):
            for last in (said[count - 1], said[count - 1].removesuffix("s").rstrip("'’")):
                if bearer := self._bearers.get((*said[: count - 1], last)):
                    return bearer, count
        return None
