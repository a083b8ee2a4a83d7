"""Answers in the documents' own words, on documents written here."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from retrieval.answering import answer, to_json
from retrieval.checking.citations import faults
from retrieval.documents.chunking import chunk
from retrieval.documents.structure import assemble
from retrieval.model import BlockKind, DocumentState, DocumentType, RawBlock, RelatedAction, Version
from retrieval.search import SearchIndex

_H, _P, _I = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM
_NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

_NEW = (
    (_H, "1. Inledning", 1),
    (_P, "Strategin gäller för Region Norr. Den är giltig till och med 2031. Beredskap nämns här i förbigående.", 0),
    (_H, "2. Prioriterade områden", 1),
    (_P, "Strategin har följande två områden:", 0),
    (_H, "A. Beredskap", 2),
    (_I, "Lager av kritiska läkemedel för minst 90 dagar", 0),
    (_I, "Årliga övningar med kommunerna", 0),
    (_H, "B. Digitalisering", 2),
    (_P, "Hälsodata ska göras tillgängliga för forskning. Regionen satsar bland annat på:", 0),
    (_I, "gemensamma register", 0),
    (_I, "artificiell intelligens i vården", 0),
    (_H, "3. Uppföljning", 1),
    (_P, "Regionstyrelsen följer upp strategin årligen. Resultatet redovisas i mars.", 0),
    (BlockKind.PULL_QUOTE, "Beredskap är allt!", 0),
)
_OLD = (
    (_H, "Inledning", 1),
    (_P, "Den här strategin togs fram 2019. Beredskap för pandemier finns i hela regionen.", 0),
    (_P, "Äldrevården är en viktig del av strategin.", 0),
)
_RESPONSE = (
    (_H, "Kommunens synpunkter", 1),
    (_P, "Kommunen anser att beredskap borde få mer plats. Sjukhusen borde nämnas vid namn.", 0),
)


def _version(document, blocks, title, *, kind=DocumentType.STRATEGY, state=DocumentState.CURRENT, year=2026, **more):
    content = assemble([RawBlock(block, text, None, level) for block, text, level in blocks])
    return Version(document, 1, document, title, kind, state, "", content, _NOW, year=year, **more)


_VERSIONS = {
    version.document: version
    for version in (
        _version("ny.docx", _NEW, "Strategi för hälsa", valid_to=date(2031, 12, 31), supersedes="gammal.pdf"),
        _version(
            "gammal.pdf",
            _OLD,
            "Hälsostrategi 2019",
            state=DocumentState.SUPERSEDED,
            year=2019,
            superseded_by="ny.docx",
        ),
        _version("svar.txt", _RESPONSE, "Svar från Ekby kommun", kind=DocumentType.CONSULTATION),
    )
}
_INDEX = SearchIndex.build([passage for version in _VERSIONS.values() for passage in chunk(version)])


def _ask(question, versions=_VERSIONS, index=_INDEX, **more):
    return answer(
        question, index=index, versions=versions, as_of=date(2026, 11, 22), now=_NOW, new_id=lambda: "a1", **more
    )


def _quotes(given_answer, *, earlier=False):
    return [source.quote for source in given_answer.sources if (source.n in given_answer.earlier) is earlier]


def test_the_section_that_is_about_the_topic_beats_the_one_that_mentions_it():
    found = _ask("vad säger strategin om beredskap?")

    assert _quotes(found) == ["Lager av kritiska läkemedel för minst 90 dagar", "Årliga övningar med kommunerna"]
    assert found.sources[0].section == ("2. Prioriterade områden", "A. Beredskap")


def test_a_misspelt_word_is_read_as_the_one_that_was_meant_and_the_answer_says_so():
    found = _ask("what does the strategy say about preparednes?")

    assert found.question == "what does the strategy say about preparednes?"
    assert _quotes(found) == ["Lager av kritiska läkemedel för minst 90 dagar", "Årliga övningar med kommunerna"]
    assert found.text.splitlines()[0] == "I read “preparednes” as “preparedness”."


def test_the_answer_reads_well_in_swedish():
    assert _ask("vad säger strategin om beredskap?").text == snapshot("""\
Så här säger ”Strategi för hälsa” (2026), under 2. Prioriterade områden › A. Beredskap:
• ”Lager av kritiska läkemedel för minst 90 dagar” [1]
• ”Årliga övningar med kommunerna” [2]

Källor
[1] [2] Strategi för hälsa (gällande), 2. Prioriterade områden › A. Beredskap

Den förra strategin (2019) sade:
• ”Beredskap för pandemier finns i hela regionen.” [3]

Källor
[3] Hälsostrategi 2019 (ersatt), Inledning\
""")


def test_an_english_question_gets_an_english_frame_and_swedish_quotes():
    assert _ask("what does the strategy say about preparedness?").text == snapshot("""\
This is what “Strategi för hälsa” (2026) says, under 2. Prioriterade områden › A. Beredskap:
• “Lager av kritiska läkemedel för minst 90 dagar” [1]
• “Årliga övningar med kommunerna” [2]

Sources
[1] [2] Strategi för hälsa (current), 2. Prioriterade områden › A. Beredskap

The previous strategy (2019) said:
• “Beredskap för pandemier finns i hela regionen.” [3]

Sources
[3] Hälsostrategi 2019 (superseded), Inledning\
""")


@pytest.mark.parametrize(
    "question",
    ["beredskap", "Beredskap?", "bereskap", "preparedness", "vad säger strategin om beredskapen", "BEREDSKAP"],
)
def test_short_and_misspelt_questions_find_the_same_section(question):
    assert _quotes(_ask(question)) == _quotes(_ask("vad säger strategin om beredskap?"))


def test_the_previous_strategy_stands_only_in_its_labelled_part():
    found = _ask("vad säger strategin om beredskap?")

    assert _quotes(found, earlier=True) == ["Beredskap för pandemier finns i hela regionen."]
    assert found.text.index("Den förra strategin (2019) sade:") < found.text.index("Beredskap för pandemier")


def test_the_previous_strategy_answers_when_it_is_asked_for():
    found = _ask("vad sade förra strategin om beredskap?")

    assert {source.document for source in found.sources} == {"gammal.pdf"}
    assert found.earlier == (1,)
    assert "ersatt" in found.text


def test_the_previous_strategy_can_be_asked_for_by_its_year():
    assert {source.document for source in _ask("vad sa 2019 års strategi om äldrevård").sources} == {"gammal.pdf"}


def test_what_only_the_previous_strategy_said_is_said_to_be_so():
    found = _ask("vad säger strategin om äldrevård?")

    assert found.status.value == "partial"
    assert found.text.startswith("Jag hittar inget om det i de gällande dokumenten.")
    assert _quotes(found) == []


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("hur länge gäller strategin?", "Den är giltig till och med 2031."),
        ("how long is the strategy valid?", "Den är giltig till och med 2031."),
        ("när går strategin ut?", "Den är giltig till och med 2031."),
        ("vem följer upp strategin?", "Regionstyrelsen följer upp strategin årligen."),
        ("who follows up the strategy?", "Regionstyrelsen följer upp strategin årligen."),
        ("hur ofta följs strategin upp?", "Regionstyrelsen följer upp strategin årligen."),
        ("hur många dagar räcker lager av läkemedel?", "Lager av kritiska läkemedel för minst 90 dagar"),
    ],
)
def test_a_specific_question_gets_its_sentence_first(question, quote):
    assert _ask(question).sources[0].quote == quote


def test_a_list_item_brings_the_sentence_that_leads_in_to_it():
    found = _ask("vad säger strategin om artificiell intelligens?")

    assert [sentence.text for sentence in found.sentences] == [
        "Regionen satsar bland annat på:",
        "artificiell intelligens i vården",
    ]


def test_a_list_of_headings_is_a_list():
    found = _ask("vilka två områden har strategin?")

    assert _quotes(found) == ["Strategin har följande två områden:", "A. Beredskap", "B. Digitalisering"]


def test_a_question_that_names_a_kind_of_document_is_answered_from_it():
    found = _ask("vad tycker kommunen om beredskap?")

    assert {source.document for source in found.sources} == {"svar.txt"}
    assert found.text.startswith("Ett remissvar säger så här")


def test_a_kind_of_document_that_is_not_there_is_said_to_be_missing():
    found = _ask("vad säger tjänsteutlåtandet om beredskap?")

    assert found.status.value == "not_found"
    assert "Det finns inget dokument av slaget beslutsunderlag" in found.text


def test_other_documents_answer_what_the_strategy_does_not():
    assert [source.document for source in _ask("vad säger ni om sjukhusen?").sources] == ["svar.txt"]


def test_a_draft_is_labelled():
    versions = _VERSIONS | {"ny.docx": replace(_VERSIONS["ny.docx"], state=DocumentState.DRAFT)}
    index = SearchIndex.build([passage for version in versions.values() for passage in chunk(version)])

    found = _ask("beredskap", versions, index)

    assert "(2026, utkast)" in found.text
    assert {source.state for source in found.sources} == {DocumentState.DRAFT, DocumentState.SUPERSEDED}


def test_a_revoked_document_never_answers():
    versions = {"ny.docx": replace(_VERSIONS["ny.docx"], state=DocumentState.REVOKED)}

    assert _ask("beredskap", versions).status.value == "not_found"


def test_pull_quotes_are_never_evidence():
    assert all("allt!" not in source.quote for source in _ask("beredskap är allt").sources)


@pytest.mark.parametrize(
    "question", ["vem vann fotbolls-VM?", "what is the weather tomorrow?", "receptet på kanelbullar", "???", "", "hej"]
)
def test_what_no_document_touches_is_not_answered(question):
    found = _ask(question)

    assert (found.status.value, found.sources, found.sentences) == ("not_found", (), ())


def test_not_found_says_what_was_searched_and_shows_what_is_near_as_no_answer():
    assert _ask("vad kostar övningar i Spanien per invånare?").text == snapshot("""\
Jag hittar inget svar på frågan i de här dokumenten. Jag har sökt i:
• ”Strategi för hälsa” (2026)
• ”Svar från Ekby kommun” (remissvar, 2026)
• ”Hälsostrategi 2019” (2019, ersatt)

Det betyder inte att svaret inte finns, bara att det inte står i det jag har läst.

Det här ligger närmast, men är inte ett svar:
• ”Årliga övningar med kommunerna” [1]

Källor
[1] Strategi för hälsa (gällande), 2. Prioriterade områden › A. Beredskap\
""")


def test_an_empty_register_says_what_to_do():
    found = _ask("vad säger strategin om beredskap?", {})

    assert found.status.value == "not_found"
    assert found.text == snapshot("Inga dokument är inlästa än. Läs in dem med: handslag ingest SÖKVÄG")


def test_the_actions_that_concern_the_question_follow():
    action = RelatedAction("S6", "Öva pandemiplanen", "Pågår", "Region Norr")

    found = _ask("beredskap", actions=lambda _question: (action,))

    assert found.actions == (action,)
    assert "• S6 Öva pandemiplanen – Pågår, Region Norr" in found.text


def test_the_answer_language_can_be_told():
    found = _ask("beredskap", language="en")

    assert (found.question_language, found.answer_language) == ("sv", "en")
    assert found.text.startswith("This is what")


def test_the_json_has_the_shape_of_the_contract():
    given_json = to_json(_ask("vad säger strategin om digitalisering?"))

    assert " ".join(given_json) == (
        "answer_id question question_language answer_language mode status band as_of text sentences sources actions"
        " earlier nearest options model created_at"
    )
    assert json.loads(json.dumps(given_json)) == given_json
    assert given_json["sources"][0] == snapshot(
        {
            "n": 1,
            "document": "ny.docx",
            "title": "Strategi för hälsa",
            "version": "1",
            "state": "current",
            "page": None,
            "section": ["2. Prioriterade områden", "B. Digitalisering"],
            "start": 291,
            "end": 338,
            "quote": "Hälsodata ska göras tillgängliga för forskning.",
        }
    )


_WORDS = sorted({word for version in _VERSIONS.values() for word in version.content.text.split()})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join),
        st.text(max_size=60),
        st.sampled_from(_WORDS).map("vad säger strategin om {}?".format),
        st.sampled_from(_WORDS).map("what does the previous strategy say about {}?".format),
    )
)
def test_every_quote_of_every_answer_is_its_span(question):
    found = _ask(question)

    shown = (*found.sources, *found.nearest)
    numbers = {source.n for source in found.sources}
    assert [faults(source, _VERSIONS) for source in shown if faults(source, _VERSIONS)] == []
    assert all(_VERSIONS[one.document].content.text[one.start : one.end] == one.quote for one in shown)
    assert {number for sentence in found.sentences for number in sentence.citations} == numbers
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    former = {source.n for source in found.sources if source.state is DocumentState.SUPERSEDED}
    assert former == set(found.earlier)
