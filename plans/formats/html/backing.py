"""The appendices that only a page of links has use for: the rows behind every figure, and every reply in full.

A figure of many rows names each by its action's number, which leads to the row that tells the rest: to tell all rows of
all figures would make the page of a large plan too heavy to open.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from plans.formats.html.blocks import Writing
from plans.formats.html.markup import Html, element, joined
from plans.summary.blocks import Section
from plans.summary.figures import Figure
from plans.summary.tracing import Named, Trace, TracedRow, all_traced

_FEW: Final = 30  # rows of a figure that are told, each on a line


def appendices(writing: Writing) -> Iterator[tuple[Section, Html]]:
    """Yield the appendices with their titles, lettered on from the summary's last."""
    last = writing.summary.sections[-1]
    letter = ord(last.number) + 1 if last.is_appendix else ord("A")
    for step, (key, inside) in enumerate(_APPENDICES):
        section = Section(key, chr(letter + step), writing.t(f"report_pages.{key}.title"), ())
        yield section, writing.section(section, *inside(writing))


def _figures(writing: Writing) -> Iterator[Html]:
    """Yield every figure with its rows, each a link to where the page tells more of it."""
    yield element("p", writing.t("report_pages.figures.intro"))
    entries = writing.summary.figures.entries
    few = [name for name in writing.figures if len(entries[name].rows) <= _FEW]
    traces = {trace.named.name: trace for trace in all_traced(writing.summary, few)}
    numbers = {request.id: request.nr for request in writing.summary.snapshot.requests}
    numbers |= {update.id: update.nr for update in writing.summary.snapshot.updates}
    told: list[Html] = []
    for one in writing.named:
        told.append(_head(writing, one))
        trace = traces.get(one.name)
        told.append(_told(writing, trace) if trace else _many(writing, entries[one.name], numbers))
    yield element("dl", *told, class_="backing")


def _head(writing: Writing, one: Named) -> Html:
    value = element("strong", f"{one.label}: {one.told}")
    return element("dt", value, " ", element("code", one.name), id=writing.figures[one.name])


def _told(writing: Writing, trace: Trace) -> Html:
    if not trace.rows:
        return element("dd", writing.t("report_pages.figures.none"))
    return element("dd", element("ul", *(element("li", _row(writing, row)) for row in trace.rows)))


def _row(writing: Writing, row: TracedRow) -> Html:
    told = f" – {row.told}" if row.told else ""
    sources = dict.fromkeys(passage.source for passage in row.passages if passage.source)
    words = (part for n in sources for part in (" ", _to_reply(writing, n)))
    return joined(_to_action(writing, row.nr, row.text), told, *words)


def _many(writing: Writing, figure: Figure, numbers: dict[str, str]) -> Html:
    named = (numbers.get(row, row.partition("#")[0]) for row in figure.rows)
    return element("dd", *_listed(_to_action(writing, nr, nr) for nr in named))


def _to_action(writing: Writing, nr: str | None, text: str) -> str:
    anchor = writing.actions.get(nr or "")
    return element("a", text, href=f"#{anchor}") if anchor else text


def _to_reply(writing: Writing, n: int) -> Html:
    mark = writing.t("report_pages.cite.mark", n=n)
    return element("a", mark, href=f"#reply-{n}", class_="cite", title=writing.t("report_pages.cite.label", n=n))


def _listed(parts: Iterable[str]) -> Iterator[str]:
    for at, part in enumerate(parts):
        if at:
            yield ", "
        yield part


def _replies(writing: Writing) -> Iterator[Html]:
    """Yield every reply's own words, as a quotation."""
    known = (*(writing.summary.previous.updates if writing.summary.previous else ()), *writing.summary.snapshot.updates)
    by_id = {update.id: update for update in known}
    titles = {account.nr: account.action.title for account in writing.summary.figures.accounts}
    found = [(source, by_id[source.id]) for source in writing.summary.sources if source.id in by_id]
    yield element("p", writing.t(f"report_pages.replies.{'intro' if found else 'none'}"))
    for source, update in found:
        about = element("p", element("strong", f"{update.nr} {titles.get(update.nr, '')}".strip()), class_="about")
        listed = f"#source-{source.n}" if writing.lists_sources else None
        caption = element("figcaption", element("a", source.text, href=listed) if listed else source.text)
        yield element(
            "figure", about, writing.quoted(update.text, source.n), caption, id=f"reply-{source.n}", class_="quote"
        )


_APPENDICES: Final[tuple[tuple[str, Callable[[Writing], Iterator[Html]]], ...]] = (
    ("figures", _figures),
    ("replies", _replies),
)
