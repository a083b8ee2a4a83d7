"""Slips of the fingers in replies."""

import pytest

from plans.replies.mistypings import mended


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("inte påbröjad", "inte påbörjad"),
        ("klra i janauri", "klara i januari"),
        ("dleayed to sept", "delayed to sept"),
        ("lekplastserna är klara", "lekplastserna är klara"),
    ],
)
def test_a_word_that_is_one_slip_away_is_mended(written, meant):
    assert mended(written, "Bygga om lekplatser").text == meant


@pytest.mark.parametrize("text", ["Den genomförs och avslutas.", "Planer och priser i april", "vi klarar det"])
def test_words_that_only_resemble_those_listened_for_are_left(text):
    assert mended(text, "").text == text


def test_what_is_quoted_from_a_mended_text_is_cut_as_it_was_written():
    text = "försneat pga leverantörn, klara i mars"

    mend = mended(text, "")

    assert mend.text == "försenat pga leverantören, klara i mars"
    assert mend.as_written(("pga leverantören",), text) == ("pga leverantörn",)
