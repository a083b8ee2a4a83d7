"""Read Markdown: headings, paragraphs, lists, quotes and tables; its marks of emphasis and links are taken away.

Comments and elements that a page does not show are left out and named in a remark, as are the texts of pictures.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from retrieval.model import BlockKind, RawBlock
from retrieval.readers.base import Notice, RawDocument, remark
from retrieval.readers.text import decoded
from retrieval.words.phrases import plain

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_COMMENT = re.compile(r"<!--(?P<said>.*?)(?:-->|\Z)", re.DOTALL)  # one that is never closed hides the rest
_UNSHOWN = re.compile(
    r"<(?P<tag>[a-z]+)\b[^<>]*(?:display:\s*none|visibility:\s*hidden|opacity:\s*0|font-size:\s*[01](?![\d.])|"
    r"color:\s*(?:white|#fff)|\shidden\b)[^<>]*>(?P<said>.*?)(?:</(?P=tag)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"<(?P<tag>script|style|template|head|title)\b[^<>]*>(?P<said>.*?)(?:</(?P=tag)\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+(?P<said>[^\n]*)$", re.MULTILINE)  # "[//]: # (nobody sees this)"
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|center|code|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|kbd|"
    r"li|mark|ol|p|picture|pre|q|s|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|var)"
    r"\b[^<>]*>",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"!\[(?P<said>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|<img\b[^<>]*\balt=[\"'](?P<alt>[^\"']*)[^<>]*>", re.IGNORECASE
)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"^(\s*)(?:[-*+•]|(\d{1,3}[.)]))\s+(.*)$")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$|^\s*=+\s*$")
_CELLS = re.compile(r"^\s*\|?[\s:|-]*-{2,}[\s:|-]*$")
_ONE_LINE = frozenset([BlockKind.HEADING, BlockKind.ROW])
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"<(https?://[^>]+)>"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"<br\s*/?>"), " "),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|-])"), r"\1"),
)


def read(path: Path) -> RawDocument:
    """Return the parts of a Markdown file. A single heading of the highest level at its beginning is the title.

    Raises:
        DocumentRefusal: the bytes are no text.
    """
    text = decoded(path)
    front = _FRONT.match(text)
    text, notices = _seen(text[front.end() :] if front else text)
    blocks = _with_title(list(_blocks(text.split("\n"))))
    named = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", front[1], re.MULTILINE) if front else None
    title = named[1] if named else next((block.text for block in blocks[:1] if _is_title(block)), None)
    return RawDocument(title, tuple(blocks), notices)


def _seen(text: str) -> tuple[str, tuple[Notice, ...]]:
    """Return what a reader of the page sees of a text, with remarks on what was left out."""
    hidden = [found["said"].strip() for pattern in _HIDING for found in pattern.finditer(text)]
    for pattern in _HIDING:
        text = pattern.sub("", text)
    pictures = [found["said"] or found["alt"] or "" for found in _PICTURE.finditer(text)]
    text = _TAG.sub("", _PICTURE.sub("", text))
    return text, (*remark("hidden_text", hidden), *remark("pictures", pictures))


_HIDING = (_COMMENT, _UNSHOWN, _SCRIPT, _REFERENCE)


def _is_title(block: RawBlock) -> bool:
    return block.kind is BlockKind.HEADING and block.level == 0


def _with_title(blocks: list[RawBlock]) -> list[RawBlock]:
    """Return the blocks with the title at level 0 and the headings under it raised, when there is one title."""
    tops = [block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1]
    if len(tops) != 1 or blocks[0] is not tops[0]:
        return blocks
    return [
        RawBlock(block.kind, block.text, level=block.level - 1) if block.kind is BlockKind.HEADING else block
        for block in blocks
    ]


def _blocks(lines: list[str]) -> Iterator[RawBlock]:
    waiting: RawBlock | None = None
    for line in lines:
        fresh = _begun(line)
        if waiting is not None and (fresh is not None or not line.strip() or _is_mark(line)):
            if _underlines(line, waiting):
                waiting = RawBlock(BlockKind.HEADING, waiting.text, level=1 if line.strip()[0] == "=" else 2)
            yield waiting
            waiting = None
        if fresh is not None and fresh.kind in _ONE_LINE:
            yield fresh
        elif fresh is not None:
            waiting = fresh
        elif line.strip() and not _is_mark(line):
            text = inline(line.strip().lstrip("> "))
            waiting = RawBlock(BlockKind.PARAGRAPH, text) if waiting is None else _longer(waiting, text)
    if waiting is not None:
        yield waiting


def _underlines(line: str, waiting: RawBlock) -> bool:
    return waiting.kind is BlockKind.PARAGRAPH and bool(re.match(r"^(?:=+|-{3,})\s*$", line))


def _is_mark(line: str) -> bool:
    return bool(_RULE.match(line) or _FENCE.match(line) or ("|" in line and _CELLS.match(line)))


def _longer(block: RawBlock, text: str) -> RawBlock:
    return RawBlock(block.kind, f"{block.text} {text}", level=block.level)


def _begun(line: str) -> RawBlock | None:
    if _is_mark(line):
        return None
    if heading := _HEADING.match(line):
        return RawBlock(BlockKind.HEADING, inline(heading[2]), level=len(heading[1]))
    if item := _ITEM.match(line):
        text = f"{item[2]} {item[3]}" if item[2] else item[3]
        return RawBlock(BlockKind.ITEM, inline(text), level=len(item[1].expandtabs(4)) // 2)
    if line.lstrip().startswith("|"):
        cells = [inline(cell.strip()) for cell in line.strip().strip("|").split("|")]
        return RawBlock(BlockKind.ROW, " | ".join(cells))
    return None


def inline(text: str) -> str:
    """Return a line without Markdown's marks inside it."""
    for mark, without in _INLINE:
        text = mark.sub(without, text)
    return plain(text)
