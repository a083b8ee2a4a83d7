"""The register of documents on both databases: what `retrieval.register` promises."""

from dataclasses import replace
from datetime import UTC, date, datetime

from retrieval.model import Audience, Block, BlockKind, CleanText, DocumentState, DocumentType, Version
from retrieval.stores.sql import SqlRegister

FIRST = Version(
    document="Åtgärder i länet.pdf",
    number=1,
    sha256="a" * 64,
    title="Strategi för hälsa",
    type=DocumentType.STRATEGY,
    state=DocumentState.CURRENT,
    state_reason="Inget nyare.",
    content=CleanText("Mål\n", (Block(BlockKind.HEADING, 0, 3, ("Mål",), 1),), ((0, 1),)),
    ingested_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    year=2026,
    valid_from=date(2026, 1, 1),
    warnings=("Datum saknas.",),
    said=("title",),
    source="/dokument/strategi.pdf",
    reader="2",
)
SECOND = replace(FIRST, number=2, sha256="b" * 64, title="Strategi för hälsa 2026")


def test_versions_come_back_as_they_were_saved_and_the_latest_of_each_document_by_name(engine):
    register = SqlRegister(engine)

    register.save([FIRST, SECOND, replace(FIRST, document="b.txt")])

    assert register.versions(FIRST.document) == (FIRST, SECOND)
    assert register.latest() == (replace(FIRST, document="b.txt"), SECOND)


def test_a_version_saved_again_replaces_itself_and_another_register_sees_it(engine):
    SqlRegister(engine).save([FIRST])

    SqlRegister(engine).save([replace(FIRST, state=DocumentState.SUPERSEDED, superseded_by="ny.pdf")])

    (found,) = SqlRegister(engine).latest()
    assert (found.state, found.superseded_by) == (DocumentState.SUPERSEDED, "ny.pdf")


def test_the_latest_versions_are_read_once_until_another_process_changes_one(engine):
    register = SqlRegister(engine)
    register.save([FIRST, replace(FIRST, document="b.txt")])
    before = register.latest()

    again = register.latest()
    SqlRegister(engine).save([replace(FIRST, document="b.txt", audience=Audience.INTERNAL)])
    after = register.latest()

    assert all(one is other for one, other in zip(before, again, strict=True))
    assert after == (replace(FIRST, document="b.txt", audience=Audience.INTERNAL), FIRST)


def test_who_may_read_a_version_is_kept(engine):
    closed = replace(FIRST, audience=Audience.INTERNAL)
    SqlRegister(engine).save([closed])

    assert SqlRegister(engine).latest() == (closed,)
