"""What a question is about, and how well a stretch of text touches it.

The search ranks passages; this looks inside the few that matter, sentence by sentence and heading by heading. Each
content word of the question, or each expression the glossary knows, is one idea with several readings; the best
reading counts. Words meet when they have the same stem, when one is a part of the other ("beredskap" in
"pandemiberedskap"), and, only for words the documents do not have at all, when they differ by a slip of the keyboard.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from retrieval.analysis import Language, compound_parts, frame_words, stem, stop_words, words
from retrieval.bridging import Glossary, glossary
from retrieval.closeness import closeness, cognates, is_slip
from retrieval.kinship import in_full, kin, light_words, roots

_NAME = re.compile(r"(?<=\w )[A-ZÅÄÖ][\w-]+(?: (?:of|for|the|och|för|i) [A-ZÅÄÖ][\w-]+| [A-ZÅÄÖ][\w-]+)+")
_CAPITAL = re.compile(r"(?<=\w )[A-ZÅÄÖ][\w-]*|\b[A-ZÅÄÖ]{2,}\b")
_NAMED = 1.5  # emphasis of a word with a capital
# Small words that a Swedish verb takes along: "följa upp" is "uppföljning", "ställa om" is "omställning".
_PARTICLES = frozenset({"upp", "om", "in", "ut", "av", "fram", "till", "över", "på", "ner", "ned", "igång"})
_NUMBERS = " två tre fyra fem sex sju åtta nio tio tolv two three four five six seven eight nine ten twelve "
_PARTICLE_WITHIN = 3  # words after the verb: "följs strategin upp"
_LANGUAGES: tuple[Language, Language] = ("sv", "en")
_MEETS = 0.5  # closeness from which two words are taken to speak of the same
_AKIN = 0.6  # weight of words of like meaning
_RELATED = 0.95  # closeness of words of one root, and of words that differ in accents only
_SLIP = 0.85  # closeness of words that differ by a slip of the keyboard
_LIKE = 0.7  # closeness of words spelled as the other language would
_IN_PART = 0.6  # what is left of a reading of which a word is missing
_KIN = 0.8  # weight of a word of the same family ("antogs", "fastställd")
_LIGHT = 0.35  # emphasis of a word that says little ("omfattas", "hela")
_BY_ORDER = 0.06  # a later translation counts that much less than the one before it
_LEAST_BY_ORDER = 0.7


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to say an idea: all its words together; `weight` 0 to 1 is how surely."""

    stems: tuple[str, ...]
    weight: float = 1.0
    is_own: bool = False  # the question's own words, in which there may be slips


@dataclass(frozen=True, slots=True)
class Idea:
    """One content word or expression of the question."""

    word: str
    readings: tuple[Reading, ...]
    language: Language = "sv"
    is_name: bool = False  # "Capital of Life": all its words or nothing, and no translation
    emphasis: float = 1.0  # a word with a capital names something, and weighs more than a verb


def terms(text: str, language: Language = "sv") -> frozenset[str]:
    """Return the stems of `text`, and for a verb with its particle the two joined ("följs upp": "uppfölj")."""
    tokens = words(text)
    joined = (after + stem(verb) for verb, after in pairwise(tokens) if after in _PARTICLES)
    return frozenset(stem(token, language) for token in tokens) | frozenset(joined)


def ideas(
    question: str,
    language: Language,
    ignored: Iterable[str] = (),
    implied: Sequence[str] = (),
    lexicon: Glossary | None = None,
) -> tuple[Idea, ...]:
    """Return the ideas of `question` in its order.

    `ignored` holds lower-case words that only say where to look, unless there are no others; `implied` the words any of
    which the question speaks of when it names nothing else. `lexicon` is the shipped glossary where None.
    """
    known = lexicon or glossary()
    every, passed_over = words(question), frozenset(ignored)
    tokens = [token for token in every if token not in passed_over]
    if not _topic_words(tokens, framed=False):
        if implied:
            return (Idea(implied[0], tuple(_implied(implied))),)
        tokens = every
    topic = _topic_words(tokens, framed=True)
    names, capitals = _names(question), _capitals(question)
    found: list[Idea] = []
    at = 0
    while at < len(tokens):
        named = next((len(name) for name in names if tuple(tokens[at : at + len(name)]) == name), 0)
        length = named or _expression(tokens[at:], language, known)
        taken = tokens[at : at + length]
        if topic.intersection(taken):
            following = tokens[at + length : at + length + _PARTICLE_WITHIN]
            readings = [
                *_own(taken, next((word for word in following if word in _PARTICLES), "")),
                *([] if named else _abroad(taken, language, known)),
            ]
            found.append(Idea(" ".join(taken), _with_kin(readings), language, bool(named), _emphasis(taken, capitals)))
        at += length
    return tuple(found)


def _emphasis(taken: Sequence[str], capitals: frozenset[str]) -> float:
    if capitals.intersection(taken):
        return _NAMED
    return _LIGHT if light_words().issuperset(taken) else 1.0


def _with_kin(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Add to readings of one word those of its family, less sure than any of them."""
    weights: dict[str, float] = {}
    for reading in readings:
        for word in kin(reading.stems[0]) if len(reading.stems) == 1 else ():
            weights[word] = max(weights.get(word, 0.0), reading.weight * _KIN)
    return (*readings, *(Reading((word,), weight) for word, weight in sorted(weights.items())))


def _names(question: str) -> list[tuple[str, ...]]:
    """Return the names of several words in `question`, as its words: "Capital of Life", "One Health"."""
    return sorted({tuple(words(name.group())) for name in _NAME.finditer(question)}, key=len, reverse=True)


def _capitals(question: str) -> frozenset[str]:
    """Return the words written with a capital, in lower case, but for one that only begins the question."""
    return frozenset(word for found in _CAPITAL.finditer(question) for word in words(found.group()))


def _implied(expected: Iterable[str]) -> Iterable[Reading]:
    for order, word in enumerate(expected):
        weight = max(_LEAST_BY_ORDER, 1 - order * _BY_ORDER)
        yield from (Reading((stem(word, language),), weight) for language in _LANGUAGES)


def _topic_words(tokens: Sequence[str], *, framed: bool) -> frozenset[str]:
    """Return the words that name the topic; where nothing else is left, and `framed`, the frame itself."""
    spoken = frozenset(tokens) - _stop_words()
    named = spoken - frame_words("sv") - frame_words("en")
    return named or (spoken if framed else named)


def _stop_words() -> frozenset[str]:
    return stop_words("sv") | stop_words("en")


def _expression(tokens: Sequence[str], language: Language, known: Glossary) -> int:
    """Return how many of the first words the glossary knows as one expression, at least 1."""
    lengths = range(min(known.longest, len(tokens)), 1, -1)
    return next((length for length in lengths if known.meanings(tokens[:length], language)), 1)


def _own(taken: Sequence[str], after: str) -> Iterable[Reading]:
    verb, *rest = taken
    if [*rest, after][0] in _PARTICLES:
        yield Reading(([*rest, after][0] + stem(verb),))
    stems = dict.fromkeys(tuple(stem(word, language) for word in _spoken(taken)) for language in _LANGUAGES)
    yield from (Reading(one, is_own=True) for one in stems)


def _abroad(taken: Sequence[str], language: Language, known: Glossary) -> Iterable[Reading]:
    other = _LANGUAGES[language == _LANGUAGES[0]]
    for order, meaning in enumerate(known.meanings(taken, language)):
        weight = max(_LEAST_BY_ORDER, 1 - order * _BY_ORDER)
        yield Reading(tuple(stem(word, other) for word in _spoken(meaning)), weight)
    if language == "sv" and len(taken) == 1 and not known.meanings(taken, language):
        yield from _by_parts(taken[0], known)


def _by_parts(word: str, known: Glossary) -> Iterable[Reading]:
    """Yield the English of a Swedish compound whose parts are all in the glossary: "vårdby", "care village"."""
    parts = compound_parts(word, known.single("sv"))
    meanings = [known.meanings((part,), "sv") for part in parts]
    if parts and all(meanings):
        yield Reading(tuple(stem(word, "en") for meaning in meanings for word in _spoken(meaning[0])), _LIKE)


def _akin(idea: Idea, known: Glossary) -> Iterable[Reading]:
    """Yield what means the same in the question's own language, by way of the other."""
    other = _LANGUAGES[idea.language == _LANGUAGES[0]]
    for meaning in known.meanings(words(idea.word), idea.language):
        for back in known.meanings(meaning, other):
            yield Reading(tuple(stem(word, idea.language) for word in _spoken(back)), _AKIN)


def _spoken(expression: Sequence[str]) -> Sequence[str]:
    return [word for word in expression if word not in _stop_words()] or expression


class Topic:
    """The ideas of a question, ready to be looked for in texts of one collection.

    `vocabulary` holds the terms of that collection: an idea that it does not have may be a slip of the keyboard.
    """

    def __init__(
        self, asked: Sequence[Idea], stretches: Sequence[frozenset[str]], lexicon: Glossary | None = None
    ) -> None:
        self._lexicon = lexicon or glossary()
        self._vocabulary = frozenset[str]().union(*stretches)
        self._roots: dict[str, list[str]] = defaultdict(list)
        for term in self._vocabulary:
            for root in roots(term):
                self._roots[root].append(term)
        self._close: dict[str, dict[str, float]] = {}
        self._touched: dict[frozenset[str], tuple[float, ...]] = {}
        self.ideas = tuple(self._found(idea) for idea in asked)
        self._worth = [self._by_term(idea) for idea in self.ideas]
        self._phrases = [[one for one in idea.readings if len(one.stems) > 1] for idea in self.ideas]
        self.weights = self._rarities(stretches)

    def touch(self, found: frozenset[str]) -> tuple[float, ...]:
        """Return for each idea how well `found` (see `terms`) speaks of it, 0 to 1."""
        touched = self._touched.get(found)
        if touched is None:
            touched = self._touched[found] = tuple(self._best(at, found) for at in range(len(self.ideas)))
        return touched

    def coverage(self, touched: Sequence[float]) -> float:
        """Return how much of the question `touched` covers, 0 to 1, rare ideas weighing most."""
        total = sum(self.weights)
        return sum(weight * part for weight, part in zip(self.weights, touched, strict=True)) / total if total else 0.0

    def precision(self, heading: str, language: Language = "sv") -> float:
        """Return the share of the content words of `heading` that the question asks for, 0 to 1."""
        content = [
            word
            for word in words(heading)
            if word not in _stop_words() and not word.isdigit() and len(word) > 1 and f" {word} " not in _NUMBERS
        ]
        content = [word for word in content if word not in frame_words(language)] or content
        stems = [stem(word, language) for word in content]
        known = [max((near.get(one, 0.0) for near in self._close.values()), default=0.0) for one in stems]
        return sum(known) / len(known) if known else 0.0

    def _of(self, reading: Reading, found: frozenset[str], *, whole: bool = False) -> float:
        parts = [
            max((self._near(key)[term] for term in found & self._near(key).keys()), default=0.0)
            for key in reading.stems
        ]
        if min(parts) < _MEETS:
            return 0.0 if whole else reading.weight * _IN_PART * sum(parts) / len(parts)
        return reading.weight * sum(parts) / len(parts)

    def _by_term(self, idea: Idea) -> dict[str, float]:
        """Return what each word of the collection is worth for `idea`, by its readings of one word."""
        worth: dict[str, float] = {}
        for reading in idea.readings:
            for term, near in self._near(reading.stems[0]).items() if len(reading.stems) == 1 else ():
                part = near if near >= _MEETS else 0.0 if idea.is_name else _IN_PART * near
                worth[term] = max(worth.get(term, 0.0), reading.weight * part)
        return worth

    def _best(self, at: int, found: frozenset[str]) -> float:
        worth, whole = self._worth[at], self.ideas[at].is_name
        by_word = max((worth[term] for term in found & worth.keys()), default=0.0)
        return max((by_word, *(self._of(reading, found, whole=whole) for reading in self._phrases[at])))

    def _near(self, key: str) -> dict[str, float]:
        """Return the words of the collection that are near `key`, with how near."""
        if key not in self._close:
            forms = {key, in_full(key)}
            inside: dict[str, float] = {}
            for form in forms:
                for term in (term for term in self._vocabulary if form in term or term in form):
                    inside[term] = max(inside.get(term, 0.0), closeness(form, term))
            related = {term: _RELATED for root in roots(key) for term in self._roots.get(root, ())}
            self._close[key] = related | {term: near for term, near in inside.items() if near > related.get(term, 0.0)}
        return self._close[key]

    def _has(self, key: str) -> bool:
        """Tell whether the collection has a word that speaks of the same as `key`."""
        return max(self._near(key).values(), default=0.0) >= _MEETS

    def _found(self, idea: Idea) -> Idea:
        """Let an idea that the collection does not have mean words a slip away, else words of like meaning."""
        if any(all(self._has(key) for key in reading.stems) for reading in idea.readings):
            return idea
        missing = {key for reading in idea.readings if reading.is_own for key in reading.stems if not self._has(key)}
        for key in missing:
            slips = dict.fromkeys((term for term in self._vocabulary if is_slip(key, term)), _SLIP)
            weakly = self._near(key)
            self._close[key] = slips or weakly or dict.fromkeys(cognates(key, self._vocabulary), _LIKE)
        if idea.is_name or any(self._close[key] for key in missing):
            return idea
        return replace(idea, readings=(*idea.readings, *_akin(idea, self._lexicon)))

    def _rarities(self, stretches: Sequence[frozenset[str]]) -> tuple[float, ...]:
        """Return what each idea weighs: the more, the fewer of `stretches` speak of it."""
        holding = [0] * len(self.ideas)
        for found in stretches:
            for at, part in enumerate(self.touch(found)):
                holding[at] += part >= _MEETS
        return tuple(
            idea.emphasis * math.log(1 + (len(stretches) + 1) / (held + 1))
            for idea, held in zip(self.ideas, holding, strict=True)
        )
