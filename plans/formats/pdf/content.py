"""What a PDF of the summary holds, as plain data that the template reads: strings, numbers and lists, never markup."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from plans.formats.pdf.letters import breakable
from plans.formats.replies_spoken import spoken
from plans.summary.blocks import Block, Chart, Heading, Paragraph, Points, Quote, Section, Summary, Table, is_opening
from prompts.texts import Texts, texts

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_REGIONS: Final = {"sv": "SE", "en": "GB"}
_OWN_PAGE: Final = frozenset({"overview", "about", "appendix_actions"})  # these begin a page; so does a turned one
_ANNOUNCED: Final = (Chart, Points, Quote, Table)  # what a paragraph before it stays with
_DRAWING: Final = "svg"  # the one string that is no text
_LINE: Final = 60  # characters that a line has room for, and a narrow column
_COLUMN: Final = 12


def content(summary: Summary, letters: Callable[[str], str]) -> dict[str, Json]:
    """Return the summary as data; `letters` gives each text with characters that the typefaces have."""
    t, front, made = texts(summary.language), summary.front, summary.generated_at
    languages = spoken(summary)
    told: dict[str, Json] = {
        "title": front.title,
        "subtitle": front.subtitle,
        "notice": front.notice,
        "facts": [[label, value] for label, value in front.facts],
        "state": front.state,
        "words": {
            "contents": t("report.layout.contents"),
            "sources": t("report.layout.sources"),
            "table": t("report.layout.table"),
            "figure": t("report.layout.figure"),
            "open": t("report.layout.quote_open"),
            "close": t("report.layout.quote_close"),
        },
        "sections": [_section(section, t, languages, brief=summary.is_brief) for section in summary.sections],
        "endnotes": _endnotes(summary, t),
    }
    return {
        **_lettered(told, letters),
        "language": summary.language,
        "region": _REGIONS.get(summary.language),
        "brief": summary.is_brief,
        "date": [made.year, made.month, made.day],
    }


def _endnotes(summary: Summary, t: Texts) -> Json:
    """Return the sources that are cited, for a document that does not list them all in an appendix."""
    if any(_lists_sources(block, section, t) for section in summary.sections for block in section.blocks):
        return []
    cited = {n for block in summary.blocks() for n in _cited(block)}
    return [[str(source.n), source.text] for source in summary.sources if source.n in cited]


def _cited(block: Block) -> tuple[int, ...]:
    if isinstance(block, Points):
        return tuple(n for point in block.items for n in point.sources)
    return block.sources if isinstance(block, Paragraph | Quote) else ()


def _lists_sources(block: Block, section: Section, t: Texts) -> bool:
    if section.key != "appendix_sources" or not isinstance(block, Table):
        return False
    return block.caption == t("report.caption.sources")


def _lettered(told: dict[str, Json], letters: Callable[[str], str]) -> dict[str, Json]:
    def walked(key: str, value: Json) -> Json:
        if isinstance(value, str):
            return letters(value) if key == _DRAWING else breakable(letters(value), _LINE)
        if isinstance(value, list):
            return [walked(key, part) for part in value]
        return {inner: walked(inner, part) for inner, part in value.items()} if isinstance(value, dict) else value

    return {key: walked(key, part) for key, part in told.items()}


def _section(section: Section, t: Texts, languages: Mapping[int, str], *, brief: bool) -> Json:
    number = t("report.layout.appendix", letter=section.number) if section.is_appendix else section.number
    following = [*section.blocks[1:], None]
    return {
        "title": f"{number}. {section.title}",
        "wide": section.wide,
        "begins": not brief and section.key in _OWN_PAGE,
        "blocks": [
            {
                **_BLOCKS[type(block)](block, section, t),
                "announces": isinstance(after, _ANNOUNCED) or is_opening(block),
                "spoken": _spoken(block, languages),
            }
            for block, after in zip(section.blocks, following, strict=True)
        ],
    }


def _spoken(block: Block, languages: Mapping[int, str]) -> Json:
    """Return the language and region of a reply that is in another language than the summary, None for all else."""
    found = next((languages[n] for n in _cited(block) if n in languages), None) if isinstance(block, Quote) else None
    return [found, _REGIONS.get(found)] if found else None


def _heading(block: Heading, *_: object) -> dict[str, Json]:
    return {"kind": "heading", "level": block.level, "text": block.text}


def _paragraph(block: Paragraph, *_: object) -> dict[str, Json]:
    return {"kind": "paragraph", "text": block.text, "sources": list(block.sources), "lead": block.lead}


def _points(block: Points, *_: object) -> dict[str, Json]:
    items: list[Json] = [
        {"about": f"{point.about}: " if point.about else "", "text": point.text, "sources": list(point.sources)}
        for point in block.items
    ]
    return {"kind": "points", "numbered": block.numbered, "items": items}


def _quote(block: Quote, *_: object) -> dict[str, Json]:
    return {
        "kind": "quote",
        "about": block.about,
        "words": block.words,
        "attribution": block.attribution,
        "sources": list(block.sources),
    }


def _table(block: Table, section: Section, t: Texts) -> dict[str, Json]:
    return {
        "kind": "table",
        "caption": block.caption,
        "heads": [column.head for column in block.columns],
        "weights": [column.weight for column in block.columns],
        "numbers": [column.number for column in block.columns],
        "rows": [[breakable(cell, _COLUMN) for cell in row] for row in block.rows],
        "total": block.total,
        "dense": block.dense,
        "sources": _lists_sources(block, section, t),
    }


def _chart(block: Chart, *_: object) -> dict[str, Json]:
    return {"kind": "chart", "caption": block.caption, "alt": block.alt, _DRAWING: block.svg}


_BLOCKS: Final[dict[type[Block], Callable[..., dict[str, Json]]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Points: _points,
    Quote: _quote,
    Table: _table,
    Chart: _chart,
}
