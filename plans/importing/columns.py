"""Decide which field of an action each column holds, from its heading alone.

A heading is matched, best first: by a mapping made by hand; as a whole ("Tidplan"); by what stands in its parentheses
or beside a slash; by the first known word in it ("Ansvarig organisation"). The best match wins a field; two equally
good ones are ambiguous and a person has to choose. A column that matches nothing is kept aside for the export.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from plans.importing.grid import Cell, Kind
from plans.importing.headings import DONE_WORDS, END_WORDS, FIELD_OF, FOLLOW_UP_GROUPS, GOAL_OR_TARGET, GROUPED, Field
from plans.numbers import looks_like_a_number

_IGNORED = frozenset({"-", "ignore", "ingen", "none"})
_ALIASES = {
    "schedule_text": Field.SCHEDULE,
    "implementation": Field.STATUS,
    "status_text": Field.STATUS,
    "contributors_text": Field.CONTRIBUTORS,
    "owner": Field.ACCOUNTABLE,
    "email": Field.REPORTER,
}
_EMAIL = re.compile(r"\b(?:e-?post\w*|e-?mail\w*|mejl\w*|mail\w*)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEVER = re.compile(
    r"^(?:antal|kostnad|budget|datum för|senast|uppdaterad|utfall|resultat|number of|cost|last|updated)\b"
)
_LOOSEFIELD_OF = 5  # a heading of more words is a sentence, in which a known word proves little

WHOLE, PART, WORD = 3, 2, 1  # how well a heading names a field
MAPPED = 9


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


def normalised(heading: str) -> str:
    """Return a heading without case, line breaks, marks and doubled spaces, for comparing."""
    plain = heading.replace("\u00ad", "").replace("-\n", "").casefold()
    return " ".join(plain.split()).strip(" *:.–-†!?") or " ".join(plain.split())


def asks_whether_done(heading: str) -> bool:
    """Tell whether a heading is a question that yes and no answer: "Klar?"."""
    return heading.rstrip().endswith("?") and normalised(heading) in DONE_WORDS


def told_by_cells(columns: Columns, rows: Iterable[Sequence[Cell]]) -> Columns:
    """Return `columns` with "Mål" taken for the indicator's target where its cells hold figures.

    Args:
        columns: as the headings alone tell.
        rows: the cells below them.
    """
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
    claims = [_claim(heading, mapping or {}) for heading in headings]
    if groups:
        claims = [_grouped(*them) for them in zip(headings, groups, claims, strict=True)]
    claims = _ends_beside_starts(headings, claims)
    fields: dict[Field, int] = {}
    ambiguities = []
    for field in Field:
        claimants = [(strength, -column) for column, (claimed, strength) in enumerate(claims) if claimed is field]
        if not claimants:
            continue
        best = max(claimants)
        rivals = sorted(-column for strength, column in claimants if strength == best[0])
        fields[field] = rivals[0]
        ambiguities += [Ambiguity(field, rivals[0], rival) for rival in rivals[1:]]
    return Columns(tuple(headings), _reporter_by_name(fields), tuple(ambiguities))


def _grouped(heading: str, group: str, claim: tuple[Field | None, int]) -> tuple[Field | None, int]:
    if claim[1] == MAPPED or not group or normalised(group) == normalised(heading):
        return claim
    above, _ = _claim(group, {})
    if normalised(group) in FOLLOW_UP_GROUPS:
        above = Field.INDICATOR
    if above and (special := GROUPED.get(above, {}).get(normalised(heading))):
        return special, WHOLE
    return claim if claim[0] else _claim(f"{group} {heading}", {})


def _claim(heading: str, mapping: Mapping[str, Field | None]) -> tuple[Field | None, int]:
    key = normalised(heading)
    if key in mapping:
        return mapping[key], MAPPED
    if not key:
        return None, 0
    if _EMAIL.search(key):
        return Field.REPORTER, WHOLE
    if asks_whether_done(heading):
        return Field.STATUS, PART
    for strength, candidates in ((WHOLE, _wholes(key)), (PART, _parts(key))):
        for candidate in candidates:
            if candidate in FIELD_OF:
                return FIELD_OF[candidate], strength
    return _first_word(key)


def _wholes(key: str) -> tuple[str, ...]:
    without_year = normalised(_YEAR.sub("", key)) if _YEAR.search(key) else key
    if key != without_year and without_year in {"mål", "goal", "goals"}:
        without_year = "målvärde"  # "Mål 2028" is what an indicator should have reached by then
    main = normalised(re.sub(r"\(.*?\)", "", without_year))
    return key, without_year, main, main.rstrip("/ ")


def _parts(key: str) -> tuple[str, ...]:
    inside = tuple(normalised(part) for part in re.findall(r"\((.*?)\)", key))
    main = re.sub(r"\(.*?\)", "", _YEAR.sub("", key))
    return tuple(normalised(part) for part in re.split(r"[/,;&+]| och | eller | and | or | - | – ", main)) + inside


def _first_word(key: str) -> tuple[Field | None, int]:
    words = re.sub(r"\(.*?\)", "", key).split()
    if len(words) > _LOOSEFIELD_OF or _NEVER.match(key):
        return None, 0
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if found := FIELD_OF.get(normalised(" ".join(words[start:end]))):
                return found, WORD
    return None, 0


def _ends_beside_starts(
    headings: Sequence[str], claims: list[tuple[Field | None, int]]
) -> list[tuple[Field | None, int]]:
    if not any(field is Field.START for field, _ in claims):
        return claims
    return [
        (Field.END, strength or WORD) if _means_end(heading) and field in {None, Field.SCHEDULE} else (field, strength)
        for heading, (field, strength) in zip(headings, claims, strict=True)
    ]


def _means_end(heading: str) -> bool:
    return any(word in END_WORDS for word in (*_wholes(normalised(heading)), *_parts(normalised(heading))))


def _reporter_by_name(fields: dict[Field, int]) -> dict[Field, int]:
    if Field.REPORTER_NAME in fields and Field.REPORTER not in fields:
        fields[Field.REPORTER] = fields.pop(Field.REPORTER_NAME)
    return fields
