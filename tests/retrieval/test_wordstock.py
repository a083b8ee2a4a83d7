"""The words of a text are found as if every one of them were looked at."""

import pytest

from retrieval.answers.topic import terms
from retrieval.words.closeness import closeness, cognates, is_slip
from retrieval.words.kinship import in_full, plain, roots
from retrieval.words.wordstock import RELATED, WordStock

_SENTENCES = (
    "Pandemiberedskapen ska stärkas i regionens kommuner.",
    "Beredskap för kris och kliniska prövningar av läkemedel.",
    "Klimatet, vattnet och programmets immunologi följs upp.",
    "Forskning, innovation och forskningsinfrastruktur.",
)
_STOCK = WordStock(map(terms, _SENTENCES))
_TERMS = sorted({term for sentence in _SENTENCES for term in terms(sentence)})


@pytest.mark.parametrize("word", ["beredskap", "klimat", "vatten", "forskning", "kommun", "xyz", "immunology", "en"])
def test_what_is_near_a_word_is_what_is_found_by_comparing_it_with_each(word):
    found = _STOCK.near(word)

    compared = {term: max(closeness(form, term) for form in (word, in_full(word))) for term in _TERMS}
    related = {term: RELATED for term in _TERMS if roots(term) & roots(word)}
    assert found == {
        term: near for term in _TERMS if (near := max(compared[term], related.get(term, 0.0))) > 0
    }  # fmt: skip


@pytest.mark.parametrize("word", ["bereskap", "klinsk", "immunology", "innovatoin", "abc"])
def test_slips_and_cognates_are_those_found_by_comparing_with_each(word):
    assert set(_STOCK.slips(word)) == {term for term in _TERMS if is_slip(word, term)}
    assert set(_STOCK.cognates(word)) == set(cognates(word, _TERMS))


def test_a_word_stands_in_the_stretches_that_hold_it():
    assert [list(_STOCK.places(plain("forskning"))), list(_STOCK.places("beredskap"))] == [[3], [1]]
    assert "kris" in _STOCK
    assert "annat" not in _STOCK
