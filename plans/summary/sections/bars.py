"""How statuses and forecasts are drawn: in which order, with which fill, the same everywhere."""

from collections.abc import Mapping
from typing import Final

from plans.summary import charts
from plans.summary.blocks import Chart
from plans.summary.figures import UNKNOWN
from plans.summary.sections.material import Material

FILLS: Final = {
    "completed": "solid",
    "continuous": "dense",
    "in_progress": "mid",
    "on_hold": "dots",
    "not_started": "white",
    "discontinued": "cross",
    "merged": "lines",
    "superseded": "lines",
    "on_track": "solid",
    "at_risk": "dense",
    "off_track": "cross",
    "not_assessed": "white",
    UNKNOWN: "sparse",
}
AS_DRAWN: Final = {
    "by_implementation": (
        "completed",
        "continuous",
        "in_progress",
        "on_hold",
        "not_started",
        "discontinued",
        "merged",
        "superseded",
        UNKNOWN,
    ),
    "by_forecast": ("on_track", "at_risk", "off_track", "not_assessed", UNKNOWN),
}


def status_bars(given: Material, kind: str, caption: str, counts: Mapping[str, Mapping[str, int]]) -> Chart:
    """Draw a bar for each label, of the counts of its codes; `kind` is ``implementation`` or ``forecast``."""
    codes = AS_DRAWN[f"by_{kind}"]
    labels = [given.category(kind, code) for code in codes]
    rows = [charts.Bar(label, tuple(found[code] for code in codes)) for label, found in counts.items()]
    parts = [charts.Category(label, FILLS[code]) for label, code in zip(labels, codes, strict=True)]
    svg, height = charts.bars(caption, parts, rows)
    told = (
        f"{row.label}: " + (", ".join(f"{label} {n}" for label, n in zip(labels, row.counts, strict=True) if n) or "0")
        for row in rows
    )
    return Chart(caption, given.t("report.alt.bars", rows="; ".join(told)), svg, charts.WIDTH, height)
