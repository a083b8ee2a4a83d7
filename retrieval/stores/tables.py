"""The tables of document versions, of the use of models, and of vectors already paid for.

Texts whole, parts as JSON text; dates and times as ISO text, so that both databases agree.

`HEAD` is the revision of the tables; a change here needs a new revision under ``migrations/versions/``, and
``bot/upgrading.py`` brings databases to it.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

HEAD: Final = "0004"
VERSION_TABLE: Final = "documents_version"
MIGRATIONS: Final = Path(__file__).parent / "migrations" / "versions"

metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})

document_versions = Table(
    "document_versions",
    metadata,
    Column("document", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sha256", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("state_reason", Text, nullable=False),
    Column("ingested_at", Text, nullable=False),
    Column("year", Integer),
    Column("valid_from", Text),
    Column("valid_to", Text),
    Column("supersedes", Text),
    Column("superseded_by", Text),
    Column("warnings", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("reader", Text, nullable=False, server_default=""),
    Column("text", Text, nullable=False),
    Column("blocks", Text, nullable=False),
    Column("page_starts", Text, nullable=False),
    Column("audience", Text, nullable=False, server_default="everyone"),
)

# One row for each person, hashed, and day.
model_use = Table(
    "model_use",
    metadata,
    Column("day", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("questions", Integer, nullable=False),
    Column("tokens", Integer, nullable=False),
)

# A row while the latest call of a model failed.
model_troubles = Table(
    "model_troubles",
    metadata,
    Column("model", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

# Numbers as little-endian 32-bit floats, by the SHA-256 of the text.
text_vectors = Table(
    "text_vectors",
    metadata,
    Column("model", Text, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
