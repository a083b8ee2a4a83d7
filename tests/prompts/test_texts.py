"""Texts are handed out whole or not at all, and both languages say the same things."""

import string

import pytest

from prompts.refusal import Refusal
from prompts.texts import LANGUAGES, TextError, texts, variables


def test_both_languages_have_the_same_texts():
    swedish, english = (texts(language).keys() for language in LANGUAGES)

    assert sorted(swedish ^ english) == []


def test_a_text_has_the_same_variables_in_both_languages():
    swedish, english = texts("sv"), texts("en")

    different = [
        key
        for key in sorted(swedish.keys() & english.keys())
        if variables(swedish.template(key)) != variables(english.template(key))
    ]

    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_shouts(language):
    words = texts(language)

    assert [key for key in sorted(words.keys()) if "!" in words.template(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_filled_in(language):
    words = texts(language)

    for key in sorted(words.keys()):
        fields = [name for _, name, _, _ in string.Formatter().parse(words.template(key)) if name is not None]
        assert all(name.isidentifier() for name in fields), key


def test_unknown_key_says_where_to_add_it():
    with pytest.raises(TextError, match="prompts/sv/"):
        texts("sv")("chat.no.such.text")


def test_missing_variable_is_named():
    with pytest.raises(TextError, match="'name'"):
        texts("sv")("chat.greeting.named")


def test_variable_without_a_place_is_named():
    with pytest.raises(TextError, match="'colour'"):
        texts("sv")("chat.greeting.thanks", colour="röd")


def test_unknown_language_is_refused():
    with pytest.raises(TextError, match="'xx'"):
        texts("xx")


def test_refusal_reads_in_the_language_of_its_reader():
    refusal = Refusal("settings.no_time", value="'igår'")

    assert refusal.text("sv") == "'igår' är ingen tidpunkt. Skriv den som 2027-10-01 eller 2027-10-01T09:00."
    assert str(refusal) == "'igår' is no time. Write it as 2027-10-01 or 2027-10-01T09:00."
