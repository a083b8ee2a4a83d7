"""Mend the slips of the fingers in a reply: two letters that changed places, one too few or one too many.

Only a word that is one slip from a word that the rules listen for, or from a word of the action itself, is mended, and
only where it begins and ends as that word does and could be no other of them. What is quoted to the author is cut from
the reply as it was written.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from plans.stems import words_of

_LISTENED_FOR: Final = frozenset(
    (
        "påbörjad", "påbörjat", "påbörjade", "försenad", "försenat", "försenade", "försening", "färdig",
        "färdiga", "färdigt", "avslutad", "avslutat", "avslutade", "genomförd", "genomfört", "genomförda",
        "slutförd", "slutfört", "slutförda", "pausad", "pausat", "startat", "startad", "startade",
        "antagen", "antagna", "antagit", "beslutad", "beslutat", "publicerad", "publicerat", "publicerade",
        "oförändrat", "oförändrad", "fortfarande", "ungefär", "procent", "månader", "veckor", "januari", "februari",
        "augusti", "september", "oktober", "november", "december", "kvartal", "sommaren", "hösten", "årsskiftet",
        "leverantör", "leverantören", "upphandling", "upphandlingen", "upphandlingar", "behöver", "saknas", "saknar",
        "väntar", "inväntar", "återstår", "enligt", "tidplan", "tidplanen", "prognos", "klart", "klara", "hittills",
        "delayed", "finished", "completed", "complete", "started", "paused", "published", "companies", "groups",
        "months", "january", "february", "august", "october", "schedule", "waiting", "approved", "cancelled",
        "unchanged", "överklagad", "överklagat",
    )
)  # fmt: skip
# The small word that turns a statement round, as it is said in the north and in the west.
_SPOKEN: Final = {"int": "inte", "ente": "inte", "itte": "inte"}
# Small words written as they are said, each where it can be nothing else: "de e klart å ja ä nöjd".
_AS_SAID: Final = (
    (re.compile(r"(?<=\w )(?:e|ä)(?= \w)"), "är"),
    (re.compile(r"(?<=[\w,.] )(?:å|o)(?= \w)"), "och"),
    (re.compile(r"(?<!\w)de(?= (?:e|ä|va|drar|dröjer|blir?|blev|rullar|funkar|ser|knallar)\b)", re.IGNORECASE), "det"),
    (re.compile(r"(?<!\w)dom(?= \w)", re.IGNORECASE), "de"),
    (re.compile(r"(?<=\w )va(?= \w)"), "var"),
    (re.compile(r"(?<=\w )me(?= \w)"), "med"),
    (re.compile(r"(?<=\w )te(?= \w)"), "till"),
    (re.compile(r"(?<=\b[vV]i )ha(?= \w)|(?<=\b[jJ]ag )ha(?= \w)|(?<=\b[dD]om )ha(?= \w)"), "har"),
    (re.compile(r"(?<!\w)inge(?= \w)", re.IGNORECASE), "inget"),
    (re.compile(r"(?<!\w)nån(?= \w)", re.IGNORECASE), "någon"),
)
_ONES: Final = (
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton",
    "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
)  # fmt: skip
_TENS: Final = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
_BELOW_HUNDRED: Final = {
    **{word: value for value, word in enumerate(_ONES)},
    **{
        f"{ten}{one}": 10 * place + value
        for place, ten in enumerate(_TENS, start=2)
        for value, one in enumerate(("", *_ONES[1:10]))
    },
}
_SMALL: Final = "|".join(sorted(_BELOW_HUNDRED, key=len, reverse=True))
# "åtta komma fem", "fyratusen niohundra", as dictation leaves them
_DECIMAL: Final = re.compile(rf"(?<!\w)(?P<whole>{_SMALL}) komma (?P<tenth>{_SMALL})(?!\w)", re.IGNORECASE)
_LARGE: Final = re.compile(
    rf"(?<!\w)(?=\w*(?:tusen|hundra))(?:(?P<thousands>{_SMALL})?\s?(?P<t>tusen)\s?)?"
    rf"(?:(?P<hundreds>{_SMALL})?\s?(?P<h>hundra)\s?)?(?P<rest>{_SMALL})?(?!\w)",
    re.IGNORECASE,
)
_SWEDISH: Final = re.compile(r"[åäö]|\b(?:och|vi|inte|jag|det|har|nu|klar[at]?|e)\b", re.IGNORECASE)
_ENGLISH: Final = re.compile(r"\b(?:the|and|is|are|we|of|with|not|this)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHORTEST = 5  # letters of the word that was meant
_SHORTEST_BUT_FOR_A_LETTER = 6
_SHORT_BUT_SURE = frozenset(("klara", "klart"))


@dataclass(frozen=True, slots=True)
class Mended:
    """A text without slips; `places` tells for each of its characters where in the text as written it comes from."""

    text: str
    places: tuple[int, ...]

    def as_written(self, quotes: Iterable[str], text: str) -> tuple[str, ...]:
        """Return quotes from the mended text as they stand in the text itself."""
        return tuple(self._cut(quote, text) for quote in quotes)

    def _cut(self, quote: str, text: str) -> str:
        at = self.text.find(quote)
        return text[self.places[at] : self.places[at + len(quote) - 1] + 1] if at >= 0 and quote else quote


def mended(text: str, about: str) -> Mended:
    """Return a text with its slips mended, and where its characters come from.

    Args:
        text: a reply.
        about: the words of the action that it answers; they are listened for too.
    """
    known = _LISTENED_FOR | {word for word in words_of(about) if len(word) >= _SHORTEST}
    slips = {match.span(): meant for match in _WORD.finditer(text) if (meant := _meant(match[0].lower(), known))}
    letters: list[str] = []
    places: list[int] = []
    done = 0
    for (start, end), meant in sorted({**slips, **_as_said(text)}.items()):
        if start < done:
            continue
        written = meant.capitalize() if text[start].isupper() else meant
        letters += [text[done:start], written]
        places += range(done, start)
        places += (min(start + step, end - 1) for step in range(len(written) - 1))
        places.append(end - 1)
        done = end
    return Mended("".join([*letters, text[done:]]), (*places, *range(done, len(text))))


def _as_said(text: str) -> dict[tuple[int, int], str]:
    """Return where a Swedish text has small words as they are said, and how they are written."""
    if _ENGLISH.search(text) or not _SWEDISH.search(text):
        return {}
    words = {match.span(): meant for pattern, meant in _AS_SAID for match in pattern.finditer(text)}
    return {**words, **_spoken_numbers(text)}


def _spoken_numbers(text: str) -> dict[tuple[int, int], str]:
    """Return where decimals and large numbers stand in words, and their digits."""
    found = {}
    for match in _LARGE.finditer(text):
        thousands = _BELOW_HUNDRED[(match["thousands"] or "ett").lower()] if match["t"] else 0
        hundreds = _BELOW_HUNDRED[(match["hundreds"] or "ett").lower()] if match["h"] else 0
        rest = _BELOW_HUNDRED[match["rest"].lower()] if match["rest"] else 0
        end = match.start() + len(match[0].rstrip())
        found[match.start(), end] = str(1000 * thousands + 100 * hundreds + rest)
    for match in _DECIMAL.finditer(text):
        whole, tenth = (_BELOW_HUNDRED[match[part].lower()] for part in ("whole", "tenth"))
        found[match.span()] = f"{whole},{tenth}"
    return found


def _meant(word: str, known: frozenset[str]) -> str | None:
    if word in _SPOKEN:
        return _SPOKEN[word]
    if word in known:
        return None
    found = {other for other in known if other[0] == word[0] and other[-1] == word[-1] and _is_slip(word, other)}
    return found.pop() if len(found) == 1 else None


def _is_slip(word: str, meant: str) -> bool:
    if len(word) == len(meant):
        apart = [place for place, (one, other) in enumerate(zip(word, meant, strict=True)) if one != other]
        return len(meant) >= _SHORTEST and len(apart) == 2 and _swapped(word, meant, apart)  # noqa: PLR2004 - a pair
    if len(meant) < _SHORTEST_BUT_FOR_A_LETTER and meant not in _SHORT_BUT_SURE:
        return False
    longer, shorter = sorted((word, meant), key=len, reverse=True)
    one_more = len(longer) == len(shorter) + 1
    return one_more and any(longer[:place] + longer[place + 1 :] == shorter for place in range(1, len(longer) - 1))


def _swapped(word: str, meant: str, apart: list[int]) -> bool:
    first, second = apart
    return second == first + 1 and word[first] == meant[second] and word[second] == meant[first]
