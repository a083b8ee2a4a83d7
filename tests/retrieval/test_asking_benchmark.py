"""The questions that people ask the real documents: every set can be read, and its figures are told in a line."""

import pytest

from benchmarks import asking
from benchmarks.refusing import DOCUMENTS


@pytest.mark.parametrize("name", asking.sets())
def test_every_set_has_questions_with_gold_strings_and_none_twice(name):
    rows = list(asking.rows(name))

    assert any(row.gold for row in rows) is (name not in {"neighbours", "elsewhere"})  # which no document answers
    assert all(all(row.gold) for row in rows)
    assert len({row.question for row in rows}) == len(rows)


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the shared documents are not here")
def test_a_sure_right_answer_and_a_refused_question_of_another_domain_are_told():
    documents = asking.Documents()
    right = documents.ask(asking.Row("Vad säger strategin om pandemiberedskap?", ("pandemiberedskap för snabba",)))
    other = documents.ask(asking.Row("Hur steker man pannkakor?", ()))

    told = asking.told([right, other])

    assert "1 answerable: R@1 100%, R@5 100%, right above low 100%, right at once 100%, refused 0%" in told
    assert "0 of 1 others above low" in told
    assert not right.falls_short
    assert asking.shown(other).startswith("[not_found/none, passage 0] Hur steker man pannkakor?")
