"""One contract for every register: in memory and in SQL; and what a version is worth on a day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from retrieval.model import Block, BlockKind, CleanText, DocumentState, DocumentType, Version
from retrieval.refusals import DocumentRefusal
from retrieval.register import all_at, get, resolve, state_at
from retrieval.stores.memory import MemoryRegister
from retrieval.stores.sql import SqlRegister
from retrieval.stores.tables import metadata

CONTENT = CleanText(
    "Mål\n\nÅtta patent.\n",
    (Block(BlockKind.HEADING, 0, 3, ("Mål",), 1), Block(BlockKind.PARAGRAPH, 5, 17, ("Mål",))),
    ((0, 1), (5, 2)),
)
FIRST = Version(
    document="strategi.pdf",
    number=1,
    sha256="a" * 64,
    title="Strategi för hälsa",
    type=DocumentType.STRATEGY,
    state=DocumentState.CURRENT,
    state_reason="Inget nyare.",
    content=CONTENT,
    ingested_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    year=2026,
    valid_from=date(2026, 1, 1),
    valid_to=date(2031, 12, 31),
    supersedes="gammal.pdf",
    superseded_by=None,
    warnings=("Datum saknas.",),
    said=("state", "title"),
    source="/dokument/strategi.pdf",
)


@pytest.fixture(params=["memory", "sqlite"])
def register(request):
    if request.param == "memory":
        return MemoryRegister()
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    metadata.create_all(engine)
    return SqlRegister(engine)


def test_a_version_comes_back_exactly_as_it_was_saved(register):
    register.save([FIRST])

    assert register.latest() == (FIRST,)
    assert register.versions("strategi.pdf") == (FIRST,)
    assert register.versions("annan.pdf") == ()


def test_the_latest_of_each_document_is_given_by_name_and_older_ones_are_kept(register):
    second = replace(FIRST, number=2, title="Ny titel")
    other = replace(FIRST, document="plan.docx")

    register.save([second, FIRST])
    register.save([other])

    assert register.latest() == (other, second)
    assert register.versions("strategi.pdf") == (FIRST, second)


def test_saving_the_same_number_again_replaces_it(register):
    register.save([FIRST])
    register.save([replace(FIRST, state=DocumentState.DRAFT), replace(FIRST, document="plan.docx")])

    assert [version.state for version in register.latest()] == [DocumentState.CURRENT, DocumentState.DRAFT]


def test_a_document_is_found_by_name_by_path_or_without_its_suffix(register):
    second = replace(FIRST, number=2)
    register.save([FIRST, second])

    assert get(register, "strategi") == get(register, "mapp/Strategi.pdf") == get(register, "strategi.pdf") == second
    assert get(register, "strategi.pdf", 1) == FIRST


def test_an_unknown_document_or_version_is_refused_with_what_there_is(register):
    register.save([FIRST])

    with pytest.raises(DocumentRefusal, match=r"Documents there are: strategi\.pdf"):
        get(register, "plan.docx")
    with pytest.raises(DocumentRefusal, match="latest version is 1"):
        get(register, "strategi.pdf", 7)


def test_a_name_that_several_documents_fit_is_refused():
    with pytest.raises(DocumentRefusal):
        resolve("strategi", ["strategi.docx", "strategi.pdf"])


@pytest.mark.parametrize(
    ("state", "day", "worth"),
    [
        (DocumentState.CURRENT, date(2031, 12, 31), DocumentState.CURRENT),
        (DocumentState.CURRENT, date(2032, 1, 1), DocumentState.SUPERSEDED),
        (DocumentState.DRAFT, date(2032, 1, 1), DocumentState.DRAFT),
        (DocumentState.REVOKED, date(2027, 1, 1), DocumentState.REVOKED),
    ],
)
def test_a_current_document_counts_as_superseded_the_day_after_it_stopped_applying(state, day, worth):
    assert state_at(replace(FIRST, state=state), day) is worth


def test_before_a_strategy_begins_the_one_it_replaces_is_current():
    newer = replace(FIRST, said=(), supersedes="gammal.pdf")
    older = replace(
        FIRST,
        document="gammal.pdf",
        year=2020,
        said=(),
        valid_from=date(2020, 1, 1),
        valid_to=None,
        state=DocumentState.SUPERSEDED,
        supersedes=None,
        superseded_by="strategi.pdf",
    )
    versions = {version.document: version for version in (newer, older)}

    before, after = (all_at(versions, day) for day in (date(2025, 12, 31), date(2026, 1, 1)))

    assert (before["gammal.pdf"].state, before["strategi.pdf"].state) == (DocumentState.CURRENT, DocumentState.DRAFT)
    assert (after["gammal.pdf"].state, after["strategi.pdf"].state) == (DocumentState.SUPERSEDED, DocumentState.CURRENT)


def test_a_state_that_a_person_gave_stands_on_any_day():
    older = replace(FIRST, state=DocumentState.SUPERSEDED, superseded_by="ny.pdf", said=("state",))
    newer = replace(FIRST, document="ny.pdf", supersedes="strategi.pdf", valid_from=date(2027, 1, 1), said=("state",))

    stated = all_at({"strategi.pdf": older, "ny.pdf": newer}, date(2026, 6, 1))

    assert [version.state for version in stated.values()] == [DocumentState.SUPERSEDED, DocumentState.CURRENT]
