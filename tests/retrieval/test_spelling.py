"""Slips of the keyboard in a question: which words are read as another, and which are left alone."""

import pytest

from retrieval.words.glossary import glossary
from retrieval.words.spelling import Slip, mended, slips


def read_as(question, language, documents=()):
    return {
        slip.written: slip.meant for slip in slips(question, language, frozenset(documents).__contains__, glossary())
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("clincal", "clinical"),
        ("heatlh", "health"),
        ("inovation", "innovation"),
        ("startps", "startups"),
        ("infrastucture", "infrastructure"),
        ("preparednes", "preparedness"),
    ],
)
def test_an_english_slip_is_read_as_the_word_of_the_field_that_was_meant(written, meant):
    assert read_as(f"what does it say about {written}?", "en") == {written: meant}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("beredskp", "beredskap"),
        ("kompetensförsöjning", "kompetensförsörjning"),
        ("artificell", "artificiell"),
        ("sjukvrd", "sjukvård"),
    ],
)
def test_a_swedish_slip_is_read_as_the_word_of_the_field_that_was_meant(written, meant):
    assert read_as(f"vad gäller för {written}?", "sv") == {written: meant}


@pytest.mark.parametrize("word", ["auction", "concert", "butter", "massage", "easter", "garage"])
def test_a_rare_english_word_that_looks_like_another_is_left_alone(word):
    assert read_as(f"is there a {word} today?", "en") == {}


@pytest.mark.parametrize("word", ["vårdplatser", "lägenhet", "gurka", "fotboll", "bostadsmarknaden"])
def test_a_swedish_word_that_is_no_slip_is_left_alone(word):
    assert read_as(f"vad gäller för {word}?", "sv") == {}


def test_a_word_that_the_documents_have_is_no_slip():
    assert read_as("what is a biobnak?", "en", documents={"biobnak"}) == {}


def test_a_name_within_a_sentence_is_left_alone_but_not_a_slip_that_begins_it():
    assert read_as("What does Clincal offer?", "en") == {}
    assert read_as("Clincal trials, how do they start?", "en") == {"clincal": "clinical"}


def test_only_the_slip_is_changed_in_the_question():
    found = (Slip("clincal", "clinical"),)

    assert mended("How are clincal trials paid, and CLINCAL staff?", found) == (
        "How are clinical trials paid, and clinical staff?"
    )
    assert mended("How are trials paid?", ()) == "How are trials paid?"
