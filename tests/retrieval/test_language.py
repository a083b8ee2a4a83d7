"""The language of a question, also of a very short one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.words.language import detect


@pytest.mark.parametrize(
    "text",
    [
        "vad säger strategin om beredskap?",
        "beredskap",
        "vad säger the strategy om AI?",
        "vad säger strategy",
        "hur länge gäller strategin?",
        "vem följer upp resultaten?",
        "kliniska prövningar",
        "indikatorer",
        "uppfoljning",
        "remissvar",
        "definition av life science",
        "life science strategi",
        "mål",
        "hälsodata AI",
        "vision för Uppsala",
        "hur manga foretag",
    ],
)
def test_swedish_is_recognised(text):
    assert detect(text, default="en") == "sv"


@pytest.mark.parametrize(
    "text",
    [
        "what does the strategy say about preparedness",
        "preparedness?",
        "clinical trials",
        "health data",
        "funding",
        "goals",
        "who follows up",
        "when was it adopted",
        "indicators",
        "what is One Health",
        "climate and environment",
        "What does Capital of Life mean?",
        "what does Beredskap mean",
        "consultation response",
        "how is talangutveckling supported?",
        "healthy lifestyles",
        "red tape",
        "newcomers",
    ],
)
def test_english_is_recognised(text):
    assert detect(text, default="sv") == "en"


@pytest.mark.parametrize("text", ["", "AI", "S6", "42 %", "???", "Uppsala", "data", "patent"])
@pytest.mark.parametrize("default", ["sv", "en"])
def test_what_says_nothing_gets_the_default(text, default):
    assert detect(text, default=default) == default


@given(st.text())
def test_any_text_is_one_of_the_two(text):
    assert detect(text) in {"sv", "en"}
