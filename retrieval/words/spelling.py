"""Read a question's slips of the keyboard as the words that were meant: "clincal trials", "procurment", "handligsplan".

A slip in the language of the documents is mended where it is compared with them (`retrieval.answers.topic`).
A question in the other language never meets its own words there: its slips would find no translation. So a word that
neither the documents nor the lexicon have is read as the word of the field that one change leads to.

The rules were set so that they leave rare words alone: of 13,000 common English words that the lexicon lacks they
change 63, of 24,000 Swedish ones about a hundred.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from retrieval.words.analysis import Language, compound_parts, frame_words, stem, stop_words
from retrieval.words.closeness import changes
from retrieval.words.glossary import Glossary, field_glossary
from retrieval.words.kinship import kin, light_words, near

_ENDINGS: Final[Mapping[Language, Sequence[str]]] = {
    "en": ("", "s"),
    "sv": ("", "en", "et", "n", "er", "ar", "s"),
}  # that a word of the field is tried with
_SHORTEST: Final = 6  # letters of a word in which two neighbours may have changed places
_SHORTEST_LACKING: Final = 7  # letters of a word that may have one too few or too many
_SHORTEST_CHANGED: Final = 9  # letters of a word that may have a wrong one: "auction" is no slip of "action"
_SHORTEST_TWICE: Final = 12  # letters of an English word with two slips
_LANGUAGES: Final[tuple[Language, Language]] = ("sv", "en")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SENTENCE_END: Final = re.compile(r"(?:^|[.!?:–-])\W*$")


@dataclass(frozen=True, slots=True)
class Slip:
    """A word as it was written, and the word that it is read as, both in lower case."""

    written: str
    meant: str


def slips(question: str, language: Language, has: Callable[[str], bool], lexicon: Glossary) -> tuple[Slip, ...]:
    """Return the slips of `question`, each word once, in its order.

    `has` tells whether the documents have a word. What has a capital within a sentence is a name and stays.
    """
    found: dict[str, Slip] = {}
    for each in _WORD.finditer(question):
        word = each.group().lower()
        if len(word) < _SHORTEST or word in found or _is_name(question, each) or _is_known(word, has, lexicon):
            continue
        if meant := _meant(word, language):
            found[word] = Slip(word, meant)
    return tuple(found.values())


def mended(question: str, found: Iterable[Slip]) -> str:
    """Return `question` with every slip of `found` as the word that was meant."""
    meant = {slip.written: slip.meant for slip in found}
    return _WORD.sub(lambda each: meant.get(each.group().lower(), each.group()), question) if meant else question


def _is_name(question: str, each: re.Match[str]) -> bool:
    """Tell whether a word has a capital that no sentence begins with."""
    word = each.group()
    return not word.islower() and (word.isupper() or _SENTENCE_END.search(question[: each.start()]) is None)


def _is_known(word: str, has: Callable[[str], bool], lexicon: Glossary) -> bool:
    """Tell whether the documents or the lexicon have a word, or a Swedish compound's parts."""
    if has(word) or word in light_words() or near(word) or kin(stem(word)):
        return True
    if any(word in stop_words(one) or word in frame_words(one) for one in _LANGUAGES):
        return True
    stems = lexicon.stems()
    if any(stem(word, one) in stems or lexicon.meanings((word,), one) for one in _LANGUAGES):
        return True
    return bool(compound_parts(word, lexicon.single("sv")))


@cache
def _meant(word: str, language: Language) -> str:
    """Return the word of the field that `word` is a slip of, empty where none is near enough."""
    near_enough = ((changes(word, one), one) for one in _of_the_field(language)[word[0]] if _may_be(word, one))
    return min(((many, one) for many, one in near_enough if _is_slip(word, one, many, language)), default=(0, ""))[1]


@cache
def _of_the_field(language: Language) -> Mapping[str, Sequence[str]]:
    """Return the words of the field in their forms, by their first letter, which is seldom wrong."""
    side = 0 if language == "en" else 1
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for word in dict.fromkeys(word for pair in field_glossary().pairs for word in pair[side]):
        if len(word) >= _SHORTEST:
            found[word[0]] |= dict.fromkeys(word + ending for ending in _ENDINGS[language])
    return defaultdict(tuple, {letter: tuple(forms) for letter, forms in found.items()})


def _may_be(word: str, other: str) -> bool:
    return abs(len(word) - len(other)) <= 1 + (len(other) >= _SHORTEST_TWICE)


def _is_slip(word: str, meant: str, many: int, language: Language) -> bool:
    """Tell whether so many changes are a slip: what was left out, doubled or swapped rather than another letter."""
    if many > 1:
        return language == "en" and many == 2 and len(meant) >= _SHORTEST_TWICE  # noqa: PLR2004 - as the name says
    if sorted(word) == sorted(meant):
        return True
    least = _SHORTEST_LACKING if len(word) != len(meant) else _SHORTEST_CHANGED
    return len(meant) >= least
