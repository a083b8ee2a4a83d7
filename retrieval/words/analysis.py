"""Take Swedish and English text apart: words, stems, character n-grams, compounds, sentences.

The rules are the ones measured in `docs/why.md` (Ranking): Snowball stems, the corpus' own vocabulary decides where a
compound may be split, and 4-grams within ``#word#`` let *beredskap* find *pandemiberedskap*. Nothing here knows of
passages or scores.
"""

import re
import threading
import unicodedata
from collections.abc import Container, Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Final, Literal

import Stemmer

Language = Literal["sv", "en"]
GRAM_SIZE: Final = 4  # characters in an n-gram
_PART: Final = 3  # letters in the shortest part of a compound
_PARTS: Final = 3  # parts in the longest compound that is split
_STEMMERS: Final = {"sv": "swedish", "en": "english"}
_WORD: Final = re.compile(r"[^\W_]+")
_LINKED: Final = {"o": "a", "u": "a", "e": "a"}  # kvinno-klinik, gatu-kök, läge-s: the left part's own ending
_local: Final = threading.local()  # a Snowball stemmer must not be shared between threads


def words(text: str) -> list[str]:
    """Return the words of `text` in order: NFKC, lower case, letters and digits only, soft hyphens removed."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower().replace("\xad", ""))


@lru_cache(maxsize=200_000)
def stem(word: str, language: Language = "sv") -> str:
    """Return the Snowball stem of a lower-case word."""
    stemmed: str = _stemmer(language).stemWord(word)
    return stemmed


def stems(many: Iterable[str], language: Language) -> list[str]:
    """Return the Snowball stems of lower-case words, in their order: for many at once."""
    stemmed: list[str] = _stemmer(language).stemWords(list(many))
    return stemmed


def _stemmer(language: Language) -> Stemmer.Stemmer:
    stemmers: dict[str, Stemmer.Stemmer] | None = getattr(_local, "stemmers", None)
    if stemmers is None:
        stemmers = {code: Stemmer.Stemmer(name, 0) for code, name in _STEMMERS.items()}  # its own cache is slow
        _local.stemmers = stemmers
    return stemmers[language]


def grams(word: str, size: int = GRAM_SIZE) -> list[str]:
    """Return the character n-grams of ``#word#``; a word too short to have one is its own."""
    marked = f"#{word}#"
    return [marked[at : at + size] for at in range(max(1, len(marked) - size + 1))]


def compound_parts(word: str, known: Container[str]) -> tuple[str, ...]:
    """Return the stems of the parts of a Swedish compound, empty where the word is none.

    `known` holds the stems of the corpus: only what stands there by itself can be a part, 3 letters or more, at most
    3 parts; a left part may lose a linking -s or have -o, -u or -e for -a. The fewest parts win, then the longest last.
    """
    cuts = range(_PART, len(word) - _PART + 1)
    ends = zip(cuts, stems([word[cut:] for cut in cuts], "sv"), strict=True)
    # Few places have a last part behind them, and only those are worth trying: a stem costs more than all else here.
    last_parts = {cut: stemmed for cut, stemmed in ends if stemmed in known}
    for count in range(2, _PARTS + 1):
        if parts := _split(word, known, count, last_parts):
            return parts
    return ()


def _split(
    word: str, known: Container[str], count: int, last_parts: Mapping[int, str], start: int = 0
) -> tuple[str, ...]:
    """Return the stems of what stands from `start` on, in `count` parts; `last_parts` by where each begins."""
    if count == 1:
        return (last_parts[start],) if start in last_parts else ()
    latest = max(last_parts, default=0) - _PART * (count - 2)
    cuts = range(start + _PART, latest + 1) if count > 2 else last_parts  # noqa: PLR2004 - before the last two parts
    for cut in cuts:
        if (
            cut >= start + _PART
            and (left := _left_part(word[start:cut], known))
            and (rest := _split(word, known, count - 1, last_parts, cut))
        ):
            return (left, *rest)
    return ()


def _left_part(part: str, known: Container[str]) -> str:
    forms = [part]
    if part.endswith("s") and len(part) > _PART:
        forms.append(part[:-1])
    if part[-1] in _LINKED:
        forms.append(part[:-1] + _LINKED[part[-1]])
    return next((stemmed for form in forms if (stemmed := stem(form)) in known), "")


@cache
def stop_words(language: Language) -> frozenset[str]:
    """Return the words of `language` that carry no topic anywhere (`lexicon/stopwords.<language>.txt`)."""
    return _word_list(f"stopwords.{language}.txt")


@cache
def frame_words(language: Language) -> frozenset[str]:
    """Return the words that only frame a question: "vad säger strategin om …" (`lexicon/frames.<language>.txt`)."""
    return _word_list(f"frames.{language}.txt")


@cache
def hollow_words() -> frozenset[str]:
    """Return the English words that say nothing of a topic unless in an expression (`lexicon/hollow.en.txt`)."""
    return _word_list("hollow.en.txt")


def _word_list(name: str) -> frozenset[str]:
    text = (resources.files("retrieval.words") / "lexicon" / name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(word for line in lines for word in line.split())
