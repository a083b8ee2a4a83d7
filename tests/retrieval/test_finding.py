"""Several topics at once, two strategies in force, figures that differ, and sentences that answer by their form."""

from datetime import UTC, date, datetime

import pytest
from inline_snapshot import snapshot

from retrieval.answering import answer
from retrieval.documents.chunking import chunk
from retrieval.documents.structure import assemble
from retrieval.model import BlockKind, DocumentState, DocumentType, RawBlock, Version
from retrieval.search import SearchIndex

_H, _P, _I = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM
_NOW = datetime(2027, 2, 3, 9, 0, tzinfo=UTC)

_CLIMATE = (
    (_P, "Fastställd av kommunfullmäktige 2026-03-23.", 0),
    (_H, "1 Mål", 1),
    (_P, "Huvudmål: Kommunen ska vara fossilfri 2035.", 0),
    (_P, "Delmål:", 0),
    (_I, "elbilar i hemtjänsten", 0),
    (_I, "solceller på skolorna", 0),
    (_H, "2 Begrepp", 1),
    (_P, "Klimatanpassning är åtgärder som minskar skadorna av ett förändrat klimat.", 0),
    (_H, "Målområde 1: Klimatanpassning", 1),
    (_P, "Skyfallsparken byggs vid Kvarnängen. Den kostar 34 miljoner kronor.", 0),
    (_H, "Målområde 2: Samverkan", 1),
    (_P, "Samverkan sker med sex grannkommuner. Kommunstyrelsen ansvarar för strategin.", 0),
    (_H, "3 Vatten", 1),
    (_P, "Vattnet ska räcka i sju dygn. Nödvatten delas ut på skolgårdarna.", 0),
)
_CULTURE = (
    (_P, "Antagen av kommunfullmäktige 2025-11-10.", 0),
    (_H, "Samverkan", 1),
    (_P, "Samverkan sker med föreningarna. Biblioteken har öppet på kvällarna.", 0),
)
_RESPONSE = (
    (_H, "Kostnader", 1),
    (_P, "Vikby kommun tillstyrker förslaget. Skyfallsparken kostar närmare 50 miljoner kronor.", 0),
)


def _version(document, blocks, title, kind=DocumentType.STRATEGY, year=2026):
    content = assemble([RawBlock(block, text, None, level) for block, text, level in blocks])
    return Version(document, 1, document, title, kind, DocumentState.CURRENT, "", content, _NOW, year=year)


_CLIMATE_PLAN = _version("klimat.docx", _CLIMATE, "Klimatstrategi")
_CULTURE_PLAN = _version("kultur.docx", _CULTURE, "Kulturstrategi", year=2025)
_VIKBY = _version("remissvar-vikby.txt", _RESPONSE, "Remissvar från Vikby kommun", DocumentType.CONSULTATION)


def _ask(question, *versions):
    held = {version.document: version for version in versions or (_CLIMATE_PLAN, _VIKBY)}
    index = SearchIndex.build([passage for version in held.values() for passage in chunk(version)])
    return answer(question, index=index, versions=held, as_of=date(2027, 2, 3), now=_NOW, new_id=lambda: "a1")


def _quotes(given):
    return [source.quote for source in given.sources]


def test_two_topics_that_are_found_are_both_answered():
    given = _ask("vad säger strategin om vatten och samverkan?")

    assert given.status == "answered"
    assert {"Vattnet ska räcka i sju dygn.", "Samverkan sker med sex grannkommuner."} <= set(_quotes(given))


def test_a_topic_that_nothing_touches_is_named_beside_the_one_that_is_found():
    given = _ask("vad säger strategin om samverkan och rymdfart?")

    assert given.status == "partial"
    assert given.text == snapshot("""\
Så här säger ”Klimatstrategi” (2026), under Målområde 2: Samverkan:
• ”Samverkan sker med sex grannkommuner.” [1]
• ”Kommunstyrelsen ansvarar för strategin.” [2]

Källor
[1] [2] Klimatstrategi (gällande), Målområde 2: Samverkan

Om ”rymdfart” hittar jag inget i det jag har läst.\
""")


def test_a_question_none_of_whose_topics_is_found_is_refused():
    assert _ask("vad säger strategin om raketer och rymdfart?").status == "not_found"


def test_two_documents_with_different_figures_are_both_quoted():
    given = _ask("Vad kostar skyfallsparken?")

    assert given.status == "conflict"
    assert given.text == snapshot("""\
Dokumenten säger olika. Här är båda uppgifterna:

Så här säger ”Klimatstrategi” (2026), under Målområde 1: Klimatanpassning:
”Skyfallsparken byggs vid Kvarnängen.” [1]
• ”Den kostar 34 miljoner kronor.” [2]

Källor
[1] [2] Klimatstrategi (gällande), Målområde 1: Klimatanpassning

Men så här säger ”Remissvar från Vikby kommun” (remissvar, 2026):
• ”Skyfallsparken kostar närmare 50 miljoner kronor.” [3]

Källor
[3] Remissvar från Vikby kommun (gällande), Kostnader\
""")


def test_the_strategy_is_asked_back_about_where_two_in_force_answer_alike():
    given = _ask("vad säger strategin om samverkan?", _CLIMATE_PLAN, _CULTURE_PLAN)

    assert (given.status, given.options) == ("ambiguous", ("Klimatstrategi", "Kulturstrategi"))
    assert given.text == snapshot("""\
Det finns mer än en gällande strategi som svarar på frågan. Vilken menar du?
• ”Klimatstrategi” (2026)
• ”Kulturstrategi” (2025)

Skriv frågan igen med strategins namn, till exempel: enligt Klimatstrategi\
""")


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("vad säger kulturstrategin om samverkan?", "kultur.docx"),
        ("vad säger klimatstrategin om samverkan?", "klimat.docx"),
        ("what does the climate strategy say about collaboration?", "klimat.docx"),
        ("vad säger strategin från 2025 om samverkan?", "kultur.docx"),
        ("vad säger strategin om vatten?", "klimat.docx"),
    ],
)
def test_a_strategy_that_is_named_or_alone_in_answering_is_asked_without_a_question_back(question, document):
    given = _ask(question, _CLIMATE_PLAN, _CULTURE_PLAN)

    assert {source.document for source in given.sources} == {document}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("vilka är målen?", "Huvudmål: Kommunen ska vara fossilfri 2035."),
        ("what are the goals?", "Huvudmål: Kommunen ska vara fossilfri 2035."),
        ("när beslutas strategin?", "Fastställd av kommunfullmäktige 2026-03-23."),
        ("när antogs strategin?", "Fastställd av kommunfullmäktige 2026-03-23."),
        ("when was the strategy adopted?", "Fastställd av kommunfullmäktige 2026-03-23."),
        (
            "vad är klimatanpassning?",
            "Klimatanpassning är åtgärder som minskar skadorna av ett förändrat klimat.",
        ),
        ("hur många grannkommuner är med?", "Samverkan sker med sex grannkommuner."),
        ("hur länge ska vattnet räcka?", "Vattnet ska räcka i sju dygn."),
        ("vad tycker Vikby kommun?", "Vikby kommun tillstyrker förslaget."),
    ],
)
def test_the_sentence_with_the_form_of_the_answer_comes_first(question, first):
    assert _quotes(_ask(question))[0] == first


def test_the_goals_are_the_main_one_and_then_the_list():
    assert _quotes(_ask("vilka är målen?")) == [
        "Huvudmål: Kommunen ska vara fossilfri 2035.",
        "Delmål:",
        "elbilar i hemtjänsten",
        "solceller på skolorna",
    ]


def test_numbered_headings_are_the_list_that_their_word_asks_for():
    assert _quotes(_ask("vilka målområden finns?")) == [
        "Målområde 1: Klimatanpassning",
        "Målområde 2: Samverkan",
    ]
