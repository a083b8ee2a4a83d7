"""What a sentence claims that can be checked against its quotes: numbers with their units, dates, codes and names.

A claim is borne when one of the quotes holds an equal one: a changed digit, unit or month never is. Whether the
sentence is true in other ways is not decided here; a sentence that is a quote bears itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from retrieval.words import amounts
from retrieval.words.analysis import Language, frame_words, stem, stop_words
from retrieval.words.glossary import field_glossary, glossary
from retrieval.words.sentences import spans

# Words that often begin a sentence and stand in no other list here.
_OPENERS = (
    " around about approximately overall together moreover however therefore thus both several another finally"
    " additionally furthermore besides altogether nearly almost roughly currently recently already according"
    " ungefär omkring dessutom därutöver därför således totalt sammantaget vidare samtidigt både flera slutligen"
    " dock nästan drygt knappt cirka hittills numera härutöver däremot därmed sammanfattningsvis bland sedan "
)


class ClaimKind(StrEnum):
    """What sort of thing must stand in a quote."""

    NUMBER = "number"
    DATE = "date"
    CODE = "code"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a sentence says that none of its quotes does, as the sentence writes it."""

    kind: ClaimKind
    text: str


_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_GENITIVE = re.compile(r"['’]?s$")
_ARTICLES = ("et", "en", "n", "t")  # "året", "regionen"
_LANGUAGES: tuple[Language, Language] = ("sv", "en")
# Names that the glossary translates: known words, yet never ordinary ones.
_PLACES = (
    " stockholm uppsala sverige sweden norden nordics danmark denmark norge norway finland tyskland germany"
    " storbritannien europa europe asien asia afrika africa sydamerika america usa eu karolinska "
)


def unborne(sentence: str, quotes: Sequence[str]) -> tuple[Claim, ...]:
    """Return what `sentence` claims and none of `quotes` bears, in the order number, date, code, name."""
    said, given = amounts.read(sentence), [amounts.read(quote) for quote in quotes]
    numbers = {(amount.value, amount.unit) for held in given for amount in held.numbers}
    days = [day for held in given for day in held.days]
    codes = {code.casefold() for held in given for code in held.codes}
    years = {(day.year, None) for day in days}
    found = [Claim(ClaimKind.NUMBER, one.text) for one in said.numbers if (one.value, one.unit) not in numbers | years]
    found += [Claim(ClaimKind.DATE, day.text) for day in said.days if not any(day.agrees(other) for other in days)]
    found += [Claim(ClaimKind.CODE, code) for code in said.codes if code.casefold() not in codes]
    held_words = _words_of(quotes)
    found += [Claim(ClaimKind.NAME, name) for name in _names(sentence, said) if not _is_borne(name, held_words)]
    return tuple(dict.fromkeys(found))


def _words_of(quotes: Sequence[str]) -> frozenset[str]:
    words = (found.group().casefold() for quote in quotes for found in _TOKEN.finditer(quote))
    return frozenset(form for word in words for form in (word, _GENITIVE.sub("", word), *word.split("-")))


def _names(sentence: str, said: amounts.Amounts) -> Iterator[str]:
    """Yield the capitalised words that name something; the first word of a sentence only when it is no common word."""
    firsts = {_first_letter(sentence, start) for start, _ in spans(sentence)}
    for found in _TOKEN.finditer(sentence):
        word = found.group()
        if not any(letter.isupper() for letter in word) or any(letter.isdigit() for letter in word):
            continue
        if found.start() in firsts and not _is_shouted(word) and _is_common(word):
            continue
        counted = any(one.start <= found.start() < one.end for one in said.numbers) or amounts.is_month(word)
        if word not in {"I", "I'm"} and not counted:
            yield word


def _first_letter(sentence: str, start: int) -> int:
    found = _TOKEN.search(sentence, start)
    return found.start() if found else start


def _is_shouted(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1


def _is_common(word: str) -> bool:
    """Tell whether a word that begins a sentence is an ordinary one, of the language or of the field."""
    folded = word.casefold()
    if f" {folded} " in _OPENERS:
        return True
    if any(folded in known(language) for known in (stop_words, frame_words) for language in _LANGUAGES):
        return True
    forms = (folded, *(folded.removesuffix(article) for article in _ARTICLES))
    known = any(stem(form, language) in _field_stems() for form in forms for language in _LANGUAGES)
    return known and f" {_GENITIVE.sub('', folded)} " not in _PLACES and f" {folded} " not in _PLACES


@cache
def _field_stems() -> frozenset[str]:
    return field_glossary().stems()


def _is_borne(name: str, held: frozenset[str]) -> bool:
    """Tell whether a name stands in the quotes, as it is, in the genitive, or as the other language writes it."""
    folded = name.casefold()
    forms = {folded, _GENITIVE.sub("", folded)}
    if forms & held:
        return True
    if all(part in held for part in folded.split("-")):
        return True
    return any(set(meaning) <= held for form in forms for meaning in _meanings(form))


def _meanings(word: str) -> Iterator[tuple[str, ...]]:
    for language in _LANGUAGES:
        yield from glossary().meanings([word], language)
