"""The review of a year's report: its approved versions, and what people have said of a draft."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVersion:
    """Version (utgåva): a report as it was approved. Nothing of it is changed; a later change is the next version."""

    year: int
    number: int  # 1, 2, 3 …
    snapshot: str  # the id of what it was computed from
    language: str  # the language it was approved in
    content_hash: str  # SHA-256 of what it says in that language
    approved_by: str
    approved_at: datetime
    reason: str | None = None  # why there is a version after the first
    presented_at: datetime | None = None
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportComment:
    """Synpunkt: what somebody has said of one section of a draft, and what came of it."""

    year: int
    number: int  # 1, 2, 3 … within the year
    version: int  # the version that the draft was to become
    section: str  # the section's key, the same in every language
    text: str
    author: str
    at: datetime
    outcome: str | None = None  # what was done about it; None: nothing yet
    settled_by: str | None = None
    settled_at: datetime | None = None
