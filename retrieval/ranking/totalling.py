"""Total what the words of a question are worth in every passage: of each concept the best of its variants."""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from retrieval.ranking.question import Concept, Variant
from retrieval.ranking.scoring import Field, Floats
from retrieval.ranking.terms import Spread
from retrieval.words.analysis import Language

SpreadOf = Callable[[str, Language], Spread]
Doubles = NDArray[np.float64]  # added up, and made `Floats` at the end
Spans = list[tuple[int, int, float]]  # postings: first, after the last, weight


def totalled(field: Field, concepts: Iterable[Concept], spread: SpreadOf) -> Floats:
    """Return for every passage what `concepts` are worth in `field`, where the terms of each word are `spread`."""
    scores, left = np.zeros(field.texts), Spans()
    for concept in concepts:
        if len(concept.variants) == 1:
            left += _added(scores, concept.variants[0], spread)
        else:
            scores += np.max([_alone(field, variant, spread) for variant in concept.variants], axis=0)
    if left:
        scores += field.summed(left)
    return scores.astype(np.float32)


def _added(scores: Doubles, variant: Variant, spread: SpreadOf) -> Spans:
    """Add to `scores` what is known of the words of `variant`; return the postings of the others, to be added up."""
    left, by = Spans(), variant.weight
    for word in variant.words:
        found = spread(word, variant.language)
        if found.everywhere is None:
            left += (
                found.postings if by == 1 else [(first, last, weight * by) for first, last, weight in found.postings]
            )
        elif by == 1:
            scores += found.everywhere
        else:
            scores += found.everywhere * by
    return left


def _alone(field: Field, variant: Variant, spread: SpreadOf) -> Doubles:
    scores = np.zeros(field.texts)
    left = _added(scores, variant, spread)
    return scores + field.summed(left) if left else scores
