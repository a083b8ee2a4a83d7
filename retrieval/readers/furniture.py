"""Take away what belongs to the page and not to the text: page marks, running heads and feet, contents pages."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

_MARK = re.compile(
    r"^(?:(?:sid(?:a|an)?|page|s\.?|p\.?)\s*)?[-–]?\s*(\d{1,4})\s*(?:(?:\(|/|av|of)\s*(\d{1,4})\s*\)?)?\s*[-–]?$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"^(?:\d{1,2}\.?\s+)?(?:innehåll|innehållsförteckning|contents|table of contents)\s*:?$", re.IGNORECASE
)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}\s*$|…+\s*\d{1,4}\s*$|^[^\t]*\t\s*\d{1,4}\s*$")
_ENTRY = re.compile(r"(?:[.\s\t…])\d{1,4}\s*$")
_TAIL = re.compile(r"\s(\d{1,4})\s*(?:\(|/|av|of)\s*(\d{1,4})\s*\)?$")
_LONGEST_HEAD = 100  # characters
_REACH = 30  # lines from a page mark in which a running head is looked for
_EDGE = 3  # lines at the head and the foot of a page


def page_mark(text: str) -> tuple[int, int | None] | None:
    """Return (page, pages in all) of a line that says no more than that: "6 (14)", "Sida 6 av 14", "- 6 -"."""
    found = _MARK.match(text.strip())
    if not found:
        return None
    return int(found[1]), int(found[2]) if found[2] else None


def sure_page_mark(text: str) -> tuple[int, int | None] | None:
    """Return what `page_mark` does, but for lines that cannot be anything else: they name the number of pages too."""
    mark = page_mark(text)
    return mark if mark and mark[1] and 0 < mark[0] <= mark[1] else None


def pattern(text: str) -> str:
    """Return the line with its figures blanked, so that heads with page numbers in them are equal.

    A sentence keeps its figures: two that differ in a number are two sentences.
    """
    if text.rstrip().endswith((".", "!", "?")):
        return " ".join(text.split())
    return re.sub(r"\d+", "#", " ".join(text.split()))


def around_marks(texts: Sequence[str]) -> set[int]:
    """Return which lines are page marks, and which repeat around at least two and half of them.

    For a text without page breaks, where the marks alone tell the pages. Page marks count only when there are two or
    more that rise and name the same number of pages.
    """
    marks = [at for at, text in enumerate(texts) if sure_page_mark(text)]
    pages = [sure_page_mark(texts[at]) for at in marks]
    rising = all(one and two and one[0] < two[0] and one[1] == two[1] for one, two in pairwise(pages))
    if len(marks) < 2 or not rising:  # noqa: PLR2004 - one alone may be anything
        return set()
    sides = [side for mark in marks for side in _sides(texts, mark)]
    counts = Counter(pattern(texts[at]) for at in {at for side in sides for at in side})
    running = {found for found, count in counts.items() if count >= max(2, len(marks) / 2)}
    beside = (takewhile(lambda at: pattern(texts[at]) in running, side) for side in sides)
    return {*marks, *(at for side in beside for at in side)}


def _sides(texts: Sequence[str], mark: int) -> tuple[list[int], list[int]]:
    """Return the lines with text closest to a mark, walking up from it and down from it."""
    up = [at for at in range(mark - 1, max(-1, mark - _REACH), -1) if texts[at].strip()]
    down = [at for at in range(mark + 1, min(len(texts), mark + _REACH)) if texts[at].strip()]
    return up[: _EDGE * 2], down[: _EDGE * 2]


def at_edges(pages: Sequence[Sequence[str]], *, edge: int = _EDGE) -> set[tuple[int, int]]:
    """Return which lines, as (page, line), are running heads or feet or bare page numbers.

    `pages` holds the lines of each page in reading order. A line among the first or last `edge` of its page that
    stands there, figures aside, on at least half of three pages or more is furniture.
    """
    ends = {number: _ends(page, edge) for number, page in enumerate(pages)}
    counts = Counter(found for number, lines in ends.items() for found in {pattern(pages[number][at]) for at in lines})
    filled = sum(1 for page in pages if page)
    running = {found for found, count in counts.items() if filled > 1 and count >= max(2, filled / 2)}
    bare = _numbered(pages, ends) | _told(pages, ends)
    return {
        (number, at)
        for number, lines in ends.items()
        for at in lines
        if pattern(pages[number][at]) in running or (number, at) in bare
    }


def _ends(page: Sequence[str], edge: int) -> list[int]:
    return sorted({*range(min(edge, len(page))), *range(max(0, len(page) - edge), len(page))})


def _numbered(pages: Sequence[Sequence[str]], ends: dict[int, list[int]]) -> set[tuple[int, int]]:
    """Return the page marks at the ends of pages, where they differ from the page's place by the same everywhere."""
    marks = [
        (number, at, mark[0])
        for number, lines in ends.items()
        for at in lines
        if (mark := page_mark(pages[number][at]))
    ]
    shifts = Counter(page - number for number, _, page in marks)
    if not shifts or shifts.most_common(1)[0][1] < 2:  # noqa: PLR2004 - one alone may be anything
        return set()
    shift = shifts.most_common(1)[0][0]
    return {(number, at) for number, at, page in marks if page - number == shift}


def _told(pages: Sequence[Sequence[str]], ends: dict[int, list[int]]) -> set[tuple[int, int]]:
    """Return the heads and feet that end in their own page and the number of pages: "Vikby kommun 2 (2)"."""
    return {
        (number, at)
        for number, lines in ends.items()
        for at in lines
        if (tail := _TAIL.search(pages[number][at]))
        and (int(tail[1]), int(tail[2])) == (number + 1, len(pages))
        and len(pages[number][at]) <= _LONGEST_HEAD
    }


def outline_echo(raws: Sequence[str]) -> int:
    """Return how many lines at the end are a PDF's bookmarks, written out by a converter: indented, all said before."""
    said = {line.strip() for line in raws if line.strip() and not line.startswith("\t")}
    echo = len(raws)
    while echo and (not raws[echo - 1].strip() or (raws[echo - 1].startswith("\t") and raws[echo - 1].strip() in said)):
        echo -= 1
    return len(raws) - echo


def contents(texts: Sequence[str]) -> set[int]:
    """Return which lines or parts are a table of contents: its heading, its entries, and their wrapped halves."""
    found: set[int] = set()
    at = 0
    while at < len(texts):
        if _CONTENTS.match(texts[at].strip()) and (entries := _entries(texts, at + 1, _ENTRY)):
            found |= {at, *entries}
            at = max(entries)
        elif _LEADERS.search(texts[at]) and _is_rising(entries := _entries(texts, at, _LEADERS), texts):
            found |= set(entries)
            at = max(entries)
        at += 1
    return found


def _is_rising(entries: Sequence[int], texts: Sequence[str]) -> bool:
    """Tell whether lines are enough of a table of contents, and lead to pages in order: figures of a table do not."""
    pages = [int(found[0]) for at in entries if (found := re.search(r"\d{1,4}(?=\s*$)", texts[at]))]
    return len(entries) > 2 and pages == sorted(pages)  # noqa: PLR2004 - lines


def _entries(texts: Sequence[str], start: int, entry: re.Pattern[str]) -> list[int]:
    """Return the run of entries from `start`: lines that end in a page number, and at most two that lead up to one."""
    found: list[int] = []
    waiting: list[int] = []
    for at in range(start, len(texts)):
        text = texts[at].rstrip()
        if not text.strip():
            continue
        if entry.search(text):
            found += [*waiting, at]
            waiting = []
        elif len(waiting) == 2 or text.endswith((".", ":")) or len(text) > 90:  # noqa: PLR2004 - lines; characters
            break
        else:
            waiting.append(at)
    return found
