"""Find the cells of ruled tables on a page, and lay each row out as one line. Pure geometry, in points.

A table is what rules that touch each other enclose, when they part it into two columns or more. Rules that are missing
between two cells make them one; a cell over several rows is said in each of them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.documents.hyphens import between
from retrieval.readers.columns import CELL, Piece, rows

_TOUCH = 3.0  # points: rules that end so close to each other meet
_SHORTEST = 5.0  # points: shorter marks are no rules
_MOST = 1_500  # rules on a page; a drawing has more
_APART = 1.35  # of the closest lines in a cell: more begins another row


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along one axis: `at` on the other one, from `start` to `end`."""

    upright: bool
    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        """Tell whether the rule passes a place along it."""
        return self.start - _TOUCH <= place <= self.end + _TOUCH


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rules, and where its columns (from the left) and rows (from the top) part."""

    rules: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def holds(self, piece: Piece) -> bool:
        """Tell whether a piece stands inside."""
        middle, height = (piece.left + piece.right) / 2, piece.base + piece.style.size * 0.3
        return self.xs[0] <= middle <= self.xs[-1] and self.ys[-1] <= height <= self.ys[0]


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """Return the tables that the rules of a page make."""
    whole = _whole(rules)
    if len(whole) > _MOST:
        return []
    found = [_grid(group) for group in _groups(whole)]
    return [grid for grid in found if grid is not None]


def _whole(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules with those that go on where another ends made one."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (one.upright, round(one.at / _TOUCH), one.start)):
        last = found[-1] if found else None
        same = last is not None and last.upright == rule.upright and abs(last.at - rule.at) <= _TOUCH
        if last is not None and same and rule.start <= last.end + _TOUCH:
            found[-1] = Rule(last.upright, last.at, last.start, max(last.end, rule.end))
        else:
            found.append(rule)
    return [rule for rule in found if rule.end - rule.start >= _SHORTEST]


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the rules in groups that hang together where an upright one meets a level one."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_meet(rule, other) for other in group)]
        rest = [group for group in groups if group not in touching]
        groups = [*rest, [rule, *(other for group in touching for other in group)]]
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    return one.upright != other.upright and one.covers(other.at) and other.covers(one.at)


def _grid(group: Sequence[Rule]) -> Grid | None:
    level = [rule for rule in group if not rule.upright]
    upright = [rule for rule in group if rule.upright]
    if not level or not upright:
        return None
    xs = _places([*(rule.at for rule in upright), *(end for rule in level for end in (rule.start, rule.end))])
    ys = _places([*(rule.at for rule in level), *(end for rule in upright for end in (rule.start, rule.end))])
    if len(xs) <= 2 or len(ys) < 2:  # noqa: PLR2004 - a frame around one cell
        return None
    return Grid(tuple(group), tuple(xs), tuple(reversed(ys)))


def _places(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH * 1.5:
            found.append(value)
    return found


def laid_out(pieces: Sequence[Piece], found: Sequence[Grid]) -> list[Piece]:
    """Return the pieces of a page with those of each table as one piece a row, its cells with `CELL` between."""
    left = list(pieces)
    laid: list[Piece] = []
    for grid in found:
        inside = [piece for piece in left if grid.holds(piece)]
        lines = _laid(grid, inside)
        if lines:
            left = [piece for piece in left if piece not in inside]
            laid += lines
    return [*left, *laid]


_Cell = tuple[int, int]  # row and column


def _laid(grid: Grid, inside: Sequence[Piece]) -> list[Piece]:
    """Return a table's rows; none when no row has more than one cell with text: then it is a frame."""
    owners = _owners(grid)
    texts: dict[_Cell, list[Piece]] = {}
    for piece in inside:
        texts.setdefault(owners[_place(grid, piece)], []).append(piece)
    found: list[Piece] = []
    for row in range(len(grid.ys) - 1):
        cells = list(dict.fromkeys(owners[row, column] for column in range(len(grid.xs) - 1)))
        held = [texts.get(cell, []) for cell in cells]
        parts = _parted(held) if all(cell[0] == row for cell in cells) else [held]
        found += [_line(grid, row, part) for part in parts if any(part)]
    return found if any(CELL in piece.text for piece in found) else []


def _owners(grid: Grid) -> dict[_Cell, _Cell]:
    """Return for every place of the grid the first place of its cell."""
    owners: dict[_Cell, _Cell] = {}
    for row in range(len(grid.ys) - 1):
        middle = (grid.ys[row] + grid.ys[row + 1]) / 2
        for column in range(len(grid.xs) - 1):
            centre = (grid.xs[column] + grid.xs[column + 1]) / 2
            if column and not _ruled(grid, upright=True, at=grid.xs[column], place=middle):
                owners[row, column] = owners[row, column - 1]
            elif row and not _ruled(grid, upright=False, at=grid.ys[row], place=centre):
                owners[row, column] = owners[row - 1, column]
            else:
                owners[row, column] = (row, column)
    return owners


def _ruled(grid: Grid, *, upright: bool, at: float, place: float) -> bool:
    near = (rule for rule in grid.rules if rule.upright == upright and abs(rule.at - at) <= _TOUCH * 1.5)
    return any(rule.covers(place) for rule in near)


def _place(grid: Grid, piece: Piece) -> _Cell:
    middle, height = (piece.left + piece.right) / 2, piece.base + piece.style.size * 0.3
    row = sum(1 for y in grid.ys[1:-1] if height < y)
    return row, sum(1 for x in grid.xs[1:-1] if middle > x)


def _parted(cells: Sequence[Sequence[Piece]]) -> list[list[list[Piece]]]:
    """Return the cells between two level rules parted into rows where their lines stand further apart."""
    lines = rows([piece for cell in cells for piece in cell])
    steps = [one[0].base - two[0].base for one, two in pairwise(lines)]
    closest = min(steps, default=0.0)
    ends = [two[0].base for (_, two), step in zip(pairwise(lines), steps, strict=True) if step > closest * _APART]
    bounds = [float("inf"), *(base + 1.0 for base in ends), float("-inf")]
    parts = [
        [[piece for piece in cell if low < piece.base <= high] for cell in cells] for high, low in pairwise(bounds)
    ]
    full = all(sum(1 for cell in part if cell) > 1 for part in parts)
    return parts if full else [list(map(list, cells))]


def _line(grid: Grid, row: int, cells: Sequence[Sequence[Piece]]) -> Piece:
    inside = [piece for cell in cells for piece in cell]
    style = Counter(piece.style for piece in inside).most_common(1)[0][0]
    base = min(grid.ys[row], max(piece.base for piece in inside))
    return Piece(CELL.join(map(cell_text, cells)), grid.xs[0], grid.xs[-1], base, style)


def cell_text(pieces: Sequence[Piece]) -> str:
    """Return the lines of a cell as one."""
    text = ""
    for line in rows(pieces):
        words = " ".join(piece.text.strip() for piece in line)
        text = text + between(text, words) + words if text else words
    return text
