"""The command line run in this process on a home of its own, and a small plan and strategy to run it on."""

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.cli import main
from bot.platforms.base import Delivery, Message, Sent
from bot.settings import Settings
from bot.wiring import build

STRATEGY = """# Strategi för havsbandet 2026

## 1. Syfte

Strategin ska göra kusten till en plats där forskning och företag möts.

## 2. Prioriterade områden

### A. Hav och hälsa

Havet påverkar människors hälsa på många sätt.

Följande utmaningar är prioriterade:

#### Beredskap

- Beredskap för oljeutsläpp längs hela kusten
- Ett gemensamt lager av sanerande utrustning
- Övningar tillsammans med räddningstjänsten varje år

#### Badvatten

- Rena badplatser i alla kommuner
"""

EARLIER = """# Strategi för havsbandet 2020

## 1. Prioriteringar

Kommunerna ska ha en beredskap för utsläpp till sjöss och dela på kostnaden.
"""

HEADINGS = ["Nr", "Aspekt", "Prioriterat område", "Åtgärd", "Huvudansvarig", "E-post rapportör", "Tidplan", "Indikator",
            "Utgångsvärde", "Målvärde", "Status"]  # fmt: skip
ROWS = [
    ["H1", "A. Hav och hälsa", "Beredskap", "Öva sanering av oljeutsläpp", "Kustens räddningstjänst",
     "ovning@kusten.example", "2027-12-31", "Antal genomförda övningar", 0, 3, "Pågår"],
    ["H2", None, "Beredskap", "Bygg upp ett lager av länsor", "Region Havsbandet", "lager@havsbandet.example",
     "Q4 2027", "Antal meter länsa", 200, 900, "Ej påbörjad"],
    ["H3", None, "Badvatten", "Mät badvattnet varje vecka", "Sandvikens hamn", "ovning@kusten.example", "löpande",
     "Andel prov med god kvalitet", "80 %", "95 %", "Pågår"],
]  # fmt: skip


@dataclass(frozen=True)
class Ran:
    """How a command went."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory):
    """A home whose database has every table and nothing in it: making the tables is most of what a test would cost."""
    home = tmp_path_factory.mktemp("empty") / "home"
    app = build(Settings(home=home))
    app.engine.dispose()
    return home


@pytest.fixture
def home(tmp_path, empty_home):
    """A home where nothing has been done yet."""
    home = tmp_path / "home"
    shutil.copytree(empty_home, home)
    return home


@pytest.fixture
def handslag(home, capsys):
    """Run `handslag` with arguments on the test's own home."""

    def run(*arguments):
        status = main(["--home", str(home), *map(str, arguments)])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run


@pytest.fixture
def strategy(tmp_path) -> Path:
    file = tmp_path / "strategi-2026.md"
    file.write_text(STRATEGY, encoding="utf-8")
    return file


@pytest.fixture
def earlier(tmp_path) -> Path:
    file = tmp_path / "strategi-2020.md"
    file.write_text(EARLIER, encoding="utf-8")
    return file


@pytest.fixture
def plan(tmp_path, written_plan) -> Path:
    return Path(shutil.copy(written_plan, tmp_path))


@pytest.fixture(scope="session")
def written_plan(tmp_path_factory) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "Kusten"
    for row in (["Handlingsplan för havsbandet"], [], HEADINGS, *ROWS):
        sheet.append(row)
    file = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    book.save(file)
    return file


class Clock:
    """A clock that goes a minute a look, and that a test may move."""

    def __init__(self):
        self.now = datetime(2027, 10, 4, 8, 0, tzinfo=UTC)

    def __call__(self):
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def clock():
    return Clock()


class Platform:
    """Takes every message, and writes down what reached whom."""

    name = "console"

    def __init__(self):
        self.reached = []

    def deliver(self, to, reply):
        self.reached.append((to.address, reply))
        return Sent(delivery=Delivery.SENT)


@pytest.fixture
def sent():
    """Send what is queued in a given bot, and return what reached whom."""

    def send(app):
        platform = Platform()
        app.post.send({"console": platform})
        return platform.reached

    return send


@pytest.fixture
def followed(home, plan, clock):
    """Return a bot whose plan is followed up, with these people beside the reporters that come with the plan."""

    def follow(*people):
        app = build(Settings(home=home), clock=clock)
        app.intake.plan([plan])
        with app.store.transaction() as ledger:
            ledger.people.save(people)
        app.follow_up.open_cycle(2027, date(2027, 10, 29), app.now(), people[0].address)
        return app

    return follow


@pytest.fixture
def say_to():
    """Write something to a given bot as somebody, or press a button, and return what it says."""

    def write(app, who, text, place=""):
        pressed = None if isinstance(text, str) else text.press
        words = text if isinstance(text, str) else text.label
        return app.conversation.handle(Message(who, words, app.now(), place, pressed))

    return write


@pytest.fixture
def say(app, say_to):
    """Write something to the bot as somebody, or press a button, and return what it says."""
    return partial(say_to, app)
