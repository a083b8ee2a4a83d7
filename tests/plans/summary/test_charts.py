import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from inline_snapshot import snapshot as inline

from plans.formats.picturing import pngs
from plans.summary import charts, lines
from plans.summary.blocks import Chart
from plans.summary.composing import compose
from plans.summary.drawing import FILLS, lines_of
from plans.summary.sections.bars import FILLS as CATEGORY_FILLS

SVG = "{http://www.w3.org/2000/svg}"
CATEGORIES = (
    charts.Category("Genomförd", "solid"),
    charts.Category("Pågår", "mid"),
    charts.Category("Avförd", "cross"),
)


def texts_of(svg):
    return [found.text for found in ET.fromstring(svg).iter(f"{SVG}text")]


def test_a_bar_carries_its_numbers_as_text():
    svg, _ = charts.bars("Läge", CATEGORIES, (charts.Bar("A. Forskning", (2, 3, 0)), charts.Bar("B. Vård", (1, 0, 0))))

    assert texts_of(svg) == ["Genomförd", "Pågår", "A. Forskning", "2", "3", "5", "B. Vård", "1", "1"]


def test_an_empty_category_is_neither_drawn_nor_explained():
    svg, _ = charts.bars("Läge", CATEGORIES, (charts.Bar("A", (2, 0, 0)),))

    assert "Avförd" not in svg


def test_every_category_of_one_chart_has_its_own_fill():
    for codes in (
        ("completed", "continuous", "in_progress", "on_hold", "not_started", "discontinued", "merged", "unknown"),
        ("on_track", "at_risk", "off_track", "not_assessed", "unknown"),
    ):
        fills = [FILLS[CATEGORY_FILLS[code]] for code in codes]

        assert len({(ground, mark) for ground, mark, _ in fills}) == len(codes)


def test_names_with_markup_stay_text():
    svg, _ = charts.bars('<a href="x">', CATEGORIES, (charts.Bar("<script>&", (1, 0, 0)),))

    assert "<script>&" in texts_of(svg)


def test_a_falling_indicator_is_drawn_from_its_baseline_too():
    row = charts.Gauge("S1", "I fas", (Decimal(94), "94"), None, (Decimal(60), "60"), (Decimal(45), "45"))

    svg, _ = charts.gauges("Indikatorer", (row,), charts.GaugeWords("a", "b", "c", "d"))

    x = {found.text: float(found.get("x")) for found in ET.fromstring(svg).iter(f"{SVG}text")}
    assert x["94"] < x["60"] < x["45"]


@pytest.mark.parametrize("places", [(), (5,), (5, 5), (5, 5, 5, 5)])
def test_a_gauge_stands_missing_and_equal_values(places):
    points = [(Decimal(n), str(n)) for n in places] + [None] * (4 - len(places))

    svg, _ = charts.gauges("I", (charts.Gauge("S1", "–", *points),), charts.GaugeWords("a", "b", "c", "d"))

    assert ET.fromstring(svg).tag == f"{SVG}svg"


def test_answers_over_time_rise_one_step_an_answer_and_end_at_the_count():
    marks = ((date(2027, 11, 30), "sista svarsdag"), (date(2027, 12, 14), "brytdatum"))
    days = [date(2027, 11, 3), date(2027, 11, 9)]

    svg, _ = charts.responses("Svar", days, 4, date(2027, 11, 1), marks, str, "2 av 4")

    assert texts_of(svg)[-1] == "2 av 4"
    assert len(re.findall("V", re.search('d="([^"]+)"', svg)[1])) == 2


def test_days_that_stand_close_under_the_axis_are_written_on_two_lines():
    def places(cut_off):
        marks = ((date(2027, 11, 1), "sista svarsdag"), (cut_off, "stoppdatum"))
        svg, _ = charts.responses("Svar", [date(2027, 10, 4)], 4, date(2027, 10, 1), marks, str, "1 av 4")
        days = [text for text in ET.fromstring(svg).iter(f"{SVG}text") if (text.text or "").startswith("2027")]
        return [float(text.get("y")) for text in days]

    assert len(set(places(date(2027, 12, 1)))) == 1
    assert [y - places(date(2027, 11, 5))[0] for y in places(date(2027, 11, 5))] == [0, 0, 16]


def test_a_year_without_requests_can_be_drawn():
    marks = ((date(2027, 11, 1), "sista svarsdag"),)

    svg, _ = charts.responses("Svar", [], 0, date(2027, 11, 1), marks, str, "0 av 0")

    assert ET.fromstring(svg).tag == f"{SVG}svg"


def test_long_names_are_cut_with_an_ellipsis():
    assert lines_of("ett mycket långt namn som inte får plats någonstans alls", 60, 13) == ["ett", "mycket …"]


def test_every_chart_of_the_summary_has_an_alt_text_and_becomes_a_picture(snapshot, gaps):
    from datetime import UTC, datetime

    made = compose(snapshot, language="sv", gaps=gaps, generated_at=datetime(2027, 12, 15, tzinfo=UTC))

    found = [block for block in made.blocks() if isinstance(block, Chart)]
    assert [chart.caption for chart in found] == inline(
        [
            "Bekräftade svar över tid",
            "Genomförandestatus per aspekt",
            "Prognos per aspekt",
            "Genomförandestatus per område: A. Forskning och kunskap",
            "Genomförandestatus per område: B. Synlighet och samverkan",
            "Genomförandestatus per område: C. Beredskap och hållbarhet",
            "Indikatorer: A. Forskning och kunskap",
            "Indikatorer: B. Synlighet och samverkan",
            "Indikatorer: C. Beredskap och hållbarhet",
            "Indikatorer över åren: A. Forskning och kunskap",
        ]
    )
    assert all(len(chart.alt) > 40 for chart in found)
    assert pngs(found[:1])[0][:8] == b"\x89PNG\r\n\x1a\n"
    assert pngs(found[:1]) == pngs(found[:1])


LEGEND = charts.GaugeWords("utgångsvärde", "föregående", "utfall", "målvärde")


def test_a_line_carries_each_years_value_and_its_ends_as_text():
    row = lines.Line(
        "V1 Dagar", "I fas", ((2026, Decimal(78), "78"), (2027, Decimal(61), "61")), None, (Decimal(45), "45")
    )

    svg, _ = lines.lines("Över åren", (row,), LEGEND)

    assert texts_of(svg) == [
        "utgångsvärde",
        "utfall",
        "målvärde",
        "V1 Dagar",
        "I fas",
        "45",
        "78",
        "2026",
        "61",
        "2027",
    ]


def test_a_line_that_falls_is_drawn_falling_and_one_that_stands_still_is_level():
    falling = lines.Line("A", "", ((2026, Decimal(78), "78"), (2027, Decimal(61), "61")), None, None)
    level = lines.Line("B", "", ((2026, Decimal(5), "5"), (2027, Decimal(5), "5")), None, None)

    paths = re.findall(
        r'd="M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)" fill="none"', lines.lines("x", (falling, level), LEGEND)[0]
    )

    assert float(paths[0][0]) < float(paths[0][1])
    assert paths[1][0] == paths[1][1]


def test_a_change_matrix_carries_its_numbers_and_marks_what_stood_still():
    svg, _ = charts.matrix("Ändringar", ("Pågår", "Genomförd"), ((2, 1), (0, 0)), "Från \\ till")

    assert [text for text in texts_of(svg) if text.isdigit()] == ["2", "1"]
    assert svg.count('stroke-width="2.2"') == 2
