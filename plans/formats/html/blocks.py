"""Write the blocks of a summary as elements of a web page, and keep count of what has been numbered so far.

Every table has a caption, column heads and row heads; one with many columns stands in a region of its own that scrolls
and can be reached by keyboard, so that the page itself never has to. A chart is drawn and told in words beside it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import zip_longest

from plans.formats.html.figure_links import linked
from plans.formats.html.markup import Html, element, joined
from plans.formats.replies_spoken import spoken
from plans.summary.blocks import Block, Chart, Heading, Paragraph, Points, Quote, Section, Summary, Table
from plans.summary.tracing import figure_names
from prompts.texts import Texts, texts

_FEW_COLUMNS = 3  # that many fit on a telephone
_OWN_ID = re.compile(
    r'(<pattern id="|="url\(#)([a-z]+)'
)  # quotes are escaped in a chart's words, so only the drawing's
_MARK = re.compile(r"\[(\d+)\]")


class Writing:
    """A page while it is being written: its numbers of tables, charts and citations."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self.t: Texts = texts(summary.language)
        self.numbers: Counter[str] = Counter()
        self.cited: Counter[int] = Counter()  # how often each source has been, for the way back
        keys = {section.key for section in summary.sections}
        self.head_of_sources = self.t("report.column.source")  # looked for in every cell
        self.lists_sources = "appendix_sources" in keys
        listed = summary.figures.accounts if "appendix_actions" in keys else ()
        self.actions = {account.nr: f"action-{n}" for n, account in enumerate(listed, start=1)}
        self.spoken = spoken(summary)
        self.named = figure_names(summary)
        self.figures = {one.name: f"figure-{n}" for n, one in enumerate(self.named, start=1)}
        self.labels = {one.name: one.label for one in self.named}

    def section(self, section: Section, *more: Html) -> Html:
        """Return a section with its heading, its blocks and what else stands in it."""
        blocks = (_WRITERS[type(block)](self, block, section.key) for block in section.blocks)
        title = f"{section.key}-title"
        return element(
            "section",
            element("h2", section_title(section, self.t), id=title),
            *blocks,
            *more,
            id=section.key,
            class_="wide" if section.wide else None,
            aria_labelledby=title,
        )

    def heading(self, block: Heading, _: str) -> Html:
        """Return a heading inside a section."""
        return element(f"h{block.level + 1}", block.text)

    def paragraph(self, block: Paragraph, _: str) -> Html:
        """Return a paragraph whose numbers lead to what they were counted from."""
        told = self._told(block.text, block.figures)
        return element("p", told, self.citations(block.sources), class_="lead" if block.lead else None)

    def points(self, block: Points, _: str) -> Html:
        """Return a list."""
        items = (
            element(
                "li", self._about(point.about), self._told(point.text, point.figures), self.citations(point.sources)
            )
            for point in block.items
        )
        return element("ol" if block.numbered else "ul", *items)

    def quote(self, block: Quote, _: str) -> Html:
        """Return a reply's words as a quotation, with who said them."""
        about = element("p", element("strong", block.about), class_="about") if block.about else ""
        source = element("figcaption", block.attribution, self.citations(block.sources))
        return element("figure", about, self.quoted(block.words, *block.sources), source, class_="quote")

    def quoted(self, words: str, *sources: int) -> Html:
        """Return words of a source between the language's quotation marks, in their own language and direction."""
        marks = self.t("report.layout.quote_open"), self.t("report.layout.quote_close")
        language = next((self.spoken[n] for n in sources if n in self.spoken), None)
        return element("blockquote", element("p", marks[0], words, marks[1], dir="auto"), lang=language)

    def table(self, block: Table, section: str) -> Html:
        """Return a table with its caption, the first cell of each row naming the row."""
        self.numbers["table"] += 1
        n = self.numbers["table"]
        caption = element("caption", self.t("report_pages.table", n=n, caption=block.caption), id=f"table-{n}")
        heads = element("tr", *self._heads(block, section))
        rows = (self._row(block, place, section) for place in range(len(block.rows)))
        kind = "dense" if block.dense else None
        table = element("table", caption, element("thead", heads), element("tbody", *rows), class_=kind)
        if len(block.columns) <= _FEW_COLUMNS:
            return element("div", table, class_="table")
        return _scrolling(table, f"table-{n}")

    def chart(self, block: Chart, _: str) -> Html:
        """Return a chart with its caption and the same in words."""
        self.numbers["chart"] += 1
        n = self.numbers["chart"]
        caption = self.t("report_pages.chart", n=n, caption=block.caption)
        drawn = Html(_OWN_ID.sub(rf"\g<1>chart-{n}-\g<2>", block.svg))  # escaped in plans/summary/drawing.py
        named = element("strong", caption, id=f"chart-{n}")
        words = element("p", self.t("report.layout.chart", alt=block.alt))
        return element("figure", _scrolling(drawn, f"chart-{n}"), element("figcaption", named, words), class_="chart")

    def citations(self, sources: tuple[int, ...]) -> Html:
        """Return the numbers of sources as links, each a place to come back to."""
        return joined(*(part for n in sources for part in (" ", self._citation(n))))

    def _citation(self, n: int) -> str:
        """Return a source's number as a link to where it is listed, or in a brief to the reply's own words."""
        mark, said = self.t("report_pages.cite.mark", n=n), self.t("report_pages.cite.label", n=n)
        if not self.lists_sources:
            is_reply = self.summary.sources[n - 1].kind == "update"
            return element("a", mark, href=f"#reply-{n}", class_="cite", title=said) if is_reply else mark
        self.cited[n] += 1
        return element("a", mark, href=f"#source-{n}", id=f"cited-{n}-{self.cited[n]}", class_="cite", title=said)

    def _about(self, about: str | None) -> Html:
        return joined(element("strong", f"{about}:"), " ") if about else Html()

    def _told(self, text: str, names: tuple[str, ...]) -> Html:
        told = (self.summary.figures[name] for name in names)
        return linked(text, told, self.figures, self.summary.language, self._called)

    def _called(self, name: str) -> str:
        return self.t("report_pages.figures.rows", figure=self.labels[name])

    def _heads(self, block: Table, section: str) -> Iterator[Html]:
        for column in block.columns:
            yield element("th", column.head, scope="col", class_="number" if column.number else None)
        if self._lists_sources(block, section):
            yield element("th", self.t("report_pages.cite.used"), scope="col")

    def _row(self, block: Table, place: int, section: str) -> Html:
        row, columns = block.rows[place], block.columns
        names = block.figures[place] if block.figures else ()
        cells = [
            self._cell(text, name, head=not at, number=column.number, cites=self._cites(column.head))
            for at, (text, column, name) in enumerate(zip_longest(row, columns, names))
        ]
        own_id = self.actions.get(row[0]) if section == "appendix_actions" else None
        if self._lists_sources(block, section):
            own_id = f"source-{row[0]}"
            cells.append(element("td", *self._ways_back(int(row[0]))))
        total = "total" if block.total and place == len(block.rows) - 1 else None
        return element("tr", *cells, id=own_id, class_=total)

    def _cell(self, text: str, name: str | None, *, head: bool, number: bool, cites: bool) -> Html:
        inside: str = text
        if name in self.figures:
            inside = element("a", text, href=f"#{self.figures[name]}")
        elif cites:
            inside = self._cited_in(text)
        kind = "number" if number else None
        return element("th", inside, scope="row", class_=kind) if head else element("td", inside, class_=kind)

    def _cites(self, head: str) -> bool:
        return head == self.head_of_sources

    def _cited_in(self, text: str) -> Html:
        """Return the cell of a source column, its numbers as links; no others: such a cell is the program's own."""
        parts = _MARK.split(text)
        known = range(1, len(self.summary.sources) + 1)
        return joined(
            *(self._citation(int(part)) if at % 2 and int(part) in known else part for at, part in enumerate(parts))
        )

    def _lists_sources(self, block: Table, section: str) -> bool:
        return section == "appendix_sources" and block.caption == self.t("report.caption.sources")

    def _ways_back(self, n: int) -> Iterator[str]:
        if self.summary.sources[n - 1].kind == "update":
            yield element("a", self.t("report_pages.cite.words"), href=f"#reply-{n}")
            yield " "
        for place in range(1, self.cited[n] + 1):
            said = self.t("report_pages.cite.back", place=place, n=n)
            yield element("a", f"↩{place}", href=f"#cited-{n}-{place}", title=said)
            yield " "


def section_title(section: Section, t: Texts) -> str:
    """Return a section's number or letter with its title."""
    if section.is_appendix:
        return f"{t('report.layout.appendix', letter=section.number)}. {section.title}"
    return f"{section.number}. {section.title}"


def _scrolling(inside: Html, named_by: str) -> Html:
    return element("div", inside, class_="scroll", role="region", aria_labelledby=named_by, tabindex=0)


_WRITERS: dict[type[Block], Callable[..., Html]] = {
    Heading: Writing.heading,
    Paragraph: Writing.paragraph,
    Points: Writing.points,
    Quote: Writing.quote,
    Table: Writing.table,
    Chart: Writing.chart,
}
