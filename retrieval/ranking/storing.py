"""Keep a search index in a folder of plain numpy arrays and JSON, and open it memory-mapped. No pickle."""

import json
from dataclasses import astuple
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.building import GRAM, WORD
from retrieval.ranking.candidates import Averages, Tokens
from retrieval.ranking.scoring import Field, Lists
from retrieval.ranking.shelf import PassageShelf
from retrieval.ranking.vocabulary import Vocabulary
from retrieval.words.analysis import Language

STAMP: Final = "handslag search 6"  # changes when an index written before can no longer be read
_STAMP_FILE: Final = "stamp.json"
FIELDS: Final = (("in_words", WORD), ("in_grams", GRAM))
Parts = tuple[PassageShelf, Vocabulary, Tokens, Field, Field, frozenset[Language]]


class IndexOutdated(Exception):  # noqa: N818 - a state of the folder, which the caller mends by building anew
    """The folder holds no index, or one written by another version of the program."""


def save(folder: Path, parts: Parts) -> None:
    """Write an index into `folder`, which is made; the stamp is written last, so half an index is none."""
    shelf, vocabulary, tokens, words, grams, languages = parts
    folder.mkdir(parents=True, exist_ok=True)
    shelf.save(folder)
    for name, array in _arrays(vocabulary, tokens, words, grams).items():
        np.save(folder / f"{name}.npy", array)
    for name, lines in (("words", vocabulary.words), ("stems", vocabulary.stems), ("grams", vocabulary.grams)):
        (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    stamp = {"stamp": STAMP, "languages": sorted(languages)}
    (folder / _STAMP_FILE).write_text(json.dumps(stamp), encoding="utf-8")


def load(folder: Path) -> Parts:
    """Return the parts of the index in `folder`, arrays memory-mapped.

    Raises:
        IndexOutdated: there is none, or another version of the program wrote it.
    """
    languages = _languages(folder)
    words, stems, grams = (_lines(folder / f"{name}.txt") for name in ("words", "stems", "grams"))
    vocabulary = Vocabulary(
        words,
        stems,
        grams,
        _array(folder, "stem_of"),
        _lists(folder, "parts"),
        _lists(folder, "grams_of"),
        _lists(folder, "words_with"),
        _array(folder, "is_stop"),
    )
    tokens = Tokens(
        _lists(folder, "tokens"),
        _array(folder, "sentences"),
        _lists(folder, "headings"),
        _array(folder, "heading_of"),
        Averages(*_array(folder, "averages").tolist()),
        _array(folder, "grams_in"),
    )
    in_words, in_grams = (
        Field(_lists(folder, name), _array(folder, f"{name}_impacts"), tuning, tokens.passages)
        for name, tuning in FIELDS
    )
    return PassageShelf.open(folder), vocabulary, tokens, in_words, in_grams, languages


def _arrays(vocabulary: Vocabulary, tokens: Tokens, words: Field, grams: Field) -> dict[str, NDArray[np.generic]]:
    lists = {
        "parts": vocabulary.parts,
        "grams_of": vocabulary.grams_of,
        "words_with": vocabulary.words_with,
        "tokens": tokens.by_sentence,
        "headings": tokens.headings,
        "in_words": words.postings,
        "in_grams": grams.postings,
    }
    packed = {f"{name}_{part}": getattr(each, part) for name, each in lists.items() for part in ("starts", "values")}
    return packed | {
        "stem_of": vocabulary.stem_of,
        "is_stop": vocabulary.is_stop,
        "heading_of": tokens.heading_of,
        "averages": np.array(astuple(tokens.averages), np.float64),
        "sentences": tokens.sentences,
        "grams_in": tokens.grams_in,
        "in_words_impacts": words.impacts,
        "in_grams_impacts": grams.impacts,
    }


def _languages(folder: Path) -> frozenset[Language]:
    try:
        found = json.loads((folder / _STAMP_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise IndexOutdated(f"no search index in {str(folder)!r}: build it from the register") from None
    if found.get("stamp") != STAMP:
        raise IndexOutdated(
            f"the search index in {str(folder)!r} is {found.get('stamp')!r}, not {STAMP!r}: build it anew"
        )
    return frozenset(found["languages"])


def _array(folder: Path, name: str) -> NDArray:  # type: ignore[type-arg]  # each caller knows what it stored
    # As a plain array on the same mapped memory: numpy's memmap class makes every slice slow.
    return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))


def _lists(folder: Path, name: str) -> Lists:
    return Lists(_array(folder, f"{name}_starts"), _array(folder, f"{name}_values"))


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return text.split("\n") if text else []
