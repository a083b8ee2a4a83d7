"""Regular expressions that are compiled when they are first used, so that importing rules costs next to nothing.

The rules of `plans.replies` and `plans.dates` are many and long; most commands never read a reply.
"""

import re
import sys
from collections.abc import Callable, Iterator


class Pattern:
    """A regular expression with the methods of `re.Pattern` that the rules use."""

    __slots__ = ("_compiled", "_flags", "_source")

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Keep the source; nothing is compiled yet."""
        self._source = source
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression.

        Raises:
            re.error: the source is no regular expression.
        """
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        return self._compiled

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match between two places."""
        return (self._compiled or self.compiled).search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match at a place."""
        return (self._compiled or self.compiled).match(text, start)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match of all between two places."""
        return (self._compiled or self.compiled).fullmatch(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all matches that do not overlap."""
        return (self._compiled or self.compiled).finditer(text)

    def findall(self, text: str) -> list[str]:
        """Return the words of all matches; the expression has at most one group."""
        return (self._compiled or self.compiled).findall(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return a text with all matches replaced."""
        return (self._compiled or self.compiled).sub(replacement, text)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """Return what stands between the matches."""
        return [part or "" for part in self.compiled.split(text, maxsplit)]
