"""Let a question in one language find passages in the other, with no model: a glossary, then spelling.

A word of the question stands for itself where the corpus has it. Where the corpus speaks the other language, what the
glossary says it means stands for it too (phrases first, the longest), and where the glossary is silent, the words of
the corpus that are spelled alike by rule (*immunology*, *immunologi*). The best one counts in each passage, never the
sum: see `retrieval.ranking.question`. A mixed question keeps both, because each of its words is looked at by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from retrieval.ranking.question import Concept, Question, Role, Variant, monolingual, roles
from retrieval.ranking.vocabulary import Vocabulary
from retrieval.words.analysis import Language, compound_parts, grams, hollow_words, stem, stop_words, words
from retrieval.words.glossary import Glossary, Phrase, glossary
from retrieval.words.kinship import bare_of, light_words, near
from retrieval.words.language import detect

STRAY_WEIGHT: Final = 0.6  # a word of the question's own language in a corpus of the other, where it has a translation
COGNATE_WEIGHT: Final = 0.8  # a word that is only spelled alike, against one that means the same
BARE_WEIGHT: Final = 0.5  # a word without its article or genitive, where the corpus has only that
NEAR_WEIGHT: Final = 0.7  # a word of like meaning in the same language
PARTS_WEIGHT: Final = 0.8  # the parts of a compound that the corpus does not have, together
_NEAR: Final = 5  # words of like meaning that are tried for one
_BY_ORDER: Final = 0.05  # what each meaning weighs less than the one before it in the glossary
_LEAST_BY_ORDER: Final = 0.7
_BETWEEN: Final = 2  # how far apart the words of a name may stand, a stop word between them
_ALIKE: Final = 0.6  # the least Dice coefficient of trigrams for a cognate
_COGNATES: Final = 3  # cognates kept for a word
_LOOKED_AT: Final = 60  # words of the corpus that are compared with one
_KEPT: Final = 20_000  # words whose cognates are remembered
_LONG_ENOUGH: Final = 4  # letters a word needs to have a cognate, and a part to say what its compound is
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
class Bridge:
    """Takes questions apart for one corpus: its vocabulary and the languages it is written in.

    `cognates` remembers what was found, as finding them takes long; they are the same whatever the glossary. `meant`
    is not: see `with_glossary`.
    """

    vocabulary: Vocabulary
    languages: frozenset[Language]
    glossary: Glossary = field(default_factory=glossary)
    cognates: dict[tuple[str, Language], tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    nearby: dict[str, tuple[Variant, ...]] = field(default_factory=dict, compare=False, repr=False)
    meant: dict[tuple[Phrase, Language], list[Variant]] = field(default_factory=dict, compare=False, repr=False)

    def with_glossary(self, other: Glossary) -> "Bridge":
        """Return the bridge with another glossary."""
        return self if other is self.glossary else replace(self, glossary=other, meant={})

    def take(self, question: str) -> Question:
        """Return `question` with everything its words may stand for in the corpus."""
        taken = self._take(question)
        if "sv" not in self.languages:
            return taken
        bridged = tuple([self._with_near(concept) for concept in taken.concepts])
        return Question(bridged) if any(concept.role is Role.TOPIC for concept in bridged) else taken

    def _with_near(self, concept: Concept) -> Concept:
        """Return `concept` with the Swedish words of the corpus that mean much the same as its own one word."""
        own = concept.variants[0]
        if concept.role is not Role.TOPIC or own.language != "sv" or len(own.words) > 1:
            return concept
        word = own.words[0]
        found = self.nearby.get(word)
        if found is None:
            if len(self.nearby) >= _KEPT:
                self.nearby.clear()
            found = self.nearby[word] = tuple(self._near(word))
        if not found and word in light_words() and not self._known(word, "sv"):
            return replace(concept, role=Role.FRAME)  # says little, and nothing of this corpus
        return replace(concept, variants=(*concept.variants, *found)) if found else concept

    def _near(self, word: str) -> Iterator[Variant]:
        """Yield what may stand for a Swedish word that the corpus lacks: its parts, then words of like meaning."""
        if self._known(word, "sv"):
            return
        bare = bare_of(word)
        if bare != word and self._known(bare, "sv"):
            yield Variant((bare,), BARE_WEIGHT, is_near=True)
            return
        parts = self.vocabulary.parted(word)
        if parts and min(map(len, parts)) >= _LONG_ENOUGH and not stop_words("sv").intersection(parts):
            yield Variant(parts, PARTS_WEIGHT, is_near=True)
        known = [other for other in near(word) if self._known(other, "sv")]
        yield from (Variant((other,), NEAR_WEIGHT, is_near=True) for other in known[:_NEAR])

    def _take(self, question: str) -> Question:
        language: Language = "en" if detect(question) == "en" else "sv"
        tokens = words(question)
        if self.languages == {language} and all(self._known(token, language) for token in tokens):
            return monolingual(question, language)
        found: list[Concept] = []
        doing = roles(tokens)
        named = self._named(tokens, doing)
        at = 0
        hollow: set[int] = set()
        while at < len(tokens):
            length = self._phrase_length(tokens[at:], doing[at:], language)
            concept = self._concept(tokens[at : at + length], doing[at : at + length], language)
            if language == "en" and length == 1 and at not in named and tokens[at] in hollow_words():
                hollow.add(len(found))
            found.append(_as_named(concept) if at in named else concept)
            at += length
        return Question(_without(found, hollow) if "en" not in self.languages else tuple(found))

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
        vocabulary = self.vocabulary
        return word in vocabulary.word_numbers or stem(word, language) in vocabulary.stem_numbers

    def _phrase_length(self, tokens: Sequence[str], doing: Sequence[Role], language: Language) -> int:
        """Return how many of the first words the glossary knows as one phrase, at least 1."""
        if not self._foreign(language):
            return 1
        for length in range(min(self.glossary.longest_at(tokens[0], language), len(tokens)), 1, -1):
            if Role.TOPIC in doing[:length] and self.glossary.meanings(tokens[:length], language):
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
        abroad = self._meaning(tuple(phrase), language)
        if not at_home:
            known = all(self._known(word, language) for word in own.words)
            own = replace(own, weight=STRAY_WEIGHT if abroad else 1.0)
            return Concept((own, *abroad) if known or not abroad else tuple(abroad))
        return Concept((own, *abroad))

    def _meaning(self, phrase: Phrase, language: Language) -> list[Variant]:
        """Return `_abroad`, found once: questions repeat their words."""
        found = self.meant.get((phrase, language))
        if found is None:
            if len(self.meant) >= _KEPT:
                self.meant.clear()
            found = self.meant[phrase, language] = self._abroad(phrase, language)
        return found

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
        shared = [number for form in spellings for number in self.vocabulary.known_grams(grams(form))]
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


def _without(found: Sequence[Concept], hollow: AbstractSet[int]) -> tuple[Concept, ...]:
    """Return the concepts with those at `hollow` as part of the frame, where others say what the question is about."""
    if all(concept.role is not Role.TOPIC or at in hollow for at, concept in enumerate(found)):
        return tuple(found)
    return tuple(
        replace(concept, role=Role.FRAME) if at in hollow and concept.role is Role.TOPIC else concept
        for at, concept in enumerate(found)
    )


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
