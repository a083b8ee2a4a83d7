"""Decide which field of an action each column holds, from its heading alone.

A heading is matched, best first: by a mapping made by hand; as a whole ("Tidplan"); by what stands in its parentheses or
beside a slash; by the first known word in it ("Ansvarig organisation"). The best match wins a field; two equally good
ones are ambiguous and a person has to choose. A column that matches nothing is kept aside for the export.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a column can hold."""

    NR = "nr"
    SCOPE = "scope"
    ASPECT = "aspect"
    AREA = "area"
    TITLE = "title"
    GOAL = "goal"
    ACCOUNTABLE = "accountable"
    CONTRIBUTORS = "contributors"
    REPORTER = "reporter"
    REPORTER_NAME = "reporter_name"
    SCHEDULE = "schedule"
    START = "start"
    END = "end"
    INDICATOR = "indicator"
    BASELINE = "baseline"
    TARGET = "target"
    STATUS = "status"
    FORECAST = "forecast"
    COMMENT = "comment"


SYNONYMS: Mapping[Field, str] = {
    Field.NR: """nr | nummer | åtgärdsnummer | åtgärdsnr | åtgärd nr | åtgärds-id | id | åtgärds id | åtgärdsid | löpnummer
        | löpnr | ref | referens | no | no. | number | action no | action number | action id | #""",
    Field.SCOPE: "omfattning | gäller för | gäller | län | region | scope | applies to | county",
    Field.ASPECT: """aspekt | målområde | strategisk aspekt | perspektiv | strategiskt område | huvudområde | tema
        | aspect | theme | pillar | strategic area | dimension""",
    Field.AREA: """prioriterat område | område | insatsområde | fokusområde | delområde | utvecklingsområde | åtgärdsområde
        | verksamhetsområde | prioritering | area | priority area | focus area | area of action | field of action""",
    Field.TITLE: """åtgärd | åtgärder | aktivitet | aktiviteter | insats | insatser | åtgärdens namn | åtgärdsnamn
        | namn på åtgärd | åtgärd/aktivitet | aktivitet/åtgärd | vad ska göras | vad | benämning | rubrik | uppdrag
        | action | actions | activity | activities | measure | initiative | action title | action name | task | title""",
    Field.GOAL: """mål | önskad effekt | delmål | syfte | förväntad effekt | förväntat resultat | effektmål | avsedd effekt
        | målsättning | mål/effekt | goal | goals | objective | objectives | intended effect | desired effect | purpose
        | expected result | expected outcome""",
    Field.ACCOUNTABLE: """huvudansvarig | ansvarig | ansvar | åtgärdsägare | ägare | ansvariga | huvudansvar | ansvarig part
        | ansvarig aktör | ansvarig organisation | huvudansvarig organisation | ansvarig nämnd | ansvarig förvaltning
        | ansvarig verksamhet | huvudaktör | utförare | vem ansvarar | ansvarig för genomförande
        | owner | action owner | responsible | accountable | lead | lead organisation | lead organization | lead partner
        | responsible organisation | responsible organization | responsible party | responsibility | lead actor""",
    Field.CONTRIBUTORS: """medverkande | samverkan | samverkanspart | samverkansparter | samverkanspartner
        | samarbetspart | samarbetsparter | samarbetspartner | samarbetspartners | samverkan med | i samverkan med
        | deltagare | deltar | berörda aktörer | övriga aktörer | medverkande aktörer | medaktörer | involverade
        | involverade aktörer | aktörer | partner | partners | contributors | contributing | contributing organisations
        | participants | involved | supporting | collaborators | other actors | supporting organisations""",
    Field.REPORTER: """e-post rapportör | e-post till rapportör | rapportörens e-post | e-postadress | e-post | epost | mejl
        | mail | mejladress | mailadress | e-mail | email | reporter e-mail | reporter email | e-mail address
        | email address | contact e-mail | contact email""",
    Field.REPORTER_NAME: """rapportör | kontakt | kontaktperson | kontaktpersoner | rapporteras av | ansvarig person
        | ansvarig namn | ansvarig handläggare | handläggare | uppgiftslämnare | kontaktuppgift | kontaktuppgifter
        | rapportörens namn | reporter | contact | contact person | reported by | responsible person | reporter name""",
    Field.SCHEDULE: """tidplan | tidsplan | tid | klart senast | klar senast | slutdatum | slut | sluttid | tidsperiod
        | period | tidsram | när | genomförs | genomförande tid | tidpunkt | deadline | måldatum | färdigt | färdig senast
        | ska vara klart | datum | due | due date | schedule | timeline | timeframe | time frame | timing
        | end date | end | finish | finish date | target date | completion date | complete by | when""",
    Field.START: "start | startdatum | påbörjas | börjar | starttid | från | start date | begins | starts | from",
    Field.INDICATOR: """indikator | indikatorer | nyckeltal | mått | mätetal | mätvärde | uppföljningsmått | mäts genom
        | hur mäts det | hur följs det upp | indicator | indicators | kpi | measured by | metric | key figure
        | performance indicator""",
    Field.BASELINE: """utgångsvärde | utgångsläge | nuläge | startvärde | basvärde | baslinje | baseline | baseline value
        | starting value | current value | start value | nulägesvärde""",
    Field.TARGET: """målvärde | målnivå | målvärden | måltal | mål för indikator | mål för indikatorn | målsatt värde
        | target | target value | target level | targets""",
    Field.STATUS: """status | läge | genomförandestatus | lägesstatus | nuvarande status | aktuell status | genomförande
        | genomförandegrad | statusläge | läget | implementation | implementation status | progress | state
        | current status""",
    Field.FORECAST: """prognos | trafikljus | bedömning | statusfärg | forecast | outlook | rag | rag status | traffic light
        | assessment""",
    Field.COMMENT: """kommentar | kommentarer | anmärkning | anmärkningar | notering | noteringar | anteckning
        | anteckningar | övrigt | lägeskommentar | comment | comments | note | notes | remarks | remark""",
}

# Words that mean the end when there is a start column beside them, and one and the same schedule when there is not.
_END = frozenset(
    """klart senast | klar senast | slutdatum | slut | sluttid | deadline | måldatum | färdigt | färdig senast | till
    | ska vara klart | due | due date | end date | end | finish | finish date | target date | completion date
    | complete by | to | slutar | avslutas | ends""".replace("\n", " ").split(" | ")
)
_IGNORED = frozenset({"-", "ignore", "ingen", "none"})
_ALIASES = {
    "schedule_text": Field.SCHEDULE,
    "implementation": Field.STATUS,
    "status_text": Field.STATUS,
    "contributors_text": Field.CONTRIBUTORS,
    "owner": Field.ACCOUNTABLE,
    "email": Field.REPORTER,
}
_WORDS: Mapping[str, Field] = {
    " ".join(word.split()): field for field, words in SYNONYMS.items() for word in words.split("|")
}
# Headings on two rows: what a word means under a group's heading, where it means something else alone.
_INDICATOR_WORDS = {
    **dict.fromkeys(("namn", "benämning", "name", "beskrivning", "description"), Field.INDICATOR),
    **dict.fromkeys(("start", "nu", "idag", "i dag", "bas", "now", "today"), Field.BASELINE),
    **dict.fromkeys(("mål", "goal", "värde", "value"), Field.TARGET),
}
_RESPONSIBLE_WORDS = {
    **dict.fromkeys(("organisation", "aktör", "förvaltning", "part", "organization"), Field.ACCOUNTABLE),
    **dict.fromkeys(("namn", "person", "name"), Field.REPORTER_NAME),
}
_GROUPED: Mapping[Field, Mapping[str, Field]] = {
    Field.INDICATOR: _INDICATOR_WORDS,
    Field.TARGET: {"start": Field.BASELINE},
    Field.ACCOUNTABLE: _RESPONSIBLE_WORDS,
    Field.REPORTER_NAME: _RESPONSIBLE_WORDS,
    Field.SCHEDULE: {"från": Field.START, "till": Field.END, "from": Field.START, "to": Field.END},
}
_EMAIL = re.compile(r"\b(?:e-?post\w*|e-?mail\w*|mejl\w*|mail\w*)\b")
_FOLLOW_UP_GROUPS = frozenset({"uppföljning", "mätning", "follow-up", "monitoring", "measurement"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEVER = re.compile(
    r"^(?:antal|kostnad|budget|datum för|senast|uppdaterad|utfall|resultat|number of|cost|last|updated)\b"
)
_LOOSE_WORDS = 5  # a heading of more words is a sentence, in which a known word proves little

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
    return _WORDS[key] if key in _WORDS else Field(key.replace(" ", "_"))


def normalised(heading: str) -> str:
    """Return a heading without case, line breaks, marks and doubled spaces, for comparing."""
    plain = heading.replace("\u00ad", "").replace("-\n", "").casefold()
    return " ".join(plain.split()).strip(" *:.–-†!?") or " ".join(plain.split())


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
    if normalised(group) in _FOLLOW_UP_GROUPS:
        above = Field.INDICATOR
    if above and (special := _GROUPED.get(above, {}).get(normalised(heading))):
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
    for strength, candidates in ((WHOLE, _wholes(key)), (PART, _parts(key))):
        for candidate in candidates:
            if candidate in _WORDS:
                return _WORDS[candidate], strength
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
    if len(words) > _LOOSE_WORDS or _NEVER.match(key):
        return None, 0
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if found := _WORDS.get(normalised(" ".join(words[start:end]))):
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
    return any(word in _END for word in (*_wholes(normalised(heading)), *_parts(normalised(heading))))


def _reporter_by_name(fields: dict[Field, int]) -> dict[Field, int]:
    if Field.REPORTER_NAME in fields and Field.REPORTER not in fields:
        fields[Field.REPORTER] = fields.pop(Field.REPORTER_NAME)
    return fields
