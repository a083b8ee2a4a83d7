"""For random plans and years: sums are sums, and a figure is the same number in prose, in tables and in every file."""

import re
from datetime import UTC, datetime
from itertools import chain

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from plans.formats import FORMATS
from plans.gaps import find_gaps
from plans.summary.blocks import Points, Table
from plans.summary.composing import compose
from plans.summary.numbering import in_figures, in_per_cent
from plans.summary.slides import slides
from plans.summary.slides.slide import Keys
from prompts.texts import texts
from tests.plans.summary import told_in_formats
from tests.plans.summary.random_years import rounds
from tests.plans.summary.told_in_formats import letters

MADE = datetime(2028, 1, 11, tzinfo=UTC)
NUMBER = re.compile(r"(?<![\w.,:–\u00a0-])\d+(?:[\u00a0,.]\d+)*(?:\u00a0?%)?(?![\w–]|\u00a0[^\W\d]|[-:]\d)")


def composed(pair, language):
    now, before = pair
    gaps = find_gaps(
        now.actions, today=MADE.date(), year=2027, areas=now.areas, requests=now.requests, updates=now.updates
    )
    return compose(
        now, language=language, gaps=gaps, previous=before, gaps_before=() if before else None, generated_at=MADE
    )


def texts_with_figures(summary):
    on_slides = (block for slide in slides(summary) for block in slide.words)
    for block in chain(summary.blocks(), on_slides):
        for item in block.items if isinstance(block, Points) else [block]:
            if getattr(item, "figures", ()) and not isinstance(item, Table):
                yield f"{getattr(item, 'about', None) or ''} {item.text}", item.figures


def forms(figure, language):
    yield in_figures(figure.value, language)
    yield in_figures(len(figure.rows), language)
    if figure.of is not None:
        yield in_figures(figure.of, language)
    if isinstance(figure.value, float):
        yield in_per_cent(figure.value, language)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rounds(), st.sampled_from(["sv", "en"]))
def test_every_number_in_prose_is_one_of_the_figures_that_the_text_names(pair, language):
    summary = composed(pair, language)

    for text, names in texts_with_figures(summary):
        known = set(chain.from_iterable(forms(summary.figures[name], language) for name in names))
        told = {found for found in NUMBER.findall(text) if found not in {"2026", "2027", "2028"}}
        assert told <= known, (text, names)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rounds(), st.sampled_from(["sv", "en"]))
def test_a_cell_tells_its_figure_and_a_last_row_sums_the_others(pair, language):
    summary = composed(pair, language)

    for table in (block for block in chain(summary.blocks(), shown(Table, summary)) if isinstance(block, Table)):
        for row, names in zip(table.rows, table.figures, strict=bool(table.figures)):
            for cell, name in zip(row, names, strict=True):
                assert name is None or cell == in_figures(len(summary.figures[name].rows), language), (
                    table.caption,
                    name,
                )
        if table.total:
            columns = [column for column in zip(*table.rows, strict=True) if all(cell.isdigit() for cell in column)]
            assert columns
            assert all(sum(map(int, column[:-1])) == int(column[-1]) for column in columns), table.caption


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rounds())
def test_places_moves_and_answers_sum_to_all(pair):
    figures = composed(pair, "sv").figures

    aspects = {name.split(".")[1] for name in figures.entries if name.startswith("aspect.")}
    assert sum(figures.count(f"aspect.{n}.actions") for n in aspects) == figures.count("actions")
    for code in figures.group("by_implementation"):
        whole = sum(figures.count(f"aspect.{n}.by_implementation.{code}") for n in aspects)
        assert whole == figures.count(f"by_implementation.{code}")
    assert sum(len(one.rows) for one in figures.group("answers_by_week").values()) == figures.count("answered")
    assert sum(len(one.rows) for one in figures.group("trends").values()) == figures.count("indicators_total")
    if "kept" in figures.entries:
        kept = figures.count("kept")
        assert figures.count("new") + kept == figures.count("actions")
        for group in ("status_changes", "status_before", "status_now"):
            assert sum(len(one.rows) for one in figures.group(group).values()) == kept


def rows_in_a_pdf(summary):
    """Yield the letters of each row as a PDF has them: the sources are a list there."""
    sources = texts(summary.language)("report.caption.sources")
    for table in (block for block in summary.blocks() if isinstance(block, Table)):
        for number, *cells in table.rows:
            yield letters(f"[{number}]{'·'.join(cells)}" if table.caption == sources else "".join((number, *cells)))


def shown(kind, summary):
    return [slide.seen for slide in slides(summary) if isinstance(slide.seen, kind)]


def cut(found, told):
    """Leave out the columns that a format has beside those of the document, such as links back."""
    widths = [len(table[0]) for table in told]
    return [[row[:width] for row in table] for table, width in zip(found, widths, strict=True)]


@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(rounds(), st.sampled_from(["sv", "en"]))
def test_every_file_tells_the_same_numbers(pair, language):
    summary = composed(pair, language)
    told = told_in_formats.tables_of(summary)

    for name, read in told_in_formats.TABLES.items():
        assert cut(read(FORMATS[name](summary)), told) == told, name
    assert told_in_formats.json_figures(FORMATS["json"](summary)) == {
        name: len(figure.rows) for name, figure in summary.figures.entries.items()
    }
    for name, (value, of) in told_in_formats.excel_figures(FORMATS["xlsx"](summary)).items():
        assert (value, of) == (summary.figures[name].value, summary.figures[name].of)


@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(rounds(), st.sampled_from(["sv", "en"]))
def test_a_pdf_tells_every_row_in_order(pair, language):
    summary = composed(pair, language)
    told = told_in_formats.pdf_letters(FORMATS["pdf"](summary))

    at = 0
    for row in rows_in_a_pdf(summary):
        found = told.find(row, at)
        assert found >= 0, row
        at = found + len(row)


@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(rounds(), st.sampled_from(["sv", "en"]))
def test_slides_tell_the_numbers_of_the_report(pair, language):
    summary = composed(pair, language)
    deck = FORMATS["pptx"](summary)
    tables, written = told_in_formats.slide_tables(deck), "\n".join(told_in_formats.slide_texts(deck))
    of_report = {block.caption: block for block in summary.blocks() if isinstance(block, Table)}

    for table in shown(Table, summary):
        assert tables[table.caption][1:] == [list(row) for row in table.rows]
        assert table.rows == of_report.get(table.caption, table).rows
    assert set(tables) == {table.caption for table in shown(Table, summary)}
    for key in (key for keys in shown(Keys, summary) for key in keys.items):
        assert f"{key.value}\n{key.label}" in written
    for name, told in told_in_formats.slide_figures(deck).items():
        assert NUMBER.findall(told)[:1] in [[form] for form in forms(summary.figures[name], language)], (name, told)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_gives_the_same_bytes_for_the_same_summary(name, snapshot, previous):
    made = [compose(snapshot, language="sv", gaps=(), previous=previous, generated_at=MADE) for _ in range(2)]

    assert FORMATS[name](made[0]) == FORMATS[name](made[1])
