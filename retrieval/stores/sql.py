"""The register in SQL: SQLite on one machine, PostgreSQL when that is outgrown. The engine is handed in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Engine, RowMapping, Select, and_, bindparam, delete, func, insert, select, tuple_

from retrieval.model import Audience, Block, BlockKind, CleanText, DocumentState, DocumentType, Version
from retrieval.stores.tables import document_versions as table

_LARGE: Final = frozenset({"text", "blocks", "page_starts"})  # what takes long to read, and never changes alone
_NEWEST: Final = (
    select(table.c.document, func.max(table.c.number).label("number")).group_by(table.c.document).subquery()
)
_SAME: Final = and_(table.c.document == _NEWEST.c.document, table.c.number == _NEWEST.c.number)
_LATEST: Final = select(table).join(_NEWEST, _SAME)
_SMALL: Final = select(*(column for column in table.c if column.name not in _LARGE))
_LATEST_ROWS: Final = _SMALL.join(_NEWEST, _SAME)
_ROWS_OF: Final = _SMALL.where(table.c.document == bindparam("document"))
_Small = tuple[object, ...]  # a row without what is large


class SqlRegister:
    """A register in the database of `engine`, whose tables are up to date.

    The latest versions are read again only where anything else about them has changed, by whichever process.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: tuple[frozenset[_Small], tuple[Version, ...]] = (frozenset(), ())  # swapped whole

    def latest(self) -> tuple[Version, ...]:
        rows = self._small(_LATEST_ROWS)
        held, versions = self._held
        if rows != held:
            versions = self._read(_LATEST)
            self._held = (rows, versions)
        return versions

    def versions(self, document: str) -> tuple[Version, ...]:
        held, latest = self._held
        rows = self._small(_ROWS_OF, document=document)
        if len(rows) == 1 and rows <= held:  # it has no other version
            return tuple(version for version in latest if version.document == document)
        return self._read(select(table).where(table.c.document == document))

    def save(self, versions: Iterable[Version]) -> None:
        rows = [_row(version) for version in versions]
        if not rows:
            return
        keys = [(row["document"], row["number"]) for row in rows]
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(tuple_(table.c.document, table.c.number).in_(keys)))
            connection.execute(insert(table), rows)

    def _small(self, query: Select[Any], **given: str) -> frozenset[_Small]:  # Any: SQLAlchemy's rows have no type
        return frozenset(tuple(row.values()) for row in self._rows(query, **given))

    def _read(self, query: Select[Any]) -> tuple[Version, ...]:  # Any: as above
        # Sorted here: databases order text by their own rules.
        found = map(_version, self._rows(query))
        return tuple(sorted(found, key=lambda version: (version.document, version.number)))

    def _rows(self, query: Select[Any], **given: str) -> Sequence[RowMapping]:  # Any: as above
        with self._engine.connect() as connection:
            return connection.execution_options(reading=True).execute(query, given).mappings().all()


def _row(version: Version) -> dict[str, object]:
    content = version.content
    return {
        "document": version.document,
        "number": version.number,
        "sha256": version.sha256,
        "title": version.title,
        "type": version.type.value,
        "state": version.state.value,
        "state_reason": version.state_reason,
        "ingested_at": version.ingested_at.astimezone(UTC).isoformat(),
        "year": version.year,
        "valid_from": version.valid_from.isoformat() if version.valid_from else None,
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "supersedes": version.supersedes,
        "superseded_by": version.superseded_by,
        "warnings": _json(version.warnings),
        "said": _json(version.said),
        "source": version.source,
        "reader": version.reader,
        "text": content.text,
        "blocks": _json(
            [(block.kind.value, block.start, block.end, block.path, block.level) for block in content.blocks]
        ),
        "page_starts": _json(content.page_starts),
        "audience": version.audience.value,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _version(row: RowMapping | Mapping[str, Any]) -> Version:
    blocks = tuple(
        Block(BlockKind(kind), start, end, tuple(path), level)
        for kind, start, end, path, level in json.loads(row["blocks"])
    )
    starts = tuple((offset, page) for offset, page in json.loads(row["page_starts"]))
    return Version(
        document=row["document"],
        number=row["number"],
        sha256=row["sha256"],
        title=row["title"],
        type=DocumentType(row["type"]),
        state=DocumentState(row["state"]),
        state_reason=row["state_reason"],
        content=CleanText(row["text"], blocks, starts),
        ingested_at=datetime.fromisoformat(row["ingested_at"]),
        year=row["year"],
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        supersedes=row["supersedes"],
        superseded_by=row["superseded_by"],
        warnings=tuple(json.loads(row["warnings"])),
        said=tuple(json.loads(row["said"])),
        source=row["source"],
        reader=row["reader"],
        audience=Audience(row["audience"]),
    )
