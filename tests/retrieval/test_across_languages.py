"""Questions in one language over documents in the other, and questions of other domains: no fewer than was measured.

The questions and how they are counted stand in `benchmarks/languages` and `benchmarks/refusing.py`.
"""

import pytest

from benchmarks import refusing
from retrieval.benchmarking import versions_of
from retrieval.documents.chunking import chunk
from retrieval.search import SearchIndex

real = pytest.mark.skipif(not refusing.DOCUMENTS.is_dir(), reason="the real documents are not on this machine")


@pytest.fixture(scope="module")
def strategies():
    return refusing.strategies()


@pytest.fixture(scope="module")
def english():
    versions = versions_of(refusing.LANGUAGES / "english")
    return SearchIndex.build([passage for version in versions for passage in chunk(version)])


@real
@pytest.mark.parametrize(("name", "many", "first", "five"), [("real-en", 60, 52, 55), ("real-mixed", 20, 16, 19)])
def test_questions_in_another_language_find_the_right_passage_of_the_real_documents(
    strategies, name, many, first, five
):
    asked = refusing.asked(name)

    assert len(asked) == many
    assert refusing.hits(strategies, asked, 1) >= first
    assert refusing.hits(strategies, asked, 5) >= five


def test_swedish_questions_find_the_right_passage_of_an_english_strategy(english):
    asked = refusing.asked("english-sv")

    assert len(asked) == 20
    assert refusing.hits(english, asked, 1) >= 15
    assert refusing.hits(english, asked, 5) >= 19


@real
def test_at_least_19_of_20_english_questions_that_the_documents_answer_are_answered(strategies):
    asked = [one.question for one in refusing.asked("real-en")]

    assert len(refusing.above_low(strategies, asked)) >= 0.95 * len(asked)


@real
@pytest.mark.parametrize(("language", "many"), [("Swedish", 100), ("English", 60)])
def test_questions_of_other_domains_are_refused(strategies, language, many):
    asked = refusing.off_domain(language)

    assert len(asked) == many
    assert refusing.above_low(strategies, asked) == []


@pytest.mark.parametrize("language", ["Swedish", "English"])
def test_an_english_strategy_refuses_questions_of_other_domains_in_both_languages(english, language):
    asked = refusing.off_domain(language)

    assert len(refusing.above_low(english, asked)) <= 0.05 * len(asked)
