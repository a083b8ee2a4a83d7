"""Read a file in a process of its own, within limits of time and memory, so that no file can stop the program.

A file that is built to hurt its reader, or that a library fails over, takes that process with it and nothing else. The
process answers in JSON: it is trusted no more than the file it reads. Memory is limited where the system can do it
(Linux, and in part macOS); the time is limited everywhere. Run as ``python -m retrieval.readers.apart FILE``.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from retrieval.model import BlockKind, RawBlock
from retrieval.readers.base import Notice, RawDocument, Reader
from retrieval.refusals import DocumentRefusal

MOST_SECONDS: Final = 180.0  # a thousand pages take about twenty
MOST_MEMORY: Final = 3 * 1024**3  # bytes of address space; a thousand pages stay under one third of it
_TOO_HEAVY = 3  # the exit status of a process that ran out of memory


def read_apart(path: Path, *, seconds: float = MOST_SECONDS, memory: int = MOST_MEMORY) -> RawDocument:
    """Return what the reader for the suffix of `path` finds, read in another process.

    Args:
        path: the file; `gate.check` has let it through.
        seconds: how long it may take.
        memory: the most bytes of memory it may ask for, 0 for no limit.

    Raises:
        DocumentRefusal: as the reader does, or the file takes too long, needs too much memory or breaks its reader.
    """
    command = [sys.executable, "-m", "retrieval.readers.apart", str(path), str(memory)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        raise DocumentRefusal("documents.too_slow", name=path.name, seconds=int(seconds)) from None
    if done.returncode == _TOO_HEAVY or done.returncode < 0:  # a library that gets no memory ends by a signal
        raise DocumentRefusal("documents.too_heavy", name=path.name)
    if done.returncode:
        raise DocumentRefusal("documents.broken", name=path.name, format=path.suffix.lstrip(".").upper())
    found = json.loads(done.stdout)
    if "refused" in found:
        raise DocumentRefusal(found["refused"], **found["values"])
    return _document(found)


def _document(found: dict[str, Any]) -> RawDocument:  # Any: JSON
    blocks = (
        RawBlock(BlockKind(kind), text, page, level=level, breaks=tuple((at, turn) for at, turn in breaks), lead=lead)
        for kind, text, page, level, breaks, lead in found["blocks"]
    )
    notices = tuple(Notice(code, values) for code, values in found["notices"])
    return RawDocument(found["title"], tuple(blocks), notices, tuple(found["heads"]))


def _json(document: RawDocument) -> dict[str, object]:
    blocks = [
        (block.kind.value, block.text, block.page, block.level, block.breaks, block.lead) for block in document.blocks
    ]
    notices = [(notice.code, dict(notice.values)) for notice in document.notices]
    return {"title": document.title, "blocks": blocks, "notices": notices, "heads": document.heads}


def _limit(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for kind in ("RLIMIT_AS", "RLIMIT_DATA"):
        try:
            resource.setrlimit(getattr(resource, kind), (memory, memory))
        except (AttributeError, OSError, ValueError):
            continue  # the system has no such limit, or a lower one already


def main(path: Path, memory: int, reader: Reader) -> int:
    """Print what `reader` finds in `path`, or why it refuses, and return the exit status."""
    if memory:
        _limit(memory)
    try:
        answer = _json(reader(path))
    except DocumentRefusal as refusal:
        answer = {"refused": refusal.code, "values": {name: str(value) for name, value in refusal.values.items()}}
    except MemoryError:
        return _TOO_HEAVY
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    from retrieval.readers import READERS

    _path = Path(sys.argv[1])
    sys.exit(main(_path, int(sys.argv[2]), READERS[_path.suffix.lower()]))
