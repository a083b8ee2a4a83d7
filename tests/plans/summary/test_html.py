import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from plans.formats import FORMATS
from plans.formats.html import backing
from plans.formats.html.blocks import Writing
from plans.formats.html.figure_links import linked
from plans.formats.html.markup import Html, element
from plans.summary.blocks import Chart, Quote, Table
from plans.summary.composing import compose
from plans.summary.figures import Figure
from plans.summary.tracing import figure_names

MADE = datetime(2027, 12, 15, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module", params=["sv", "en"])
def summary(request, snapshot, previous, gaps):
    return compose(snapshot, language=request.param, gaps=gaps, previous=previous, generated_at=MADE)


@pytest.fixture(scope="module")
def written(summary):
    return FORMATS["html"](summary).decode()


@pytest.fixture(scope="module")
def page(written):
    return html.document_fromstring(written)


def said(node):
    return " ".join(node.text_content().split())


def test_the_same_summary_gives_the_same_bytes(summary, written):
    assert FORMATS["html"](summary).decode() == written


def test_the_page_needs_nothing_and_runs_nothing(written, page):
    rules = page.xpath("//meta[@http-equiv]/@content")

    assert not page.xpath("//script | //link | //img | //iframe | //object | //form | //@src | //@style")
    assert not [name for node in page.iter() for name in node.attrib if name.startswith("on")]
    assert all(address.startswith("#") for address in page.xpath("//@href"))
    assert not re.search(r"@import|url\((?!#)", written)
    assert len(rules) == 1
    assert rules[0].startswith("default-src 'none'; style-src 'sha256-")


def test_the_page_names_itself_and_its_language(summary, page):
    assert page.get("lang") == summary.language
    assert page.findtext("head/title") == f"{summary.front.title} – {summary.front.subtitle}"


def test_the_way_in_is_a_skip_link_then_the_contents_then_the_text(page):
    body = page.find("body")
    parts = [part.tag for part in body]

    assert parts == ["a", "header", "nav", "main"]
    assert body[0].get("href") == f"#{body[-1].get('id')}"
    sections = page.xpath("//main/section/@id")
    assert page.xpath("//nav//a/@href") == [f"#{name}" for name in sections]


def test_headings_are_in_order_and_none_is_left_out(page):
    levels = [int(node.tag[1]) for node in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_id_is_one_places_and_every_link_leads_somewhere(page):
    ids = page.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert {address[1:] for address in page.xpath("//@href")} <= set(ids)
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_every_table_has_a_caption_and_heads_for_columns_and_rows(summary, page):
    tables = page.xpath("//table")

    assert len(tables) == sum(isinstance(block, Table) for block in summary.blocks())
    for table in tables:
        assert said(table.find("caption"))
        assert all(head.get("scope") == "col" for head in table.xpath("thead//th"))
        assert all(row[0].get("scope") == "row" for row in table.xpath("tbody/tr"))


def test_the_tables_say_what_the_summary_says(summary, page):
    blocks = [block for block in summary.blocks() if isinstance(block, Table)]

    for block, table in zip(blocks, page.xpath("//table"), strict=True):
        rows = [
            ["\n".join(cell.xpath(".//text()")) for cell in row][: len(block.columns)] for row in table.xpath(".//tr")
        ]
        told = [[column.head for column in block.columns], *map(list, block.rows)]
        assert [[re.sub(r"\s", "", cell) for cell in row] for row in rows] == [
            [re.sub(r"\s", "", cell) for cell in row] for row in told
        ]


def test_what_is_wider_than_a_telephone_scrolls_in_a_named_place_that_the_keyboard_reaches(page):
    for table in page.xpath("//table[count(thead/tr/th) > 3]"):
        around = table.getparent()
        assert around.get("role") == "region"
        assert around.get("tabindex") == "0"
        assert said(page.get_element_by_id(around.get("aria-labelledby")))


def test_every_chart_is_a_named_picture_and_told_in_words(summary, page):
    charts = [block for block in summary.blocks() if isinstance(block, Chart)]
    figures = page.xpath("//figure[@class='chart']")

    assert len(figures) == len(charts) > 0
    for chart, figure in zip(charts, figures, strict=True):
        svg = figure.find(".//svg")
        assert svg.get("role") == "img"
        assert svg.findtext("title")
        assert chart.caption in said(figure)
        assert " ".join(chart.alt.split()) in said(figure)


def test_a_charts_patterns_are_its_own(page):
    for svg in page.xpath("//svg"):
        own = set(svg.xpath(".//pattern/@id"))
        used = {found for fill in svg.xpath(".//@fill") for found in re.findall(r"url\(#(.+)\)", fill)}
        assert used <= own


def test_a_citation_leads_to_its_source_and_back(summary, page):
    marks = page.xpath("//a[starts-with(@id, 'cited-')]")

    assert len(marks) > 20
    for mark in marks:
        row = page.get_element_by_id(mark.get("href")[1:])
        assert f"[{said(row[0])}]" == said(mark)
        assert f"#{mark.get('id')}" in row.xpath(".//a/@href")


def test_every_reply_stands_in_full_with_its_source(summary, page):
    told = {source.n: source for source in summary.sources if source.kind == "update"}
    words = {update.id: update.text for update in summary.snapshot.updates}

    for n, source in told.items():
        figure = page.get_element_by_id(f"reply-{n}")
        quoted = figure.xpath("blockquote//text()")
        assert "".join(words[source.id].split()) in re.sub(r"\s", "", "".join(quoted))
        assert said(figure.find("figcaption")) == source.text.replace("\u00a0", " ")


def test_every_figure_stands_with_the_rows_it_counts(summary, page):
    for name, label in ((one.name, one.label) for one in figure_names(summary)):
        head = page.xpath(f"//dt[code[text()='{name}']]")[0]
        rows = head.getnext()
        assert said(head).startswith(label)
        assert len(rows.findall(".//li")) == len(summary.figures[name].rows)


def test_a_figure_of_many_rows_names_their_actions(summary, monkeypatch):
    monkeypatch.setattr(backing, "_FEW", 0)

    page = html.document_fromstring(FORMATS["html"](summary).decode())

    rows = page.xpath("//dt[code[text()='requests']]")[0].getnext()
    assert said(rows) == ", ".join(found.request.nr for found in summary.figures.requests)
    assert len(rows.findall("a")) == summary.figures.count("requests")


def test_a_brief_has_no_contents_and_its_links_lead_somewhere(summary):
    brief = replace(summary, is_brief=True, sections=summary.sections[:1])

    page = html.document_fromstring(FORMATS["html"](brief).decode())

    assert not page.xpath("//nav")
    assert {address[1:] for address in page.xpath("//@href")} <= set(page.xpath("//@id"))
    assert page.xpath("//a[@href='#reply-2']")


def test_a_reply_in_another_language_says_which(summary, page):
    quoted = page.xpath("//blockquote")

    assert {quote.get("lang") for quote in quoted} == ({None} if summary.language == "sv" else {"sv"})


def test_each_colour_of_text_is_seen_on_each_ground_by_day_and_by_night(written):
    themes = [
        dict(re.findall(r"--(\w+): (#\w{6});", block)) for block in re.findall(r":root \{(.*?)\}", written, re.DOTALL)
    ]

    assert len(themes) == 2
    for theme in themes:
        for text in ("ink", "soft", "link"):
            for ground in ("paper", "shade", "head", "mark"):
                assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground, theme)
        assert contrast(theme["edge"], theme["paper"]) >= 4.5  # the skip link, and the ring around what has focus


def contrast(one, other):
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


COUNTED = (
    Figure("three", 3, 12, ("a", "b", "c")),
    Figure("one", 1, 12, ("d",)),
    Figure("another", 1, 12, ("e",)),
    Figure("rate", 0.8182, 11, ("f",)),
    Figure("many", 1200, None, ("g",)),
    Figure("none", 0, 12, ()),
)
PLACES = {figure.name: f"to-{figure.name}" for figure in COUNTED}


@pytest.mark.parametrize(
    ("text", "names", "links"),
    [
        ("Av 12 är 3 klara.", ("three",), ["3 #to-three"]),
        ("Till 2027-03-01 hade 3 svarat.", ("three",), ["3 #to-three"]),
        ("Svarsfrekvensen är 82\u00a0%.", ("rate",), ["82\u00a0% #to-rate"]),
        ("Totalt 1\u00a0200 rader, V3 ej.", ("three", "many"), ["1\u00a0200 #to-many", "three #to-three"]),
        ("Tre är klara.", ("three",), ["three #to-three"]),
        ("3 är klara och 3 sena.", ("three",), ["three #to-three"]),
        ("1 vilar och 1 pågår.", ("one", "another"), ["1 #to-one", "1 #to-another"]),
        ("1 vilar och 1 pågår.", ("another", "one"), ["1 #to-another", "1 #to-one"]),
        ("1 vilar, 1 pågår och 1 är sen.", ("one", "another"), ["one #to-one", "another #to-another"]),
        ("0 vilar.", ("none",), []),
    ],
)
def test_a_number_leads_to_its_rows_where_it_can_be_of_one_figure(text, names, links):
    told = [figure for name in names for figure in COUNTED if figure.name == name]

    found = html.fragment_fromstring(linked(text, told, PLACES, "sv", str), create_parent="p")

    assert [f"{link.text} {link.get('href')}" for link in found.iter("a")] == links
    assert found.text_content().startswith(text)


def test_a_text_is_never_markup_and_html_is_never_escaped_twice():
    inside = element("b", "<i> & \"'")

    assert element("p", "a<\nb", inside, title='"<', hidden=True, lang=None) == (
        '<p title="&quot;&lt;" hidden>a&lt;<br>b<b>&lt;i&gt; &amp; &quot;&#x27;</b></p>'
    )
    assert type(inside) is Html


@given(words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_whatever_somebody_wrote_is_read_as_they_wrote_it(empty, words):
    quoted = html.fragment_fromstring(empty.quote(Quote(words, words, about=words), ""))

    assert [node.tag for node in quoted.iter()] == ["figure", "p", "strong", "blockquote", "p", "figcaption"]
    assert quoted.findtext("blockquote/p") == f"”{words}”"
    assert quoted.findtext("figcaption") == words


@pytest.fixture(scope="session")
def empty(snapshot, gaps):
    summary = compose(snapshot, language="sv", gaps=gaps, generated_at=MADE)
    return Writing(replace(summary, sections=()))
