"""`handslag ask` with a greeting, thanks or a call for help answers as the conversation does, and searches nothing."""

import pytest

from prompts.texts import texts


@pytest.mark.parametrize(
    ("question", "language", "key"),
    [
        ("hej", "sv", "chat.greeting.unnamed"),
        ("Hejsan!", "sv", "chat.greeting.unnamed"),
        ("tack", "sv", "chat.greeting.thanks"),
        ("Tack så mycket!", "sv", "chat.greeting.thanks"),
        ("hej då", "sv", "chat.greeting.goodbye"),
        ("hello", "en", "chat.greeting.unnamed"),
        ("thanks a lot", "en", "chat.greeting.thanks"),
        ("bye", "en", "chat.greeting.goodbye"),
    ],
)
def test_greeting_thanks_and_goodbye_are_answered_in_their_language(handslag, question, language, key):
    ran = handslag("ask", question)

    assert (ran.status, ran.out.strip()) == (0, texts(language)(key))


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("vad kan du göra?", "Fråga om strategin"),
        ("hjälp", "Fråga om strategin"),
        ("vem är du?", "Fråga om strategin"),
        ("what can you do?", "Ask about the strategy"),
        ("help", "Ask about the strategy"),
        ("how does this work?", "Ask about the strategy"),
    ],
)
def test_call_for_help_tells_what_can_be_asked(handslag, question, begins):
    ran = handslag("ask", question, "--json")

    assert ran.status == 0
    assert ran.json["text"].startswith(begins)
    assert (ran.json["status"], ran.json["sources"]) == ("answered", [])


def test_question_that_begins_politely_is_still_a_question(handslag, strategy):
    handslag("ingest", strategy, "--type", "strategy")

    ran = handslag("ask", "Hej, vad säger strategin om beredskap?", "--json")

    assert "oljeutsläpp" in ran.json["text"]
