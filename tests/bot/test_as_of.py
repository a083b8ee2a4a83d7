"""Questions about another day: answered from what applied then, which is said, and kept through a conversation."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.platforms.base import Message
from bot.settings import Settings
from bot.talk.follow_ups import PlanParts
from bot.talk.follow_ups_in_time import written_out_in_time
from bot.threads_store import Thread
from bot.wiring import build
from retrieval.answers.asked_day import asked_day
from retrieval.ingesting import Said
from retrieval.model import AnswerStatus, DocumentState

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "day", "left"),
    [
        ("vad gällde 2021 om beredskap?", date(2021, 12, 31), "Vad gäller om beredskap?"),
        ("Vad gällde för beredskap i mars 2021?", date(2021, 3, 31), "Vad gäller för beredskap?"),
        ("Vem ansvarar enligt strategin som gällde 2022?", date(2022, 12, 31), "Vem ansvarar enligt strategin?"),
        (
            "As of March 2021, what does the strategy say about data?",
            date(2021, 3, 31),
            "What does the strategy say about data?",
        ),
        (
            "What did the strategy say about data in 2021?",
            date(2021, 12, 31),
            "What does the strategy say about data?",
        ),
        (
            "What does the strategy that was in force on 1 May 2022 say?",
            date(2022, 5, 1),
            "What does the strategy say?",
        ),
        ("Vem ansvarar för beredskapen per den 1 mars 2021?", date(2021, 3, 1), "Vem ansvarar för beredskapen?"),
        ("I maj 2022, vad sa strategin om AI?", date(2022, 5, 31), "Vad säger strategin om AI?"),
        ("vad gällde 2026 om beredskap?", TODAY, "Vad gäller om beredskap?"),
    ],
)
def test_a_question_about_another_day_is_told_from_its_topic(question, day, left):
    found = asked_day(question, TODAY)

    assert found is not None
    assert (found.day, found.question) == (day, left)


@pytest.mark.parametrize(
    "question",
    [
        "Vad säger 2020 års strategi om beredskap?",
        "Vad ska vara klart 2030?",
        "Vad har ändrats om beredskap sedan 2020?",
        "När beslutades strategin 2020?",
        "Vilka mål gällde 2020–2024?",
        "Vad gällde den 31 februari 2021?",
        "Vad gällde då?",
        "What was the number of trials in 2021?",
    ],
)
def test_a_year_that_is_part_of_the_topic_is_left_there(question):
    assert asked_day(question, TODAY) is None


@pytest.mark.parametrize(
    ("before", "then", "written"),
    [
        ("vad gällde 2021 om beredskap?", "och om hälsodata?", "Vad gäller om hälsodata per 2021-12-31?"),
        ("vad gällde 2021 om beredskap?", "och i mars 2022?", "Vad gäller om beredskap per 2022-03-31?"),
        ("vad gällde 2021 om beredskap?", "och nu?", "Vad gäller om beredskap?"),
        ("vad säger strategin om beredskap?", "vad gällde 2021?", "vad säger strategin om beredskap per 2021-12-31?"),
        ("vad säger strategin om beredskap?", "och badvatten?", "vad säger strategin om badvatten?"),
        (
            "vad gällde 2021 om beredskap?",
            "nej, jag menade 2020 års strategi",
            "Vad gäller om beredskap i 2020 års strategi?",
        ),
    ],
)
def test_a_follow_up_stays_in_the_day_until_another_is_named(before, then, written):
    thread = Thread(question=before, language="sv", at=NOW)

    found = written_out_in_time(then, thread, PlanParts(), TODAY)

    assert found is not None
    assert found.question == written


@pytest.fixture
def app(home, strategy, earlier):
    app = build(Settings(home=home), clock=lambda: datetime(2028, 2, 1, 8, 0, tzinfo=UTC))
    app.intake.documents([strategy, earlier], Said(None, None, None, None, None, None))
    return app


def test_a_conversation_answers_from_what_applied_then_and_says_so(app):
    times = iter(datetime(2028, 2, 1, 8, 0, tzinfo=UTC) + timedelta(minutes=one) for one in range(9))

    def say(text):
        return app.conversation.handle(Message("aktor@havet.example", text, next(times), ""))

    first_year = 2020
    then, again, now = say(f"vad gällde {first_year} om beredskap?"), say("och om badvatten?"), say("och nu?")

    assert then.text.startswith(f"Så här såg det ut den 31 december {first_year}, enligt det som gällde då:")
    assert {source.document for source in then.answer.sources} == {"strategi-2020.md"}
    assert {source.state for source in then.answer.sources} == {DocumentState.CURRENT}
    assert again.answer.as_of == then.answer.as_of == date(first_year, 12, 31)
    assert now.answer.as_of == date(2028, 2, 1)


def test_a_day_before_every_document_is_said_to_have_none(app):
    answer = app.answers.ask("vad gällde 1995 om beredskap?")

    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.text.startswith("Inget av de inlästa dokumenten svarar på frågan för den 31 december 1995.")
