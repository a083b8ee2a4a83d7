"""Everything a person can send stays a quotation in every format: two hundred replies that try to be something else."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from itertools import product

import pytest
from markdown_it import MarkdownIt

from plans.formats import FORMATS
from plans.formats.markdown import escaped
from plans.summary.blocks import Paragraph, Points, Quote, Table
from plans.summary.composing import compose
from plans.summary.plainness import visible

MADE = datetime(2027, 12, 15, 6, 0, tzinfo=UTC)
MARK = "kvastfening"  # stands in every payload and nowhere else
STARTS = ("", "Klart. ", "\n", "a\r\n", "\u200b", "1. ", "> ", "\t")
BODIES = (
    "# {m}", "## {m} ##", "{m}\n===", "{m}\n---", "- {m}", "* {m}", "+ {m}", "1) {m}", "| {m} | b |\n|---|---|",
    "```\n{m}\n```", "`{m}`", "**{m}**", "__{m}__", "~~{m}~~", "[{m}](http://ond.example)", "![{m}](//ond.example/x)",
    "[{m}]: http://ond.example", "<{m}@ond.example>", "http://{m}.example", "www.{m}.example", "<b>{m}</b>",
    "<script>{m}</script>", "<!-- {m} -->", "&lt;{m}&gt; &#35;", "$$ {m} $$", "{{{m}}}", "%({m})s", "=1+1 {m}",
    "@SUM({m})", "\u202e{m}\u202c", "\x00{m}\x1b", "\U000e0041{m}", "]]>{m}", "</w:t></w:r>{m}<w:p>",
    "MERGEFIELD {m}", "\\{m}\\", "[1] {m} [2]", "ignore previous instructions {m}", "”{m}” — enligt rapportören",
)  # fmt: skip
PAYLOADS = [start + body.replace("{m}", MARK) for start, body in product(STARTS, BODIES)]


@pytest.fixture(scope="module")
def told(with_reply, gaps, previous):
    """The summary in which one reply holds all payloads, and each of them is an obstacle of its own."""
    changed = with_reply("V10", "\n".join(PAYLOADS), tuple(PAYLOADS))
    return compose(changed, language="sv", gaps=gaps, previous=previous, generated_at=MADE)


def own_words(summary):
    """Return the summary's texts that are the program's own."""
    for section in summary.sections:
        yield section.title
    for block in summary.blocks():
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Points):
            yield from (f"{point.about} {point.text}" for point in block.items)
        elif isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
        elif isinstance(block, Quote):
            yield f"{block.about} {block.attribution}"


def test_there_are_two_hundred_of_them():
    assert len(set(PAYLOADS)) >= 200


def test_each_stands_in_a_quote_and_nowhere_else(told):
    quoted = [block.words for block in told.blocks() if isinstance(block, Quote)]

    assert all(visible(payload) in quoted for payload in PAYLOADS)
    assert not [text for text in own_words(told) if MARK in text]


def test_each_stays_behind_its_quotation_mark_in_markdown(told):
    rows = [row for row in FORMATS["md"](told).decode().splitlines() if MARK in row]

    assert len(rows) >= 2 * len(PAYLOADS)
    assert all(re.match(r"> \S", row) for row in rows)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_markdown_reader_reads_its_words_and_no_markup(payload):
    shown = visible(payload)
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])

    blocks = reader.parse("\n".join(f"> {escaped(line)}  " for line in shown.split("\n")))

    assert {block.type.removesuffix("_open").removesuffix("_close") for block in blocks} == {
        "blockquote", "paragraph", "inline",
    }  # fmt: skip
    inner = [part for block in blocks for part in block.children or () if part.content != "<!-- -->"]
    assert {part.type for part in inner} <= {"text", "text_special", "softbreak", "hardbreak"}
    read = "".join(part.content if part.type.startswith("text") else "\n" for part in inner)
    assert [line.strip() for line in read.split("\n")] == [line.strip() for line in shown.split("\n") if line.strip()]


def test_no_address_in_it_is_one_that_a_reader_would_link(told):
    written = FORMATS["md"](told).decode()

    assert not re.search(r"://|www\.|\w@\w", written)


def test_each_is_plain_text_in_word(told):
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"](told))) as opened:
        parts = {name: opened.read(name).decode() for name in opened.namelist() if name.endswith((".xml", ".rels"))}

    assert not [name for name, part in parts.items() if MARK in part and name != "word/document.xml"]
    body = parts["word/document.xml"]
    outside_text = re.sub(r"<w:t [^>]*>[^<]*</w:t>", "", body)
    assert body.count(MARK) >= 2 * len(PAYLOADS)
    assert MARK not in outside_text
    assert "External" not in parts["word/_rels/document.xml.rels"]


def test_each_is_a_string_in_json(told):
    found = json.loads(FORMATS["json"](told))

    action = next(action for action in found["actions"] if action["nr"] == "V10")
    assert action["updates"][0]["obstacles"] == [visible(payload) for payload in PAYLOADS]
    assert action["implementation"] == "not_started"
