"""Slow work is left behind, and a dead server is found out before anything is imported for it."""

import socket
import subprocess
import sys
import threading
import time

import pytest

from retrieval.models.deadline import Late, is_left_behind, within
from retrieval.models.knocking import knock
from tests.stand_ins.openai_server import openai_server


def test_work_that_is_late_is_left_behind_and_that_is_known():
    stop = threading.Event()

    with pytest.raises(Late):
        within(0.05, lambda: stop.wait(10))

    assert is_left_behind()
    stop.set()


def test_what_the_work_raises_is_raised_where_it_is_waited_for():
    with pytest.raises(ZeroDivisionError):
        within(60.0, lambda: 1 / 0)


def test_a_living_server_is_let_be_whatever_it_answers():
    with openai_server() as server:
        knock(server.url)

        assert server.requests == []


def test_nobody_is_asked_without_an_address():
    knock(None)


def test_a_server_that_takes_the_call_and_says_nothing_is_dead():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(1)
        began = time.monotonic()

        with pytest.raises((ConnectionError, TimeoutError)):
            knock(f"http://127.0.0.1:{silent.getsockname()[1]}/v1")

    assert time.monotonic() - began < 15  # the second it has, and a busy machine


def test_a_process_ends_though_its_model_hangs():
    """A library may ask in threads of its own; ended in order, a process would wait for a server that never answers."""
    code = (
        "import sys, threading, bot.cli as c\n"
        "from retrieval.models.deadline import aside\n"
        "def main(_):\n"
        "    aside(lambda: threading.Event().wait())\n"
        "    threading.Thread(target=threading.Event().wait).start()\n"
        "    print('answered')\n"
        "    return 3\n"
        "c.main = main\n"
        "c.run()\n"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)

    assert (ran.returncode, ran.stdout) == (3, "answered\n")
