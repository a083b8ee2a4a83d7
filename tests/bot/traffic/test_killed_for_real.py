"""A process that is killed with SIGKILL at random moments loses nothing and does nothing twice (T13)."""

import random
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.traffic.inbox import Inbox
from plans.audit import verify
from tests.bot.traffic.test_delivering_once import Process, arrival, database, recorded

_EVENTS = 50
_KILLS = 2
_PROGRAM = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from bot.database import open_engine
from tests.bot.traffic.test_delivering_once import Process

class Made(list):
    def append(self, text):
        with open(sys.argv[2], "a") as file:
            file.write(text + chr(10))

at = datetime(2027, 10, 4, 8, 0, tzinfo=UTC) + timedelta(hours=int(sys.argv[3]))
process = Process(open_engine("sqlite:///" + sys.argv[1]), lambda: at, Made())
print("begun", flush=True)
process.run()
"""


def test_nothing_is_lost_or_doubled_by_kill_9(tmp_path):
    engine = database(tmp_path)
    Inbox(engine).record([arrival(f"{n}", f"lane{n % 9}", f"message {n}") for n in range(_EVENTS)])
    made = tmp_path / "made.txt"
    made.touch()
    chance = random.Random(2027)

    for hour in range(_KILLS):
        command = [sys.executable, "-c", _PROGRAM, tmp_path / "handslag.db", made, str(hour)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as killed:
            killed.stdout.readline()
            time.sleep(chance.uniform(0.02, 0.2))
            killed.kill()
    at = datetime(2027, 10, 4, 8, 0, tzinfo=UTC) + timedelta(hours=_KILLS)
    texts = made.read_text().splitlines()
    last = Process(engine, lambda: at, texts)
    last.run()

    counts = Counter(texts)
    unknown = sum(one.state == "unknown" for one in last.outgoing.unsettled(at - timedelta(days=1)))
    assert recorded(last.store) == {f"message {n}": 1 for n in range(_EVENTS)}
    assert last.inbox.counts() == {"done": _EVENTS}
    assert max(counts.values()) == 1
    assert len(counts) + unknown >= _EVENTS
    with last.store.reading() as ledger:
        assert verify(ledger.trail.all()) is None
    engine.dispose()
