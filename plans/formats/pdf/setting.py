"""Set the summary's content with typst, by the standards that the file keeps to."""

import json
from datetime import UTC
from functools import cache, partial
from importlib import resources
from typing import Final

import typst

from plans.formats.pdf.content import content
from plans.formats.pdf.letters import HELD, SAFEST, Ranges, held
from plans.formats.pdf.row_heads import headed
from plans.summary.blocks import Summary

STANDARDS: Final = ("ua-1", "a-2a")
_NO_GLYPH: Final = "could not be displayed"  # what typst says of a character that its typefaces lack together


def rendered(summary: Summary) -> bytes:
    """Return the summary as a .pdf file.

    A mark and a letter may each have a glyph and the two together none; then only plain Latin letters are kept, and
    the rest is told by its codes.
    """
    try:
        return _set(summary, HELD)
    except typst.TypstError as lacking:
        if _NO_GLYPH not in str(lacking):
            raise
        return _set(summary, SAFEST)


def _set(summary: Summary, among: Ranges) -> bytes:
    told = json.dumps(content(summary, partial(held, among=among)), ensure_ascii=False)
    made = typst.compile(
        _template(),
        format="pdf",
        pdf_standards=list(STANDARDS),
        font_paths=_fonts(),
        sys_inputs={"summary": told},
        timestamp=summary.generated_at.astimezone(UTC).replace(microsecond=0),  # typst takes no parts of a second
    )
    return headed(bytes(made))


@cache
def _template() -> bytes:
    return resources.files("plans.formats.pdf").joinpath("report.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """The typefaces that typst carries and no others: the same summary is the same bytes on every machine."""
    return typst.Fonts(include_system_fonts=False)
