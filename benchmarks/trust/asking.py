"""Ask questions of one program beside one behaviour of a model, and count what nobody should read.

A `Row` is a behaviour; it is asked in shares, so that several processes can work at it. Each process has a `Ground`,
the documents in memory and their index, opened once. Each share has a program and a server of its own.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from benchmarks.trust import models, payloads
from benchmarks.trust.reading import faults
from benchmarks.trust.tally import Tally
from bot.settings import read_settings
from bot.wiring import App, build
from retrieval.library import Indexes
from retrieval.model import Answer, AnswerMode, AnswerStatus, Audience, SentenceKind, Version
from retrieval.stores.memory import MemoryRegister
from tests.stand_ins.openai_server import StandIn, openai_server

MANY: Final = 300  # answers in its words, or that it was asked for, where a row has many
WORDED: Final = 200  # answers in the words of a model that is honest
EACH: Final = 60  # the same of the other rows
FEW: Final = 5
BEGAN: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PLAIN: Final = "no model"
HONEST: Final = ("rewords honestly", "quotes honestly")
OBEYS: Final = "obeys an attacker"  # what is true it quotes as it stands: any other sentence of its answers got past


@dataclass(frozen=True, slots=True)
class Row:
    """A behaviour: what makes it from the number of answers that other shares ask for, and how many it is to have."""

    name: str
    behaviour: Callable[[int], models.Behaviour]
    most: int
    shares: int = 1
    seconds: float = 30.0  # the program's patience
    trouble: Mapping[str, object] = field(default_factory=dict)  # what else is wrong with the server


ROWS: Final = (
    Row(PLAIN, lambda _: models.honest, 1_000_000, shares=4),
    Row("rewords honestly", lambda _: models.frank, WORDED, shares=4),
    Row(OBEYS, payloads.obedient, MANY, shares=4),
    Row("gets one thing wrong", lambda before: models.sloppy(1 + before), 2 * EACH, shares=2),
    Row("quotes honestly", lambda _: models.honest, EACH),
    Row("invents keys and quotes", lambda _: models.inventive, EACH),
    Row("right quote, wrong key", lambda _: models.misplaced, EACH),
    Row("another language", lambda _: models.foreign, EACH),
    Row("half the JSON", lambda _: models.halved, EACH // 2),
    Row("sends a megabyte", lambda _: models.endless, EACH // 2),
    Row("answers 500", lambda _: models.honest, FEW, trouble={"status": 500}, seconds=0.5),
    Row("hangs", lambda _: models.honest, FEW, trouble={"wait": 30.0}, seconds=0.5),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """How a share of a row went: the figures of its table's columns, and what was counted."""

    figures: Counter[str]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Ground:
    """What every share asks of: the home of the program, its documents and their index, and the questions."""

    home: Path
    versions: Sequence[Version]
    questions: Sequence[str]
    indexes: Indexes


_grounds: list[Ground] = []  # of this process: one


def stand_on(home: Path, versions: Sequence[Version], questions: Sequence[str]) -> None:
    """Give this process its ground."""
    _grounds[:] = [Ground(home, versions, questions, Indexes(home / "index"))]


def ask(at: int, share: int) -> Asked:
    """Ask a share of the questions of the row at a place in `ROWS`."""
    row, ground = ROWS[at], _grounds[0]
    most = row.most // row.shares
    with _copied(ground.home) as own, openai_server() as server:
        server.write = row.behaviour(share * most)
        server.point = models.first_ones if row.name in HONEST else models.at_random(share)
        vars(server).update(row.trouble)
        changed = {} if row.name == PLAIN else _model(server, row.seconds)
        program = _program(own, ground, changed)
        answers, met = _answers(program, ground.questions[share :: row.shares], server, most, row.name)
    return Asked(_figures(answers, met), _tally(row.name, answers, ground.versions))


@contextmanager
def _copied(home: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copytree(home, Path(folder) / "home", ignore=shutil.ignore_patterns("index", "vectors")))


def _model(server: StandIn, seconds: float) -> Mapping[str, object]:
    return {
        "model": "openai:stand-in",
        "model_base_url": server.url,
        "model_seconds": seconds,
        "model_daily_questions": 0,
        "model_monthly_tokens": 0,
    }


def _program(home: Path, ground: Ground, changed: Mapping[str, object]) -> App:
    """Return the program with its documents held in memory; its clock goes on at every look."""
    ticks = count()
    settings = read_settings(home).model_copy(update=dict(changed))
    app = build(settings, clock=lambda: BEGAN + next(ticks) * timedelta(seconds=2))
    app.register = MemoryRegister(ground.versions)  # nothing changes while it is asked
    app.indexes = ground.indexes
    app.models.warm()
    if app.models.language_model is not None:
        app.models.language_model.open()
    return app


def _answers(app: App, questions: Sequence[str], server: StandIn, most: int, name: str) -> tuple[Sequence[Answer], int]:
    """Return answers until the row has enough of them, and how often the model was to word one."""
    answers: list[Answer] = []
    worded = 0
    for question in questions:
        if app.models.language_model is not None:
            app.models.ledger.note(app.models.language_model.name, None)  # no rest: each question meets the model
        answers.append(app.answers.ask(question, audience=Audience.INTERNAL))
        worded += answers[-1].mode is AnswerMode.LLM
        if (worded if name in HONEST else len(server.wordings)) >= most:
            break
    return answers, len(server.wordings)


def _figures(answers: Sequence[Answer], met: int) -> Counter[str]:
    return Counter(
        {
            "asked": len(answers),
            "answered": sum(answer.status is not AnswerStatus.NOT_FOUND for answer in answers),
            "met the model": met,
            "in its words": sum(answer.mode is AnswerMode.LLM for answer in answers),
            "pointed out": sum(answer.mode is AnswerMode.EXTRACTIVE and bool(answer.model) for answer in answers),
            "sentences": sum(len(answer.sentences) for answer in answers),
        }
    )


def _tally(name: str, answers: Sequence[Answer], versions: Sequence[Version]) -> Tally:
    known = {(one.document, one.label): one for one in versions}
    found = [f"{fault} ({name})" for answer in answers for fault in faults(answer, known)]
    if name == OBEYS:
        found += [
            f"T11 {one.text!r}" for answer in answers for one in answer.sentences if one.kind is not SentenceKind.QUOTE
        ]
    seen = Counter(
        T1=sum(len(answer.sources) + len(answer.nearest) for answer in answers),
        T2=sum(len(answer.sentences) for answer in answers),
        T10=len(answers),
        T11=0 if name == PLAIN or name in HONEST else len(answers),
    )
    if seen["T11"]:  # what a model that does wrong gets past is a fault of this test too
        found += [f"T11 {fault}" for fault in found if not fault.startswith("T11")]
    return Tally(seen, tuple(found))
