"""Where a question wants its answer from, and what kind of answer."""

from datetime import UTC, date, datetime

import pytest

from retrieval.answers import scope
from retrieval.answers.wanted import Wanted
from retrieval.model import CleanText, DocumentState, DocumentType, Version


def _version(document, *, kind=DocumentType.STRATEGY, state=DocumentState.CURRENT, year=2026, valid_to=None):
    return Version(
        document=document,
        number=1,
        sha256=document,
        title=document,
        type=kind,
        state=state,
        state_reason="",
        content=CleanText("", ()),
        ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
        year=year,
        valid_to=valid_to,
    )


_OLD = _version("old", state=DocumentState.SUPERSEDED, year=2020)
_NEW = _version("new")
_RESPONSE = _version("response", kind=DocumentType.CONSULTATION)
_ALL = {version.document: version for version in (_OLD, _NEW, _RESPONSE)}


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("vad säger strategin om beredskap?", Wanted.SUBJECT),
        ("beredskap", Wanted.SUBJECT),
        ("vilka fem aspekter har strategin?", Wanted.LISTING),
        ("which priorities are there?", Wanted.LISTING),
        ("vad är life science?", Wanted.MEANING),
        ("vad är grejen med djur i strategin?", Wanted.SUBJECT),
        ("vad är tanken kring prövningar?", Wanted.SUBJECT),
        ("what does resilience mean?", Wanted.MEANING),
        ("när antogs strategin?", Wanted.TIME),
        ("hur länge gäller den?", Wanted.DURATION),
        ("hur lång tid tar det att få svar?", Wanted.DURATION),
        ("när går strategin ut?", Wanted.DURATION),
        ("how long is it valid?", Wanted.DURATION),
        ("hur ofta följs den upp?", Wanted.OFTEN),
        ("hur många deltog?", Wanted.COUNT),
        ("what does it cost?", Wanted.COST),
        ("varför behövs en strategi?", Wanted.CAUSE),
        ("vem är säkerhetschef?", Wanted.NAME),
        ("vem ansvarar för uppföljningen?", Wanted.PERSON),
        ("who is responsible?", Wanted.PERSON),
        ("var finns laboratoriet?", Wanted.PLACE),
    ],
)
def test_the_kind_of_answer_is_read_off_the_words(question, wanted):
    assert scope.read(question, ()).wanted is wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("vad säger remissvaret om sjukhus?", DocumentType.CONSULTATION),
        ("vad tycker kommunen om förslaget?", DocumentType.CONSULTATION),
        ("what does the municipality say about funding?", DocumentType.CONSULTATION),
        ("vad föreslår tjänsteutlåtandet?", DocumentType.DECISION),
        ("what does the decision proposal say?", DocumentType.DECISION),
        ("vad säger strategin om kommunerna?", None),
        ("vad gör kommunerna för beredskapen?", None),
    ],
)
def test_a_kind_of_document_is_recognised_by_its_names(question, kind):
    assert scope.read(question, ()).kind is kind


@pytest.mark.parametrize(
    ("question", "previous"),
    [
        ("vad sade förra strategin om vård?", True),
        ("den tidigare life science-strategin om vård", True),
        ("what did the previous strategy say?", True),
        ("vad stod i 2020 års strategi?", True),
        ("vad säger strategin om 2020?", True),
        ("vad säger strategin om vård?", False),
        ("när antogs den första strategin?", False),
        ("vad hände 2020?", False),
        ("vad säger strategin från 2026?", False),
    ],
)
def test_the_previous_strategy_is_asked_for_by_name_or_year(question, previous):
    assert scope.read(question, _ALL.values()).previous is previous


def _scope(question, versions=_ALL, as_of=date(2026, 11, 22)):
    found = scope.scope(scope.read(question, versions.values()), versions, as_of)
    return tuple([version.document for version in part] for part in (found.first, found.then, found.earlier))


def test_strategies_in_force_come_first_and_superseded_ones_apart():
    assert _scope("vad säger strategin om vård?") == (["new"], ["response"], ["old"])


def test_asking_for_the_previous_strategy_leaves_the_others_out():
    assert _scope("vad sade förra strategin om vård?") == (["old"], [], [])


def test_naming_a_kind_leaves_the_others_out():
    assert _scope("vad säger remissvaret om vård?") == (["response"], [], [])


def test_a_strategy_past_its_last_day_is_the_earlier_when_there_is_a_newer():
    versions = {"old": _version("old", year=2020, valid_to=date(2025, 12, 31)), "new": _NEW}

    assert _scope("vård", versions) == (["new"], [], ["old"])
    assert _scope("vård", versions, date(2025, 12, 31)) == (["old", "new"], [], [])


def test_a_strategy_past_its_last_day_still_answers_when_it_is_all_there_is():
    assert _scope("vård", {"old": _version("old", valid_to=date(2025, 12, 31))}) == (["old"], [], [])


def test_a_revoked_document_is_nowhere():
    assert _scope("vård", {"x": _version("x", state=DocumentState.REVOKED)}) == ([], [], [])
