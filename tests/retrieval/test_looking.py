"""Looking closer at the best passages: quick ways of counting give what the slow ones give."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model import DocumentState, DocumentType, Passage
from retrieval.ranking.layout import Layout
from retrieval.ranking.looking import BIGRAM, SENTENCE, Looked, in_pairs
from retrieval.ranking.scoring import idf
from retrieval.search import SearchIndex, best, first_of
from retrieval.words.analysis import grams, words

TEXTS = (
    "Beredskap för kris. Regionen ansvarar för beredskap och skydd.",
    "Pandemiberedskap kostar pengar.\nSkydd mot smitta är viktigt för regionen.",
    "Hälsodata ska delas mellan vårdgivare. Data om hälsa.",
    "Regionen ansvarar för kollektivtrafik.",
)


@pytest.fixture(scope="module")
def index():
    return SearchIndex.build([passage(text, number) for number, text in enumerate(TEXTS)])


def passage(text, number):
    return Passage(
        document="strategi.md",
        title="Strategi",
        version="1",
        type=DocumentType.STRATEGY,
        state=DocumentState.CURRENT,
        page=None,
        section=("Mål",),
        start=1000 * number,
        end=1000 * number + len(text),
        text=text,
    )


def looked_at(index, question) -> tuple[np.ndarray, np.ndarray, Looked]:
    asked = index.bridge.take(question)
    return index.features(asked, Layout.of(asked.spoken, index.terms.of), 18)


PARTS = st.lists(st.lists(st.integers(0, 5), max_size=12), min_size=1, max_size=5)
PAIRS = st.sets(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=6)


@given(parts=PARTS, pairs=PAIRS)
def test_pairs_are_counted_in_each_passage_and_never_across_two(parts, pairs):
    said = [(number, 20 * one + at, one) for one, part in enumerate(parts) for at, number in enumerate(part) if number]
    numbers, places, passages = np.array(said, np.int64).reshape(-1, 3).T
    table = np.zeros((6, 6), np.int64)
    for number, pair in enumerate(pairs, 1):
        table[pair] = number

    found = in_pairs(numbers, places, passages, table)

    by_hand = {
        (number, one): bytes(part).count(bytes(pair))
        for number, pair in enumerate(pairs, 1)
        for one, part in enumerate(parts)
    }
    assert Counter(zip(*map(np.ndarray.tolist, found), strict=True)) == Counter(by_hand)


@given(st.lists(st.integers(-1, 4), max_size=12), st.integers(1, 12))
def test_the_first_of_a_few_scores_are_the_best_of_many(scores, many):
    assert first_of(scores, many) == best(np.array(scores, np.float64), many).tolist()


def test_the_best_sentence_has_the_score_that_the_formula_gives(index):
    order, scores, _ = looked_at(index, "beredskap")
    number = order.tolist().index(0)
    sentences = ["Beredskap för kris", "Regionen ansvarar för beredskap och skydd"]

    held = [[gram for word in words(text) for gram in grams(word)] for text in sentences]
    averages, telling = index.tokens.averages, dict(zip(index.vocabulary.grams, index.grams.idf, strict=True))
    by_hand = max(
        sum(
            telling[gram] * float(SENTENCE.worth(np.float32(each.count(gram)), len(each), averages.sentence_grams))
            for gram in grams("beredskap")
        )
        for each in held
    )
    assert scores[2, number] == pytest.approx(by_hand, rel=1e-4)


def test_neighbours_are_worth_what_the_formula_gives(index):
    order, scores, _ = looked_at(index, "ansvarar regionen")
    order_other, others, _ = looked_at(index, "regionen ansvarar")

    one = float(BIGRAM.damping(4, index.tokens.averages.passage_words))
    by_hand = 2 * float(idf(2, 4)) * (BIGRAM.k1 + 1) / (1 + one)  # as they stand, and stop words stepped over
    assert scores[3].tolist() == [0] * len(order)
    assert others[3, order_other.tolist().index(3)] == pytest.approx(by_hand, rel=1e-4)


def test_the_longest_run_of_the_questions_words_stands_in_one_sentence(index):
    order, scores, _ = looked_at(index, "kris regionen ansvarar för beredskap")

    assert scores[13, order.tolist().index(0)] == 3  # "regionen ansvarar för beredskap", without "kris." before it


def test_the_stored_score_of_4_grams_is_that_of_the_passages_words(index):
    _, scores, looked = looked_at(index, "beredskap för regionen")

    assert looked.passage_grams() == pytest.approx(scores[1], rel=1e-3)


def test_preparing_changes_no_answer():
    passages = [passage(text, number) for number, text in enumerate(TEXTS)]
    prepared = SearchIndex.build(passages)
    prepared.prepare()

    found = [index.search("Vem ansvarar för beredskap?").hits for index in (prepared, SearchIndex.build(passages))]

    assert found[0] == found[1]
