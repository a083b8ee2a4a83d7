"""A configured model may point out the sentences that answer a question in other words; it shows nobody its own."""

import json
import time

import pytest

from prompts.texts import texts
from retrieval.model import AnswerMode, AnswerStatus, Band
from tests.bot.water import FOUND, app_beside
from tests.stand_ins.openai_server import openai_server

_QUESTION = "var testas bubblorna mot pillerspill?"


def _holding(word):
    return lambda question, sentences: [one["key"] for one in sentences if word in one["text"]]


@pytest.fixture
def server():
    with openai_server() as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """One program and one server for all that is no choice."""
    with openai_server() as stand_in:
        yield app_beside(stand_in, tmp_path_factory.mktemp("once")), stand_in


def test_a_question_in_other_words_is_answered_by_the_sentence_that_the_model_points_out(tmp_path, server):
    app = app_beside(server, tmp_path)
    server.point = _holding("Skumfrak")

    given = app.answers.ask(_QUESTION)

    assert (given.status, given.band, given.mode) == (AnswerStatus.ANSWERED, Band.LOW, AnswerMode.EXTRACTIVE)
    assert [source.quote for source in given.sources] == [FOUND]
    assert given.model == "openai:gpt-test"


def test_the_model_sees_sentences_under_keys_and_the_question_as_data(tmp_path, server):
    app = app_beside(server, tmp_path)

    app.answers.ask(_QUESTION)

    instructions, material = (one["content"] for one in server.chats[0]["messages"])
    assert _QUESTION not in instructions
    assert json.loads(material)["question"] == _QUESTION
    shown = [one for section in json.loads(material)["sections"] for one in section["sentences"]]
    assert FOUND in [one["text"] for one in shown]
    assert [one["key"] for one in shown] == [f"S{n}" for n in range(1, len(shown) + 1)]


@pytest.mark.parametrize(
    "sent",
    [
        [],
        ["S99"],
        ["PWNED"],
        [FOUND],
        "PWNED",
        json.dumps({"keys": "S1"}),
        json.dumps({"keys": [1]}),
        json.dumps({"keys": ["S1"] * 50}),
        json.dumps({"sentences": [{"text": "PWNED", "quotes": []}]}),
        "x" * 1_000_000,
        json.dumps({"keys": ["S" + "1" * 100_000]}),
    ],
    ids=lambda sent: str(sent)[:25],
)
def test_what_is_no_choice_leaves_the_refusal(once, sent):
    app, server = once
    server.point = lambda question, sentences: sent
    app.models.ledger.note("openai:gpt-test", None)  # what came before gives it no rest
    asked = len(server.chats)

    given = app.answers.ask(_QUESTION)

    assert len(server.chats) == asked + 1
    assert given.status is AnswerStatus.NOT_FOUND
    assert not given.sources
    assert "PWNED" not in given.text


def test_words_beside_the_keys_reach_nobody(tmp_path, server):
    app = app_beside(server, tmp_path)
    server.point = lambda question, sentences: json.dumps({"keys": ["S1"], "text": "PWNED", "band": "high"})

    given = app.answers.ask(_QUESTION)

    assert "PWNED" not in given.text
    assert given.band in {Band.LOW, Band.NONE}


def test_a_model_that_hangs_costs_no_more_than_the_time_it_has(tmp_path, server):
    app = app_beside(server, tmp_path, model_seconds=0.5)
    server.wait = 60.0
    began = time.monotonic()

    given = app.answers.ask(_QUESTION)

    assert given.mode is AnswerMode.LLM_FALLBACK
    assert given.status is AnswerStatus.NOT_FOUND
    assert given.text.startswith(texts("sv")("models.no_help"))
    assert time.monotonic() - began < 20  # the half second that it was given, and a busy machine


def test_pointing_counts_among_the_questions_of_the_day(tmp_path, server):
    app = app_beside(server, tmp_path, model_daily_questions=1)
    server.point = _holding("Skumfrak")

    first, second = (app.answers.ask(_QUESTION, person="anna@region.se") for _ in range(2))

    assert (first.status, second.status) == (AnswerStatus.ANSWERED, AnswerStatus.NOT_FOUND)
    assert second.mode is AnswerMode.LLM_FALLBACK
    assert len(server.chats) == 1
