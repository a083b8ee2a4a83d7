"""What a question is about, as ideas: its content words and expressions, each with the ways to say it.

A word of the question, or an expression that the glossary knows, is one idea with several readings: itself, its
translations, the words of its family. How well a text speaks of an idea is measured in `retrieval.answers.topic`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.words.analysis import Language, compound_parts, frame_words, hollow_words, stem, stop_words, words
from retrieval.words.glossary import Glossary, glossary
from retrieval.words.kinship import is_light, kin, light_words, near

# Small words that a Swedish verb takes along: "följa upp" is "uppföljning", "ställa om" is "omställning".
PARTICLES = frozenset({"upp", "om", "in", "ut", "av", "fram", "till", "över", "på", "ner", "ned", "igång"})
_NAME = re.compile(r"(?<=\w )[A-ZÅÄÖ][\w-]+(?: (?:of|for|the|och|för|i) [A-ZÅÄÖ][\w-]+| [A-ZÅÄÖ][\w-]+)+")
_CAPITAL = re.compile(r"(?<=\w )[A-ZÅÄÖ][\w-]*|\b[A-ZÅÄÖ]{2,}\b")
_NAMED = 1.5  # emphasis of a word with a capital
_PARTICLE_WITHIN = 3  # words after the verb: "följs strategin upp"
_LANGUAGES: tuple[Language, Language] = ("sv", "en")
_AKIN = 0.6  # weight of words of like meaning
_LIKE_AKIN = 0.45  # weight of what is like a translation, where nothing else is found: never enough alone
_KIN = 0.8  # weight of a word of the same family ("antogs", "fastställd")
_NEAR = 0.7  # weight of a word of like meaning ("locka", "attrahera")
_DOING = 0.6  # emphasis of a verb after an auxiliary, beside the nouns of the question
_MODALS = frozenset({"ska", "skall", "vill", "kan", "får", "måste", "bör", "kommer", "skulle", "att"})
_PASSIVES = frozenset({"be", "been", "being", "is", "are", "was", "were"})
_MODAL_BEFORE = 3  # words between which the auxiliary and its verb stand: "ska den nya avgiften höjas"
_SUBJECTS = frozenset({"you", "we", "they", "he", "she"})  # an English verb stands right after them
_BEFORE_TO = frozenset(
    (  # noqa: SIM905 - many short words read best as running text
        "said thought want wants wanted need needs needed going supposed how what where whether expected able meant "
        "hope hopes hoping like plan plans planned planning have has had try tries trying hard easy ready free "
        "allowed required obliged"
    ).split()
)  # and after these with "to": "want to cooperate", not "access to data"
_LIGHT = 0.35  # emphasis of a word that says little ("omfattas", "hela")
_BY_ORDER = 0.06  # a later translation counts that much less than the one before it
_LEAST_BY_ORDER = 0.7
_HEAVY = 0.8  # weight of an expression without its words that say little
_STRAY = 0.9  # weight of what a word of the other language means, in a question that mixes them
_SPELLED = 0.7  # weight of the translated parts of a compound


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to say an idea: all its words together; `weight` 0 to 1 is how surely."""

    stems: tuple[str, ...]
    weight: float = 1.0
    is_own: bool = False  # the question's own words, in which there may be slips
    is_joined: bool = False  # a verb and its particle: "följa upp" as "uppföljning" has it
    is_kin: bool = False  # only a word of the same family: it must stand there itself, not in a compound
    is_near: bool = False  # only a word of like meaning: a bridge where the documents lack the question's own


@dataclass(frozen=True, slots=True)
class Idea:
    """One content word or expression of the question."""

    word: str
    readings: tuple[Reading, ...]
    language: Language = "sv"
    is_name: bool = False  # "Capital of Life": all its words or nothing, and no translation
    emphasis: float = 1.0  # a word with a capital names something, and weighs more than a verb


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
    done = frozenset(word for at, word in enumerate(every) if _is_verb(every, at))
    names, capitals = _names(question), _capitals(question)
    found: list[Idea] = []
    hollow: list[Idea] = []
    at = 0
    while at < len(tokens):
        named = next((len(name) for name in names if tuple(tokens[at : at + len(name)]) == name), 0)
        if language == "en" and known.meanings(tokens[at : at + named], language):
            named = 0  # "the Research Promise" has a Swedish name
        length = named or _expression(tokens[at:], language, known)
        taken = tokens[at : at + length]
        if topic.intersection(taken):
            following = tokens[at + length : at + length + _PARTICLE_WITHIN]
            readings = [
                *_own(taken, next((word for word in following if word in PARTICLES), ""), language),
                *([] if named else [*_heavy(taken, language), *_abroad(taken, language, known)]),
            ]
            stressed = _emphasis(taken, capitals, language) * (_DOING if done.issuperset(taken) else 1.0)
            is_hollow = language == "en" and length == 1 and taken[0] in hollow_words()
            (hollow if is_hollow else found).append(
                Idea(
                    " ".join(taken), _with_kin(readings, language, is_name=bool(named)), language, bool(named), stressed
                )
            )
        at += length
    return tuple(found or hollow)


def _is_verb(tokens: Sequence[str], at: int) -> bool:
    """Tell whether the word at `at` is what is done ("ska avgiften höjas", "be received"): authors choose it freely."""
    before = tokens[max(0, at - _MODAL_BEFORE) : at]
    if tokens[at].endswith("ed"):
        return not _PASSIVES.isdisjoint(before)
    if before and (before[-1] in _SUBJECTS or (before[-1] == "to" and not _BEFORE_TO.isdisjoint(before[-2:-1]))):
        return True
    return tokens[at].endswith(("a", "as")) and not _MODALS.isdisjoint(before)


def _emphasis(taken: Sequence[str], capitals: frozenset[str], language: Language) -> float:
    if capitals.intersection(taken):
        return _NAMED
    return _LIGHT if all(is_light(word, language) for word in spoken_words(taken)) else 1.0


def _with_kin(readings: Sequence[Reading], language: Language, *, is_name: bool) -> tuple[Reading, ...]:
    """Add to readings of one word those of its family, and what means much the same; less sure than any of them."""
    weights: dict[str, float] = {}
    alike: set[str] = set()
    for reading in (one for one in readings if len(one.stems) == 1):
        for word in kin(reading.stems[0]):
            weights[word] = max(weights.get(word, 0.0), reading.weight * _KIN)
        if language == "sv" and (reading.is_own or reading.is_joined):
            alike.update(stem(word) for word in near(reading.stems[0]))
    phrases = [one.stems for one in readings if one.is_own and len(one.stems) > 1 and language == "sv"]
    replaced = dict.fromkeys(new for phrase in ([] if is_name else phrases[:1]) for new in _replaced(phrase))
    family = [Reading((word,), weight, is_kin=True) for word, weight in sorted(weights.items())]
    return (
        *readings,
        *family,
        *(Reading(new, _NEAR, is_kin=True, is_near=True) for new in replaced),
        *(Reading((word,), _NEAR, is_kin=True, is_near=True) for word in sorted(alike - weights.keys())),
    )


def _translations(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings of one word that a word of the question means in the other language, the best first."""
    return [one for one in readings if len(one.stems) == 1 and one.weight and not (one.is_own or one.is_joined)]


def _replaced(phrase: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Yield a phrase with one word replaced by one of like meaning: "minska utsläppen", "minska klimatpåverkan"."""
    for at, word in enumerate(phrase):
        yield from ((*phrase[:at], stem(other), *phrase[at + 1 :]) for other in near(word))


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
    spoken = frozenset(tokens) - either_stop_words()
    named = spoken - frame_words("sv") - frame_words("en")
    if framed and light_words().issuperset(named):
        return spoken  # "Är texten för lång?": "lång" alone says too little
    return named


def either_stop_words() -> frozenset[str]:
    """Return the stop words of both languages."""
    return stop_words("sv") | stop_words("en")


def _expression(tokens: Sequence[str], language: Language, known: Glossary) -> int:
    """Return how many of the first words the glossary knows as one expression, at least 1."""
    longest = max(known.longest_at(tokens[0], one) for one in _LANGUAGES)
    lengths = range(min(longest, len(tokens)), 1, -1)
    # A mixed question speaks of things in the other language, too: "vad säger strategin om clinical trials?".
    tongues = sorted(_LANGUAGES, key=lambda one: one != language)
    return next((length for length in lengths if any(known.meanings(tokens[:length], one) for one in tongues)), 1)


def _own(taken: Sequence[str], after: str, language: Language) -> Iterable[Reading]:
    verb, *rest = taken
    if language == "sv" and [*rest, after][0] in PARTICLES:
        yield Reading(([*rest, after][0] + stem(verb),), is_joined=True)
    stems = dict.fromkeys(tuple(stem(word, one) for word in spoken_words(taken)) for one in _LANGUAGES)
    yield from (Reading(one, is_own=True) for one in stems)


def _heavy(taken: Sequence[str], language: Language) -> Iterable[Reading]:
    """Yield an expression without its words that say little: of "ny teknik" the technique says what it is about."""
    heavy = [word for word in spoken_words(taken) if word not in light_words()]
    if 0 < len(heavy) < len(spoken_words(taken)):
        yield Reading(tuple(stem(word, language) for word in heavy), _HEAVY)


def _abroad(taken: Sequence[str], language: Language, known: Glossary) -> Iterable[Reading]:
    other = _LANGUAGES[language == _LANGUAGES[0]]
    for order, meaning in enumerate(known.meanings(taken, language)):
        weight = max(_LEAST_BY_ORDER, 1 - order * _BY_ORDER)
        yield Reading(tuple(stem(word, other) for word in spoken_words(meaning)), weight)
    if len(taken) > 1 and len(content := spoken_words(taken)) == 1:
        yield from _abroad(content, language, known)
    if known.meanings(taken, language):
        return
    for meaning in known.meanings(taken, other):
        yield Reading(tuple(stem(word, language) for word in spoken_words(meaning)), _STRAY)
    if language == "sv" and len(taken) == 1:
        yield from _by_parts(taken[0], known)


def _by_parts(word: str, known: Glossary) -> Iterable[Reading]:
    """Yield the English of a Swedish compound whose parts are all in the glossary: "vårdby", "care village"."""
    parts = compound_parts(word, known.single("sv"))
    meanings = [known.meanings((part,), "sv") for part in parts]
    if parts and all(meanings):
        yield Reading(tuple(stem(word, "en") for meaning in meanings for word in spoken_words(meaning[0])), _SPELLED)


def akin(idea: Idea, known: Glossary) -> Iterable[Reading]:
    """Yield what means the same in the question's own language, by way of the other; of English, what is like it."""
    other = _LANGUAGES[idea.language == _LANGUAGES[0]]
    for meaning in known.meanings(words(idea.word), idea.language):
        for back in known.meanings(meaning, other):
            yield Reading(tuple(stem(word, idea.language) for word in spoken_words(back)), _AKIN)
    if idea.language == "en":
        alike = (stem(word) for one in _translations(idea.readings)[:1] for word in near(one.stems[0]))
        yield from (Reading((word,), _LIKE_AKIN, is_near=True) for word in dict.fromkeys(alike))


def spoken_words(expression: Sequence[str]) -> Sequence[str]:
    """Return the words of an expression without its stop words; all of them where it has no others."""
    return [word for word in expression if word not in either_stop_words()] or expression
