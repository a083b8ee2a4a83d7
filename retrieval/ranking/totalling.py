"""Total what the words of a question are worth in every passage: of each concept the best of its variants."""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.question import Concept, Variant
from retrieval.ranking.scoring import Field, Floats
from retrieval.ranking.terms import Spread
from retrieval.words.analysis import Language

SpreadOf = Callable[[str, Language], Spread]
Scores = NDArray[np.floating]
Spans = list[tuple[int, int, float]]  # postings: first, after the last, weight


def totalled(field: Field, concepts: Iterable[Concept], spread: SpreadOf) -> Floats:
    """Return for every passage what `concepts` are worth in `field`, where the terms of each word are `spread`."""
    whole, left = list[Scores](), Spans()
    for concept in concepts:
        if len(concept.variants) == 1:
            _take(concept.variants[0], spread, whole, left)
        else:
            whole.append(np.max([_alone(field, variant, spread) for variant in concept.variants], axis=0))
    return _sum(field, whole, left).astype(np.float32, copy=False)


def _take(variant: Variant, spread: SpreadOf, whole: list[Scores], left: Spans) -> None:
    """Put what is known of the words of `variant` in every passage into `whole`, the postings of others into `left`."""
    by = variant.weight
    for word in variant.words:
        found = spread(word, variant.language)
        if found.everywhere is None:
            left += found.postings if by == 1 else [(first, last, each * by) for first, last, each in found.postings]
        else:
            whole.append(found.everywhere if by == 1 else found.everywhere * by)


def _alone(field: Field, variant: Variant, spread: SpreadOf) -> Scores:
    whole, left = list[Scores](), Spans()
    _take(variant, spread, whole, left)
    return _sum(field, whole, left)


def _sum(field: Field, whole: list[Scores], left: Spans) -> Scores:
    if left or not whole:
        whole.append(field.summed(left).astype(field.precision, copy=False))
    if len(whole) == 1:
        return whole[0]
    total = whole[0] + whole[1]
    for each in whole[2:]:
        total += each
    return total
