"""Have a language model say what a question's words mean in the documents' language, and believe little of it.

What comes back is a few words of glossary for one question: they widen what the search looks for, beside the shipped
glossary and never in its place, and nobody is ever shown them. So the worst that a model can do is to have other
passages found, which are quoted as they stand. It is asked only where the documents are in the other language and the
shipped glossary has not already led to a sure place; where it fails the question is asked as it was.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from retrieval.words.analysis import Language, frame_words, stop_words, words
from retrieval.words.glossary import Phrase

LONGEST_QUESTION: Final = 400  # characters; a longer one is searched for as it stands
MOST_EXPRESSIONS: Final = 16
MOST_MEANINGS: Final = 3  # of an expression
_MOST_WORDS: Final = 4  # in a meaning
_KEPT: Final = 500  # questions whose translation is remembered
_LANGUAGES: Final[tuple[Language, Language]] = ("sv", "en")
_MEANING: Final = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")
_LONGEST: Final = 60  # characters of a meaning


@dataclass(frozen=True, slots=True)
class Rendering:
    """An expression of a question as a model translates it, the likeliest meaning first."""

    expression: str
    meanings: tuple[str, ...]


class Interpreter(Protocol):
    """Whoever translates questions."""

    @property
    def name(self) -> str:
        """The model's name, and where it answers."""
        ...

    def render(self, question: str, target: Language) -> Sequence[Rendering]:
        """Return what the expressions of `question` mean in `target`.

        Raises:
            Unworded: there is nothing, for whatever reason.
        """
        ...


class Translations:
    """What has been translated, by model, language and question; kept in memory and forgotten oldest first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, Language, str], tuple[tuple[Phrase, Phrase], ...]] = OrderedDict()

    def of(self, question: str, target: Language, interpreter: Interpreter) -> tuple[tuple[Phrase, Phrase], ...]:
        """Return the usable pairs of an English and a Swedish expression for `question`, none for an endless one.

        Raises:
            Unworded: the interpreter has nothing; it is asked again another time.
        """
        if len(question) > LONGEST_QUESTION:
            return ()
        key = (interpreter.name, target, " ".join(question.casefold().split()))
        if key not in self._kept:
            self._kept[key] = tuple(usable(question, interpreter.render(question, target), target))
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def usable(question: str, renderings: Sequence[Rendering], target: Language) -> Iterator[tuple[Phrase, Phrase]]:
    """Yield pairs of an English and a Swedish expression: of words of the question, short, and each meaning once.

    One meaning for several expressions would let a single word of the documents pass for the whole question.
    """
    asked = words(question)
    seen: set[Phrase] = set()
    for rendering in renderings[:MOST_EXPRESSIONS]:
        expression = tuple(words(rendering.expression))
        if not _stands_in(expression, asked) or not _says_something(expression):
            continue
        for text in rendering.meanings[:MOST_MEANINGS]:
            meaning = _read(text)
            if meaning and meaning not in seen and meaning != expression and _says_something(meaning):
                seen.add(meaning)
                yield (meaning, expression) if target == "en" else (expression, meaning)


def _stands_in(expression: Phrase, asked: Sequence[str]) -> bool:
    size = len(expression)
    return size > 0 and any(tuple(asked[at : at + size]) == expression for at in range(len(asked) - size + 1))


def _says_something(expression: Phrase) -> bool:
    """Tell whether an expression has a word that names a topic."""
    empty = [known(language) for known in (stop_words, frame_words) for language in _LANGUAGES]
    return any(not any(word in those for those in empty) for word in expression)


def _read(text: str) -> Phrase:
    """Return the words of a meaning, none where it is anything else than a few words."""
    plain = " ".join(text[: 2 * _LONGEST].split())
    if len(plain) > _LONGEST or _MEANING.fullmatch(plain) is None:
        return ()
    found = tuple(words(plain))
    return found if len(found) <= _MOST_WORDS else ()
