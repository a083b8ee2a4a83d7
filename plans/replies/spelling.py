"""Give a reply that is typed without å, ä and ö its letters back, so that one set of rules reads it.

Only words that could be nothing else in Swedish are changed, only in a text that has no å, ä or ö at all, and every
letter keeps its place: what is quoted to the author is cut from the reply as it was written.
"""

import re
from typing import Final

from plans.patterns import Pattern

_STEMS = (
    "påbörja", "börja", "börjat", "försen", "försenad", "åtgärd", "genomför", "slutför", "färdig", "pågår",
    "återstår", "återstående", "övning", "upphör", "framåt", "senarelägg", "följer", "håller", "går", "får", "når",
    "står", "sköter", "månad", "årsskifte", "vår", "våren", "hösten", "höst", "förra", "först", "förrän", "före",
    "förvänta", "fördröj", "förläng", "förhandl", "förändr", "oförändra", "ändra", "ändring", "söker", "sökande",
    "ansökning", "ansökt", "möte", "mötes", "träff", "åtta", "två", "återkom", "också", "ännu", "även", "är", "när",
    "där", "så", "på", "från", "för", "över", "avböj", "anmäl", "inställ", "ställ", "väntar", "väntan", "väntas",
    "avslå", "hänt", "hänger", "nästa", "nästan", "någon", "något", "några", "många", "behöver", "behöv", "svårt",
    "svår", "löpande", "läget", "läge", "lägger", "läggs", "målet", "mål", "nås", "uppnå", "utvärder", "vårdpersonal",
    "överklag", "överenskom", "påskriven", "beställ", "öppna", "öppnade", "öppnat", "åker", "måste", "få", "anställ",
    "tillsätt", "erbjöd", "räkna", "räkn", "längre", "fått", "gått", "nått", "hålls", "hölls", "höll", "ändå", "stöd",
    "väg", "vägen", "bättre", "sämre", "köpt", "kört", "lägre", "högre", "färre",
)  # fmt: skip
_PREFIXES = {stem.translate(str.maketrans("åäö", "aao")): stem for stem in _STEMS}
# Short words are changed only when they stand alone: "for", "ar" and "sa" begin many others.
_ALONE = 4
_PATTERN_ALONE = "|".join(sorted((word for word in _PREFIXES if len(word) <= _ALONE), key=len, reverse=True))
_PATTERN_BEGIN = "|".join(sorted((word for word in _PREFIXES if len(word) > _ALONE), key=len, reverse=True))
_HAS_LETTERS = Pattern("[åäöÅÄÖ]")
_SURELY_SWEDISH = Pattern(
    r"\b(?:och|inte|har|vi|jag|det|ej|nu|kvar|klart?|med|av|som|till|i\s+(?:hostas|varas)|pa|ar|forsenad\w*|"
    r"pagar|enligt)\b",
    re.IGNORECASE,
)
_SURELY_ENGLISH = Pattern(r"\b(?:the|and|is|are|we|have|has|of|for the|with|not)\b", re.IGNORECASE)


LONGEST: Final = 8_000  # characters of a reply that are read; all of it is kept
_ENDLESS: Final = re.compile(r"\S{80,}")  # no word, and many rules look back at where a word began


def with_letters(text: str) -> str:
    """Return a text with å, ä and ö put back where they are missing; its length and its other letters are the same."""
    if _HAS_LETTERS.search(text) or not _SURELY_SWEDISH.search(text) or _SURELY_ENGLISH.search(text):
        return text
    begun = re.sub(rf"(?<!\w)(?:{_PATTERN_BEGIN})", _restored, text, flags=re.IGNORECASE)
    years = re.sub(r"(?<=\bi )(?:ar)\b|(?<=\bper )ar\b", "år", begun)
    return re.sub(rf"(?<!\w)(?<!\d )(?:{_PATTERN_ALONE})(?!\w)", _restored, years, flags=re.IGNORECASE)


def within_reason(text: str) -> str:
    """Return a text without what no rule should chew on: endless "words", and what follows on a very long reply.

    What is left keeps its places, so that quotes can be taken from the text itself.
    """
    return _ENDLESS.sub(lambda match: " " * len(match[0]), text[:LONGEST])


def _restored(match: re.Match[str]) -> str:
    word = _PREFIXES[match[0].lower()]
    return word.capitalize() if match[0][:1].isupper() else word
