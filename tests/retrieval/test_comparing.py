"""What changed between two versions, on written pairs, on generated ones and on the real strategies."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from retrieval.checking.citations import faults
from retrieval.comparing import chosen, compare, pair
from retrieval.difference.change_questions import as_answer, changed_topic
from retrieval.documents.structure import assemble
from retrieval.ingesting import ingest
from retrieval.model import BlockKind, DocumentState, DocumentType, RawBlock, Version
from retrieval.refusals import DocumentRefusal
from retrieval.stores.memory import MemoryRegister

_H, _P, _I = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM
_NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_DAY = date(2026, 11, 22)
_SHARED = Path(__file__).parents[2].parent / "shared" / "documents"

_OLD = (
    (_H, "1. Inledning", 1),
    (_P, "Regionen har två miljoner invånare.", 0),
    (_H, "2. Beredskap", 1),
    (_I, "Lager av kritiska läkemedel för minst 60 dagar", 0),
    (_I, "Övningar med kommunerna vartannat år", 0),
    (_I, "Samverkan med räddningstjänsten", 0),
    (_H, "3. Uppföljning", 1),
    (_P, "Beredskapen redovisas för regionstyrelsen i mars.", 0),
)
_NEW = (
    (_H, "1. Inledning", 1),
    (_P, "Beredskapen redovisas för regionstyrelsen i mars.", 0),
    (_H, "2. Klimat", 1),
    (_P, "Utsläppen ska halveras.", 0),
    (_H, "3. Beredskap", 1),
    (_I, "Lager av kritiska läkemedel för minst 90 dagar", 0),
    (_I, "Samverkan med räddningstjänsten", 0),
    (_I, "En gemensam plan för cyberangrepp", 0),
)


def _version(document, blocks, year, state=DocumentState.CURRENT):
    content = assemble([RawBlock(kind, text, None, level) for kind, text, level in blocks])
    title = f"Strategi {year}"
    return Version(document, 1, str(hash(blocks)), title, DocumentType.STRATEGY, state, "", content, _NOW, year=year)


def _pair(old=_OLD, new=_NEW):
    return _version("gammal.md", old, 2020, DocumentState.SUPERSEDED), _version("ny.md", new, 2026)


def _kinds(found):
    return [
        (change.kind.value, change.before and change.before.quote, change.after and change.after.quote)
        for change in found.changes
    ]


def test_points_on_the_topic_are_added_removed_changed_moved_or_unchanged():
    found = compare("beredskap", *_pair())

    assert _kinds(found) == [
        (
            "moved",
            "Beredskapen redovisas för regionstyrelsen i mars.",
            "Beredskapen redovisas för regionstyrelsen i mars.",
        ),
        ("unchanged", "2. Beredskap", "3. Beredskap"),
        (
            "changed",
            "Lager av kritiska läkemedel för minst 60 dagar",
            "Lager av kritiska läkemedel för minst 90 dagar",
        ),
        ("removed", "Övningar med kommunerna vartannat år", None),
        ("unchanged", "Samverkan med räddningstjänsten", "Samverkan med räddningstjänsten"),
        ("added", None, "En gemensam plan för cyberangrepp"),
    ]


def test_the_comparison_reads_well_in_swedish():
    assert compare("beredskap", *_pair()).text == snapshot("""\
Det här skiljer ”Strategi 2026” (2026, gällande) från ”Strategi 2020” (2020, ersatt) när det gäller ”beredskap”.

Nytt:
• ”En gemensam plan för cyberangrepp” [1]

Ändrat:
• Nu: ”Lager av kritiska läkemedel för minst 90 dagar” [2]
  Förut: ”Lager av kritiska läkemedel för minst 60 dagar” [3]

Flyttat, med samma ord:
• ”Beredskapen redovisas för regionstyrelsen i mars.” [4] står nu under 1. Inledning, förut under 3. Uppföljning [5]

Borttaget (står inte kvar):
• ”Övningar med kommunerna vartannat år” [6]

Oförändrade punkter: 2.

Källor
[1] [2] Strategi 2026 (gällande), 3. Beredskap
[3] [6] Strategi 2020 (ersatt), 2. Beredskap
[4] Strategi 2026 (gällande), 1. Inledning
[5] Strategi 2020 (ersatt), 3. Uppföljning\
""")


def test_english_topic_finds_the_swedish_points_and_the_frame_is_english():
    found = compare("preparedness", *_pair())

    assert {kind for kind, *_ in _kinds(found)} == {"added", "removed", "changed", "moved", "unchanged"}
    assert found.text.startswith("This is how “Strategi 2026” (2026, current) differs from “Strategi 2020” (2020")


def test_every_citation_holds_in_its_own_version():
    before, after = _pair()

    found = compare("", before, after)

    for change in found.changes:
        assert change.before is None or faults(change.before, {before.document: before}) == ()
        assert change.after is None or faults(change.after, {after.document: after}) == ()


def test_side_that_says_nothing_about_the_topic_is_named():
    found = compare("klimat", *_pair())

    assert "”Strategi 2020” (2020, ersatt) säger inget om ”klimat”." in found.text
    assert [kind for kind, *_ in _kinds(found)] == ["added", "added"]


def test_topic_that_neither_holds_is_not_found_and_says_what_was_compared():
    found = compare("fjärrvärme", *_pair())

    assert found.changes == ()
    assert found.text.startswith(
        "Varken ”Strategi 2020” (2020, ersatt) eller ”Strategi 2026” (2026, gällande) säger något om ”fjärrvärme”."
    )


def test_new_name_of_a_section_does_not_move_what_stands_under_it():
    renamed = tuple(
        (kind, "2. Motståndskraft" if text == "2. Beredskap" else text, level) for kind, text, level in _OLD
    )

    found = compare("", *_pair(_OLD, renamed))

    assert sorted(kind for kind, *_ in _kinds(found)) == ["added", "removed", *["unchanged"] * 7]


def test_broken_words_of_a_reader_are_no_change():
    old = ((_P, "Här finns betydande kunskaps vinster i hälso-och sjukvården att hämta.", 0),)
    new = ((_P, "Här finns betydande kunskapsvinster i hälso- och sjukvården att hämta.", 0),)

    assert [kind for kind, *_ in _kinds(compare("", *_pair(old, new)))] == ["unchanged"]


def test_number_in_a_heading_is_a_change_but_numbering_is_none():
    old = ((_H, "4.1 Önskat läge 2023", 1), (_P, "Hälsodata ska vara tillgängliga.", 0))
    new = ((_H, "5.2 Önskat läge 2030", 1), (_P, "Hälsodata ska vara tillgängliga.", 0))

    assert [kind for kind, *_ in _kinds(compare("", *_pair(old, new)))] == ["changed", "unchanged"]


# Generated pairs: one thing done to a text, and only that is found.

_SENTENCES = (
    "Regionen bygger upp lager av läkemedel för {n} dagar.",
    "Universiteten utbildar {n} bioinformatiker varje år.",
    "Minst {n} kliniska prövningar ska starta under perioden.",
    "Kommunerna övar evakuering {n} gånger om året.",
    "Bolagen får tillgång till testbäddar inom {n} veckor.",
    "Utsläppen från transporter minskar med {n} procent.",
    "Forskarskolan antar {n} doktorander i bioteknik.",
    "Handläggningstiden för hälsodata blir högst {n} dagar.",
    "Klustret tecknar avtal med {n} nordiska partner.",
    "Patientföreningarna bjuds in till {n} rådslag.",
)
_HEADINGS = ("Beredskap", "Kompetens", "Klimat och miljö", "Internationellt samarbete")


@st.composite
def _edits(draw):
    """Draw sections of sentences, an edit, and what must be found: {kind: (before, after)}."""
    order = draw(st.permutations(range(len(_SENTENCES))))
    numbers = draw(st.lists(st.integers(2, 89), min_size=len(_SENTENCES), max_size=len(_SENTENCES)))
    texts = [_SENTENCES[at].format(n=numbers[at]) for at in order]
    sections = {heading: texts[at * 2 : at * 2 + 2] for at, heading in enumerate(_HEADINGS)}
    spare = texts[8]
    edit = draw(st.sampled_from(["add", "remove", "change", "number", "move", "renumber"]))
    home, away = draw(st.permutations(_HEADINGS))[:2]
    at = draw(st.integers(0, 1))
    after = {heading: list(held) for heading, held in sections.items()}
    said = after[home][at]
    expected = None
    if edit == "add":
        after[home].insert(at, spare)
        expected = ("added", None, spare)
    elif edit == "remove":
        after[home].remove(said)
        expected = ("removed", said, None)
    elif edit == "move":
        after[home].remove(said)
        after[away].append(said)
        expected = ("moved", said, said)
    elif edit == "change":
        after[home][at] = said.removesuffix(".") + ", tillsammans med näringslivet."
        expected = ("changed", said, after[home][at])
    elif edit == "number":
        number = next(word for word in said.split() if word.isdigit())
        after[home][at] = said.replace(number, str(int(number) + draw(st.integers(1, 9))))
        expected = ("changed", said, after[home][at])
    return sections, after, 3 if edit == "renumber" else 1, expected


def _blocks(sections, first):
    for number, (heading, held) in enumerate(sections.items(), first):
        yield _H, f"{number}. {heading}", 1
        yield from ((_I, text, 0) for text in held)


@given(_edits())
@settings(max_examples=150, deadline=None)
def test_the_one_thing_done_to_a_text_is_found_and_nothing_else(drawn):
    sections, after, first, expected = drawn

    found = compare("", *_pair(tuple(_blocks(sections, 1)), tuple(_blocks(after, first))))

    assert [entry for entry in _kinds(found) if entry[0] != "unchanged"] == ([expected] if expected else [])


@given(_edits())
@settings(max_examples=50, deadline=None)
def test_no_statement_of_the_earlier_version_is_shown_as_in_force(drawn):
    sections, after, first, _ = drawn
    before, now = _pair(tuple(_blocks(sections, 1)), tuple(_blocks(after, first)))

    found = compare("", before, now)

    for change in found.changes:
        assert change.before is None or change.before.state is DocumentState.SUPERSEDED
        assert change.after is None or change.after.state is DocumentState.CURRENT
        assert change.after is None or change.after.quote in now.content.text


# Which two.


def test_the_current_strategy_is_compared_with_the_one_it_supersedes():
    before, after = _pair()
    register = MemoryRegister()
    register.save([replace(before, superseded_by="ny.md"), replace(after, supersedes="gammal.md")])

    assert [version.document for version in pair(register, _DAY)] == ["gammal.md", "ny.md"]


def test_strategy_without_a_predecessor_is_compared_with_its_own_earlier_version_as_superseded():
    register = MemoryRegister()
    _, after = _pair()
    register.save([after, replace(after, number=2, sha256="2")])

    before, now = pair(register, _DAY)

    assert (before.label, before.state, now.label, now.state) == ("1", "superseded", "2", "current")
    assert (chosen(register, "ny@1", _DAY).state, chosen(register, "ny.md", _DAY).label) == ("superseded", "2")


def test_nothing_to_compare_with_is_refused_with_a_remedy():
    register = MemoryRegister()
    register.save([_pair()[1]])

    with pytest.raises(DocumentRefusal) as refused:
        pair(register, _DAY)

    assert "--supersedes" in refused.value.text("sv")


# Questions about change.


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("vad har ändrats om beredskap sedan förra strategin?", "beredskap"),
        ("what has changed about preparedness since the previous strategy?", "preparedness"),
        ("Hur skiljer sig den nya strategin från den gamla när det gäller AI?", "AI"),
        ("What is the difference between the old and the new strategy on clinical trials?", "clinical trials"),
        ("Vad har ändrats kring hälsodata för forskning jämfört med 2020 års strategi?", "hälsodata för forskning"),
        ("jämför beredskap i nya och gamla strategin", "beredskap"),
        ("Vad har ändrats sedan förra strategin?", ""),
        ("Vad säger den förra strategin om beredskap?", None),
        ("Vad har förändrats i omvärlden?", None),
        ("What did the previous strategy say about new medicines?", None),
        ("Vilka ändringar föreslår kommunen i strategin?", None),
        ("vad är skillnaden mellan 2020 och 2026 års strategi", ""),
        ("vad har ändrats om agenda 2030 sedan förra strategin?", "agenda 2030"),
    ],
)
def test_question_about_change_names_its_topic(question, topic):
    assert changed_topic(question) == topic


def test_comparison_as_an_answer_marks_the_earlier_side():
    found = compare("beredskap", *_pair())

    answer = as_answer(found, "vad har ändrats?", as_of=_DAY, now=_NOW, language="sv", answer_id="a1")

    states = {source.n: source.state for source in answer.sources}
    assert {n for n, state in states.items() if state is DocumentState.SUPERSEDED} == set(answer.earlier)
    assert [sentence.text for sentence in answer.sentences] == [source.quote for source in answer.sources]
    assert [source.n for source in answer.sources] == list(range(1, len(answer.sources) + 1))


# The real strategies.


@pytest.fixture(scope="module")
def real():
    if not _SHARED.is_dir():
        pytest.skip("the real documents are not beside this checkout")
    register = MemoryRegister()
    files = ("strategi-2026-stockholm-uppsala.txt", "strategi-2020-stockholm.txt")
    ingest([_SHARED / name for name in files], register, now=_NOW, language="sv")
    return register


def test_real_strategies_show_what_is_new_about_preparedness(real):
    found = compare("beredskap", *pair(real, _DAY))

    added = [after for kind, _, after in _kinds(found) if kind == "added"]
    removed = [before for kind, before, _ in _kinds(found) if kind == "removed"]
    assert any("Pandemiberedskap" in quote for quote in added)
    assert any("Covid" in quote for quote in removed)


def test_every_citation_of_the_whole_real_comparison_holds(real):
    before, after = pair(real, _DAY)

    found = compare("", before, after)

    cited = [side for change in found.changes for side in (change.before, change.after) if side]
    assert len(cited) > 300
    for side in cited:
        assert faults(side, {before.document: before, after.document: after}) == ()


def test_whole_strategies_are_shown_by_their_headings_and_say_how_much_stands_under_them(real):
    found = compare("", *pair(real, _DAY), "sv")

    assert found.is_overview
    assert "Nya avsnitt:" in found.text
    assert "Hållbar utveckling och resiliens" in found.text
    assert "Nuläge" not in found.text.partition("Källor")[0], "a heading that comes again and again tells nothing"
    assert "Fråga om ett ämne" in found.text
    assert len(found.text.splitlines()) < 130


def test_a_section_that_moved_is_told_as_a_section_and_the_titles_are_no_change():
    old = ((_H, "Strategi 2020", 0), *_OLD)
    new = ((_H, "Strategi 2026", 0), *_OLD[:2], *_OLD[6:], (_H, "7. Beredskap", 1), *_OLD[3:6])

    found = compare("", *_pair(old, new))

    assert [change.kind.value for change in found.changes if change.kind.value != "unchanged"] == ["moved"]
    assert "Avsnittet ”7. Beredskap” [1] står på en annan plats än förut, ”2. Beredskap” [2]" in found.text
