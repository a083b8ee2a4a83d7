"""Decide how sure a search is that one of its best passages answers: high, medium, low or none.

The measure is the share of what the question could at most score that a passage reaches: its 4-grams' BM25 score over
the highest they could have, an n-gram that the corpus does not have counting as the rarest. Only the topic counts: not
the stop words, not the frame ("vad säger strategin om"). Questions of another domain reach little. Those that are close
to the domain but unanswered cannot be told apart by words alone.

Measured on 962 answerable questions over 434 pages of a Swedish authority and on 57 of our own over four strategy
documents, against the 962 asked of the wrong documents and 60 of other domains: see `docs/why.md` (Not knowing).
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import grams
from retrieval.model import Band
from retrieval.question import Question, Variant
from retrieval.scoring import Field
from retrieval.vocabulary import Vocabulary

LOOKED_AT: Final = 3  # the best passages, the surest of which decides
_MEDIUM: Final = 0.32  # the share that is enough in a corpus of `_SMALL` passages
_SMALL: Final = 100
_PER_TENFOLD: Final = 0.08  # how much more is asked of ten times the passages: more text holds more by chance
_STRICTEST: Final = 0.5
_HIGH: Final = 0.2  # above medium
_LOW: Final = 0.1  # below medium


def band(asked: Question, best: Sequence[int], field: Field, vocabulary: Vocabulary) -> Band:
    """Return the band of a ranking.

    Args:
        asked: the question taken apart.
        best: the numbers of the ranking's first passages.
        field: the 4-grams of all passages.
        vocabulary: what the numbers of `field` mean.
    """
    if not best:
        return Band.NONE
    reached = share(asked, np.array(best[:LOOKED_AT]), field, vocabulary)
    enough = medium(field.texts)
    limits = ((enough + _HIGH, Band.HIGH), (enough, Band.MEDIUM), (enough - _LOW, Band.LOW))
    return next((found for limit, found in limits if reached >= limit), Band.NONE)


def medium(passages: int) -> float:
    """Return the share from which a question counts as answered in an index of so many passages."""
    return min(_STRICTEST, _MEDIUM + _PER_TENFOLD * max(0.0, math.log10(max(1, passages) / _SMALL)))


def share(asked: Question, best: NDArray[np.integer], field: Field, vocabulary: Vocabulary) -> float:
    """Return the share, 0 to 1, of the highest score its topic could have that the best of the passages reaches."""
    variants = [variant for concept in asked.topic for variant in concept.variants]
    known, first, highest = _laid_out(variants, field, vocabulary)
    sums = np.cumsum(np.vstack([np.zeros((1, len(best))), field.at(known, best)]), axis=0)
    reached = sums[first[1:]] - sums[first[:-1]]
    got, possible, at = np.zeros(len(best)), np.zeros(len(best)), 0
    for concept in asked.topic:
        its = slice(at, at := at + len(concept.variants))
        surest = (reached[its] / highest[its, None]).argmax(axis=0)
        got += reached[its][surest, np.arange(len(best))]
        possible += highest[its][surest]
    return float((got / np.maximum(possible, 1e-9)).max())


def _laid_out(
    variants: Sequence[Variant], field: Field, vocabulary: Vocabulary
) -> tuple[list[int], list[int], NDArray[np.float64]]:
    """Return the known n-grams of all `variants`, where those of each begin, and the most each could score."""
    known: list[int] = []
    first, highest = [0], []
    for variant in variants:
        numbers = [vocabulary.gram_numbers.get(gram) for word in variant.words for gram in grams(word)]
        here = [number for number in numbers if number is not None]
        telling = float(field.idf[here].sum()) + (len(numbers) - len(here)) * field.unseen
        known.extend(here)
        first.append(len(known))
        highest.append(max(telling * field.ceiling, 1e-9))
    return known, first, np.array(highest)
