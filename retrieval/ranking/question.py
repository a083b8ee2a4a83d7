"""A question taken apart: one concept per word, each with the words that may stand for it in the corpus."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from retrieval.words.analysis import Language, frame_words, stop_words, words

# What a question asks with, and says nothing of the topic: each word between spaces, looked up as it stands.
_ASKING = " vad vem vems vilka vilken vilket hur när var vart varför what who whom whose which how when where why "


class Role(Enum):
    """What a word does in a question."""

    TOPIC = "topic"  # says what it is about
    STOP = "stop"  # says nothing, yet stands in the same order in a sentence that answers
    FRAME = "frame"  # "vad säger strategin om …": speaks of the documents, not of what they hold


@dataclass(frozen=True, slots=True)
class Variant:
    """Words that may stand for a concept, the question's own or a translation; `weight` is how much it counts.

    `is_near` marks a word that only means much the same: it is weaker evidence that a passage answers, too.
    """

    words: tuple[str, ...]
    weight: float = 1.0
    language: Language = "sv"
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """What one word of the question means; only the best of its variants counts in a passage."""

    variants: tuple[Variant, ...]
    role: Role = Role.TOPIC


@dataclass(frozen=True, slots=True)
class Question:
    """The concepts of a question in the order of its words."""

    concepts: tuple[Concept, ...]

    @property
    def topic(self) -> tuple[Concept, ...]:
        """The concepts that say what the question is about."""
        return tuple(concept for concept in self.concepts if concept.role is Role.TOPIC)

    @property
    def spoken(self) -> tuple[Concept, ...]:
        """The concepts but for the frame: what a sentence that answers may repeat."""
        return tuple(concept for concept in self.concepts if concept.role is not Role.FRAME)


def monolingual(question: str, language: Language) -> Question:
    """Take `question` apart as it is written, without translating."""
    tokens = words(question)
    return Question(tuple([_alone(word, language, role) for word, role in zip(tokens, roles(tokens), strict=True)]))


@lru_cache(maxsize=20_000)
def _alone(word: str, language: Language, role: Role) -> Concept:
    return Concept((Variant((word,), 1.0, language),), role)


def is_question_word(word: str) -> bool:
    """Tell whether a question asks with `word`."""
    return f" {word} " in _ASKING


def roles(tokens: Sequence[str]) -> list[Role]:
    """Return what each word does; where no topic is left the frame words are it, and failing them the stop words."""
    found = [_role(word) for word in tokens]
    for fallback in (Role.FRAME, Role.STOP):
        if Role.TOPIC not in found:
            found = [Role.TOPIC if role is fallback else role for role in found]
    return found


@lru_cache(maxsize=20_000)
def _role(word: str) -> Role:
    if word in stop_words("sv") or word in stop_words("en"):
        return Role.STOP
    return Role.FRAME if word in frame_words("sv") or word in frame_words("en") else Role.TOPIC
