"""The words of the field in both languages: what a phrase of one means in the other, found in any inflection.

Reading the shipped files takes a third of what it did word by word: their letters are folded and their words stemmed
all at once, and each language's tables are made when they are first asked for.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from operator import itemgetter
from pathlib import Path
from typing import Final

from retrieval.words.analysis import Language, stem, stems, words
from retrieval.words.english import base

Phrase = tuple[str, ...]
Pair = tuple[Phrase, Phrase]  # English, Swedish
LANGUAGES: Final[tuple[Language, Language]] = ("en", "sv")  # as the files of the lexicon have them
_FIELD: Final = "en-sv.tsv"
_EVERYDAY: Final = "everyday.en-sv.tsv"
_ASKED: Final = "asked.en-sv.tsv"
_ARTICLES: Final = ("et", "en", "t", "n", "na")  # that the stemmer leaves: "syftet", "målen"
_INFLECTED: Final = (
    *("ernas", "arnas", "ornas", "erna", "arna", "orna", "ens", "ets", "ers", "ars", "ors", "nas", "er", "ar", "or"),
    *("en", "et", "na", "ns", "ts", "as", "es", "ad", "at", "de", "te", "n", "t", "a", "e", "s"),
)  # what a Swedish word may have put on, where its stem is not that of its base: "växthusgaser", "växthusgas"
_LOST: Final = ("", "a", "e")  # what its base may have lost for it
_BARE: Final = 3  # letters that must be left without it


@dataclass(frozen=True)
class _Side:
    """The headwords of one language; `pairs` are a phrase of it and one of the other."""

    language: Language
    pairs: Sequence[Pair]

    @cached_property
    def meanings(self) -> Mapping[Phrase, Mapping[Phrase, None]]:
        """What each phrase means, in the order of the files."""
        found: dict[Phrase, dict[Phrase, None]] = {}
        for phrase, meaning in self.pairs:
            found.setdefault(phrase, {})[meaning] = None
        return found

    @cached_property
    def heads(self) -> Mapping[Phrase, Sequence[Phrase]]:
        """The headwords by their stems, English ones also as the other side of the Atlantic spells them."""
        every = {word for phrase in self.meanings for word in phrase}
        spelled = {word: base(word) if self.language == "en" else word for word in every}
        every.update(spelled.values())
        stemmed = dict(zip(every, stems(every, self.language), strict=True))
        found: dict[Phrase, list[Phrase]] = {}
        for phrase in self.meanings:
            plain = tuple([stemmed[word] for word in phrase])
            found.setdefault(plain, []).append(phrase)
            if self.language == "en" and (other := tuple([stemmed[spelled[word]] for word in phrase])) != plain:
                found.setdefault(other, []).append(phrase)
        return found

    @cached_property
    def longest_from(self) -> Mapping[str, int]:
        """How many words the longest phrase has whose first word has a stem."""
        found: dict[str, int] = {}
        for phrase in self.heads:
            if phrase:
                found[phrase[0]] = max(len(phrase), found.get(phrase[0], 0))
        return found

    @cached_property
    def single(self) -> frozenset[str]:
        return frozenset(phrase[0] for phrase in self.heads if len(phrase) == 1)


@dataclass(frozen=True)
class Glossary:
    """Which phrases of one language mean which of the other; what stands first in `pairs` goes first.

    `asked` leads from English to Swedish only: "if war comes" asks for preparedness, which no text in English calls so.
    """

    pairs: tuple[Pair, ...]
    asked: tuple[Pair, ...] = ()

    @cached_property
    def _sides(self) -> Mapping[Language, _Side]:
        return {"en": _Side("en", (*self.pairs, *self.asked)), "sv": _Side("sv", _turned(self.pairs))}

    @cached_property
    def longest(self) -> int:
        """How many words the longest phrase has."""
        return max((len(phrase) for pair in (*self.pairs, *self.asked) for phrase in pair), default=0)

    def meanings(self, phrase: Sequence[str], language: Language) -> tuple[Phrase, ...]:
        """Return what `phrase` (words of `language`, in any inflection) means in the other language.

        Where several headwords share its stem (*municipal*, *municipality*) the one spelled most like it counts.
        """
        asked, known = tuple(phrase), self._sides[language].meanings
        if exact := known.get(asked):
            # What stands as "leverantörer" says less than "leverantör", which has the same stem.
            others = self._heads(asked, language) if language == "sv" and len(asked) == 1 else ()
            return tuple(dict.fromkeys((*exact, *(meaning for head in others for meaning in known[head]))))
        heads = self._heads(asked, language)
        nearest = max((_shared_start(asked, head) for head in heads), default=0)
        found = (known[head] for head in heads if _shared_start(asked, head) == nearest)
        return tuple(dict.fromkeys(meaning for meanings in found for meaning in meanings))

    def _heads(self, asked: Phrase, language: Language) -> Sequence[Phrase]:
        """Return the headwords with the stems of `asked`, or with those of its last word without its article."""
        known = self._sides[language].heads
        if found := known.get(stemmed(asked, language), ()):
            return found
        if language == "en":
            return known.get(stemmed((base(word) for word in asked), language), ())
        active = (asked[0].removesuffix("s"), *asked[1:])  # "tas emot"
        if len(asked) > 1 and (found := known.get(stemmed(active, "sv"), ())):
            return found
        forms = (asked[-1][: -len(end)] for end in _ARTICLES if asked and asked[-1].endswith(end))
        bare = (stemmed((*asked[:-1], form), language) for form in forms if len(form) >= _BARE)
        return next((heads for one in bare if (heads := known.get(one, ()))), ()) or self._bare(asked)

    def _bare(self, asked: Phrase) -> tuple[Phrase, ...]:
        """Return the Swedish headword that one word is a form of, where their stems differ."""
        if len(asked) != 1:
            return ()
        cut = (asked[0][: -len(end)] for end in _INFLECTED if asked[0].endswith(end))
        forms = ((form + lost,) for form in cut if len(form) >= _BARE for lost in _LOST)
        return next(((form,) for form in forms if form in self._sides["sv"].meanings), ())

    def longest_at(self, word: str, language: Language) -> int:
        """Return how many words the longest phrase has that begins with `word`, 0 where none does."""
        starts = self._sides[language].longest_from
        other = base(word) if language == "en" else word.removesuffix("s")
        return max(starts.get(stem(word, language), 0), starts.get(stem(other, language), 0))

    def joined(self, pairs: Iterable[Pair]) -> "Glossary":
        """Return the glossary with `pairs` added after what it has."""
        return Glossary((*self.pairs, *pairs), self.asked)

    def single(self, language: Language) -> frozenset[str]:
        """Return the stems of the headwords of `language` that are one word."""
        return self._sides[language].single

    def stems(self) -> frozenset[str]:
        """Return the stems of all words that headwords of either language are made of."""
        return frozenset(part for side in self._sides.values() for phrase in side.heads for part in phrase)


@cache
def glossary(*more: Path) -> Glossary:
    """Return the shipped glossary with the files of `more` added: ``english<TAB>swedish; swedish``, ``#`` comments."""
    own = (pair for path in more for pair in _pairs(_read(path)))
    return Glossary((*_shipped(_FIELD), *_shipped(_EVERYDAY), *own), _shipped(_ASKED))


@cache
def field_glossary() -> Glossary:
    """Return the words of the field alone: those that an answer may use though its sources do not."""
    return Glossary(_shipped(_FIELD))


def stemmed(phrase: Iterable[str], language: Language) -> Phrase:
    """Return the stems of a phrase."""
    return tuple(stem(word, language) for word in phrase)


@cache
def _shipped(name: str) -> tuple[Pair, ...]:
    return tuple(_pairs((resources.files("retrieval.words") / "lexicon" / name).read_text(encoding="utf-8")))


def _read(path: Path) -> str:
    """Return the text of a person's own file, which some editors write in the old Western encoding."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _pairs(text: str) -> Iterator[Pair]:
    for line in text.splitlines():
        english, _, swedish = line.partition("#")[0].partition("\t")
        head = _phrase(english)
        for meaning in map(_phrase, swedish.split(";")):
            if head and meaning:
                yield head, meaning


def _phrase(text: str) -> Phrase:
    """Return the words of a phrase: most are plain letters, for which splitting at spaces is enough."""
    plain = text.strip().lower()
    if plain.isascii() and plain.replace(" ", "").isalpha():
        return tuple(plain.split())
    return tuple(words(text))


def _turned(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs with the Swedish first: what means it best goes before what means it among other things."""
    before: Counter[Phrase] = Counter()
    ranked: list[tuple[int, Pair]] = []
    for english, swedish in pairs:
        ranked.append((before[english], (swedish, english)))
        before[english] += 1
    return [pair for _, pair in sorted(ranked, key=itemgetter(0))]


def _shared_start(asked: Phrase, head: Phrase) -> int:
    """Return how many letters the words of two phrases begin alike with."""
    return sum(
        next(
            (at for at, pair in enumerate(zip(left, right, strict=False)) if len(set(pair)) > 1),
            min(len(left), len(right)),
        )
        for left, right in zip(asked, head, strict=True)
    )
