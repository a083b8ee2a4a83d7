"""What a heading alone claims to hold, and how surely: as a whole, by a part of it, or by a word in it.

Also what headings mean beside each other: an end beside a start, activities beside the action, a day after a step.
"""

import re
from collections.abc import Mapping, Sequence

from plans.importing.headings import (
    ASK_THEIR_GROUP,
    DONE_WORDS,
    END_WORDS,
    FIELD_OF,
    FOLLOW_UP_GROUPS,
    GROUPED,
    ONLY_ALONE,
    ONLY_WHOLE,
    SMALLER_ACTIONS,
    Field,
)

Claim = tuple[Field | None, int]

_EMAIL = re.compile(r"\b(?:e-?post\w*|e-?mail\w*|mejl\w*|mail\w*)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEVER = re.compile(
    r"^(?:antal|kostnad|budget|datum för|senast|uppdaterad|utfall|resultat|number of|cost|last|updated)\b"
)
_LOOSEFIELD_OF = 5  # a heading of more words is a sentence, in which a known word proves little

WHOLE, PART, WORD, ALONE = 4, 3, 2, 1  # how well a heading names a field; the last, where no other one does
MAPPED = 9


def normalised(heading: str) -> str:
    """Return a heading without case, line breaks, marks and doubled spaces, for comparing."""
    plain = heading.replace("\u00ad", "").replace("-\n", "").casefold()
    return " ".join(plain.split()).strip(" *:.–-†!?") or " ".join(plain.split())


def asks_whether_done(heading: str) -> bool:
    """Tell whether a heading is a question that yes and no answer: "Klar?"."""
    return heading.rstrip().endswith("?") and normalised(heading) in DONE_WORDS


def claim_of(heading: str, mapping: Mapping[str, Field | None]) -> Claim:
    """Return the field a heading claims and how surely; none where it names none, or a mapping by hand says so."""
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
            if candidate in FIELD_OF and (strength == WHOLE or FIELD_OF[candidate] not in ONLY_WHOLE):
                return FIELD_OF[candidate], strength
    alone = next((ONLY_ALONE[one] for one in _wholes(key) if one in ONLY_ALONE), None)
    return (alone, ALONE) if alone else _first_word(key)


def grouped(heading: str, group: str, claim: Claim) -> Claim:
    """Return what a heading on the lower of two rows claims together with the group above it."""
    if claim[1] == MAPPED or not group or normalised(group) == normalised(heading):
        return claim
    above, _ = claim_of(group, {})
    if normalised(group) in FOLLOW_UP_GROUPS:
        above = Field.INDICATOR
    if above and (special := GROUPED.get(above, {}).get(normalised(heading))):
        return special, WHOLE
    if claim[1] > ALONE or (claim[0] and normalised(heading) not in ASK_THEIR_GROUP):
        return claim
    together = claim_of(f"{group} {heading}", {})
    return together if together[0] else claim


def steps_beside_actions(headings: Sequence[str], claims: list[Claim]) -> list[Claim]:
    """Take "Aktiviteter" beside "Åtgärd" for the action's steps."""
    smaller = {column for column, heading in enumerate(headings) if normalised(heading) in SMALLER_ACTIONS}
    titles = {column for column, claim in enumerate(claims) if claim == (Field.TITLE, WHOLE)}
    if not titles - smaller or any(field is Field.MILESTONE for field, _ in claims):
        return claims
    return [
        (Field.MILESTONE, strength) if column in smaller & titles else (field, strength)
        for column, (field, strength) in enumerate(claims)
    ]


def days_of_steps(headings: Sequence[str], claims: list[Claim]) -> list[Claim]:
    """Take "Klart" right after "Delaktivitet" for the step's day, where the action has a time of its own."""
    timed = [column for column, (field, _) in enumerate(claims) if field in {Field.SCHEDULE, Field.END}]
    if len(timed) <= 1:
        return claims
    return [
        (Field.MILESTONE_DUE, strength)
        if column in timed and column and claims[column - 1][0] is Field.MILESTONE and _means_end(headings[column])
        else (field, strength)
        for column, (field, strength) in enumerate(claims)
    ]


def ends_beside_starts(headings: Sequence[str], claims: list[Claim]) -> list[Claim]:
    """Take a word such as "Klart" for the end where there is a start."""
    if not any(field is Field.START for field, _ in claims):
        return claims
    return [
        (Field.END, strength or WORD) if _means_end(heading) and field in {None, Field.SCHEDULE} else (field, strength)
        for heading, (field, strength) in zip(headings, claims, strict=True)
    ]


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


def _first_word(key: str) -> Claim:
    words = re.sub(r"\(.*?\)", "", key).split()
    if len(words) > _LOOSEFIELD_OF or _NEVER.match(key):
        return None, 0
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            found = FIELD_OF.get(normalised(" ".join(words[start:end])))
            if found and found not in ONLY_WHOLE:
                return found, WORD
    return None, 0


def _means_end(heading: str) -> bool:
    return any(word in END_WORDS for word in (*_wholes(normalised(heading)), *_parts(normalised(heading))))
