"""A strategy is named by the words of its title, a year, or its whole title."""

from datetime import UTC, datetime

import pytest

from retrieval.answers.naming import named
from retrieval.model import CleanText, DocumentState, DocumentType, Version


def _version(document, title, year, kind=DocumentType.STRATEGY):
    now = datetime(2027, 2, 3, tzinfo=UTC)
    return Version(document, 1, document, title, kind, DocumentState.CURRENT, "", CleanText("", ()), now, year=year)


_VERSIONS = (
    _version("klimat.docx", "Klimat- och energistrategi för Åsbro", 2026),
    _version("digital.pdf", "Digital agenda för Åsbro", 2021),
    _version("svar.txt", "Remissvar om klimat", 2025, DocumentType.CONSULTATION),
)


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("vad säger klimatstrategin om skolor?", "klimat.docx"),
        ("vad säger den digitala agendan om skolor?", "digital.pdf"),
        ("what does the climate strategy say about schools?", "klimat.docx"),
        ("vad sade agendan från 2021?", "digital.pdf"),
        ("vad står det i Digital agenda för Åsbro om skolor?", "digital.pdf"),
        ("vad säger strategin för klimat om skolor?", "klimat.docx"),
    ],
)
def test_a_strategy_is_recognised_by_its_name(question, document):
    assert named(question, _VERSIONS).documents == {document}


@pytest.mark.parametrize(
    "question",
    [
        "vad säger strategin om klimat?",
        "vad säger strategin för Åsbro om skolor?",
        "när antogs den första strategin?",
        "vilka handlingsplaner finns?",
    ],
)
def test_the_strategy_alone_names_none(question):
    assert named(question, _VERSIONS).documents == frozenset()


def test_the_only_strategy_is_never_named():
    assert named("vad säger klimatstrategin om skolor?", _VERSIONS[:1]).documents == frozenset()
