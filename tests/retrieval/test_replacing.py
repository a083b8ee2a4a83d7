"""Which documents the documents themselves say are replaced."""

import re
from datetime import UTC, datetime

import pytest
from inline_snapshot import snapshot

from prompts.texts import texts
from retrieval.documents.cleaning import clean
from retrieval.documents.structure import assemble
from retrieval.documents.superseding import with_states
from retrieval.model import BlockKind, DocumentState, DocumentType, RawBlock, Version


def version(document, title, year, *lines, **other):
    described = {"type": DocumentType.STRATEGY, "state": DocumentState.CURRENT} | other
    return Version(
        document=document,
        number=1,
        sha256="",
        title=title,
        state_reason="",
        content=assemble(clean([RawBlock(BlockKind.PARAGRAPH, line) for line in (title, *lines)])),
        ingested_at=datetime(2026, 11, 22, tzinfo=UTC),
        year=year,
        **described,
    )


AGENDA = version("agenda.pdf", "Digital agenda för hälsa 2019–2025", 2019, "Text.", type=DocumentType.OTHER)


def replaced(*versions, language="en"):
    return {one.document: one for one in with_states(versions, texts(language)) if one.superseded_by}


@pytest.mark.parametrize(
    "sentence",
    [
        "Denna strategi ersätter Digital agenda för hälsa 2019–2025.",
        "Strategin ersätter regionens digitala agenda för hälsa från 2019.",
        "Digital agenda för hälsa 2019–2025 ersätts av denna strategi.",
        "Digital agenda för hälsa upphör därmed att gälla.",
        "This strategy replaces the Digital agenda för hälsa 2019–2025.",
    ],
)
def test_a_document_that_is_said_to_be_replaced_is_superseded(sentence):
    newer = version("data.pdf", "Strategi för life science 2026–2031", 2026, sentence)

    assert replaced(AGENDA, newer)["agenda.pdf"].superseded_by == "data.pdf"


@pytest.mark.parametrize(
    "sentence",
    [
        "Strategin ersätter inte Digital agenda för hälsa 2019–2025.",
        "Strategin bygger vidare på Digital agenda för hälsa 2019–2025.",
        "Strategin ersätter en tidigare agenda.",
        "Digital agenda för hälsa ersätts av nationella riktlinjer.",
    ],
)
def test_a_document_that_is_only_spoken_of_is_not(sentence):
    newer = version("data.pdf", "Strategi för life science 2026–2031", 2026, sentence)

    assert replaced(AGENDA, newer) == {}


def test_a_plan_is_replaced_by_the_next_and_a_decision_may_say_so():
    older = version("plan-2026.pdf", "Handlingsplan för data 2026", 2026, "x", type=DocumentType.PLAN)
    newer = version("plan-2027.pdf", "Handlingsplan för data 2027", 2027, "x", type=DocumentType.PLAN)
    paper = version(
        "beslut.pdf",
        "Tjänsteutlåtande: Handlingsplan för data 2027",
        2026,
        "Planen ersätter handlingsplanen för data 2026.",
        type=DocumentType.DECISION,
    )

    assert replaced(older, newer, paper)["plan-2026.pdf"].superseded_by == "plan-2027.pdf"


def test_a_draft_replaces_nothing_and_a_persons_word_goes_before():
    sentence = "Denna strategi ersätter Digital agenda för hälsa 2019–2025."
    draft = version("data.pdf", "Strategi", 2026, sentence, state=DocumentState.DRAFT, said=("state",))
    kept = version("agenda.pdf", AGENDA.title, 2019, "Text.", type=DocumentType.OTHER, said=("state",))

    found = with_states((kept, version("data.pdf", "Strategi", 2026, sentence)), texts("en"))

    assert replaced(AGENDA, draft) == {}
    assert [one.state for one in found] == [DocumentState.CURRENT, DocumentState.CURRENT]


def test_the_reason_quotes_the_words():
    newer = version("data.pdf", "Strategi", 2026, "Denna strategi ersätter Digital agenda för hälsa 2019–2025.")

    found = replaced(AGENDA, newer, language="sv")["agenda.pdf"]

    assert re.split(r"(?<=[”.:]),? ", found.state_reason) == snapshot(
        [
            "Ersatt enligt regel:",
            "i data.pdf står ”Denna strategi ersätter Digital agenda för hälsa 2019–2025.”",
            "och därför gäller data.pdf i stället.",
            "Om det inte stämmer:",
            "handslag ingest agenda.pdf --state current",
        ]
    )
