"""What stands around the blocks of a page: its head with the rules that keep it by itself, the way in and the contents.

The page may load nothing, run nothing and send nothing; the one style sheet is let in by its hash.
"""

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Final

from plans.formats.html.backing import appendices
from plans.formats.html.blocks import Writing, section_title
from plans.formats.html.markup import Html, element
from plans.summary.blocks import Section, Summary

_MAIN: Final = "main"


def rendered(summary: Summary) -> bytes:
    """Return the summary as a .html file in UTF-8."""
    writing = Writing(summary)
    written = [(section, writing.section(section)) for section in summary.sections]
    written += appendices(writing)
    body = element(
        "body",
        element("a", writing.t("report_pages.skip"), href=f"#{_MAIN}", class_="skip"),
        _front(writing),
        "" if summary.is_brief else _contents(writing, [section for section, _ in written]),
        element(_MAIN, *(inside for _, inside in written), id=_MAIN, tabindex=-1),
    )
    return f"<!doctype html>\n{element('html', _head(writing), body, lang=summary.language)}\n".encode()


def _head(writing: Writing) -> Html:
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    rules = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    front = writing.summary.front
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=rules),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{front.title} – {front.subtitle}"),
        element("style", Html(style)),
    )


def _front(writing: Writing) -> Html:
    front = writing.summary.front
    facts = (element("div", element("dt", label), element("dd", value)) for label, value in front.facts)
    return element(
        "header",
        element("h1", front.title),
        element("p", front.subtitle, class_="subtitle"),
        element("p", front.notice, class_="notice"),
        element("dl", *facts, class_="facts"),
    )


def _contents(writing: Writing, sections: list[Section]) -> Html:
    listed = (
        element("li", element("a", section_title(section, writing.t), href=f"#{section.key}")) for section in sections
    )
    title = element("h2", writing.t("report.layout.contents"), id="contents-title")
    return element("nav", title, element("ol", *listed), aria_labelledby="contents-title")


@cache
def _style() -> str:
    return resources.files("plans.formats.html").joinpath("style.css").read_text("utf-8")
