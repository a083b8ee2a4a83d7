"""Rules for the evidence that a reply names: web addresses, diary numbers, files and documents, as they are written.

What is named is kept word for word and is never made a link: only the register of documents knows addresses. Names of
documents are taken where they are unmistakable: a file name, a quoted title, or a kind of document with its date or
number ("protokoll 2027-03-12", "bilaga 2"); "vi skrev en rapport" names none.
"""

import re
from collections.abc import Iterable

from plans.dates.words import MONTHS, alternatives
from plans.patterns import Pattern
from plans.replies.clauses import Clause

_FLAGS = re.IGNORECASE
_KIND = (
    r"(?:[\wåäö-]*protokoll(?:et)?|[\wåäö-]*rapport(?:en)?|[\wåäö-]*beslut(?:et)?|tjänsteutlåtande(?:t)?|pm|"
    r"promemoria(?:n)?|"
    r"skrivelse(?:n)?|[\wåäö-]*avtal(?:et)?|utvärdering(?:en)?|[\wåäö-]*plan(?:en)?|underlag(?:et)?|vägledning(?:en)?|"
    r"minutes|report|memo|decision|agreement|evaluation)"
)
_DATED_KIND = r"(?:[\wåäö-]*protokoll(?:et)?|minnesanteckningar(?:na)?|tjänsteutlåtande(?:t)?|minutes)"
_DAY = rf"(?:20\d\d-\d\d-\d\d|(?:den )?\d{{1,2}}(?::e)? (?:{alternatives(MONTHS)})(?: 20\d\d)?)"
_RULES: tuple[Pattern, ...] = (
    Pattern(r"\bhttps?://[^\s<>\"”“»«]+|(?<![@\w.])www\.[\w-]+(?:\.[\w-]+)+[^\s<>\"”“»«]*", _FLAGS),
    # "LS 2027-0456", "RS 2026/123", "HSN 2027-0012-3", "dnr 123/2027", "diarienummer KS2027.15"
    Pattern(
        r"(?:\b(?:dnr|diarienr|diarienummer|diary (?:no|number)|reg(?:istration)? no)\b\.?:?\s*)"
        r"(?=[^\s,;]*\s?[^\s,;]*\d)(?:[A-ZÅÄÖ]{1,6}[ -]?)?[\d][\d/.:-]*\d",
        _FLAGS,
    ),
    Pattern(r"(?<![\w-])(?!EU|EG|SFS)[A-ZÅÄÖ]{2,6}[ -]?(?:20\d\d[-/:.]\d{2,6}|\d{2,6}[/-]20\d\d)(?:-\d+)?(?![\w-])"),
    Pattern(
        r"(?<![\w/@.])[\wåäöÅÄÖ()-]+\.(?:pdf|docx?|xlsx?|pptx?|csv|odt|ods|png|jpe?g|txt|msg|eml)"
        r"(?![\w.])",
        _FLAGS,
    ),
    Pattern(rf"(?<![\wåäö-]){_KIND} [”\"“»][^”\"“»«\n]{{3,120}}[”\"“«»]", _FLAGS),
    Pattern(rf"(?<![\wåäö-]){_DATED_KIND} (?:från |of |from |av )?{_DAY}", _FLAGS),
    Pattern(r"(?<![\wåäö-])(?:bilaga|appendix|annex|enclosure) (?:\d{1,2}|[A-H])\b", _FLAGS),
)
_LOOSE_END = ".,;:!?)”\"'"


def evidence(clauses: Iterable[Clause]) -> tuple[str, ...]:
    """Return what a reply names as evidence, as written, each once, in its order; a longer name holds a shorter one."""
    sentences = dict.fromkeys((clause.sentence, clause.whole) for clause in clauses)
    found = [name for _, whole in sentences for name in _named(whole)]
    return tuple(dict.fromkeys(found))


def _named(sentence: str) -> list[str]:
    spans: list[tuple[int, int]] = []
    for rule in _RULES:
        for match in rule.finditer(sentence):
            name = match[0].rstrip(_LOOSE_END if "”" not in match[0] and '"' not in match[0] else ".,;:!?")
            start, end = match.start(), match.start() + len(name)
            if not any(start < last and first < end for first, last in spans):
                spans.append((start, end))
    return [sentence[first:last] for first, last in sorted(spans)]
