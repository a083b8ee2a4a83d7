"""The review of reports in SQL: approved versions, and comments on drafts."""

from sqlalchemy import Connection

from plans.model import ReportComment, ReportVersion
from plans.stores import tables
from plans.stores.rows import Rows


class SqlReports:
    """What `plans.stores.base.Reports` promises, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._versions = Rows(connection, ReportVersion, tables.report_versions)
        self._comments = Rows(connection, ReportComment, tables.report_comments)

    def versions(self, year: int) -> tuple[ReportVersion, ...]:
        """Return the year's approved versions, the latest last."""
        return self._versions.with_values("number", year=year)

    def save_version(self, version: ReportVersion) -> None:
        """Store a version, or what has happened to it since."""
        self._versions.save([version])

    def comments(self, year: int) -> tuple[ReportComment, ...]:
        """Return what has been said of the year's drafts, in the order it was."""
        return self._comments.with_values("number", year=year)

    def save_comment(self, comment: ReportComment) -> None:
        """Store a comment, or what came of it."""
        self._comments.save([comment])
