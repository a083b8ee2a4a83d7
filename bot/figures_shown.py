"""The figures of a summary and the rows behind one of them, as the command line and chat show them."""

from collections.abc import Iterator
from dataclasses import asdict

from plans.summary.blocks import Summary
from plans.summary.tracing import Trace, TracedRow, figure_names, traced
from prompts.texts import Texts, texts


def all_in_words(summary: Summary) -> str:
    """Return every figure with its name, what it is called and what it comes to."""
    words = texts(summary.language)
    named = figure_names(summary)
    width = max(len(one.name) for one in named)
    rows = (f"{one.name:{width}}  {one.label}: {one.told}" for one in named)
    return "\n".join([words("figures.listing", year=summary.year), "", *rows])


def all_json(summary: Summary) -> dict[str, object]:
    """Return every figure as JSON values."""
    return {
        "year": summary.year,
        "snapshot": summary.snapshot.id,
        "figures": [asdict(one) for one in figure_names(summary)],
    }


def in_words(summary: Summary, name: str) -> str:
    """Return a figure and its rows as people read them.

    Raises:
        PlanRefusal: there is no figure of that name.
    """
    words, trace = texts(summary.language), traced(summary, name)
    head = f"{trace.named.label}: {trace.named.told}"
    rows = [line for row in trace.rows for line in ("", *_row(row, words))]
    return "\n".join([head, *(rows or ["", words("figures.no_rows")])])


def to_json(summary: Summary, name: str) -> dict[str, object]:
    """Return a figure and its rows as JSON values.

    Raises:
        PlanRefusal: there is no figure of that name.
    """
    trace = traced(summary, name)
    return {"year": summary.year, "snapshot": summary.snapshot.id, **_figure_json(trace)}


def _figure_json(trace: Trace) -> dict[str, object]:
    figure = trace.figure
    return {
        **asdict(trace.named),
        "value": figure.value,
        "of": figure.of,
        "kind": figure.kind,
        "rows": [asdict(row) for row in trace.rows],
    }


def _row(row: TracedRow, words: Texts) -> Iterator[str]:
    yield row.text
    if row.told:
        yield f"  {row.told}"
    for passage in row.passages:
        quoted = words("figures.row.quote", words=passage.words).splitlines()
        yield from (f"  {line}" for line in quoted)
        yield f"    {passage.attribution}; {passage.confirmed} ({passage.update_id})"
    if row.place:
        yield f"  {words('figures.row.plan', place=row.place)}"
