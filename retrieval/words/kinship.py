"""Which words belong together beyond their stems: one root, one family of meaning; and which say little at all.

The families are those of administration, where a question and the text that answers it seldom choose the same word
("när antogs strategin?", "Fastställd av fullmäktige"). Beside them stand words of like meaning, everyday Swedish and
that of documents ("locka", "attrahera"): a weaker bridge. Data in `lexicon/kin.<language>.txt`, `near.sv.txt`,
`everyday.sv.txt` (one way only: "spruta" leads to "vaccination") and `light.<language>.txt`.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

from retrieval.words.analysis import Language, stem
from retrieval.words.english import base

_LANGUAGES: tuple[Language, Language] = ("sv", "en")
_ARTICLES = ("arna", "erna", "orna", "et", "en")  # "syftet", "målen"
_NOUN_ENDINGS = ("ning", "ing", "ande", "ende", "else", "an")
_LEADS_TO = ">"  # between what people say and what documents write
_SHORTEST_ROOT = 4  # letters; one fewer before an article
_TOLD_APART = 3  # letters of a word that dots and rings make another word: "val" and "väl", "lån" and "län"
_AFTER_VOWEL = re.compile(r"\w{4}[ioå]n$")
_DOUBLED = re.compile(r"mm$")  # "programmet" of "program": m is doubled before an ending only
_LOST = re.compile(r"[^aeiouyåäö][nlr]$")
_SYNCOPE = re.compile(r"(?<=[^aeiouyåäö])e(?=[nlr]$)")  # "vatten", "vattnet"; "register", "registret"


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """Return `word` without accents and dots."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def roots(word: str) -> frozenset[str]:
    """Return what may be the root of a stem: without the article that the stemmer left, without a noun's ending."""
    bare = plain(word) if len(word) > _TOLD_APART else word
    found = {_without_ending(bare)}
    again = plain(stem(in_full(word)))  # "klimatet" has the stem "klimat", and "klimat" has "klim"
    if len(again) >= _SHORTEST_ROOT:
        found.add(again)
    if _AFTER_VOWEL.search(bare):
        found.add(bare[:-1])  # "pandemin", "frånvaron"
    if len(bare) > _SHORTEST_ROOT and _SYNCOPE.search(bare):
        found.add(_SYNCOPE.sub("", bare))
    return frozenset(found)


def in_full(key: str) -> str:
    """Return a stem with the vowel that an article took: "vatten" of "vattnet"; itself where none is lost."""
    bare = _without_ending(key)
    return f"{bare[:-1]}e{bare[-1]}" if bare != key and _LOST.search(bare) else key


def _without_ending(bare: str) -> str:
    for endings, least in ((_ARTICLES, _SHORTEST_ROOT - 1), (_NOUN_ENDINGS, _SHORTEST_ROOT)):
        ending = next((ending for ending in endings if bare.endswith(ending)), "")
        if ending and len(bare) - len(ending) >= least:
            return _DOUBLED.sub("m", bare[: -len(ending)])
    return bare


def kin(key: str) -> frozenset[str]:
    """Return the stems of the family of the stem `key`, without itself; empty where it has none."""
    return _families().get(key, frozenset()) - {key}


@cache
def _families() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for language in _LANGUAGES:
        for line in _lines(f"kin.{language}.txt"):
            family = frozenset(stem(word, language) for word in line)
            for key in family:
                found[key] |= family
    return dict(found)


def near(word: str) -> tuple[str, ...]:
    """Return the Swedish words of like meaning to a word or its stem, in the order of the file, none with its root.

    Those of its family (`kin`) come last: they are no less near, but seldom what a text says first.
    """
    return _alike().get(_root(word), ())


def bare_of(word: str) -> str:
    """Return a word without the article that its stem keeps: "klimat" of "klimatet"."""
    return in_full(stem(word))


def _root(word: str) -> str:
    bare = stem(_without_ending(stem(word)))
    return bare[:-1] if _AFTER_VOWEL.search(bare) else bare


@cache
def _alike() -> Mapping[str, tuple[str, ...]]:
    """Return for each root the words of its groups, each root once."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in (line for name in ("near.sv.txt", "everyday.sv.txt", "kin.sv.txt") for line in _lines(name)):
        said, written = _both_sides(line)
        group = {_root(word): word for word in reversed(written)}
        for key in dict.fromkeys(map(_root, said)):
            found[key] |= {root: word for root, word in reversed(group.items()) if root not in found[key]}
    return {key: tuple(word for root, word in group.items() if root != key) for key, group in found.items()}


def _both_sides(line: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the words that lead somewhere and those they lead to: all to all, unless the line says which."""
    if _LEADS_TO not in line:
        return line, line
    at = line.index(_LEADS_TO)
    return line[:at], line[at + 1 :]


@cache
def light_words() -> frozenset[str]:
    """Return the words that say little of what a question is about, of both languages."""
    return frozenset(word for language in _LANGUAGES for line in _lines(f"light.{language}.txt") for word in line)


def is_light(word: str, language: Language) -> bool:
    """Tell whether a word says little, an English one in any of its forms: "takes", "took"."""
    if word in light_words():
        return True
    return language == "en" and (base(word) in light_words() or stem(word, "en") in _light_stems())


@cache
def _light_stems() -> frozenset[str]:
    return frozenset(stem(word, "en") for line in _lines("light.en.txt") for word in line)


def _lines(name: str) -> list[list[str]]:
    text = (resources.files("retrieval.words") / "lexicon" / name).read_text(encoding="utf-8")
    return [words for line in text.splitlines() if (words := line.partition("#")[0].split())]
