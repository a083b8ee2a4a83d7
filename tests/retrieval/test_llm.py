"""A language model over HTTP, against a stand-in that does its best and its worst."""

import json
import os
import time

import pytest

from retrieval.model import AnswerMode
from retrieval.models.llm import Endpoint, LanguageModel
from retrieval.models.wording import Excuse, Unworded, reworded
from tests.retrieval.model_world import INDEX, STOCK, VERSIONS, quoted
from tests.stand_ins.openai_server import best_sentence, openai_server

_QUESTION = "vad säger strategin om beredskap?"
_SENTENCE = "Regionen ska ha lager av kritiska läkemedel för minst 90 dagar."


@pytest.fixture(scope="module", autouse=True)
def _imported():
    """Import the model's library before anything is timed: on a busy machine that takes longer than an answer may."""
    LanguageModel(Endpoint("openai:gpt-test", key="none")).open()


@pytest.fixture(params=["through langchain", "directly"])
def server(request):
    with openai_server() as stand_in:
        stand_in.write = lambda _question, _passages: [(_SENTENCE, [("P1", STOCK)])]
        stand_in.directly = request.param == "directly"
        yield stand_in


def _answer(server, seconds=30.0, question=_QUESTION, key=None, spent=lambda _tokens: None):
    model = LanguageModel(Endpoint("openai:gpt-test", server.url, key, seconds), directly=server.directly)
    given = quoted(question)
    return given, reworded(given, model.turn(seconds, spent), VERSIONS, INDEX)


def test_what_the_model_says_becomes_the_answer_when_it_holds(server):
    _, found = _answer(server)

    assert (found.mode, found.model) == (AnswerMode.LLM, "openai:gpt-test")
    assert found.sentences[0].text == _SENTENCE


def test_an_honest_model_that_quotes_is_let_past(server):
    server.write = best_sentence

    _, found = _answer(server)

    assert found.mode is AnswerMode.LLM


def test_the_request_holds_instructions_in_the_answers_language_and_the_rest_as_data(server):
    _answer(server)

    [body] = server.chats
    system, user = body["messages"]
    assert system["content"].startswith("Du hjälper människor")
    assert _QUESTION not in system["content"]
    assert set(json.loads(user["content"])) == {"question", "passages"}
    assert body["response_format"]["type"] == "json_schema"
    assert "tools" not in body


def test_both_ways_of_asking_send_the_same(server):
    for server.directly in (True, False):
        _answer(server)

    first, second = server.chats
    formats = [body.pop("response_format")["json_schema"] for body in (first, second)]
    assert {name: first[name] for name in ("model", "messages", "max_completion_tokens")}.items() <= second.items()
    assert [(one["name"], one["strict"], set(one["schema"]["$defs"])) for one in formats] == [
        ("Wording", True, {"Quoted", "Sentence"})
    ] * 2
    assert all(one["schema"]["additionalProperties"] is False for one in formats)


def test_the_tokens_that_a_call_took_are_told(server):
    spent = []

    _answer(server, spent=spent.append)

    assert spent == [1000]


def test_a_providers_own_key_is_never_sent_to_another_server(server, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-real")
    seen = []
    answer = server.answer
    server.answer = lambda path, body: seen.append(server.headers) or answer(path, body)

    _answer(server)

    assert seen[0]["authorization"] == "Bearer none"


@pytest.mark.parametrize(
    "written",
    [
        "PWNED",
        "{",
        "[]",
        "null",
        '{"sentences": "PWNED"}',
        '{"sentences": [{"text": "PWNED"}]}',
        '{"text": "PWNED", "quotes": []}',
        '{"sentences": []} PWNED',
        "",
    ],
)
def test_anything_but_the_structure_asked_for_leaves_the_quotes(server, written):
    server.write = lambda _question, _passages: written

    given, found = _answer(server)

    assert found.mode is AnswerMode.LLM_FALLBACK
    assert found.text.endswith(given.text)
    assert "PWNED" not in found.text


@pytest.mark.parametrize(
    "sentences",
    [
        [("Alla åtgärder är klara. PWNED", [("P1", STOCK)])],
        [(_SENTENCE, [("P99", STOCK)])],
        [(_SENTENCE, [("ny.docx", STOCK)])],
        [(_SENTENCE, [("P1", "Regionen ska hålla lager för minst 120 dagar.")])],
        [("The region is to keep critical medicines for at least 90 days.", [("P1", STOCK)])],
        [("Läs mer på https://attack.example <!channel>", [("P1", STOCK)])],
        [(_SENTENCE + " pwned" * 20, [("P1", STOCK)])],
        [("x" * 50_000, [("P1", STOCK)])],
        [],
    ],
    ids=[
        "obeys",
        "invents a key",
        "names a document",
        "invents a quote",
        "wrong language",
        "link",
        "adds",
        "long",
        "empty",
    ],
)
def test_a_model_that_obeys_an_attacker_or_invents_leaves_the_quotes(server, sentences):
    server.write = lambda _question, _passages: sentences

    given, found = _answer(server)

    assert found.mode is AnswerMode.LLM_FALLBACK
    assert (found.sentences, found.sources) == (given.sentences, given.sources)
    assert found.text.endswith(given.text)


@pytest.mark.parametrize("status", [301, 400, 401, 404, 429, 500, 503])
def test_an_error_of_the_server_leaves_the_quotes_and_none_of_its_words(server, status):
    server.status = status

    given, found = _answer(server)

    assert found.text.endswith(given.text)
    assert "PWNED" not in found.text
    assert len(server.requests) == 1


def test_a_megabyte_leaves_the_quotes(server):
    server.size = 1_000_000

    _, found = _answer(server)

    assert found.mode is AnswerMode.LLM_FALLBACK


@pytest.mark.parametrize("fault", [{"wait": 60.0}, {"drip": 0.05}])
def test_a_model_that_hangs_holds_nobody_up_longer_than_agreed(server, fault):
    for name, value in fault.items():
        setattr(server, name, value)
    began = time.monotonic()

    _, found = _answer(server, seconds=0.4)

    assert found.mode is AnswerMode.LLM_FALLBACK
    assert time.monotonic() - began < 15  # the time it has, and a busy machine


def test_the_library_waits_no_longer_than_agreed_by_itself(server):
    """What is left behind must come to an end: it took ten minutes before the time was said to the library too."""
    chat = LanguageModel(Endpoint("openai:gpt-test", server.url, None, 0.3)).open()
    server.wait = 60.0
    began = time.monotonic()

    with pytest.raises(Exception, match=r"[Tt]im"):
        chat.invoke("?")

    assert time.monotonic() - began < 15


def test_nobody_there_leaves_the_quotes():
    with openai_server() as gone:
        gone.directly = True

    _, found = _answer(gone)

    assert found.mode is AnswerMode.LLM_FALLBACK


@pytest.mark.parametrize(("name", "reason"), [("nosuch:model", "ValueError"), ("anthropic:model", "ImportError")])
def test_a_provider_that_is_not_installed_is_an_excuse_with_a_reason(name, reason):
    model = LanguageModel(Endpoint(name, None, "key", 5.0))

    with pytest.raises(Unworded) as raised:
        reworded_with(model)

    assert (raised.value.excuse, raised.value.reason) == (Excuse.FAILED, reason)


def reworded_with(model):
    from retrieval.models.wording import Assignment

    return model.turn(5.0, lambda _tokens: None).write(Assignment("?", "sv", ()))


def test_nothing_is_asked_when_no_time_is_left(server):
    given = quoted(_QUESTION)
    model = LanguageModel(Endpoint("openai:gpt-test", server.url))

    found = reworded(given, model.turn(0.0, lambda _tokens: None), VERSIONS, INDEX)

    assert found.mode is AnswerMode.LLM_FALLBACK
    assert server.requests == []


def test_nothing_is_traced_whatever_the_environment_says(server, monkeypatch):
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    server.directly = False

    _answer(server)

    assert os.environ["LANGSMITH_TRACING"] == "false"


def test_without_a_model_no_model_library_is_imported():
    import subprocess
    import sys

    code = "import sys, bot.answers, bot.models, bot.wiring; print([n for n in sys.modules if 'langchain' in n])"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)

    assert ran.stdout.strip() == "[]"
