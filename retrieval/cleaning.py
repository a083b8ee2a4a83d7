"""Mend what typesetting, page breaks and converters do to running text, without changing a word of it.

Everything here works on characters and on parts (`RawBlock`) as any reader gives them. What belongs to pages (marks,
running heads, contents) is in `retrieval.readers.furniture`, what belongs to lines in `retrieval.readers.lines`.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from retrieval.model import BlockKind, RawBlock

# Ligatures are undone one by one: NFKC on the whole text would also change "²", "½" and "…", which are the author's.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHENS = "\u2010\u2011\u00ad\ufffe\u0002"  # pdfium gives U+FFFE or U+0002 for a hyphen at the end of a line
_CHARACTERS = {
    **{ord(sign): letters for sign, letters in _LIGATURES.items()},
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
    **dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\u2043"), "•"),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"), None),
    **dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u00ad\ufffe\ufffd"), None),
    **{code: None for code in (*range(9), *range(14, 32), *range(127, 160)) if code != 0x85},
}
_SPACES = re.compile(r"[^\S\t]+")
_LINE_END_HYPHEN = re.compile(rf"[{_HYPHENS}]\s*$")

_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"([\w-]*\w)-(\s+)(\w+)")
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
_AT_LINE_END = re.compile(r"\w+-[ ]*$", re.MULTILINE)
_BEFORE_LINE_END = re.compile(r"(\w+)-\s*$")
_LIST_GOES_ON = re.compile(r"-|\s+(?:och|eller|samt|and|or)\b")
_FEW = 2  # different places that show the same: no accident
# A hyphen before these is left hanging on purpose: "hälso- och sjukvården", "in- eller utrikes".
_AFTER_HANGING = frozenset(["och", "eller", "samt", "respektive", "men", "som", "till", "and", "or", "to", "än", "/"])
_PREFIXES = frozenset(
    "an av be bi er för fram från genom hop i in inter kring med mot ner ned om ovan på sam sön till under upp ur ut "
    "utan vid åter över gemen sär hög låg mång".split()
)
# The last word of a text that cannot be its end.
_OPEN_ENDS = frozenset(
    "och eller samt att för i på av med till från om vid inom mellan mot genom under över enligt är en ett den det de "
    "som där när hur vilka vilken vilket ska kan bör måste har sin sina sitt dess deras utan inklusive såsom både "
    "and or to the a an of for in on by with from is are that which as at".split()
)
_OPEN_INFINITIVE = re.compile(r"\batt \w+[ae]$")  # "för att positionera": its object follows
_TERMINAL = re.compile(r"[.!?:][\"”’»)]*$")


def plain(text: str) -> str:
    """Return one line of text in plain characters: ligatures undone, hyphens and spaces of one kind, no control signs.

    A soft hyphen at the end of the line becomes a hyphen (`mend_hyphens` decides about it), elsewhere it goes.
    """
    if text.isascii():
        return _SPACES.sub(" ", text).strip(" ")
    text = _LINE_END_HYPHEN.sub("-", text).translate(_CHARACTERS)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)).strip(" ")


def is_finished(text: str) -> bool:
    """Tell whether the text ends as a sentence or a lead-in ends."""
    return bool(_TERMINAL.search(text.rstrip()))


def is_open(text: str) -> bool:
    """Tell whether the text stops in the middle of a phrase: its last word cannot be the last one."""
    words = text.split()
    if not words:
        return False
    return words[-1].casefold() in _OPEN_ENDS or words[-1].endswith((",", "-", "–")) or _ends_in_infinitive(text)


def _ends_in_infinitive(text: str) -> bool:
    return bool(_OPEN_INFINITIVE.search(text.rstrip())) and len(text.split()) > 3  # noqa: PLR2004 - "Att leka" stands alone


def starts_low(text: str) -> bool:
    """Tell whether the first letter is a small one, as in the middle of a sentence."""
    first = text.lstrip("([\"”“'» ")[:1]
    return first.islower()


class Hyphens:
    """Decides what becomes of a hyphen at the end of a line, from the words of the document itself."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = list(texts)
        whole = _BROKEN.sub(" ", "\n".join(lines)).casefold()
        whole = _AT_LINE_END.sub(" ", whole)
        hyphenated = _HYPHENATED.findall(whole)
        self._words = Counter(_WORD.findall(_HYPHENATED.sub(" ", whole)))
        self._hyphenated = Counter(hyphenated)
        self._lefts = Counter(
            left for left, _, right in (form.rpartition("-") for form in {*hyphenated}) if right not in _AFTER_HANGING
        )
        self._typeset = self._is_typeset(lines)

    def _is_typeset(self, lines: Sequence[str]) -> bool:
        """Tell whether words were divided at line ends: some divided words stand whole in other places."""
        ends = (_BEFORE_LINE_END.search(line) for line in lines)
        pairs = ((end[1].casefold(), lines[at + 1]) for at, end in enumerate(ends) if end and at + 1 < len(lines))
        tails = ((head, tail[0].casefold()) for head, rest in pairs if (tail := _WORD.match(rest)))
        return sum(1 for head, tail in tails if self._words[head + tail]) >= _FEW

    def join(self, left: str, right: str) -> str:
        """Return `left`, which ends in a hyphen, and `right` as one text.

        "forsk-" + "ning" is joined when the joined word stands elsewhere or its halves do not; "hälso-" + "och" stays
        apart; "Stockholm-" + "Uppsalaregionen" and "EU-" + "medel" keep the hyphen.
        """
        head = re.search(r"([\w-]*\w)-$", left)
        tail = re.match(r"\w+", right)
        if not head or not tail or tail[0].casefold() in _AFTER_HANGING:
            return f"{left} {right}"
        return left + right if self._keeps(head[1], tail[0]) else left[:-1] + right

    def _keeps(self, head: str, tail: str) -> bool:
        last = head.rsplit("-", 1)[-1]
        if tail[0].isupper() or tail[0].isdigit() or last[-1].isdigit():
            return True
        if len(last) == 1 or last.isupper():
            return True
        low, end = last.casefold(), tail.casefold().rstrip("0123456789")
        if self._hyphenated[f"{low}-{end}"] > self._words[low + end]:
            return True
        if self._words[low + end] or low in _PREFIXES:
            return False
        if self._lefts[low] >= _FEW:
            return True
        return not self._typeset and bool(self._words[low] and self._words[end])

    def mend(self, text: str) -> str:
        """Return the text with hyphens that a converter left inside lines mended: "Stockholm- Uppsalaregionen"."""
        return _BROKEN.sub(self._mended, text)

    def _mended(self, found: re.Match[str]) -> str:
        low, end = found[1].casefold().rpartition("-")[2], found[3].casefold()
        known = self._hyphenated[f"{low}-{end}"] or self._words[low + end] or self._lefts[low] >= _FEW
        if found[3][0].islower() and not known and _LIST_GOES_ON.match(found.string, found.end()):
            return found[0]  # "tal- språk och kommunikationsproblem"
        return self.join(f"{found[1]}-", found[3])


def joined(left: RawBlock, right: RawBlock, hyphens: Hyphens) -> RawBlock:
    """Return two parts as one of the left one's kind, remembering where the page turns."""
    text = (
        hyphens.join(left.text, right.text) if left.text.endswith("-") else left.text + _space(left.text) + right.text
    )
    start = len(text) - len(right.text)
    last = left.breaks[-1][1] if left.breaks else left.page
    turn = ((start, right.page),) if right.page is not None and right.page != last else ()
    moved = tuple((start + offset, page) for offset, page in right.breaks)
    return replace(left, text=text, breaks=(*left.breaks, *turn, *moved))


def _space(left: str) -> str:
    return "" if left.endswith("/") else " "


_Mend = Callable[[Sequence[RawBlock], Hyphens], list[RawBlock]]
_HEADING = 100  # characters: the rest of a heading is shorter
_LINE = 40  # characters: more than the short lines of a title page
_QUOTES = ("”", "“", '"', "»", "„")
_SHARE = 0.6  # of a quote's runs of three words
_ASIDE = frozenset([BlockKind.NOTE, BlockKind.PULL_QUOTE])
_INNER_BULLET = re.compile(r"\s[•]\s+")
_STRAY = re.compile(r"^[.•·]\s+")


def mend_characters(blocks: Sequence[RawBlock], hyphens: Hyphens) -> list[RawBlock]:
    """Return the parts with hyphens mended inside lines, stray bullets gone, and no empty ones."""
    mended = []
    for block in blocks:
        text = block.text
        if block.kind is BlockKind.ITEM:
            text = _STRAY.sub("", text)
        if not block.breaks:
            text = hyphens.mend(text)
        if any(sign.isalnum() for sign in text):
            mended.append(replace(block, text=text) if text != block.text else block)
    return mended


def split_headings(blocks: Sequence[RawBlock], _: Hyphens) -> list[RawBlock]:
    """Return the parts with list items that were glued to a heading as items of their own."""
    parts: list[RawBlock] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING and _INNER_BULLET.search(block.text):
            head, *items = _INNER_BULLET.split(block.text)
            parts.append(replace(block, text=head.strip()))
            parts.extend(replace(block, kind=BlockKind.ITEM, text=item.strip(), level=0) for item in items)
        else:
            parts.append(block)
    return parts


def join_broken(blocks: Sequence[RawBlock], hyphens: Hyphens) -> list[RawBlock]:
    """Return the parts with those joined that a page, a column or a converter broke apart.

    Notes and pull quotes that stood between the two halves come after the whole.
    """
    parts: list[RawBlock] = []
    for block in blocks:
        earlier = next((at for at in range(len(parts) - 1, -1, -1) if parts[at].kind not in _ASIDE), None)
        if earlier is not None and _goes_on(parts[earlier], block, direct=earlier == len(parts) - 1):
            parts[earlier] = joined(parts[earlier], block, hyphens)
        else:
            parts.append(block)
    return parts


def _goes_on(left: RawBlock, right: RawBlock, *, direct: bool) -> bool:
    """Tell whether `right` is the rest of `left`; only a running paragraph can be a rest."""
    if right.kind is not BlockKind.PARAGRAPH or is_finished(left.text):
        return False
    if left.kind is BlockKind.PARAGRAPH:
        return starts_low(right.text) or (is_open(left.text) and len(left.text) > _LINE and len(right.text) > _LINE)
    if left.kind is BlockKind.ITEM:
        return starts_low(right.text) or (is_open(left.text) and not is_finished(right.text))
    if left.kind is BlockKind.HEADING and direct and left.level > 0:
        rest = starts_low(right.text) or is_open(left.text)
        return rest and len(right.text) < _HEADING and not is_finished(right.text)
    return False


def mark_pull_quotes(blocks: Sequence[RawBlock], _: Hyphens) -> list[RawBlock]:
    """Return the parts with those marked that only repeat, for show, what the text says in another place."""
    quoted = [block.kind is BlockKind.PARAGRAPH and block.text.startswith(_QUOTES) for block in blocks]
    if not any(quoted):
        return list(blocks)
    said: set[tuple[str, ...]] = set()
    for block, is_quoted in zip(blocks, quoted, strict=True):
        if not is_quoted and block.kind is not BlockKind.PULL_QUOTE:
            said |= _threes(block.text)
    return [
        replace(block, kind=BlockKind.PULL_QUOTE) if is_quoted and _repeats(block.text, said) else block
        for block, is_quoted in zip(blocks, quoted, strict=True)
    ]


def _repeats(text: str, said: set[tuple[str, ...]]) -> bool:
    """Tell whether most of a quote's runs of three words stand in the text: quotes are shortened and mended a little."""
    own = _threes(text)
    return len(own) > _FEW and len(own & said) >= len(own) * _SHARE


def _threes(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(words, words[1:], words[2:], strict=False))


MENDS: tuple[_Mend, ...] = (split_headings, mend_characters, mark_pull_quotes, join_broken, mark_pull_quotes)


def clean(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Return the parts of a document mended by every rule of `MENDS`, in that order."""
    hyphens = Hyphens(block.text for block in blocks)
    parts = list(blocks)
    for mend in MENDS:
        parts = mend(parts, hyphens)
    return parts
