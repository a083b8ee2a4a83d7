"""Files that owners attach: noted when they come, and part of the reply that is confirmed after them.

Only that a file came is kept here; its content lies elsewhere, by its hash (``bot/evidence_files.py``). A correction
changes a reply's words, not what was shown for it: files that came with the earlier reply stay.
"""

from dataclasses import dataclass, replace

from plans.cycle.desk import Desk
from plans.model import Evidence, StatusUpdate


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file whose content is stored: what its sender called it, its SHA-256 and its size in bytes."""

    name: str
    sha256: str
    size: int


def keep(desk: Desk, nr: str, author: str, file: StoredFile) -> Evidence:
    """Note a file about an action, to belong to the reply that `author` confirms next; sent twice it is noted once."""
    for earlier in _waiting(desk, nr, author):
        if (earlier.sha256, earlier.name) == (file.sha256, file.name):
            return earlier
    evidence = Evidence(
        id=desk.new_id(),
        nr=nr,
        name=file.name,
        sha256=file.sha256,
        size=file.size,
        added_by=author,
        added_at=desk.now,
    )
    desk.ledger.evidence.save([evidence])
    desk.record(author, "evidence.attached", evidence.id, nr=nr, sha256=file.sha256, size=file.size)
    return evidence


def bind(desk: Desk, update: StatusUpdate) -> tuple[Evidence, ...]:
    """Make the files that the author has sent about the action, and that wait, part of a confirmed reply."""
    waiting = _waiting(desk, update.nr, update.author)
    bound = tuple(replace(evidence, year=update.year, update_id=update.id) for evidence in waiting)
    desk.ledger.evidence.save(bound)
    return bound


def _waiting(desk: Desk, nr: str, author: str) -> tuple[Evidence, ...]:
    about = desk.ledger.evidence.about(nr)
    return tuple(evidence for evidence in about if evidence.update_id is None and evidence.added_by == author)
