"""Let a question in one language find passages in the other, with no model: a glossary, then spelling.

A word of the question stands for itself where the corpus has it. Where the corpus speaks the other language, the words
of the glossary that mean the same stand for it too (phrases first, the longest), and where there is none, the words of
the corpus that are spelled alike by rule (*immunology*, *immunologi*). The best one counts in each passage, never the sum:
see `retrieval.question`. A mixed question keeps both, because each of its words is looked at by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np

from retrieval.analysis import Language, compound_parts, grams, stem, stop_words, words
from retrieval.language import detect
from retrieval.question import Concept, Question, Role, Variant, monolingual, roles
from retrieval.vocabulary import Vocabulary

Stems = tuple[str, ...]
COGNATE_WEIGHT: Final = 0.8  # a word that is only spelled alike, against one that means the same
_ALIKE: Final = 0.6  # the least Dice coefficient of trigrams for a cognate
_COGNATES: Final = 3  # cognates kept for a word
_LONG_ENOUGH: Final = 4  # letters a word needs to have a cognate
_OTHER: Final[Mapping[Language, Language]] = {"sv": "en", "en": "sv"}

# How English spells what Swedish spells otherwise; endings first, each tried alone, then the letters.
_ENDINGS: Final = (
    ("isation", "isering"), ("ization", "isering"), ("ical", "isk"), ("ics", "ik"), ("ic", "isk"), ("ity", "itet"),
    ("ogy", "ogi"), ("phy", "fi"), ("my", "mi"), ("py", "pi"), ("ial", "iell"), ("al", "ell"), ("al", "al"), ("ive", "iv"),
    ("ence", "ens"), ("ance", "ans"), ("ency", "ens"), ("ise", "isera"), ("ize", "isera"), ("ate", "era"), ("ment", "ment"),
    ("ary", "är"), ("ous", "ös"), ("ture", "tur"), ("ism", "ism"), ("ist", "ist"), ("able", "abel"), ("ine", "in"), ("e", ""),
    ("y", "i"),
)  # fmt: skip
_LETTERS: Final = (("ph", "f"), ("th", "t"), ("ch", "k"), ("qu", "kv"), ("ck", "k"), ("c", "k"), ("w", "v"), ("x", "x"))


@dataclass(frozen=True)
class Glossary:
    """Which phrases of one language mean which of the other, by their stems."""

    entries: Mapping[Language, Mapping[Stems, tuple[Stems, ...]]]
    longest: int  # words in the longest headword

    def meanings(self, phrase: Sequence[str], language: Language) -> tuple[tuple[str, ...], ...]:
        """Return what `phrase` (words of `language`) means in the other language, words in base form."""
        return self.entries[language].get(tuple(stem(word, language) for word in phrase), ())

    def headwords(self, language: Language) -> frozenset[str]:
        """Return the stems of the single-word headwords of `language`."""
        return frozenset(phrase[0] for phrase in self.entries[language] if len(phrase) == 1)


@cache
def glossary(*more: Path) -> Glossary:
    """Return the shipped glossary with the files of `more` added: ``english<TAB>swedish; swedish``, ``#`` comments."""
    shipped = (resources.files("retrieval") / "lexicon" / "en-sv.tsv").read_text(encoding="utf-8")
    texts = [shipped, *(path.read_text(encoding="utf-8") for path in more)]
    entries: dict[Language, dict[Stems, list[Stems]]] = {"en": defaultdict(list), "sv": defaultdict(list)}
    for english, swedish in _pairs(line for text in texts for line in text.splitlines()):
        for language, phrase, meaning in (("en", english, swedish), ("sv", swedish, english)):
            key = tuple(stem(word, language) for word in phrase)
            if meaning not in entries[language][key]:
                entries[language][key].append(meaning)
    packed: dict[Language, dict[Stems, tuple[Stems, ...]]] = {
        language: {phrase: tuple(meanings) for phrase, meanings in table.items()} for language, table in entries.items()
    }
    return Glossary(packed, max((len(phrase) for table in packed.values() for phrase in table), default=1))


def _pairs(lines: Iterable[str]) -> Iterator[tuple[Stems, Stems]]:
    for line in lines:
        english, _, swedish = line.partition("#")[0].partition("\t")
        for meaning in swedish.split(";"):
            if english.strip() and meaning.strip():
                yield tuple(words(english)), tuple(words(meaning))


@dataclass(frozen=True)
class Bridge:
    """Takes questions apart for one corpus: its vocabulary and the languages it is written in."""

    vocabulary: Vocabulary
    languages: frozenset[Language]
    glossary: Glossary = field(default_factory=glossary)

    def take(self, question: str) -> Question:
        """Return `question` with everything its words may stand for in the corpus."""
        language: Language = "en" if detect(question) == "en" else "sv"
        tokens = words(question)
        if self.languages == {language} and all(self._known(token, language) for token in tokens):
            return monolingual(question, language)
        found: list[Concept] = []
        doing = roles(tokens)
        at = 0
        while at < len(tokens):
            length = self._phrase_length(tokens[at:], doing[at:], language)
            found.append(self._concept(tokens[at : at + length], doing[at : at + length], language))
            at += length
        return Question(tuple(found))

    def _known(self, word: str, language: Language) -> bool:
        return bool(self.vocabulary.stems_of(word, language))

    def _phrase_length(self, tokens: Sequence[str], doing: Sequence[Role], language: Language) -> int:
        """Return how many of the first words the glossary knows as one phrase, at least 1."""
        for length in range(min(self.glossary.longest, len(tokens)), 1, -1):
            if (
                Role.TOPIC in doing[:length]
                and self._foreign(language)
                and self.glossary.meanings(tokens[:length], language)
            ):
                return length
        return 1

    def _foreign(self, language: Language) -> bool:
        return _OTHER[language] in self.languages

    def _concept(self, phrase: Sequence[str], doing: Sequence[Role], language: Language) -> Concept:
        own = Variant(tuple(phrase), 1.0, language)
        if Role.TOPIC not in doing:
            # A stop word of a language that the corpus does not speak stands in the order of no sentence.
            return Concept((own,), doing[0] if language in self.languages else Role.FRAME)
        at_home = [own] if any(self._known(word, language) for word in phrase) else []
        abroad = list(self._abroad(phrase, language)) if self._foreign(language) or not at_home else []
        return Concept(tuple(at_home + abroad) or (own,))

    def _abroad(self, phrase: Sequence[str], language: Language) -> Iterator[Variant]:
        """Yield what stands for `phrase` in the other language; a stray word may itself be of the other one."""
        for source in (language, _OTHER[language]):
            if meanings := self.glossary.meanings(phrase, source):
                yield from (Variant(_spoken(meaning), 1.0, _OTHER[source]) for meaning in meanings)
                return
        if len(phrase) > 1:
            return
        if language == "sv" and (parts := self._parts(phrase[0])):
            yield Variant(parts, COGNATE_WEIGHT, "en")
            return
        if self._foreign(language):
            for cognate in self._cognates(phrase[0], language):
                yield Variant((cognate,), COGNATE_WEIGHT, _OTHER[language])

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the English words for the parts of a Swedish compound, none where a part is not in the glossary."""
        parts = compound_parts(word, self.glossary.headwords("sv"))
        meanings = [self.glossary.entries["sv"].get((part,), ()) for part in parts]
        return tuple(word for meaning in meanings for word in meaning[0]) if all(meanings) else ()

    def _cognates(self, word: str, language: Language) -> list[str]:
        """Return the words of the corpus spelled as the other language would spell `word`, likest first."""
        if len(word) < _LONG_ENOUGH or word.isdigit():
            return []
        spellings = respelled(word, language)
        shared = [number for form in spellings for number in self.vocabulary.known_grams(form)]
        _, holders = self.vocabulary.words_with.gather(np.array(sorted(set(shared)), np.int64))
        numbers, counts = np.unique(holders, return_counts=True)
        near = numbers[np.argsort(-counts, kind="stable")][:100]
        likeness = {
            self.vocabulary.words[n]: max(dice(self.vocabulary.words[n], form) for form in spellings) for n in near
        }
        alike = [found for found, value in likeness.items() if value >= _ALIKE and found != word]
        return sorted(alike, key=lambda found: (-likeness[found], found))[:_COGNATES]


def respelled(word: str, language: Language) -> tuple[str, ...]:
    """Return `word` and how the other language may spell it."""
    pairs = _ENDINGS if language == "en" else tuple((swedish, english) for english, swedish in _ENDINGS if swedish)
    letters = _LETTERS if language == "en" else tuple((swedish, english) for english, swedish in _LETTERS)
    ended = [word, *(word[: -len(old)] + new for old, new in pairs if word.endswith(old) and len(word) > len(old) + 2)]
    changed = []
    for form in ended:
        other = form
        for old, new in letters:
            other = other.replace(old, new)
        changed.append(other)
    return tuple(dict.fromkeys([*ended, *changed]))


def dice(left: str, right: str) -> float:
    """Return the Dice coefficient of the trigrams of two words, 0 to 1."""
    first, second = set(grams(left, 3)), set(grams(right, 3))
    return 2 * len(first & second) / (len(first) + len(second))


def _spoken(meaning: Stems) -> Stems:
    """Return the words of a translation without its stop words ("hälso- och sjukvård"), all where it has no others."""
    stops = stop_words("sv") | stop_words("en")
    return tuple(word for word in meaning if word not in stops) or meaning
