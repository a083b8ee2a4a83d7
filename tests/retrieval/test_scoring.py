"""BM25 as arrays gives what the formula gives."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.ranking.scoring import Cells, Lists, Tuning, field, idf

TUNING = Tuning(k1=0.9, b=0.6)


def by_formula(texts, term, passage):
    """BM25 as the textbook writes it, with the idf that never falls below 0."""
    holding = sum(term in text for text in texts)
    count, length = texts[passage].count(term), len(texts[passage])
    average = sum(map(len, texts)) / len(texts)
    telling = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
    damping = TUNING.k1 * (1 - TUNING.b + TUNING.b * length / average)
    return telling * count * (TUNING.k1 + 1) / (count + damping)


def built(texts, terms):
    cells = [(row, term, text.count(term)) for row, text in enumerate(texts) for term in set(text)]
    half = len(texts) // 2
    blocks = [[cell for cell in cells if (cell[0] < half) is first] for first in (True, False)]
    return field((cells_of(block) for block in blocks if block), (len(texts), terms), TUNING)


def cells_of(block):
    rows, terms = [row for row, _, many in block for _ in range(many)], [t for _, t, many in block for _ in range(many)]
    return Cells.of(np.array(rows, np.int32), np.array(terms, np.int32))


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=9), min_size=1, max_size=7))
def test_every_score_is_what_the_formula_gives(texts):
    scored = built(texts, 6)

    for term in {term for text in texts for term in text}:
        scores = scored.scores([term], [1.0])

        assert scores == pytest.approx([by_formula(texts, term, row) for row in range(len(texts))], rel=1e-4)


def test_no_score_reaches_the_ceiling():
    scored = built([[0] * 1000, [1]], 2)

    assert scored.scores([0], [1.0])[0] < scored.idf[0] * scored.ceiling


def test_a_term_that_nobody_has_tells_most():
    assert idf(0, 100) > idf(1, 100) > idf(100, 100) > 0


@given(st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=8), st.data())
def test_lists_come_back_as_they_were_packed(lists, data):
    packed = Lists.of(lists)
    rows = data.draw(st.lists(st.integers(0, len(lists) - 1), max_size=6)) if lists else []

    owner, values = packed.gather(np.array(rows, np.int64))

    assert [list(packed[at]) for at in range(len(packed))] == lists
    assert list(zip(owner, values, strict=True)) == [(at, value) for at, row in enumerate(rows) for value in lists[row]]


def test_inverting_tells_for_each_value_which_lists_hold_it():
    inverted = Lists.of([[2, 0], [2], []]).inverted(3)

    assert [list(inverted[value]) for value in range(3)] == [[0], [], [0, 1]]
