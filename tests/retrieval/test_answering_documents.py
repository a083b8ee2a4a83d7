"""Questions to the real documents: what each answer must quote, and what must not be answered."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from retrieval.answering import answer
from retrieval.checking.citations import faults
from retrieval.documents.chunking import chunk
from retrieval.ingesting import ingest
from retrieval.search import SearchIndex
from retrieval.stores.memory import MemoryRegister

_DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "documents"
_FILES = (
    "strategi-2026-stockholm-uppsala.docx",
    "strategi-2020-stockholm.pdf",
    "tjansteutlatande-2026.txt",
    "remissvar-2026.txt",
)
_NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not _DOCUMENTS.is_dir(), reason="the shared documents are not here")


@pytest.fixture(scope="module")
def library():
    register = MemoryRegister()
    ingest([_DOCUMENTS / name for name in _FILES], register, now=_NOW)
    versions = {version.document: version for version in register.latest()}
    return versions, SearchIndex.build([passage for version in versions.values() for passage in chunk(version)])


def _ask(library, question):
    versions, index = library
    return answer(question, index=index, versions=versions, as_of=date(2026, 11, 22), now=_NOW)


_PREPAREDNESS = (
    "Pandemiberedskap för snabba och effektiva insatser vid framtida biologiska hot och pandemier",
    (
        "Beredskap för att snabbt och lätt kunna ställa om produktion och utveckling. Planera för kris och krig"
        " utifrån den teknik och utveckling som finns här och nu såväl som för framtida teknikutveckling."
    ),
    "Flexibla och robusta värdekedjor och partnerskap för ökad självförsörjning vid kris och krig.",
)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("what does the strategy say about preparedness", "en"),
        ("vad säger strategin om beredskap?", "sv"),
        ("beredskap", "sv"),
        ("preparedness?", "en"),
    ],
)
def test_preparedness_is_answered_with_its_three_priorities_and_the_pandemics_as_the_earlier(
    library, question, language
):
    found = _ask(library, question)

    current = [source for source in found.sources if source.n not in found.earlier]
    assert found.answer_language == language
    assert tuple(source.quote for source in current) == _PREPAREDNESS
    assert {source.section[-2:] for source in current} == {
        ("C. Hållbar utveckling och resiliens inom life science", "Beredskap")
    }
    former = [source for source in found.sources if source.n in found.earlier]
    assert former
    assert all(source.document == "strategi-2020-stockholm.pdf" for source in former)
    assert any("pandemi" in source.quote for source in former)


# Each question with words that its answer must quote, from which document.
_GRADED = (
    ("hur länge gäller strategin?", "till och med 2031", "strategi-2026"),
    ("how long is the strategy valid?", "till och med 2031", "strategi-2026"),
    ("vem följer upp resultaten?", "Högnivågrupp", "strategi-2026"),
    ("who follows up the results?", "Högnivågrupp", "strategi-2026"),
    ("när antogs den första strategin?", "antog 2019", "tjansteutlatande"),
    ("vad är life science?", "samhällsutmaningar som har kopplingar till människors hälsa", "strategi-2026"),
    ("what is the definition of life science?", "läkemedel, medicintekniska produkter", "strategi-2026"),
    ("vilka fem aspekter har strategin?", "D. Kompetensförsörjning och talangutveckling", "strategi-2026"),
    ("what are the five aspects?", "A. Forskning och innovation", "strategi-2026"),
    ("vilka är de önskvärda effekterna?", "Företagsinvesteringar och erhållna EU-bidrag ökar", "strategi-2026"),
    ("vad är syftet med strategin?", "Strategin ska skapa förutsättningar", "strategi-2026"),
    ("what is the main goal?", "internationellt erkänd och ledande", "strategi-2026"),
    ("vad säger strategin om AI?", "Utveckla användningen av artificiell intelligens (AI)", "strategi-2026"),
    ("klimat", "minska klimat- och miljöpåverkan", "strategi-2026"),
    ("what does the strategy say about clinical trials?", "kliniska prövningar", "strategi-2026"),
    ("vad säger strategin om klinska prövnigar", "kliniska prövningar", "strategi-2026"),
    ("vilka framgångsfaktorer finns?", "berörda aktörer engagerar sig", "strategi-2026"),
    ("how do we attract talent?", "attrahera och behålla talanger", "strategi-2026"),
    ("vilka utmaningar är prioriterade inom utbildning?", "Tvärvetenskapliga utbildningar", "strategi-2026"),
    ("hur ska man öka antalet patent?", "öka antalet patent", "strategi-2026"),
    ("vad är ALF-avtalet?", "ALF-avtalet reglerar", "strategi-2026"),
    ("uppfoljning", "Etablera tydliga indikatorer", "strategi-2026"),
    ("hur många deltog i workshoparna?", "cirka 80 deltagare", "tjansteutlatande"),
    ("vad föreslår tjänsteutlåtandet?", "fastställer Stockholm-Uppsalas life science-strategi", "tjansteutlatande"),
    ("vad tycker kommunen om finansiering?", "behovet av riskkapital", "remissvar"),
    ("what does the consultation response say about hospitals?", "Danderyds sjukhus", "remissvar"),
    ("vad sade förra strategin om precisionsmedicin?", "recisionsmedicin", "strategi-2020"),
    ("what did the previous strategy say about health data?", "hälsodata", "strategi-2020"),
)


@pytest.mark.parametrize(("question", "words", "document"), _GRADED)
def test_the_answer_quotes_what_answers(library, question, words, document):
    found = _ask(library, question)

    quoting = [source for source in found.sources if words in " ".join(source.quote.split())]
    assert [source for source in quoting if source.document.startswith(document)], found.text


@pytest.mark.parametrize(
    "question",
    [
        "vem vann fotbolls-VM?",
        "what is the weather tomorrow?",
        "vilken är huvudstaden i Frankrike?",
        "hur bakar man surdegsbröd?",
        "vad säger strategin om skolmat?",
        "who is the president of France?",
        "när öppnar badhuset?",
    ],
)
def test_what_the_documents_do_not_touch_is_refused(library, question):
    found = _ask(library, question)

    assert (found.status.value, found.sources) == ("not_found", ())


@pytest.mark.parametrize("question", [question for question, _, _ in _GRADED])
def test_every_quote_holds_and_the_earlier_strategy_is_only_the_earlier(library, question):
    versions, _ = library

    found = _ask(library, question)

    assert [faults(source, versions) for source in found.sources if faults(source, versions)] == []
    former = {source.n for source in found.sources if source.document.startswith("strategi-2020")}
    assert former == set(found.earlier)
