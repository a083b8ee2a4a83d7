"""Which version of a year's report a summary is, and which one it replaces."""

from dataclasses import dataclass

from plans.model import ReportVersion
from plans.summary.figures import Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A draft of version `number`, or that version as it was `approved`; what it `replaces` is part of the hash."""

    number: int = 1  # 1, 2, 3 …
    is_reviewed: bool = False  # comments on the draft have come, and are settled
    approved: ReportVersion | None = None
    replaces: tuple[ReportVersion, Figures] | None = None  # the version before, and what it counted
    reference: str | None = None  # the diarienummer that the report is registered under

    @property
    def state(self) -> str:
        """How far the review has come, as a key of the texts ``report.state`` and ``report.notice``."""
        if self.approved is None:
            return "reviewed" if self.is_reviewed else "draft"
        if self.approved.archived_at:
            return "archived"
        return "presented" if self.approved.presented_at else "approved"
