"""Decide which field of an action each column holds, from its heading alone.

A heading is matched, best first: by a mapping made by hand; as a whole ("Tidplan"); by what stands in its parentheses
or beside a slash; by the first known word in it ("Ansvarig organisation"). The best match wins a field; two equally
good ones are ambiguous and a person has to choose. A column that matches nothing is kept aside for the export.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from plans.importing.claims import (
    MAPPED,
    WHOLE,
    Claim,
    claim_of,
    days_of_steps,
    ends_beside_starts,
    grouped,
    normalised,
    steps_beside_actions,
)
from plans.importing.grid import Cell, Kind
from plans.importing.headings import (
    BESIDE_AN_INDICATOR,
    FIELD_OF,
    FIRST_OF_SEVERAL,
    GOAL_OR_TARGET,
    MEASURES,
    STEPS,
    SUB_GOALS,
    Field,
)
from plans.numbers import looks_like_a_number

_IGNORED = frozenset({"-", "ignore", "ingen", "none"})
_ALIASES = {
    "schedule_text": Field.SCHEDULE,
    "implementation": Field.STATUS,
    "status_text": Field.STATUS,
    "contributors_text": Field.CONTRIBUTORS,
    "owner": Field.ACCOUNTABLE,
    "email": Field.REPORTER,
    "milestones": Field.MILESTONE,
    "source": Field.INDICATOR_SOURCE,
}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBERED = re.compile(r"(.*?[^\W\d])\s*[-:#.]?\s*([1-9])")  # "Indikator 2"; a year is no such number

_OF_A_YEAR = frozenset({Field.BASELINE, Field.TARGET})


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Two headings that name the same field equally well."""

    field: Field
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column (from 0) holds which field, and the headings as they are written."""

    headings: tuple[str, ...]
    fields: Mapping[Field, int]
    ambiguities: tuple[Ambiguity, ...] = ()
    further: tuple[Mapping[Field, int], ...] = ()  # the columns of a second indicator or milestone, a third …

    @property
    def places(self) -> frozenset[int]:
        """The columns that hold a field."""
        return frozenset(place for fields in (self.fields, *self.further) for place in fields.values())

    def heading(self, field: Field) -> str | None:
        """Return the heading of `field`, None where the table has no such column."""
        column = self.fields.get(field)
        return None if column is None else self.headings[column]


def field_named(name: str) -> Field | None:
    """Return the field a mapping by hand names: its code, or any of its headings; None for a column to leave aside.

    Raises:
        ValueError: there is no such field.
    """
    key = normalised(name)
    if key in _IGNORED or not key:
        return None
    if key.replace(" ", "_") in _ALIASES:
        return _ALIASES[key.replace(" ", "_")]
    return FIELD_OF[key] if key in FIELD_OF else Field(key.replace(" ", "_"))


def told_by_cells(columns: Columns, rows: Iterable[Sequence[Cell]]) -> Columns:
    """Return `columns` with what only the cells below tell.

    "Mål" is the indicator's target where its cells hold figures; "Delmål" are milestones where its cells give days.

    Args:
        columns: as the headings alone tell.
        rows: the cells below them.
    """
    below = tuple(rows)
    return _sub_goals(_target(columns, below), below)


def _target(columns: Columns, rows: Sequence[Sequence[Cell]]) -> Columns:
    place = columns.fields.get(Field.GOAL)
    if place is None or Field.TARGET in columns.fields or Field.INDICATOR not in columns.fields:
        return columns
    if normalised(columns.headings[place]) not in GOAL_OR_TARGET:
        return columns
    cells = [row[place] for row in rows if place < len(row) and not row[place].is_empty]
    figures = sum(1 for cell in cells if cell.kind in {Kind.NUMBER, Kind.PERCENT} or looks_like_a_number(cell.text))
    if figures * 2 <= len(cells):
        return columns
    fields = dict(columns.fields)
    fields[Field.TARGET] = fields.pop(Field.GOAL)
    return replace(columns, fields=fields)


def _sub_goals(columns: Columns, rows: Sequence[Sequence[Cell]]) -> Columns:
    if Field.MILESTONE in columns.fields:
        return columns
    for place, heading in enumerate(columns.headings):
        goal = columns.fields.get(Field.GOAL)
        if normalised(heading) not in SUB_GOALS or (place in columns.places and place != goal):
            continue
        cells = [row[place].text for row in rows if place < len(row) and not row[place].is_empty]
        if cells and sum(1 for text in cells if _YEAR.search(text)) * 2 > len(cells):
            fields = {field: column for field, column in columns.fields.items() if column != place}
            return replace(columns, fields={**fields, Field.MILESTONE: place})
    return columns


def recognise(
    headings: Sequence[str],
    mapping: Mapping[str, Field | None] | None = None,
    groups: Sequence[str] | None = None,
) -> Columns:
    """Return which field each of `headings` holds.

    Args:
        headings: the headings as they are written, an empty one where a column has none.
        mapping: normalised heading -> field, made by hand; goes before everything.
        groups: for headings on two rows, the heading of the group that each stands under.
    """
    claims = [claim_of(heading, mapping or {}) for heading in headings]
    if groups:
        claims = [grouped(*them) for them in zip(headings, groups, claims, strict=True)]
    claims = days_of_steps(headings, steps_beside_actions(headings, ends_beside_starts(headings, claims)))
    numbers, claims = _numbered(headings, claims)
    fields: dict[Field, int] = {}
    ambiguities = []
    for field in Field:
        claimants = [(strength, -column) for column, (claimed, strength) in enumerate(claims) if claimed is field]
        if not claimants:
            continue
        best = max(claimants)
        rivals = sorted(-column for strength, column in claimants if strength == best[0])
        rivals = _of_the_last_year(rivals, headings) if field in _OF_A_YEAR else _without_sub_goals(rivals, headings)
        fields[field] = rivals[0]
        if field not in FIRST_OF_SEVERAL:
            ambiguities += [Ambiguity(field, rivals[0], rival) for rival in rivals[1:]]
    fields = _beside_an_indicator(_reporter_by_name(fields), headings, mapping or {})
    return Columns(tuple(headings), fields, tuple(ambiguities), _further(numbers))


def _numbered(headings: Sequence[str], claims: list[Claim]) -> tuple[dict[int, dict[Field, int]], list[Claim]]:
    """Return the columns that are numbered from 2 on, by number, and the claims of the others.

    A number alone makes no series: there must be a first one, with the number 1 or without any.
    """
    stems = [_stem(heading, claim) for heading, claim in zip(headings, claims, strict=True)]
    first = {field for (field, number), _ in zip(stems, headings, strict=True) if number == 1}
    first |= {claim[0] for (field, _), claim in zip(stems, claims, strict=True) if field is None and claim[0]}
    series: dict[int, dict[Field, int]] = {}
    left: list[Claim] = []
    for column, ((field, number), claim) in enumerate(zip(stems, claims, strict=True)):
        if field is None or field not in first:
            left.append(claim)
        elif number == 1:
            left.append((field, WHOLE))
        else:
            series.setdefault(number, {}).setdefault(field, column)
            left.append((None, 0))
    return series, left


def _stem(heading: str, claim: Claim) -> Claim:
    """Return the field and the number of a heading such as "Indikator 2"; no field where it is none."""
    found = _NUMBERED.fullmatch(normalised(heading))
    if found is None or claim[1] == MAPPED:
        return None, 0
    field = FIELD_OF.get(normalised(found[1]))
    return (field, int(found[2])) if field in {*MEASURES, *STEPS} else (None, 0)


def _further(numbers: Mapping[int, Mapping[Field, int]]) -> tuple[Mapping[Field, int], ...]:
    return tuple(numbers[number] for number in sorted(numbers))


def _of_the_last_year(rivals: list[int], headings: Sequence[str]) -> list[int]:
    """Return the rival of the latest year alone where each names a year of its own: "Mål 2027", "Mål 2030"."""
    years = {found[0]: rival for rival in rivals if len(found := _YEAR.findall(headings[rival])) == 1}
    return [years[max(years)]] if len(years) == len(rivals) else rivals


def _without_sub_goals(rivals: list[int], headings: Sequence[str]) -> list[int]:
    """Return the rivals without "Delmål" where another heading says the goal itself."""
    return [rival for rival in rivals if normalised(headings[rival]) not in SUB_GOALS] or rivals


def _beside_an_indicator(
    fields: dict[Field, int], headings: Sequence[str], mapping: Mapping[str, Field | None]
) -> dict[Field, int]:
    """Return the fields without those of an indicator where there is none; "Enhet" alone is who answers for it."""
    if Field.INDICATOR in fields:
        return fields
    by_hand = {field for field in fields if normalised(headings[fields[field]]) in mapping}
    kept = {field: place for field, place in fields.items() if field not in BESIDE_AN_INDICATOR or field in by_hand}
    unit = fields.get(Field.UNIT)
    if unit is not None and Field.ACCOUNTABLE not in fields and normalised(headings[unit]) == "enhet":
        kept[Field.ACCOUNTABLE] = unit
    return kept


def _reporter_by_name(fields: dict[Field, int]) -> dict[Field, int]:
    if Field.REPORTER_NAME in fields and Field.REPORTER not in fields:
        fields[Field.REPORTER] = fields.pop(Field.REPORTER_NAME)
    return fields
