"""What the web server answers, over real HTTP."""

import socket
import threading
import time
import urllib.error
import urllib.request

import pytest

from bot.server import LARGEST, Doors, ServerRefusal, application, listening_at, server


async def nothing():
    pass


async def take(body, headers):
    if body == b"break":
        raise ValueError("what somebody wrote")
    return 200, "text/plain", f"{len(body)}"


@pytest.fixture
def missing():
    return {}


@pytest.fixture
def address(missing):
    place = listening_at("127.0.0.1", 0)
    doors = Doors(
        posts={"/slack/events": take},
        ready=lambda: missing,
        metrics=lambda: "one 1\n",
        started=nothing,
        stopped=nothing,
    )
    running = server(application(doors), "127.0.0.1")
    thread = threading.Thread(target=running.run, kwargs={"sockets": [place]})
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{place.getsockname()[1]}"
    running.should_exit = True
    thread.join(5)


def asked(url, method="GET", body=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, method=method), timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_health_is_answered_also_to_head(address):
    assert asked(f"{address}/health") == (200, '{"status":"ok"}')
    assert asked(f"{address}/health", "HEAD") == (200, "")


def test_ready_says_what_is_missing(address, missing):
    before = asked(f"{address}/ready")
    missing["service"] = "starting"

    assert before == (200, '{"status":"ok"}')
    assert asked(f"{address}/ready") == (503, '{"status":"waiting","service":"starting"}')


def test_other_ways_and_places_are_refused(address):
    assert asked(f"{address}/slack/events")[0] == 405
    assert asked(f"{address}/elsewhere")[0] == 404
    assert asked(f"{address}/metrics") == (200, "one 1\n")


def test_a_body_that_is_too_large_is_not_read(address):
    host, _, port = address.removeprefix("http://").partition(":")

    with socket.create_connection((host, int(port)), timeout=60) as large:
        large.sendall(f"POST /slack/events HTTP/1.1\r\nhost: here\r\ncontent-length: {LARGEST + 1}\r\n\r\n".encode())
        answer = large.recv(100)

    assert answer.startswith(b"HTTP/1.1 413")
    assert asked(f"{address}/slack/events", "POST", b"hej") == (200, "3")


def test_an_error_of_ours_is_told_to_nobody(address):
    assert asked(f"{address}/slack/events", "POST", b"break") == (500, "")


def test_a_body_that_never_comes_is_given_up(address, monkeypatch):
    monkeypatch.setattr("bot.server.BODY_SECONDS", 0.05)
    host, _, port = address.removeprefix("http://").partition(":")

    with socket.create_connection((host, int(port)), timeout=60) as slow:
        slow.sendall(b"POST /slack/events HTTP/1.1\r\nhost: here\r\ncontent-length: 100\r\n\r\nx")
        answer = slow.recv(100)

    assert answer.startswith(b"HTTP/1.1 408")


def test_a_port_that_is_taken_is_refused_in_words(address):
    port = int(address.rpartition(":")[2])

    with pytest.raises(ServerRefusal) as refused:
        listening_at("127.0.0.1", port)

    assert str(port) in refused.value.text("sv")
