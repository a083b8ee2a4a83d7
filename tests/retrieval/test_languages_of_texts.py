"""Every template and error in its own language (T7), with what people and documents say in it as they said it."""

import re
import string

import pytest

from prompts.texts import LANGUAGES, texts, variables
from retrieval.words.language import detect

# What the program may be given to repeat: the other language, markup, braces, quotation marks, a line of its own.
_SAID = (
    "Lager av kritiska läkemedel för minst 90 dagar",
    "stocks of critical medicines for at least 90 days",
    "{name} {0} %s <b>&amp;</b> [1] ”citat” \u201cquote\u201d",
    "två\nrader",
)
_ENOUGH = 5  # words of a template's own that tell its language
_NEITHER = re.compile(r"handslag [\w-]+|--?[\w-]+|https?://\S+|[A-Z_]{4,}|`[^`]*`|”[^”]*”|“[^”]*”|<[^>]*>")


def _own_words(template):
    return _NEITHER.sub(" ", "".join(text for text, *_ in string.Formatter().parse(template)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_its_own_language(language):
    words = texts(language)
    other = "en" if language == "sv" else "sv"
    own = {key: _own_words(words.template(key)) for key in sorted(words.keys())}

    wrong = [
        key
        for key, text in own.items()
        if len(re.findall(r"[^\W\d_]+", text)) >= _ENOUGH and detect(text, language) == other
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_said_stands_in_every_text_as_it_was_said(language):
    words = texts(language)

    for key in sorted(words.keys()):
        names = variables(words.template(key))
        plain = {
            name
            for _, name, spec, turn in string.Formatter().parse(words.template(key))
            if name and not spec and not turn
        }
        for said in _SAID if names == plain else ():
            assert words(key, **dict.fromkeys(names, said)).count(said) >= len(names), key
