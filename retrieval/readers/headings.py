"""Tell headings from other short texts, and how deep each one stands, where the format does not say."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from retrieval.documents.cleaning import joined
from retrieval.documents.hyphens import Hyphens
from retrieval.model import BlockKind, RawBlock
from retrieval.readers.lines import LONGEST_HEADING, NUMBERED, Chunk, Style
from retrieval.words.phrases import is_finished, is_open

_LONGEST_PLAIN = 80  # characters
_MOST_WORDS = 12
_BODY = 90  # characters; longer than any heading without a number
_LONG = 6  # words: a shorter heading may stand in the text by chance
_LARGER = 1.08  # than the body
_MUCH_LARGER = 1.3  # than the body: no line of the text is
_LETTER = re.compile(r"^[A-ZÅÄÖ]\.\s")
_BARE = re.compile(r"^\d{1,2}\s+(?=[A-ZÅÄÖ])")
_CHAPTER = re.compile(r"^(?:Kapitel|Chapter|Bilaga|Appendix|Del)\s", re.IGNORECASE)
_PARAGRAPH = re.compile(r"^§\s?\d")  # an item of minutes: "§ 87 Val av justerare"
GENERIC = frozenset(
    (  # noqa: SIM905 - many short words read best as running text
        "förord inledning innehåll innehållsförteckning sammanfattning bakgrund syfte ärendet förslag foreword "
        "preface introduction contents summary background purpose abstract"
    ).split()
)
_LEAD_IN = re.compile(
    r"^(?:den|det|de|dessa|detta|denna|följande|these|the following|this)\b|"
    r"\b(?:är|att|ska|har|finns|omfattar|bland annat|"
    r"exempel|enligt|genom|för|följande|nedan|besluta|beslutar|decides|following|are|include|includes|is|of|example)\s*:$",
    re.IGNORECASE,
)
# A clause that leads up to a list, where a heading would name it.
_CLAUSE = re.compile(
    r"^(?:om|när|du|vi|det|den|dessa|detta|för att|if|when|you|we)\b|"
    r"\b(?:ska|är|har|kan|måste|behöver|omfattar|innebär|finns|bör|vill|får|betonar|are|is|has|have|can|must|shall|should)\b",
    re.IGNORECASE,
)


def is_generic(heading: str) -> bool:
    """Tell whether a heading names a part that every document has, so that it cannot be the title."""
    return NUMBERED.sub("", heading).strip(" :").casefold() in GENERIC


def with_headings(chunks: Sequence[Chunk]) -> list[RawBlock]:
    """Return the parts with headings marked and levelled: numbers first, then where they stand."""
    marked = [False] * len(chunks)
    for at in range(len(chunks) - 1, -1, -1):
        following = chunks[at + 1] if at + 1 < len(chunks) else None
        follows = following is not None and marked[at + 1]
        marked[at] = _is_heading(chunks[at], following, heading_follows=follows) or (
            at == 0 and follows and _is_title(chunks[0])
        )
    return _levelled(chunks, marked)


def with_styled_headings(chunks: Sequence[Chunk]) -> list[RawBlock]:
    """Return the parts of a typeset document: headings by number and by how they are set, then as in plain text."""
    body = _body_style(chunks)
    chunks = _whole_headings(chunks, body)
    show = _for_show(chunks, body)
    styled = [_is_set_as_heading(chunk, body) and at not in show for at, chunk in enumerate(chunks)]
    titled = _title(chunks, styled)
    marked = list(styled)
    for at in range(len(chunks) - 2, -1, -1):
        following = chunks[at + 1]
        tight = not following.gap and not marked[at + 1]
        marked[at] = styled[at] or (tight and _is_heading(chunks[at], following, heading_follows=False))
    levels = _style_levels(chunks, styled)
    blocks = [
        replace(chunk.block, kind=BlockKind.PULL_QUOTE) if at in show else chunk.block
        for at, chunk in enumerate(chunks)
    ]
    over = 0
    for at, chunk in enumerate(chunks):
        if marked[at]:
            own = depth(chunk.block.text)
            level = 0 if at == titled else own or (levels[chunk.style] if styled[at] else over + 1)
            over = own or over
            blocks[at] = replace(blocks[at], kind=BlockKind.HEADING, level=level)
    return blocks


def _body_style(chunks: Sequence[Chunk]) -> Style | None:
    letters: Counter[Style | None] = Counter()
    for chunk in chunks:
        letters[chunk.style] += len(chunk.block.text)
    return letters.most_common(1)[0][0] if letters else None


def _is_set_as_heading(chunk: Chunk, body: Style | None) -> bool:
    text, style = chunk.block.text, chunk.style
    if chunk.block.kind is not BlockKind.PARAGRAPH or style is None or body is None or len(text) > LONGEST_HEADING:
        return False
    if text.rstrip().endswith((".", ",", ";")) or text.startswith(("”", "“", '"')):
        return False
    larger = style.size >= body.size * _LARGER
    bolder = style.bold and not body.bold and style.size >= body.size * 0.95
    return larger or bolder


def _whole_headings(chunks: Sequence[Chunk], body: Style | None) -> list[Chunk]:
    """Return the chunks with the lines of a heading as one: set alike in larger letters, with no space between."""
    found: list[Chunk] = []
    for chunk in chunks:
        last = found[-1] if found else None
        alike = last is not None and last.style == chunk.style and not chunk.gap and not chunk.numbered
        if last is not None and alike and _is_large(last, body) and _is_large(chunk, body):
            whole = joined(last.block, chunk.block, Hyphens([]))
            found[-1] = replace(last, block=whole, wrapped=last.wrapped + chunk.wrapped)
        else:
            found.append(chunk)
    return found


def _is_large(chunk: Chunk, body: Style | None) -> bool:
    style = chunk.style
    large = style is not None and body is not None and style.size >= body.size * _MUCH_LARGER
    return large and chunk.block.kind is BlockKind.PARAGRAPH and not is_finished(chunk.block.text)


def _for_show(chunks: Sequence[Chunk], body: Style | None) -> set[int]:
    """Return which chunks in larger letters only repeat a sentence of the body."""
    said = "\n".join(_letters(chunk.block.text) for chunk in chunks if chunk.style == body)
    large = (at for at, chunk in enumerate(chunks) if chunk.style and body and chunk.style.size > body.size)
    long = (at for at in large if len(chunks[at].block.text.split()) >= _LONG and not chunks[at].numbered)
    return {at for at in long if _letters(chunks[at].block.text) in said}


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalpha())


def _title(chunks: Sequence[Chunk], styled: Sequence[bool]) -> int | None:
    """Return which chunk is the title: the largest text, on the first page, set like no other heading."""
    heads = [at for at, is_styled in enumerate(styled) if is_styled]
    if not heads:
        return None
    largest = max(heads, key=lambda at: (_size(chunks[at]), -at))
    alone = all(_size(chunks[at]) < _size(chunks[largest]) for at in heads if at != largest)
    first = chunks[largest].block.page in {None, 1, 2}
    named = chunks[largest].numbered or is_generic(chunks[largest].block.text)
    return largest if alone and first and not named else None


def _size(chunk: Chunk) -> float:
    return chunk.style.size if chunk.style else 0.0


def _style_levels(chunks: Sequence[Chunk], marked: Sequence[bool]) -> dict[Style | None, int]:
    """Return the level of headings without a number, by how they are set.

    A style that numbered headings have too stands where the highest of them does; any other stands under all that
    are set larger, or upright where it is italic.
    """
    depths: dict[Style | None, list[int]] = {}
    for chunk, is_marked in zip(chunks, marked, strict=True):
        if is_marked:
            own = depth(chunk.block.text)
            depths.setdefault(chunk.style, []).extend([own] if own else [])
    levels: dict[Style | None, int] = {}
    deepest = 0
    for style in sorted(depths, key=lambda one: (-one.size, not one.bold, one.italic) if one else (0.0, True, True)):
        levels[style] = min(depths[style]) if depths[style] else deepest + 1
        deepest = max([deepest, levels[style], *depths[style]])
    return levels


def _is_heading(chunk: Chunk, following: Chunk | None, *, heading_follows: bool) -> bool:
    text = chunk.block.text
    if chunk.block.kind is not BlockKind.PARAGRAPH or text.rstrip().endswith((".", ",", ";", "!")):
        return False
    if chunk.numbered:
        return len(text) <= LONGEST_HEADING
    return following is not None and _looks_like_one(text) and _heads(text, following, heading_follows=heading_follows)


def _is_title(chunk: Chunk) -> bool:
    text = chunk.block.text
    return chunk.block.kind is BlockKind.PARAGRAPH and len(text) <= LONGEST_HEADING and not is_finished(text)


def _looks_like_one(text: str) -> bool:
    if len(text) > _LONGEST_PLAIN or len(text.split()) > _MOST_WORDS or is_open(text):
        return False
    return (text[0].isupper() or text[0].isdigit()) and any(sign.isalpha() for sign in text)


def _heads(text: str, following: Chunk, *, heading_follows: bool) -> bool:
    if following.block.kind is BlockKind.ITEM:
        return not (_CLAUSE.search(text) or (text.endswith(":") and _LEAD_IN.search(text)))
    if text.endswith(":") or following.block.kind is not BlockKind.PARAGRAPH:
        return False
    if heading_follows:
        return not following.gap and not following.numbered
    return _is_body(following.block.text)


def _is_body(text: str) -> bool:
    return not text.startswith(("”", "“", '"')) and (len(text) > _BODY or (is_finished(text) and len(text.split()) > 2))  # noqa: PLR2004 - words: a sentence


def _levelled(chunks: Sequence[Chunk], marked: Sequence[bool]) -> list[RawBlock]:
    blocks = [chunk.block for chunk in chunks]
    heads = [at for at, is_head in enumerate(marked) if is_head]
    if not heads:
        return blocks
    titled = heads[0] == 0 and not chunks[0].numbered and not is_generic(blocks[0].text)
    level, lettered, stacked = 0, 0, -2
    for at in heads:
        if at == 0 and titled:
            level = 0
        elif (own := depth(blocks[at].text)) is not None:
            level = own
            lettered = 0
        elif _LETTER.match(blocks[at].text):
            lettered = lettered or level + 1
            level = lettered
        else:
            level = _plain_level(blocks, at, level=level, lettered=lettered, stacked=stacked == at - 1, heads=heads)
            lettered = lettered if level > lettered else 0
        stacked = at
        blocks[at] = replace(blocks[at], kind=BlockKind.HEADING, level=level)
    return blocks


def depth(heading: str) -> int | None:
    """Return how deep a numbered heading stands: "2" is 1, "2.1" is 2; None for any other."""
    if _CHAPTER.match(heading) or _PARAGRAPH.match(heading):
        return 1
    number = re.match(r"^\d{1,2}(?:\.\d{1,2})*", heading)
    if not number or not (NUMBERED.match(heading) or _BARE.match(heading)):
        return None
    return number[0].count(".") + 1


def _plain_level(
    blocks: Sequence[RawBlock], at: int, *, level: int, lettered: int, stacked: bool, heads: Sequence[int]
) -> int:
    """Return the level of a heading without a number.

    Under a lettered heading it is one of its parts when it heads a list, else it has left the letters behind; under a
    numbered one it is a part; two in a row are one under the other.
    """
    if lettered:
        return lettered + 1 if at + 1 < len(blocks) and blocks[at + 1].kind is BlockKind.ITEM else max(1, lettered - 1)
    if stacked and level:
        return level + 1
    over = next((depth(blocks[head].text) for head in reversed(heads) if head < at and depth(blocks[head].text)), None)
    return (over or 0) + 1
