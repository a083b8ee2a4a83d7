"""The appendices that only a page of links has use for: the rows behind every figure, and every reply in full."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from plans.formats.html.blocks import Writing
from plans.formats.html.markup import Html, element, joined
from plans.model import Snapshot, StatusUpdate
from plans.summary.accounts import local_day
from plans.summary.blocks import Section
from plans.summary.figures import Figure
from plans.summary.numbering import in_figures
from prompts.texts import Texts


@dataclass(frozen=True, slots=True)
class Row:
    """A row behind a figure as it is shown, and the place in the page that tells more; None where none does."""

    text: str
    anchor: str | None = None


def appendices(writing: Writing) -> Iterator[tuple[Section, Html]]:
    """Yield the appendices with their titles, lettered on from the summary's last."""
    last = writing.summary.sections[-1].number
    for step, (key, inside) in enumerate(_APPENDICES, start=1):
        section = Section(key, chr(ord(last) + step), writing.t(f"report_pages.{key}.title"), ())
        yield section, writing.section(section, *inside(writing))


def _figures(writing: Writing) -> Iterator[Html]:
    """Yield every figure with its rows, each a link to where the page tells more of it."""
    yield element("p", writing.t("report_pages.figures.intro"))
    rows = _rows(writing)
    told: list[Html] = []
    for name, figure in writing.summary.figures.entries.items():
        told.append(element("dt", element("code", name), ": ", _value(figure, writing.t), id=writing.figures[name]))
        told.append(element("dd", _shown([rows.get(key, Row(key)) for key in figure.rows], writing.t)))
    yield element("dl", *told, class_="backing")


def _replies(writing: Writing) -> Iterator[Html]:
    """Yield every reply's own words, as a quotation."""
    by_id = {update.id: update for update in writing.summary.snapshot.updates}
    titles = {account.nr: account.action.title for account in writing.summary.figures.accounts}
    found = [(source, by_id[source.id]) for source in writing.summary.sources if source.id in by_id]
    yield element("p", writing.t(f"report_pages.replies.{'intro' if found else 'none'}"))
    for source, update in found:
        about = element("p", element("strong", f"{update.nr} {titles.get(update.nr, '')}".strip()), class_="about")
        caption = element("figcaption", element("a", source.text, href=f"#source-{source.n}"))
        yield element("figure", about, writing.quoted(update.text), caption, id=f"reply-{source.n}", class_="quote")


_APPENDICES: Final[tuple[tuple[str, Callable[[Writing], Iterator[Html]]], ...]] = (
    ("figures", _figures),
    ("replies", _replies),
)


def _value(figure: Figure, t: Texts) -> str:
    if figure.value is None:
        return t("report_pages.figures.unknown")
    value = in_figures(figure.value, t.language)
    return (
        value if figure.of is None else t("report_pages.figures.of", value=value, of=in_figures(figure.of, t.language))
    )


def _shown(rows: list[Row], t: Texts) -> Html:
    if not rows:
        return joined(t("report_pages.figures.none"))
    linked = (element("a", row.text, href=f"#{row.anchor}") if row.anchor else row.text for row in rows)
    return joined(*(part for at, row in enumerate(linked) for part in ((", ", row) if at else (row,))))


def _rows(writing: Writing) -> dict[str, Row]:
    """Return what each id that a figure counts stands for: an action, a question, a reply, a message."""
    snapshot, actions = writing.summary.snapshot, writing.actions
    found = {nr: Row(nr, anchor) for nr, anchor in actions.items()}
    found |= {request.id: Row(request.nr, actions.get(request.nr)) for request in snapshot.requests}
    found |= {given.id: Row(given.nr, actions.get(given.nr)) for given in snapshot.delegations}
    found |= {sent.key: Row(", ".join(sent.nrs), actions.get(sent.nrs[0])) for sent in snapshot.dispatches if sent.nrs}
    return found | _of_replies(writing, snapshot)


def _of_replies(writing: Writing, snapshot: Snapshot) -> dict[str, Row]:
    numbers = {source.id: source.n for source in writing.summary.sources}

    def reply(update: StatusUpdate) -> Row:
        return Row(f"{update.nr} {local_day(update.confirmed_at).isoformat()}", f"reply-{numbers[update.id]}")

    told = {update.id: reply(update) for update in snapshot.updates}
    asked = {need.id: told.get(need.update_id, Row(need.nr)) for need in snapshot.decisions}
    files = {
        one.id: Row(one.name, f"reply-{numbers[one.update_id]}" if one.update_id in numbers else None)
        for one in snapshot.evidence
    }
    return told | asked | files
