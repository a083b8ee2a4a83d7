"""The audit trail as files for an archive: the exact rows as JSON, a table to read, and what vouches for both.

Pure: it makes the bytes; ``bot/trail_files.py`` writes them. Times are ISO text in UTC.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from plans.audit import GENESIS, Break, rows
from plans.model import AuditEvent
from prompts.texts import LANGUAGES, texts

JSON_FILE: Final = "audit-trail.json"
CSV_FILE: Final = "audit-trail.csv"
PEOPLE_FILE: Final = "people.csv"
README_FILE: Final = "README.txt"
MANIFEST_FILE: Final = "manifest.json"
_FORMULA: Final = re.compile(r"[=+\-@\t\r]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What an export is to hold: dates in the installation's zone, both included, and beginnings of events' names."""

    first: date | None = None
    last: date | None = None
    events: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is left out."""
        return not (self.first or self.last or self.events)

    def holds(self, event: AuditEvent, day: date) -> bool:
        """Tell whether `event`, which happened on `day`, belongs to it."""
        named = not self.events or event.event.startswith(self.events)
        return named and (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Who exports, when, under which diary number (diarienummer), and with which version of the program."""

    by: str | None
    at: datetime
    diary_number: str
    software: str


def export_files(
    chosen: Sequence[AuditEvent],
    people: Mapping[int, str],
    occasion: Occasion,
    part: Part,
    *,
    head: AuditEvent | None,
    broken: Break | None,
) -> dict[str, bytes]:
    """Return the files of an export by name, the manifest last.

    Args:
        chosen: the rows of `part`, the first first.
        people: the address of each numbered person who is known.
        occasion: who, when and under which number.
        part: what was asked for.
        head: the last row of the whole trail.
        broken: the first row of the whole trail that does not hold.
    """
    files = {
        JSON_FILE: (json.dumps(rows(chosen), ensure_ascii=False, indent=1) + "\n").encode(),
        CSV_FILE: _table(["number", "at", "actor", "event", "subject", "details", "previous", "hash"], _cells(chosen)),
        PEOPLE_FILE: _table(["person", "address"], [(f"person {n}", who) for n, who in sorted(people.items())]),
        README_FILE: "\n\n".join(
            texts(each)("audit.readme", head=head.hash if head else "–") for each in LANGUAGES
        ).encode(),
    }
    manifest = {
        "diary_number": occasion.diary_number,
        "exported_at": occasion.at.astimezone(UTC).isoformat(),
        "exported_by": occasion.by,
        "software": occasion.software,
        "trail": {
            "events": head.number if head else 0,
            "head": head.hash if head else GENESIS,
            "intact": broken is None,
            "first_bad_row": broken.row if broken else None,
        },
        "export": {
            "is_whole": part.is_whole,
            "events": len(chosen),
            "first": chosen[0].at.astimezone(UTC).isoformat() if chosen else None,
            "last": chosen[-1].at.astimezone(UTC).isoformat() if chosen else None,
            "asked_from": part.first.isoformat() if part.first else None,
            "asked_to": part.last.isoformat() if part.last else None,
            "asked_events": list(part.events),
        },
        "files": [
            {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
    }
    return files | {MANIFEST_FILE: (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()}


def _cells(events: Sequence[AuditEvent]) -> list[tuple[str, ...]]:
    return [
        (
            str(event.number),
            event.at.astimezone(UTC).isoformat(),
            event.actor,
            event.event,
            event.subject,
            "; ".join(f"{name}: {value}" for name, value in event.details.items()),
            event.previous,
            event.hash,
        )
        for event in events
    ]


def _table(headings: list[str], cells: Sequence[tuple[str, ...]]) -> bytes:
    """Return a table as a spreadsheet opens it: semicolons, a mark that says UTF-8, and no cell begins a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([f"'{cell}" if _FORMULA.match(cell) else cell for cell in row] for row in cells)
    return out.getvalue().encode("utf-8-sig")
