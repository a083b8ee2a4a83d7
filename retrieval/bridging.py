"""Let a question in one language find passages in the other, with no model: a glossary, then spelling.

A word of the question stands for itself where the corpus has it. Where the corpus speaks the other language, what the
glossary says it means stands for it too (phrases first, the longest), and where the glossary is silent, the words of
the corpus that are spelled alike by rule (*immunology*, *immunologi*). The best one counts in each passage, never the
sum: see `retrieval.question`. A mixed question keeps both, because each of its words is looked at by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np

from retrieval.analysis import Language, compound_parts, grams, stem, stop_words, words
from retrieval.english import base
from retrieval.language import detect
from retrieval.question import Concept, Question, Role, Variant, monolingual, roles
from retrieval.vocabulary import Vocabulary

Phrase = tuple[str, ...]
_FIELD: Final = "en-sv.tsv"
_EVERYDAY: Final = "everyday.en-sv.tsv"
STRAY_WEIGHT: Final = 0.6  # a word of the question's own language in a corpus of the other, where it has a translation
COGNATE_WEIGHT: Final = 0.8  # a word that is only spelled alike, against one that means the same
_BY_ORDER: Final = 0.05  # what each meaning weighs less than the one before it in the glossary
_LEAST_BY_ORDER: Final = 0.7
_BETWEEN: Final = 2  # how far apart the words of a name may stand, a stop word between them
_ALIKE: Final = 0.6  # the least Dice coefficient of trigrams for a cognate
_COGNATES: Final = 3  # cognates kept for a word
_LOOKED_AT: Final = 60  # words of the corpus that are compared with one
_KEPT: Final = 20_000  # words whose cognates are remembered
_LONG_ENOUGH: Final = 4  # letters a word needs to have a cognate
_ARTICLES: Final = ("et", "en", "t", "n", "na")  # that the stemmer leaves: "syftet", "målen"
_INFLECTED: Final = (
    *("ernas", "arnas", "ornas", "erna", "arna", "orna", "ens", "ets", "ers", "ars", "ors", "nas", "er", "ar", "or"),
    *("en", "et", "na", "ns", "ts", "as", "es", "ad", "at", "de", "te", "n", "t", "a", "e", "s"),
)  # what a Swedish word may have put on, where its stem is not that of its base: "växthusgaser", "växthusgas"
_LOST: Final = ("", "a", "e")  # what its base may have lost for it
_BARE: Final = 3  # letters that must be left without it
_LANGUAGES: Final[tuple[Language, Language]] = ("en", "sv")  # as the files of the lexicon have them
_OTHER: Final[Mapping[Language, Language]] = {"sv": "en", "en": "sv"}

# How English spells what Swedish spells otherwise; endings first, each tried alone, then the letters.
_ENDINGS: Final = {
    "isation": "isering", "ization": "isering", "ical": "isk", "ics": "ik", "ic": "isk", "ity": "itet", "ogy": "ogi",
    "phy": "fi", "my": "mi", "py": "pi", "ial": "iell", "al": "ell", "ive": "iv", "ence": "ens", "ance": "ans",
    "ency": "ens", "ise": "isera", "ize": "isera", "ate": "era", "ary": "är", "ous": "ös", "ture": "tur",
    "able": "abel", "ine": "in", "e": "", "y": "i",
}  # fmt: skip
_LETTERS: Final[Mapping[Language, tuple[tuple[str, str], ...]]] = {
    "en": (("ph", "f"), ("th", "t"), ("ch", "k"), ("qu", "kv"), ("ck", "k"), ("c", "k"), ("w", "v")),
    "sv": (("kv", "qu"), ("k", "c")),
}


@dataclass(frozen=True)
class Glossary:
    """Which phrases of one language mean which of the other; `headwords` finds phrases by their stems."""

    meanings_of: Mapping[Language, Mapping[Phrase, tuple[Phrase, ...]]]
    headwords: Mapping[Language, Mapping[Phrase, tuple[Phrase, ...]]]
    longest: int  # words in the longest phrase
    longest_from: Mapping[Language, Mapping[str, int]]  # the same of those whose first word has a stem

    def meanings(self, phrase: Sequence[str], language: Language) -> tuple[Phrase, ...]:
        """Return what `phrase` (words of `language`, in any inflection) means in the other language.

        Where several headwords share its stem (*municipal*, *municipality*) the one spelled most like it counts.
        """
        asked = tuple(phrase)
        if exact := self.meanings_of[language].get(asked):
            return exact
        heads = self._heads(asked, language)
        nearest = max((_shared_start(asked, head) for head in heads), default=0)
        found = (self.meanings_of[language][head] for head in heads if _shared_start(asked, head) == nearest)
        return tuple(dict.fromkeys(meaning for meanings in found for meaning in meanings))

    def _heads(self, asked: Phrase, language: Language) -> tuple[Phrase, ...]:
        """Return the headwords with the stems of `asked`, or with those of its last word without its article."""
        known = self.headwords[language]
        if found := known.get(stemmed(asked, language), ()):
            return found
        if language == "en":
            return known.get(stemmed((base(word) for word in asked), language), ())
        forms = (asked[-1][: -len(end)] for end in _ARTICLES if asked and asked[-1].endswith(end))
        bare = (stemmed((*asked[:-1], form), language) for form in forms if len(form) >= _BARE)
        return next((heads for stems in bare if (heads := known.get(stems, ()))), ()) or self._bare(asked)

    def _bare(self, asked: Phrase) -> tuple[Phrase, ...]:
        """Return the Swedish headword that one word is a form of, where their stems differ."""
        if len(asked) != 1:
            return ()
        cut = (asked[0][: -len(end)] for end in _INFLECTED if asked[0].endswith(end))
        forms = ((form + lost,) for form in cut if len(form) >= _BARE for lost in _LOST)
        return next(((form,) for form in forms if form in self.meanings_of["sv"]), ())

    def longest_at(self, word: str, language: Language) -> int:
        """Return how many words the longest phrase has that begins with `word`, 0 where none does."""
        starts = self.longest_from[language]
        own = starts.get(stem(word, language), 0)
        return max(own, starts.get(stem(base(word), language), 0)) if language == "en" else own

    def joined(self, pairs: Iterable[tuple[Phrase, Phrase]]) -> "Glossary":
        """Return the glossary with `pairs` of an English and a Swedish phrase added after what it has."""
        meanings = {language: dict(table) for language, table in self.meanings_of.items()}
        headwords = {language: dict(table) for language, table in self.headwords.items()}
        starts = {language: dict(table) for language, table in self.longest_from.items()}
        for pair in pairs:
            for language, phrase, meaning in zip(_LANGUAGES, pair, reversed(pair), strict=True):
                known = meanings[language].get(phrase, ())
                meanings[language][phrase] = known if meaning in known else (*known, meaning)
                for stems in () if known else _keys(phrase, language):
                    headwords[language][stems] = (*headwords[language].get(stems, ()), phrase)
                    starts[language][stems[0]] = max(len(stems), starts[language].get(stems[0], 0))
        longest = max((length for table in starts.values() for length in table.values()), default=0)
        return Glossary(meanings, headwords, longest, starts)

    def single(self, language: Language) -> frozenset[str]:
        """Return the stems of the headwords of `language` that are one word."""
        return frozenset(phrase[0] for phrase in self.headwords[language] if len(phrase) == 1)


_EMPTY: Final = Glossary({"en": {}, "sv": {}}, {"en": {}, "sv": {}}, 0, {"en": {}, "sv": {}})


@cache
def glossary(*more: Path) -> Glossary:
    """Return the shipped glossary with the files of `more` added: ``english<TAB>swedish; swedish``, ``#`` comments."""
    texts = [_shipped(_FIELD), _shipped(_EVERYDAY), *(_read(path) for path in more)]
    return _EMPTY.joined(_pairs(line for text in texts for line in text.splitlines()))


@cache
def field_glossary() -> Glossary:
    """Return the words of the field alone: those that an answer may use though its sources do not."""
    return _EMPTY.joined(_pairs(_shipped(_FIELD).splitlines()))


def _shipped(name: str) -> str:
    return (resources.files("retrieval") / "lexicon" / name).read_text(encoding="utf-8")


def _read(path: Path) -> str:
    """Return the text of a person's own file, which some editors write in the old Western encoding."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _keys(phrase: Phrase, language: Language) -> Iterable[Phrase]:
    """Return what a phrase is found by: its stems, English ones also as the other side of the Atlantic spells it."""
    spelled = tuple(base(word) for word in phrase) if language == "en" else phrase
    return (
        dict.fromkeys((stemmed(phrase, language), stemmed(spelled, language)))
        if spelled != phrase
        else (stemmed(phrase, language),)
    )


def stemmed(phrase: Iterable[str], language: Language) -> Phrase:
    """Return the stems of a phrase."""
    return tuple(stem(word, language) for word in phrase)


def _shared_start(asked: Phrase, head: Phrase) -> int:
    """Return how many letters the words of two phrases begin alike with."""
    return sum(
        next(
            (at for at, pair in enumerate(zip(left, right, strict=False)) if len(set(pair)) > 1),
            min(len(left), len(right)),
        )
        for left, right in zip(asked, head, strict=True)
    )


def _pairs(lines: Iterable[str]) -> Iterator[tuple[Phrase, Phrase]]:
    for line in lines:
        english, _, swedish = line.partition("#")[0].partition("\t")
        for meaning in swedish.split(";"):
            if english.strip() and meaning.strip():
                yield tuple(words(english)), tuple(words(meaning))


@dataclass(frozen=True)
class Bridge:
    """Takes questions apart for one corpus: its vocabulary and the languages it is written in.

    `cognates` remembers what was found, as finding them takes long; they are the same whatever the glossary.
    """

    vocabulary: Vocabulary
    languages: frozenset[Language]
    glossary: Glossary = field(default_factory=glossary)
    cognates: dict[tuple[str, Language], tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def take(self, question: str) -> Question:
        """Return `question` with everything its words may stand for in the corpus."""
        language: Language = "en" if detect(question) == "en" else "sv"
        tokens = words(question)
        if self.languages == {language} and all(self._known(token, language) for token in tokens):
            return monolingual(question, language)
        found: list[Concept] = []
        doing = roles(tokens)
        named = self._named(tokens, doing)
        at = 0
        while at < len(tokens):
            length = self._phrase_length(tokens[at:], doing[at:], language)
            concept = self._concept(tokens[at : at + length], doing[at : at + length], language)
            found.append(_as_named(concept) if at in named else concept)
            at += length
        return Question(tuple(found))

    def _named(self, tokens: Sequence[str], doing: Sequence[Role]) -> frozenset[int]:
        """Return the places of words in a row that the corpus has just as they stand: a name ("capital of life")."""
        known = [
            role is Role.TOPIC and word in self.vocabulary.word_numbers
            for word, role in zip(tokens, doing, strict=True)
        ]
        found: set[int] = set()
        for here in (at for at, knows in enumerate(known) if knows):
            there = next((at for at in range(here + 1, len(tokens)) if doing[at] is not Role.STOP), len(tokens))
            if there < len(tokens) and known[there] and there - here <= _BETWEEN:
                found |= {here, there}
        return frozenset(found)

    def _known(self, word: str, language: Language) -> bool:
        return bool(self.vocabulary.stems_of(word, language))

    def _phrase_length(self, tokens: Sequence[str], doing: Sequence[Role], language: Language) -> int:
        """Return how many of the first words the glossary knows as one phrase, at least 1."""
        for length in range(min(self.glossary.longest_at(tokens[0], language), len(tokens)), 1, -1):
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
        at_home = language in self.languages
        own = Variant(_spoken(tuple(phrase)), 1.0, language)
        if Role.TOPIC not in doing:
            # A stop word of a language that the corpus does not speak stands in the order of no sentence.
            return Concept((own,), doing[0] if at_home else Role.FRAME)
        abroad = self._abroad(phrase, language)
        if not at_home:
            known = all(self._known(word, language) for word in own.words)
            own = replace(own, weight=STRAY_WEIGHT if abroad else 1.0)
            return Concept((own, *abroad) if known or not abroad else tuple(abroad))
        return Concept((own, *abroad))

    def _abroad(self, phrase: Sequence[str], language: Language) -> list[Variant]:
        """Return what stands for `phrase` in the corpus; a stray word may itself be of the other language."""
        other = _OTHER[language]
        if other in self.languages and (found := self._translated(phrase, language)):
            return found
        if language in self.languages and (found := self._translated(phrase, other)):
            return found
        if other in self.languages and len(phrase) == 1 and not self._known(phrase[0], language):
            return [Variant((word,), COGNATE_WEIGHT, other) for word in self._cognates(phrase[0], language)]
        return []

    def _translated(self, phrase: Sequence[str], source: Language) -> list[Variant]:
        """Return the glossary's meanings of `phrase`, the first weighing as much as it, however many words it has."""
        size = len(_spoken(tuple(phrase)))
        meanings = [_spoken(meaning) for meaning in self.glossary.meanings(phrase, source)]
        if not meanings and source == "sv" and len(phrase) == 1:
            meanings, size = self._by_parts(phrase[0])
        return [
            Variant(words, max(_LEAST_BY_ORDER, 1 - _BY_ORDER * order) * size / len(words), _OTHER[source])
            for order, words in enumerate(dict.fromkeys(meanings))
        ]

    def _by_parts(self, word: str) -> tuple[list[Phrase], int]:
        """Return the English for a Swedish compound whose parts are all in the glossary, and how many parts it has."""
        parts = compound_parts(word, self.glossary.single("sv"))
        meanings = [self.glossary.meanings((part,), "sv") for part in parts]
        if not parts or not all(meanings):
            return [], 1
        return [tuple(word for meaning in meanings for word in meaning[0])], len(parts)

    def _cognates(self, word: str, language: Language) -> tuple[str, ...]:
        """Return the words of the corpus spelled as the other language would spell `word`, likest first."""
        if len(word) < _LONG_ENOUGH or word.isdigit():
            return ()
        found = self.cognates.get((word, language))
        if found is None:
            if len(self.cognates) >= _KEPT:
                self.cognates.clear()
            found = self.cognates[word, language] = tuple(self._spelled_alike(word, language))
        return found

    def _spelled_alike(self, word: str, language: Language) -> list[str]:
        spellings = respelled(word, language)
        shared = [number for form in spellings for number in self.vocabulary.known_grams(form)]
        _, holders = self.vocabulary.words_with.gather(np.array(sorted(set(shared)), np.int64))
        numbers, counts = np.unique(holders, return_counts=True)
        near = numbers[np.argsort(-counts, kind="stable")][:_LOOKED_AT]
        forms = [_trigrams(form) for form in spellings]
        likeness = {}
        for found in (self.vocabulary.words[number] for number in near):
            own = _trigrams(found)
            likeness[found] = max(_dice(own, form) for form in forms)
        alike = [found for found, value in likeness.items() if value >= _ALIKE and found != word]
        return sorted(alike, key=lambda found: (-likeness[found], found))[:_COGNATES]


def _as_named(concept: Concept) -> Concept:
    """Return `concept` with the question's own word counting in full beside its translations."""
    own, *others = concept.variants
    return replace(concept, variants=(replace(own, weight=1.0), *others))


def respelled(word: str, language: Language) -> tuple[str, ...]:
    """Return `word` and how the other language may spell it."""
    pairs = _ENDINGS.items() if language == "en" else [(new, old) for old, new in _ENDINGS.items() if new]
    ended = [word, *(word[: -len(old)] + new for old, new in pairs if word.endswith(old) and len(word) > len(old) + 2)]
    changed = []
    for form in ended:
        other = form
        for old, new in _LETTERS[language]:
            other = other.replace(old, new)
        changed.append(other)
    return tuple(dict.fromkeys([*ended, *changed]))


def dice(left: str, right: str) -> float:
    """Return the Dice coefficient of the trigrams of two words, 0 to 1."""
    return _dice(_trigrams(left), _trigrams(right))


def _trigrams(word: str) -> frozenset[str]:
    return frozenset(grams(word, 3))


def _dice(first: frozenset[str], second: frozenset[str]) -> float:
    return 2 * len(first & second) / (len(first) + len(second))


def _spoken(meaning: Phrase) -> Phrase:
    """Return the words of a translation without its stop words ("hälso- och sjukvård"), all where it has no others."""
    stops = stop_words("sv") | stop_words("en")
    return tuple(word for word in meaning if word not in stops) or meaning
