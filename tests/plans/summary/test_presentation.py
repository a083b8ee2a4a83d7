"""The summary as a presentation: what is on each slide, that it fits, and that everybody can read it."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot as written
from pptx import Presentation
from pptx.oxml.ns import qn

from plans.formats import FORMATS
from plans.formats.powerpoint_fitting import Line, Span, count_lines, pages, row_pages, width_of
from plans.model import PriorityArea
from plans.summary.composing import compose
from plans.summary.slides import slides
from plans.summary.slides.areas import MOST_AREAS

MADE = datetime(2027, 12, 15, 6, 0, tzinfo=UTC)
LONG = (
    "Ett område med ett namn som ingen ryms på en rad, om forskning, utbildning, beredskap och mycket annat i regionen"
)


@pytest.fixture(scope="module")
def summary(snapshot, previous, gaps):
    return compose(snapshot, language="sv", gaps=gaps, previous=previous, generated_at=MADE)


@pytest.fixture(scope="module")
def content(summary):
    return FORMATS["pptx"](summary)


@pytest.fixture(scope="module")
def deck(content):
    return Presentation(io.BytesIO(content))


def texts_of(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def of_thirty_areas(snapshot):
    """Return the snapshot with its actions repeated over thirty areas, one of them with a very long name."""
    places = [(f"{'ABC'[n % 3]}. Aspekt {n % 3}", f"{LONG if n == 3 else 'Område'} {n}") for n in range(30)]
    actions = tuple(
        replace(one, nr=f"{one.nr}.{n}", title=one.title * (6 if n == 3 else 1), aspect=aspect, area=area, position=n)
        for n, (aspect, area) in enumerate(places)
        for one in snapshot.actions[:4]
    )
    areas = tuple(PriorityArea(aspect=aspect, area=area) for aspect, area in places)
    return replace(snapshot, actions=actions, requests=(), updates=(), areas=areas)


def test_the_slides_tell_the_year_in_order(summary):
    titles = [slide.title for slide in slides(summary)]

    assert titles == written(
        [
            "Årlig uppföljning 2027",
            "Läget i korthet",
            "Så långt har åtgärderna kommit",
            "Så bedömer rapportörerna att det går",
            "Steg framåt",
            "Läget i varje prioriterat område",
            "Data för forskning",
            "Finansiering",
            "Kommunikation",
            "Internationellt samarbete",
            "Beredskap",
            "Klimat och miljö",
            "Indikatorer",
            "Indikatorernas utfall mot målvärdet",
            "Indikatorernas utfall mot målvärdet (2)",
            "Avvikelser",
            "Hinder",
            "Beslut som efterfrågas",
            "Gap i planen och uppföljningen",
            "Nästa steg",
            "Så gjordes uppföljningen",
        ]
    )


def test_every_slide_has_a_title_of_its_own_in_its_placeholder(deck):
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]

    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert all(slide.shapes[0] == slide.shapes.title for slide in deck.slides)


def test_key_figures_are_those_of_the_summary(summary, deck):
    told = "\n".join(texts_of(deck.slides[1]))

    for name, total in (("by_implementation.completed", "actions"), ("deviating", "actions"), ("unheard", "actions")):
        assert f"{summary.figures.count(name)} av {summary.figures.count(total)}" in told


def test_the_notes_name_the_figures_and_the_sources(deck):
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]

    assert "Åtgärder i planen: 12 av 12 (actions)" in notes[1]
    fourth = "[4] Lägesrapport om V4, bekräftad 17\u00a0november\u00a02027 av v4@vallmark.example"
    assert any(fourth in note for note in notes)
    assert all(notes)


def test_what_owners_ask_to_have_decided_stands_in_their_words(deck):
    asked = next(slide for slide in deck.slides if slide.shapes.title.text_frame.text == "Beslut som efterfrågas")

    assert "”Utan beslut om finansiering kommer vi inte vidare”" in "\n".join(texts_of(asked))


def test_every_picture_and_table_has_an_alt_text(deck):
    seen = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type in {13, 19}]

    assert len(seen) > 5
    assert all(next(shape._element.iter(qn("p:cNvPr"))).get("descr") for shape in seen)


def test_every_run_says_which_language_it_is_in(deck):
    parts = [part for slide in deck.slides for part in (slide.element, slide.notes_slide.element)]
    runs = [run for part in parts for run in part.iter(qn("a:r"), qn("a:fld"))]

    assert {run.find(qn("a:rPr")).get("lang") for run in runs} == {"sv-SE"}
    assert deck.core_properties.language == "sv-SE"


def test_a_reply_in_another_language_says_so_in_both_files(snapshot, gaps):
    small = replace(snapshot, actions=snapshot.actions[3:4])
    english = compose(small, language="en", gaps=gaps, generated_at=MADE)

    deck = Presentation(io.BytesIO(FORMATS["pptx"](english)))
    runs = [run for slide in deck.slides for run in slide.element.iter(qn("a:r"))]
    spoken = {run.find(qn("a:t")).text[:30] for run in runs if run.find(qn("a:rPr")).get("lang") == "sv-SE"}
    assert "“Utan beslut om finansiering k" in spoken
    assert {run.find(qn("a:rPr")).get("lang") for run in runs} == {"sv-SE", "en-GB"}
    with ZipFile(io.BytesIO(FORMATS["docx"](english))) as parts:
        assert b'<w:lang w:val="sv-SE"/>' in parts.read("word/document.xml")


def stays(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.is_placeholder and shape._element.spPr.find(qn("a:xfrm")) is None:
                continue  # where the master has it
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_everything_stays_on_its_slide(deck):
    stays(deck)


def test_a_plan_of_thirty_areas_lists_all_shows_some_and_stays_on_its_slides(snapshot, gaps):
    year = compose(of_thirty_areas(snapshot), language="sv", gaps=gaps, generated_at=MADE)
    shown = slides(year)

    table = next(slide for slide in shown if slide.title == "Läget i varje prioriterat område")
    names = {row[0] for row in table.seen.rows}
    assert len(table.seen.rows) == 30
    assert sum(1 for slide in shown if slide.title in names) == MOST_AREAS
    assert len(shown) < 40
    stays(Presentation(io.BytesIO(FORMATS["pptx"](year))))


def test_a_reply_is_text_and_nothing_else(content):
    with ZipFile(io.BytesIO(content)) as parts:
        inside = {name: parts.read(name).decode("utf-8", "ignore") for name in parts.namelist() if ".xml" in name}

    told = "".join(text for name, text in inside.items() if name.startswith("ppt/slides/slide"))
    assert "&lt;script&gt;" in told or "script" not in told
    for name, text in inside.items():
        assert "hlinkClick" not in text, name
        assert "External" not in text, name
    assert not [name for name in inside if "vba" in name.lower() or "embeddings" in name]


def test_the_same_summary_is_the_same_bytes(summary, content):
    assert FORMATS["pptx"](summary) == content


def test_an_empty_year_has_slides_and_what_xml_cannot_hold_does_not_stop_them(snapshot):
    empty = replace(snapshot, actions=(), requests=(), updates=(), dispatches=(), delegations=(), areas=())
    year = compose(empty, language="en", gaps=(), generated_at=MADE)
    front = replace(year.front, title="Annual\x00 follow\ufffe-up\x0b", subtitle="a\ud800b")

    deck = Presentation(io.BytesIO(FORMATS["pptx"](replace(year, front=front))))

    assert deck.slides[0].shapes.title.text_frame.text == "Annual follow-up"
    assert deck.slides[1].shapes.title.text_frame.text == "The situation in brief"


def line(text):
    return (Line(spans=(Span(text),), size=20.0, before=10.0),)


@given(st.lists(st.text(max_size=300), min_size=1, max_size=20))
@settings(deadline=None, max_examples=60)
def test_words_are_shared_out_without_losing_or_overfilling_anything(texts):
    items = [line(text) for text in texts]

    found = list(pages(items, 800, 300, 400))

    assert [item for page in found for item in page] == items
    for n, page in enumerate(found):
        high = sum(one.height(800) for item in page for one in item)
        assert high <= (400 if n else 300) or len(page) == 1


@given(st.lists(st.floats(10, 90), max_size=40), st.integers(1, 12))
@settings(max_examples=60)
def test_rows_are_shared_out_whole_and_in_order(high, most):
    found = list(row_pages(high, 200, 300, most))

    assert [n for begin, end in found for n in range(begin, end)] == list(range(len(high)))
    assert all(end - begin <= most for begin, end in found)


def test_letters_are_measured_as_wide_as_arial_has_them():
    assert width_of("illi", 100) < width_of("mwmw", 100) / 2
    assert count_lines("ord " * 40, 20, 300) > count_lines("ord " * 40, 20, 600)
    assert count_lines("a" * 200, 20, 300) == 8
