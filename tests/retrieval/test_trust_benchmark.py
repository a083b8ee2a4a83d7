"""The benchmark of trust: its reader sees what is wrong, and no changed sentence gets past the program's checks."""

import pytest

from benchmarks.trust.bearing import is_borne
from benchmarks.trust.changing import true, untrue
from benchmarks.trust.pairs import pairs
from benchmarks.trust.reading import unborne
from benchmarks.trust.tally import total
from benchmarks.trust.unseen import unseen


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("Det kostar 1 600 kronor.", "number 1600"),
        ("Det kostar femton procent.", "percent"),
        ("Det gäller i maj.", "month 5"),
        ("Det gäller inte.", "a no"),
        ("Det gäller Malmö.", "name Malmö"),
    ],
)
def test_the_reader_sees_what_the_quote_does_not_say(sentence, fault):
    assert fault in list(unborne(sentence, "Det kostar 1 500 kronor i mars för Uppsala."))


def test_the_reader_finds_nothing_in_a_sentence_that_is_its_quote():
    quote = "Det kostar 1 500 kronor, 25 procent, i mars för Uppsala."

    assert list(unborne(quote, quote)) == []


def test_no_changed_sentence_is_let_past_and_true_ones_are():
    assert [pair for pair in untrue(400, 3) if is_borne(pair)] == []
    assert all(is_borne(pair) for pair in true(200, 4))


def test_pairs_of_versions_and_hidden_texts_hold_in_a_small_share():
    counted = total([pairs(0, 8), unseen(0, 20)])

    assert counted.faults == ()
    assert counted.looked_at["T6"] > 40
    assert counted.looked_at["T9"] == 30
