"""Which words belong together beyond their stems: one root, one family of meaning; and which say little at all.

The families are those of administration, where a question and the text that answers it seldom choose the same word
("när antogs strategin?", "Fastställd av fullmäktige"). Data in `lexicon/kin.<language>.txt` and `light.<language>.txt`.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from retrieval.words.analysis import Language, stem

_LANGUAGES: tuple[Language, Language] = ("sv", "en")
_ARTICLES = ("arna", "erna", "orna", "et", "en")  # "syftet", "målen"
_NOUN_ENDINGS = ("ning", "ing", "ande", "ende", "else", "an")
_SHORTEST_ROOT = 4  # letters; one fewer before an article
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
    bare = plain(word)
    found = {_without_ending(bare)}
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


@cache
def light_words() -> frozenset[str]:
    """Return the words that say little of what a question is about, of both languages."""
    return frozenset(word for language in _LANGUAGES for line in _lines(f"light.{language}.txt") for word in line)


def _lines(name: str) -> list[list[str]]:
    text = (resources.files("retrieval.words") / "lexicon" / name).read_text(encoding="utf-8")
    return [words for line in text.splitlines() if (words := line.partition("#")[0].split())]
