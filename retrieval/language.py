"""Decide whether a text is Swedish or English, also when it is a single word.

Each word votes: words that only one of the languages uses weigh most, then letters that only Swedish has, then the
glossary of the field, then endings. A tie goes to the default. Other languages are not recognised.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# Words of one language that are no words of the other (so neither "i" nor "man", "in", "under", "dig", "far").
_FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "sv": frozenset(
        """och att det som en ett den de av på är för med till om har inte kan ska skall vad vem vilka vilken vilket hur
        när var varför vart vilkas vems säger säga sägs står finns finnas bli blir blev vara varit vi ni jag du hon
        han oss er mig från eller men också sin sitt sina denna detta dessa dem dess där här hos vid mot mellan efter
        innan sedan enligt inom utan utifrån genom samt bland alla allt några något någon ingen inga inget mycket mer
        mest många flera färre få får fick gör göra görs gjorde gjort gäller gällde vill skulle borde bör måste
        kommer kom gå går ge ger tar ta ut upp ner ned hjälp tack hej snälla tycker tänker menar berätta visa
        lista förklara nämn ange sammanfatta åt ur både än ju då så nu redan ännu bara lite hela varje olika ska
        nya nytt vår vårt våra deras hennes hans vilja alltså dvs bl.a igen ja nej""".split()
    ),
    "en": frozenset(
        """the and of to is are was were be been being that this these those it its with from by as at or not what who
        whom whose which how why when where does did doing done do has have had will would can could should shall
        may might must about into than then there their they them he she his her we our you your i'm what's
        who's it's isn't doesn't don't say says said tell me my any some every each all most more many much few
        between within without before after since until against because if but so such only also other another
        please show list explain describe give get gets got new for on in an a help hello hi thanks thank yes no
        anything something nothing someone anyone everyone""".split()
    ),
}
# Both languages write these; they say nothing.
_SHARED = frozenset({"in", "an", "a", "for", "man", "he", "be", "to", "me", "so", "under", "all", "may", "at", "ska"})
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "sv": (
        "ning", "ningen", "ningar", "skap", "skapen", "het", "heten", "heter", "else", "elsen", "elser", "isk", "iska",
        "iskt", "tion", "ering", "eringen", "orna", "arna", "erna", "ade", "ande", "ende", "aste", "lig", "liga",
        "ligt", "sjuk", "vård", "logi", "gi", "tet", "teten", "ik", "ör", "ör", "svar",
    ),
    "en": (
        "ness", "ship", "ships", "ment", "ments", "ing", "ings", "ity", "ities", "tions", "sion", "sions", "able",
        "ible", "ful", "less", "ous", "ive", "ives", "ly", "ed", "ies", "ance", "ence", "cy", "gy", "ry", "ics",
        "ical", "ist", "ists", "ers", "ors", "ge", "th", "sh", "ck", "wh",
    ),
}  # fmt: skip
_SWEDISH_LETTERS = re.compile(r"[åäö]")
_ENGLISH_LETTERS = re.compile(r"w|th|sh|ph|ough|['’]s$")


def detect(text: str, default: str = "sv") -> str:
    """Return "sv" or "en", whichever the words of `text` speak for, `default` where they say nothing."""
    words = _WORD.findall(text.casefold())
    balance = sum(_vote(word) for word in words)
    if balance == 0:
        return default
    return "sv" if balance > 0 else "en"


def _vote(word: str) -> float:
    """Return how strongly a word speaks for Swedish (above 0) or English (below 0)."""
    for evidence in (_by_function_word, _by_letters, _by_glossary, _by_ending):
        if vote := evidence(word):
            return vote
    return 0.0


def _by_function_word(word: str) -> float:
    if word in _SHARED:
        return 0.0
    return 2.0 * ((word in _FUNCTION_WORDS["sv"]) - (word in _FUNCTION_WORDS["en"]))


def _by_letters(word: str) -> float:
    if _SWEDISH_LETTERS.search(word):
        return 1.5
    return 0.0


def _by_glossary(word: str) -> float:
    english, swedish = _glossary()
    is_english = word in english or word.removesuffix("s") in english
    return 1.0 * ((word in swedish) - is_english)


def _by_ending(word: str) -> float:
    if len(word) < 5:  # noqa: PLR2004 - in shorter words an ending is half the word
        return 0.0
    swedish = max((len(ending) for ending in _ENDINGS["sv"] if word.endswith(ending)), default=0)
    english = max((len(ending) for ending in _ENDINGS["en"] if word.endswith(ending)), default=0)
    if swedish == english:
        return -0.3 if _ENGLISH_LETTERS.search(word) else 0.0
    return 0.5 if swedish > english else -0.5


@cache
def _glossary() -> tuple[frozenset[str], frozenset[str]]:
    """Return the single words of the shipped glossary, English and Swedish."""
    path = resources.files("retrieval") / "lexicon" / "en-sv.tsv"
    english: set[str] = set()
    swedish: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        head, tab, tail = line.partition("\t")
        if tab and not line.startswith("#"):
            english.update(head.split())
            swedish.update(tail.replace(";", " ").split())
    return frozenset(english - _SHARED), frozenset(swedish - _SHARED)
