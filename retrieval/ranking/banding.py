"""Decide how sure a search is that one of its best passages answers: high, medium, low or none.

The measure is the mean of two shares of what the question could at most score, each the most that one of the best
passages reaches: of its 4-grams' BM25 score, an n-gram that the corpus does not have counting as the rarest; and of
its words by how rare they are, each as far as a word of the passage is like it. The first is hard to reach by chance,
the second is fair to inflections and translations. Only the topic counts: not the stop words, not the frame ("vad
säger strategin om"). Questions of another domain reach little. Those that are close to the domain but unanswered cannot
be told apart by words alone.

Measured by `python -m benchmarks.refusing`; the figures stand in `docs/why.md` (Not knowing).
"""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from retrieval.model import Band
from retrieval.ranking.layout import TOPIC, Layout
from retrieval.ranking.question import Role
from retrieval.ranking.scoring import Field, Floats

LOOKED_AT: Final = 3  # the best passages, the surest of which decides
_MEDIUM: Final = 0.4  # the share that is enough in a corpus of `_SMALL` passages
_SMALL: Final = 100
_PER_TENFOLD: Final = 0.165  # how much more is asked of ten times the passages: more text holds more by chance
_STRICTEST: Final = 0.65
_HIGH: Final = 0.22  # above medium
_LOW: Final = 0.12  # below medium
_NEARLY: Final = 0.75  # what a word of like meaning counts for beside the question's own


def band(layout: Layout, worth: Floats, touched: Floats, field: Field) -> Band:
    """Return the band of a ranking.

    Args:
        layout: the question in columns.
        worth: what each of its n-grams (columns) is worth in the ranking's first passages (rows).
        touched: how much of its topic the words of the same passages touch, by `retrieval.ranking.candidates`.
        field: the 4-grams of all passages.
    """
    if not len(worth):
        return Band.NONE
    reached = sureness(layout, worth[:LOOKED_AT], touched[:LOOKED_AT], field.ceiling)
    enough = medium(field.texts)
    limits = ((enough + _HIGH, Band.HIGH), (enough, Band.MEDIUM), (enough - _LOW, Band.LOW))
    return next((found for limit, found in limits if reached >= limit), Band.NONE)


def medium(passages: int) -> float:
    """Return the share from which a question counts as answered in an index of so many passages."""
    return min(_STRICTEST, _MEDIUM + _PER_TENFOLD * max(0.0, math.log10(max(1, passages) / _SMALL)))


def sureness(layout: Layout, worth: Floats, touched: Floats, ceiling: float) -> float:
    """Return what decides the band, 0 to 1; the arguments as above."""
    possible = sum(layout.worth[:, TOPIC].tolist())
    return (share(layout, worth, ceiling) + (max(touched.tolist()) / possible if possible else 0.0)) / 2


def share(layout: Layout, worth: Floats, ceiling: float) -> float:
    """Return the share, 0 to 1, of the highest score its topic could have that the best of the passages reaches."""
    by_slot: list[list[float]] = np.add.reduceat(worth, layout.ends[:-1], axis=1, dtype=np.float64).tolist()
    if layout.plain:
        own = [slot for slot, concept in enumerate(layout.concepts) if concept.role is Role.TOPIC]
        most = ceiling * sum([layout.terms[slot].telling for slot in own])
        return max(sum([row[slot] for slot in own]) for row in by_slot) / max(most, 1e-9)
    slot = 0
    topic: list[list[tuple[int, int, float, float]]] = []
    for concept in layout.concepts:
        variants = []
        for variant in concept.variants:
            after = slot + len(variant.words)
            highest = max(sum([term.telling for term in layout.terms[slot:after]]) * ceiling, 1e-9)
            variants.append((slot, after, highest, _NEARLY if variant.is_near else 1.0))
            slot = after
        if concept.role is Role.TOPIC:
            topic.append(variants)
    return max(_share(row, topic) for row in by_slot)


def _share(worth: Sequence[float], topic: Sequence[Sequence[tuple[int, int, float, float]]]) -> float:
    """Return the share of one passage: of each concept of the topic, the variant counts that it reaches most of.

    Of several reached as far, that counts which is worth most.
    A variant is its first slot and the one after the last, the most that these can be worth, and how surely.
    """
    reached = highest = 0.0
    for variants in topic:
        rated = [(sum(worth[first:last]) * surely, most) for first, last, most, surely in variants]
        best = rated[0] if len(rated) == 1 else max(rated, key=lambda one: (round(one[0] / one[1], 5), one[0]))
        reached, highest = reached + best[0], highest + best[1]
    return reached / max(highest, 1e-9)
