"""Measure the annual summary: `python -m benchmarks.report [ACTIONS] [UPDATES]`, 1,000 and 2,000 by default.

The demo's year and a made plan are composed and written in every format, twice from the beginning. Told are seconds of
processor time: the first time with what each format's libraries take to import, so that the sum is what one command
takes. The content hash must be the same both times, and so must every byte.
"""

import io
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.plan import actions
from bot.demo.player import Player
from bot.demo.script import load_script
from bot.demo.stage import Stage
from plans.cycle.closing import content_id
from plans.formats import FORMATS
from plans.gaps import find_gaps
from plans.model import (
    RULES,
    Action,
    CycleState,
    Forecast,
    Implementation,
    IndicatorValue,
    Reading,
    ReportingCycle,
    RequestState,
    Snapshot,
    StatusUpdate,
    UpdateRequest,
)
from plans.summary.blocks import Summary
from plans.summary.composing import compose

YEAR: Final = 2027
_ASKED: Final = datetime(YEAR, 10, 1, 7, 0, tzinfo=UTC)
_FROZEN: Final = datetime(YEAR, 11, 13, 7, 0, tzinfo=UTC)
_CYCLE: Final = ReportingCycle(
    year=YEAR,
    state=CycleState.COMPILED,
    opens=date(YEAR, 10, 1),
    due=date(YEAR, 10, 29),
    cut_off=date(YEAR, 11, 12),
    opened_at=_ASKED,
)
_SILENT: Final = 10  # of so many actions, nobody answers for one
_STATES: Final = (
    (Implementation.IN_PROGRESS, Forecast.ON_TRACK),
    (Implementation.IN_PROGRESS, Forecast.AT_RISK),
    (Implementation.COMPLETED, Forecast.ON_TRACK),
    (Implementation.ON_HOLD, Forecast.OFF_TRACK),
    (Implementation.NOT_STARTED, Forecast.NOT_ASSESSED),
)


@dataclass
class Measured:
    """Seconds of processor time by step, the first and the second time, and what came out the second time otherwise."""

    first: dict[str, float]
    second: dict[str, float]
    differing: tuple[str, ...]
    sizes: dict[str, int]


def large_plan(many: int, updates: int) -> Snapshot:
    """Return a frozen year of `many` actions with `updates` confirmed replies, one in ten of them without any."""
    plan = tuple(actions(many))
    told = tuple(itertools.islice(_replies([action for action in plan if action.position % _SILENT]), updates))
    answered = {update.nr: update for update in told}
    frozen = Snapshot(
        id="",  # of its content, which it is part of
        year=YEAR,
        taken_at=_FROZEN,
        cycle=_CYCLE,
        actions=plan,
        requests=tuple(_request(action, answered.get(action.nr)) for action in plan),
        updates=told,
        people=(),
        dispatches=(),
        delegations=(),
        strategy_title="Life science-strategi",
    )
    return replace(frozen, id=content_id(frozen))


def composed(snapshot: Snapshot, language: str = "sv") -> Summary:
    """Return the summary of a made plan."""
    gaps = find_gaps(
        snapshot.actions,
        today=snapshot.cycle.cut_off,
        year=snapshot.year,
        areas=snapshot.areas,
        requests=snapshot.requests,
        updates=snapshot.updates,
    )
    return compose(snapshot, language=language, gaps=gaps, generated_at=_FROZEN)


def measured(make: Callable[[], Summary]) -> Measured:
    """Compose a summary and write it in every format, twice."""
    rounds = [_once(make) for _ in range(2)]
    (first, files, content), (second, again, content_again) = rounds
    differing = [name for name in files if files[name] != again[name]]
    if content != content_again:
        differing.append("content hash")
    return Measured(first, second, tuple(differing), {name: len(file) for name, file in files.items()})


def _once(make: Callable[[], Summary]) -> tuple[dict[str, float], dict[str, bytes], str]:
    seconds: dict[str, float] = {}
    files: dict[str, bytes] = {}
    began = time.process_time()
    summary = make()
    seconds["compose"] = time.process_time() - began
    for name, written in FORMATS.items():
        began = time.process_time()
        files[name] = written(summary)
        seconds[name] = time.process_time() - began
    return seconds, files, summary.content_hash


def _replies(asked: list[Action]) -> Iterator[StatusUpdate]:
    """Yield this year's first round of replies, then a second on the same actions, and so on."""
    for number in itertools.count():
        turn, place = divmod(number, max(len(asked), 1))
        if not asked:
            return
        yield _reply(asked[place], turn, _ASKED + timedelta(days=2 + turn, minutes=place))


def _reply(action: Action, turn: int, confirmed: datetime) -> StatusUpdate:
    number = action.position + turn
    implementation, forecast = _STATES[number % len(_STATES)]
    obstacles, asks = ("Vi saknar en projektledare",), ("Vi behöver ett beslut om finansieringen",)
    text = f"Vi har genomfört {number % 11} övningar med tre sjukhus, och den nästa hålls i mars. " * (1 + number % 3)
    return StatusUpdate(
        id=f"u-{turn}-{action.nr}",
        year=YEAR,
        nr=action.nr,
        text=text + (". ".join((*obstacles, *asks)) if forecast is Forecast.OFF_TRACK else ""),
        reading=Reading(
            language="sv",
            implementation=implementation,
            forecast=forecast,
            progress=number % 101,
            values=(IndicatorValue(action.indicator or "", Decimal(number % 11)),),
            obstacles=obstacles if forecast is Forecast.OFF_TRACK else (),
            decisions_needed=asks if forecast is Forecast.OFF_TRACK else (),
            next_steps=("den nästa hålls i mars",),
        ),
        author=action.reporter or "",
        received_at=confirmed,
        confirmed_by=action.reporter or "",
        confirmed_at=confirmed,
        parser=RULES,
        request_id=f"r-{action.nr}",
    )


def _request(action: Action, answer: StatusUpdate | None) -> UpdateRequest:
    return UpdateRequest(
        id=f"r-{action.nr}",
        year=YEAR,
        nr=action.nr,
        addressee=action.reporter,
        due=_CYCLE.due,
        state=RequestState.FROZEN if answer else RequestState.NO_RESPONSE,
        created_at=_ASKED,
        sent_at=_ASKED,
        answered_at=answer.confirmed_at if answer else None,
        update_id=answer.id if answer else None,
    )


def _demo(folder: Path) -> Callable[[], Summary]:
    """Play the demo's year in `folder` and return what composes its summary."""
    player = Player(load_script(), folder / "home", folder, Stage(Console(file=io.StringIO())))
    player.play()
    return lambda: player.app.reports.summary(YEAR, "sv")


def main(arguments: list[str]) -> int:
    """Measure both, print the seconds, return the exit status: 1 when something came out otherwise the second time."""
    many, updates = (int(one) for one in (*arguments, "1000", "2000")[:2])
    made = large_plan(many, updates)
    large = measured(lambda: composed(made))  # first, so that its sum holds what the libraries take to import
    with tempfile.TemporaryDirectory() as folder:
        demo = measured(_demo(Path(folder)))
    titles = (f"{many} actions, {updates} updates", "the demo's year")
    Console().print(table(dict(zip(titles, (large, demo), strict=True))))
    for title, found in zip(titles, (large, demo), strict=True):
        sys.stdout.write(f"{title}: {', '.join(found.differing) or 'nothing'} differs the second time\n")
    return 1 if large.differing or demo.differing else 0


def table(found: dict[str, Measured]) -> Table:
    """Return the seconds as a table, the first time and the second."""
    shown = Table("", *(f"{title}, s" for title in found), *(f"{title}, kB" for title in found))
    for name in next(iter(found.values())).first:
        times = (f"{one.first[name]:.2f}, {one.second[name]:.2f}" for one in found.values())
        sizes = (f"{one.sizes[name] // 1000}" if name in one.sizes else "" for one in found.values())
        shown.add_row(name, *times, *sizes)
    sums = (f"{sum(one.first.values()):.2f}, {sum(one.second.values()):.2f}" for one in found.values())
    shown.add_row("together", *sums)
    return shown


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
