"""Play two years and check them: `python -m benchmarks.simulation [SEED]`; exits with 1 where a rule was broken."""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.simulation.checks import CHECKS, breaches
from benchmarks.simulation.playing import World
from benchmarks.simulation.stores import sqlite
from benchmarks.simulation.story import Story
from benchmarks.simulation.world import Size
from bot import logs

_SHOWN = 5  # breaches of each rule that are printed


def main(arguments: list[str]) -> int:
    """Play, print what happened and what was broken, return the exit status."""
    seed = int(arguments[0]) if arguments else 1
    size = Size()
    logs.set_up(verbose=False)
    with tempfile.TemporaryDirectory() as folder, sqlite(Path(folder)) as store:
        began, worked = time.perf_counter(), time.process_time()
        story = World(store, seed, size).play()
        took, worked = time.perf_counter() - began, time.process_time() - worked
    _say(f"{size.owners} owners, {size.actions} actions, {size.first} to {size.last}, seed {seed}")
    _say(f"{took:.0f} s, {worked:.0f} s of them the processor's")
    _tell(story)
    began = time.process_time()
    looked, found = breaches(story)
    _say(f"{time.process_time() - began:.0f} s of the processor's to check it")
    for name, broken in found.items():
        _say(f"broken {len(broken)} times: {name.replace('_', ' ')}")
        for line in broken[:_SHOWN]:
            _say(f"  {line}")
    _say(f"{sum(map(len, found.values()))} breaches of {looked} checks of {len(CHECKS)} kinds")
    return 1 if found else 0


def _tell(story: Story) -> None:
    answers = sum(map(len, story.answers.values()))
    _say(f"{len(story.letters)} messages, {len(story.requests)} requests, {answers} answers")
    for what, many in sorted(story.counted.items()):
        _say(f"  {many:6} {what}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
