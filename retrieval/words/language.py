"""Decide whether a text is Swedish or English, also when it is a single word.

Each word votes: words that only one of the languages uses weigh most, then letters that only Swedish has, then the
glossary of the field, then endings and everyday words. A tie goes to the default. Other languages are not recognised.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# Words of one language that are no words of the other, each between spaces.
_FUNCTION_WORDS: Mapping[str, str] = {
    "sv": (
        " och att det som en ett den de av på är för med till om har inte kan ska skall vad vem vilka vilken vilket hur"
        " när var varför vart vems säger säga sägs står finns finnas bli blir blev vara varit vi ni jag hon oss"
        " mig från eller men också sin sitt sina denna detta dessa dem dess där här hos vid mot mellan efter innan"
        " sedan enligt inom utan utifrån genom samt bland allt alla några något någon ingen inga inget mycket mer mest"
        " många flera färre få får fick gör göra görs gjorde gjort gäller gällde vill skulle borde bör måste kommer kom"
        " går gå ge ger tar ta ut upp ner ned hjälp tack hej tycker tänker menar berätta visa lista förklara nämn ange"
        " sammanfatta åt ur både än ju då nu redan ännu bara lite hela varje olika nya nytt vår vårt våra deras hennes"
        " hans vilja alltså dvs igen ja nej "
    ),
    "en": (
        " the and of to is are was were been being that this these those it its with from by as or not what who whom"
        " whose which how why when where does did doing done do has have had will would can could should shall might"
        " must about into than then there their they them she her we our you your i'm what's who's it's isn't doesn't"
        " don't say says said tell my any some every each more many much few between within without before after since"
        " until against because if but such only also other another please show list explain describe get gets got on"
        " hello hi thanks thank yes anything something nothing someone anyone everyone "
    ),
}
# Words of both languages, with another meaning in each ("in", "for", "list"): they say nothing.
_SHARED = " in an a for man he be me so under all may at had has i is do of on if list can get till "
# Endings of one language; the longest that fits a word votes.
_ENDINGS = {
    "sv": re.compile(
        "(ningen|ningar|ning|skapen|skap|heten|heter|het|elsen|elser|else|iska|iskt|isk|eringen|ering|orna|arna|erna"
        "|ade|ande|ende|aste|liga|ligt|lig|sjuk|logi|teten|tet|gi|ik|svar|sion)$"
    ),
    "en": re.compile(
        "(ness|ships|ship|ments|ment|ings|ing|ities|ity|tions|sions|able|ible|ful|less|ous|ives|ive|ly|ed|ies|ance"
        "|ence|cy|gy|ry|ical|ics|ists|ist|ers|ors|ge|th|sh|ck)$"
    ),
}
_EVERYDAY_VOTE = 0.6  # many of them are short, and written alike in names and other languages
_SHORTEST_WITH_ENDING = 5  # in a shorter word the ending is half the word
_SWEDISH_LETTERS = re.compile(r"[åäö]")


def detect(text: str, default: str = "sv") -> str:
    """Return "sv" or "en", whichever the words of `text` speak for, `default` where they say nothing."""
    text = text.casefold()
    if any(map(text.__contains__, _loan_words())):  # looking for each costs less than the pattern that finds all
        text = _loans().sub(" ", text)
    words = _WORD.findall(text)
    balance = sum(map(_vote, words))
    if balance == 0:
        return default
    return "sv" if balance > 0 else "en"


@lru_cache(maxsize=50_000)
def _vote(word: str) -> float:
    """Return how strongly a word speaks for Swedish (above 0) or English (below 0)."""
    if f" {word} " in _SHARED:
        return 0.0
    for evidence in (_by_function_word, _by_letters, _by_glossary, _by_everyday_word, _by_ending):
        vote = evidence(word)
        if vote is not None:
            return vote
    return 0.0


def _by_function_word(word: str) -> float | None:
    swedish, english = (f" {word} " in _FUNCTION_WORDS[language] for language in ("sv", "en"))
    return 2.0 * (swedish - english) if swedish or english else None


def _by_letters(word: str) -> float | None:
    return 1.5 if _SWEDISH_LETTERS.search(word) else None


def _by_glossary(word: str) -> float | None:
    english, swedish = _glossary()
    is_english = word in english or word.removesuffix("s") in english
    is_swedish = word in swedish
    return 1.0 * (is_swedish - is_english) if is_swedish or is_english else None


def _by_everyday_word(word: str) -> float | None:
    """Return the vote of a word that only one side of the everyday glossary has, of less weight than the field's."""
    english, swedish = _everyday()
    is_english = word in english or word.removesuffix("s") in english
    return None if is_english == (word in swedish) else _EVERYDAY_VOTE * (1 - 2 * is_english)


def _by_ending(word: str) -> float | None:
    if len(word) < _SHORTEST_WITH_ENDING:
        return None
    found = {language: pattern.search(word) for language, pattern in _ENDINGS.items()}
    length = {language: len(match.group()) if match else 0 for language, match in found.items()}
    return 0.5 * ((length["sv"] > length["en"]) - (length["sv"] < length["en"]))


@cache
def _loans() -> re.Pattern[str]:
    """Return a pattern of the `_loan_words`."""
    longest_first = sorted(_loan_words(), key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(head)}\b" for head in longest_first) or r"(?!)")


@cache
def _loan_words() -> tuple[str, ...]:
    """Return the expressions that the field writes alike in both languages ("life science")."""
    return tuple(head for head, swedish in _entries().items() if " " in head and head in swedish)


@cache
def _glossary() -> tuple[frozenset[str], frozenset[str]]:
    """Return the single words of the glossary of the field, English and Swedish."""
    return _sides(_entries())


@cache
def _everyday() -> tuple[frozenset[str], frozenset[str]]:
    """Return the single words of the everyday glossary, English and Swedish."""
    return _sides(_entries("everyday.en-sv.tsv"))


def _sides(entries: Mapping[str, tuple[str, ...]]) -> tuple[frozenset[str], frozenset[str]]:
    english: set[str] = set()
    swedish: set[str] = set()
    for head, translations in entries.items():
        english.update(head.split())
        swedish.update(word for words in translations if words != head or " " not in head for word in words.split())
    return frozenset(english), frozenset(swedish)


@cache
def _entries(name: str = "en-sv.tsv") -> Mapping[str, tuple[str, ...]]:
    text = (resources.files("retrieval.words") / "lexicon" / name).read_text(encoding="utf-8")
    lines = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {head: tuple(word.strip() for word in tail.split(";")) for head, tab, tail in lines if tab}
