"""The audit trail's files: exports, which overwrite nothing, and heads noted outside the database.

Each line of ``audit/heads.jsonl`` in the home says what the trail's end was at some time. Who cuts the trail, or writes
it anew, in the database alone is found by it. Copy the file, or a head, to where the same people cannot write.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from importlib.metadata import version
from pathlib import Path
from typing import Final

from plans.audit import Break, Head, verify
from plans.model import AuditEvent
from plans.stores.base import Ledger, Store
from plans.trail_export import Occasion, Part, export_files
from prompts.refusal import Refusal

_HEADS: Final = Path("audit") / "heads.jsonl"


class TrailRefusal(Refusal):
    """The trail was not exported; nothing was written."""


class TrailFiles:
    """What is written about the trail beside it; `now` is the time of each call."""

    def __init__(self, store: Store, home: Path, now: Callable[[], datetime], zone: tzinfo) -> None:
        self._store = store
        self._file = home / _HEADS
        self._now = now
        self._zone = zone

    def heads(self) -> tuple[Head, ...]:
        """Return the heads that were noted; a line that cannot be read is passed over."""
        found = []
        lines = self._file.read_text(encoding="utf-8", errors="replace").splitlines() if self._file.is_file() else []
        for line in lines:
            with suppress(ValueError, KeyError, TypeError):
                row = json.loads(line)
                found.append(Head(int(row["number"]), str(row["hash"])))
        return tuple(found)

    def check(self, head: str | None = None) -> tuple[Break | None, Head | None]:
        """Return the first row that does not hold, and the trail's head, which is noted where the trail is whole."""
        with self._store.reading() as ledger:
            broken = verify(ledger.trail.each(), head, self.heads())
            last = None if broken else ledger.trail.head()
        if last is not None:
            self.note(last)
        return broken, Head(last.number, last.hash) if last else None

    def note(self, last: AuditEvent) -> None:
        """Note the trail's head, unless it was the latest one noted; where the home is read-only it is not."""
        if Head(last.number, last.hash) in self.heads()[-1:]:
            return
        line = {"number": last.number, "hash": last.hash, "noted_at": self._now().astimezone(UTC).isoformat()}
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")

    def export(
        self, folder: Path, diary_number: str, by: str | None, part: Part
    ) -> tuple[tuple[Path, ...], Break | None]:
        """Write the trail, or a part of it, into `folder`, and record that it was done.

        Raises:
            TrailRefusal: no diary number was given, or the folder has something in it.
        """
        if not diary_number.strip():
            raise TrailRefusal("audit.no_diary_number")
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise TrailRefusal("audit.folder_taken", folder=str(folder))
        broken, _ = self.check()
        with self._store.transaction() as ledger:
            files = self._files(ledger, diary_number.strip(), by, part, broken)
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in files.items():
                (folder / name).write_bytes(content)
            ledger.trail.append(self._now(), by or "handslag", "trail.exported", diary_number.strip())
        return tuple(folder / name for name in files), broken

    def _files(
        self, ledger: Ledger, diary_number: str, by: str | None, part: Part, broken: Break | None
    ) -> dict[str, bytes]:
        events = [event for event in ledger.trail.each() if event]
        chosen = [event for event in events if part.holds(event, event.at.astimezone(self._zone).date())]
        occasion = Occasion(
            by=by, at=self._now(), diary_number=diary_number, software=f"handslag {version('handslag')}"
        )
        last = events[-1] if events else None
        return export_files(chosen, ledger.trail.people(), occasion, part, head=last, broken=broken)
