"""Write the summary as Markdown: everything in it, with ids, readable as it stands.

Every text is escaped, so that nothing in it becomes a heading, a link, a table, code or HTML, in CommonMark and in
GitHub's dialect; an address is broken so that no reader turns it into a link. Charts are told in words.
"""

import re
from collections.abc import Callable, Iterator

from plans.summary.blocks import Block, Chart, Heading, Paragraph, Points, Quote, Section, Summary, Table
from prompts.texts import Texts, texts

_MARKS = re.compile(r"([\\`*_\[\]#|~<>&^$])")
_AT_THE_START = re.compile(r"^(?:(?=[-+=])|\d+(?=[.)]))")
_DOT_IN_NAME = re.compile(r"(?<=\w)\.(?=[A-Za-z]{2})")
_ADDRESS = re.compile(r"(:)(?=//)|(@)|(\bwww)(?=\\?\.)", re.IGNORECASE)
_SEAM = "<!-- -->"  # nothing to read, and the end of what a reader may take for an address


def rendered(summary: Summary) -> bytes:
    """Return the summary as a .md file in UTF-8."""
    t = texts(summary.language)
    parts = [f"# {escaped(summary.front.title)}", escaped(summary.front.subtitle), f"_{escaped(summary.front.notice)}_"]
    parts.append("\n".join(f"- **{escaped(label)}:** {escaped(value)}" for label, value in summary.front.facts))
    for section in summary.sections:
        parts.extend(_section(section, t))
    return ("\n\n".join(parts) + "\n").encode()


def escaped(text: str) -> str:
    """Return one line of text in which nothing is markup."""
    marked = _MARKS.sub(r"\\\1", " ".join(text.split("\n")).strip())  # a line that is set in would be code
    marked = _AT_THE_START.sub(lambda found: f"{found[0]}\\", marked)
    return _ADDRESS.sub(lambda found: f"{found[0]}{_SEAM}", _DOT_IN_NAME.sub(r"\\.", marked))


def _section(section: Section, t: Texts) -> Iterator[str]:
    number = t("report.layout.appendix", letter=section.number) if section.is_appendix else section.number
    yield f"## {number}. {escaped(section.title)}"
    for block in section.blocks:
        yield _WRITERS[type(block)](block, t)


def _heading(block: Heading, t: Texts) -> str:  # noqa: ARG001 - every writer takes the texts
    return f"{'#' * (block.level + 1)} {escaped(block.text)}"


def _paragraph(block: Paragraph, t: Texts) -> str:  # noqa: ARG001 - as above
    return escaped(block.text) + _cited(block.sources)


def _points(block: Points, t: Texts) -> str:  # noqa: ARG001 - as above
    rows = []
    for number, point in enumerate(block.items, start=1):
        mark = f"{number}." if block.numbered else "-"
        about = f"**{escaped(point.about)}:** " if point.about else ""
        rows.append(f"{mark} {about}{escaped(point.text)}{_cited(point.sources)}")
    return "\n".join(rows)


def _quote(block: Quote, t: Texts) -> str:
    """Every line of the words stands behind the quotation's own mark."""
    about = [f"**{escaped(block.about)}**"] if block.about else []
    quoted = f"{t('report.layout.quote_open')}{block.words}{t('report.layout.quote_close')}"
    words = [escaped(line) for line in quoted.split("\n")]
    rows = [*about, *words, f"— {escaped(block.attribution)}{_cited(block.sources)}"]
    return "\n".join(f"> {row}  " for row in rows).rstrip()


def _table(block: Table, t: Texts) -> str:
    heads = " | ".join(_cell(column.head) for column in block.columns)
    rules = " | ".join("---:" if column.number else "---" for column in block.columns)
    rows = [f"| {' | '.join(_cell(text) for text in row)} |" for row in block.rows]
    caption = f"**{t('report.layout.table')}. {escaped(block.caption)}**"
    return "\n".join([f"{caption}\n", f"| {heads} |", f"| {rules} |", *rows])


def _chart(block: Chart, t: Texts) -> str:
    caption = f"**{t('report.layout.figure')}. {escaped(block.caption)}**"
    return f"{caption} {escaped(t('report.layout.chart', alt=block.alt))}"


def _cell(text: str) -> str:
    return "<br>".join(escaped(line) for line in text.split("\n"))


def _cited(sources: tuple[int, ...]) -> str:
    return "".join(f" \\[{number}\\]" for number in sources)


_WRITERS: dict[type[Block], Callable[..., str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Points: _points,
    Quote: _quote,
    Table: _table,
    Chart: _chart,
}
