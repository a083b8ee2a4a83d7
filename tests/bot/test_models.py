"""The models that are configured, from the command line and in a conversation: used within limits, and told of."""

import json
import subprocess
import sys

import pytest

from bot.settings import read_settings
from bot.underway import told
from bot.wiring import build
from prompts.texts import texts
from retrieval.model import AnswerMode
from tests.stand_ins.openai_server import openai_server

_QUESTION = "vad säger strategin om beredskap?"


def _points(_question, passages):
    """Word each list item of the first passage as it stands; nothing where none is given, as `check` does."""
    if not passages:
        return []
    lines = [line.lstrip("•- ").strip() for line in passages[0]["text"].splitlines()]
    return [(line, [(passages[0]["key"], line)]) for line in lines if len(line.split()) > 3]


@pytest.fixture
def server(monkeypatch):
    with openai_server() as stand_in:
        stand_in.write = _points
        monkeypatch.setenv("HANDSLAG_MODEL_SECONDS", "30")  # importing takes long on a busy machine
        yield stand_in


@pytest.fixture
def language_model(server, monkeypatch):
    monkeypatch.setenv("HANDSLAG_MODEL", "openai:gpt-test")
    monkeypatch.setenv("HANDSLAG_MODEL_BASE_URL", server.url)
    return server


@pytest.fixture
def embedding_model(server, monkeypatch):
    monkeypatch.setenv("HANDSLAG_EMBEDDINGS", "openai:embed-test")
    monkeypatch.setenv("HANDSLAG_EMBEDDINGS_BASE_URL", server.url)
    return server


def _checks(handslag):
    return {check["check"]: check["ok"] for check in handslag("check", "--json").json["checks"]}


def test_a_configured_model_words_the_answer(handslag, strategy, language_model):
    handslag("ingest", strategy)

    found = handslag("ask", _QUESTION, "--json").json

    assert (found["mode"], found["model"]) == ("llm", "openai:gpt-test")
    assert all(source["quote"] for source in found["sources"])


def test_whoever_waits_is_told_when_the_model_begins_and_only_then(handslag, strategy, language_model):
    handslag("ingest", strategy)
    begun = []

    with told(lambda: begun.append(len(language_model.requests))):
        handslag("ask", _QUESTION)
        handslag("ask", "Vad kostar en glass i Visby?")
    handslag("ask", _QUESTION)

    assert begun == [0]


def test_no_model_words_what_is_not_there(handslag, strategy, language_model):
    handslag("ingest", strategy)

    found = handslag("ask", "hur lagar man en cykel?", "--json").json

    assert (found["mode"], found["status"]) == ("extractive", "not_found")
    assert all("sections" in body["messages"][-1]["content"] for body in language_model.chats)


def test_each_person_has_a_share_of_the_day(handslag, home, strategy, language_model, monkeypatch):
    handslag("ingest", strategy)
    monkeypatch.setenv("HANDSLAG_MODEL_DAILY_QUESTIONS", "1")
    answers = build(read_settings(home)).answers

    anna = [answers.ask(_QUESTION, person="anna@region.se") for _ in range(2)]
    bo = answers.ask(_QUESTION, person="bo@region.se")

    assert [one.mode for one in (*anna, bo)] == [AnswerMode.LLM, AnswerMode.LLM_FALLBACK, AnswerMode.LLM]
    assert anna[1].text.startswith(texts("sv")("models.instead.quota"))


def test_a_model_that_failed_is_not_asked_again_at_once_by_any_process(handslag, strategy, language_model):
    handslag("ingest", strategy)
    language_model.status = 500

    first, second = (handslag("ask", _QUESTION, "--json").json for _ in range(2))

    assert [found["mode"] for found in (first, second)] == ["llm_fallback", "llm_fallback"]
    assert len(language_model.requests) == 1


def test_check_asks_the_model_and_says_what_is_wrong(handslag, language_model):
    sound = _checks(handslag)
    language_model.status = 401

    broken = handslag("check").out

    assert (sound["model"], sound["model_speed"], sound["model_use"]) == (True, True, True)
    assert "openai:gpt-test" in broken
    assert "AuthenticationError 401" in broken
    assert "PWNED" not in broken


def test_check_never_shows_a_key(handslag, language_model, monkeypatch):
    monkeypatch.setenv("HANDSLAG_MODEL_API_KEY", "sk-very-secret")

    shown = handslag("check", "--json").out

    assert "sk-very-secret" not in shown
    assert language_model.headers["authorization"] == "Bearer sk-very-secret"


def test_reading_documents_in_makes_their_vectors_and_check_says_so(handslag, strategy, embedding_model):
    handslag("ingest", strategy)

    checks = _checks(handslag)

    assert (checks["embeddings"], checks["embeddings_built"]) == (True, True)
    assert any("oljeutsläpp" in text for text in embedding_model.embedded)


def test_an_embedding_model_set_later_is_told_of_until_the_documents_are_read_in_again(
    handslag, strategy, server, monkeypatch
):
    handslag("ingest", strategy)
    monkeypatch.setenv("HANDSLAG_EMBEDDINGS", "openai:embed-test")
    monkeypatch.setenv("HANDSLAG_EMBEDDINGS_BASE_URL", server.url)

    before = _checks(handslag)
    handslag("ingest", strategy)
    after = _checks(handslag)

    assert (before["embeddings_built"], after["embeddings_built"]) == (False, True)


def test_a_dead_embedding_model_changes_no_answer(handslag, strategy, embedding_model):
    embedding_model.status = 500
    handslag("ingest", strategy)

    found = handslag("ask", _QUESTION, "--json").json
    checks = _checks(handslag)

    assert found["status"] == "answered"
    assert (checks["embeddings"], checks["embeddings_built"]) == (False, False)


def test_a_cold_answer_with_both_models_imports_neither_langchain_nor_chroma(
    handslag, home, strategy, language_model, embedding_model
):
    handslag("ingest", strategy)
    embedding_model.requests.clear()
    code = (
        "import atexit, sys; atexit.register(lambda: print([n for n in ('langchain_core', 'openai', 'chromadb')"
        " if n in sys.modules], file=sys.stderr)); import bot.__main__; bot.__main__.run()"
    )

    ran = subprocess.run(
        [sys.executable, "-c", code, "--home", str(home), "ask", "--json", _QUESTION],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    assert json.loads(ran.stdout)["mode"] == "llm"
    assert embedding_model.embedded == [_QUESTION]
    assert ran.stderr.strip() == "[]"


def test_check_says_which_provider_is_not_known(handslag, monkeypatch):
    monkeypatch.setenv("HANDSLAG_MODEL", "opnai:gpt-test")
    monkeypatch.setenv("HANDSLAG_EMBEDDINGS", "nosuch:embed")

    shown = handslag("check")
    checks = _checks(handslag)

    assert "HANDSLAG_MODEL" in shown.out
    assert "azure_openai" in shown.out
    assert (checks["model_unusable"], checks["embeddings_unusable"]) == (False, False)


def test_the_time_of_a_single_command_began_with_the_program(monkeypatch, home):
    monkeypatch.setenv("HANDSLAG_MODEL_SECONDS", "5")
    monkeypatch.setattr("bot.models._age", lambda: 2.0)
    models = build(read_settings(home)).models

    alone = models.clock()()
    models.warm()

    assert 1.0 < alone <= 3.0
    assert models.clock()() > 3.0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODEL", "gpt-test"),
        ("EMBEDDINGS", "openai:"),
        ("MODEL_BASE_URL", "localhost:8000"),
        ("MODEL_BASE_URL", "https://name:sesame@host/v1"),
        ("MODEL_SECONDS", "0"),
        ("MODEL_DAILY_QUESTIONS", "-1"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(handslag, monkeypatch, name, value):
    monkeypatch.setenv(f"HANDSLAG_{name}", value)

    ran = handslag("check")

    assert ran.status == 1
    assert f"HANDSLAG_{name}" in ran.err
    assert "sesame" not in ran.err
