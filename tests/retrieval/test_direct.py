"""A server asked without its library: sent nowhere else, read no further than agreed, and only where that is enough."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from retrieval.models.direct import NoReply, server_of
from tests.stand_ins.openai_server import openai_server


@pytest.fixture
def stand_in():
    with openai_server() as server:
        yield server


def _server(url, longest=100_000):
    return server_of("openai:e", url, None, 2.0, longest)


def test_texts_become_vectors(stand_in):
    first, second = _server(stand_in.url).vectors(["beredskap", "hälsodata"])

    assert len(first) == len(second) == stand_in.dimensions
    assert stand_in.embedded == ["beredskap", "hälsodata"]


def test_nobody_is_followed_elsewhere(stand_in):
    class Elsewhere(BaseHTTPRequestHandler):
        def do_POST(self):
            self.send_response(307)
            self.send_header("Location", f"{stand_in.url}/embeddings")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    with pytest.raises(NoReply) as refused:
        _server(f"http://127.0.0.1:{server.server_port}/v1").vectors(["x"])

    server.shutdown()
    server.server_close()
    assert refused.value.status_code == 307
    assert stand_in.requests == []


@pytest.mark.parametrize("fault", [{"status": 500}, {"size": 200_000}], ids=["an error", "too much"])
def test_an_error_or_too_much_is_no_reply_and_repeats_no_word_of_the_server(stand_in, fault):
    vars(stand_in).update(fault)

    with pytest.raises(NoReply) as refused:
        _server(stand_in.url).vectors(["x"])

    assert "PWNED" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "url", "environment"),
    [
        ("ollama:e", "http://localhost/v1", {}),
        ("openai:e", "ftp://localhost/v1", {}),
        ("openai:e", None, {}),
        ("openai:e", None, {"OPENAI_API_KEY": "sk", "OPENAI_BASE_URL": "http://localhost"}),
    ],
)
def test_what_only_the_library_knows_is_left_to_it(monkeypatch, name, url, environment):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)

    assert server_of(name, url, None, 1.0, 1) is None


def test_a_providers_own_key_is_sent_to_the_provider_only(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-real")

    at_home, elsewhere = server_of("openai:e", None, None, 1.0, 1), server_of("openai:e", "http://x/v1", None, 1.0, 1)

    assert (at_home.url, at_home.key) == ("https://api.openai.com/v1", "sk-real")
    assert elsewhere.key == "none"
