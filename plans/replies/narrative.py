"""Rules for what a reply tells in words, as verbatim clauses: obstacles, decisions needed, done, next steps."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from plans.model import Forecast
from plans.patterns import Pattern
from plans.replies.clauses import Clause
from plans.replies.decision_cues import ASKS_TO_DECIDE, DECISION, NO_DECISION
from plans.replies.forecast import forecast_of
from plans.replies.narrative_cues import (
    AT_THE_EARLIEST,
    ATTRIBUTE,
    EVENT_AHEAD,
    HEADERS,
    LABELLED,
    LISTED,
    NEXT,
    NONE_OF_IT,
    NOT_DONE,
    NOT_NEXT,
    NOTHING,
    OF_A_GOAL,
    PART_DONE,
    PAST_EN,
    PERCENT,
    PERFECT,
    SHORT_DONE,
)
from plans.replies.obstacle_cues import (
    CANNOT,
    CONSEQUENCE,
    IF_IT,
    LATENESS,
    NO_OBSTACLE,
    OBSTACLE,
    OF_THE_ACTION,
    REASON,
    WHY,
    YOUR,
)
from plans.replies.verbs import deed_in, is_after_until, plain_deed_in
from plans.replies.wordlists import CALLED_OFF, FUTURE, NEGATION, PARTICIPLES

Found = dict[str, list[str]]
_WORDS_OF_A_CAUSE = 3
_BULLETS = " \t\n-*•·+–.;"
_NO_STEP = Pattern(r"(?:inga|ingen|inget|ingenting|no|nothing|none)\b", re.IGNORECASE)  # "inga insatser planeras"


def narrative(clauses: Iterable[Clause]) -> dict[str, tuple[str, ...]]:
    """Return the clauses of each kind, verbatim and in their order; a clause under a label goes by its label."""
    told = tuple(clauses)
    found: Found = {field: [] for field, _ in LABELLED}
    found["obstacles"].extend(_causes(told))
    has_reason = any(REASON.search(clause.text) for clause in told)
    seen: set[int] = set()
    section: str | None = None
    for clause in told:
        if (begun := _header(clause)) or not LISTED.match(clause.whole):
            section = begun
        label = None if begun else _label(clause) or (section and (section, clause.whole.strip(_BULLETS)))
        if begun:
            continue
        if label and clause.sentence not in seen:
            seen.add(clause.sentence)
            if not NOTHING.match(label[1]):
                found[label[0]].append(label[1])
        elif clause.sentence not in seen:
            for field, rule in RULES:
                text = rule(clause)
                if text and not (field == "obstacles" and has_reason and _is_only_late(clause)):
                    found[field].append(text)
    return {field: tuple(dict.fromkeys(texts)) for field, texts in found.items()}


def _header(clause: Clause) -> str | None:
    """Return the field that a line of its own begins a list of, None where a clause is no such line."""
    return next((field for field, pattern in HEADERS if pattern.fullmatch(clause.whole)), None)


def _label(clause: Clause) -> tuple[str, str] | None:
    for field, pattern in LABELLED:
        if match := pattern.match(clause.whole.strip(" \t\n-*•·+–")):
            return field, match["text"].strip(" .;")
    return None


def _obstacle(clause: Clause) -> str | None:
    reason = REASON.search(clause.text)
    if reason:
        said = re.sub(r"^(?:att|that)\s+", "", clause.text[reason.end() :].strip(" :,"))
        if re.match(r"(?:the |our |my )?(?:previous|last|latest|earlier|first)\b", said, re.IGNORECASE):
            return None  # "since the previous report"
        return said if len(said) > 2 and not NO_OBSTACLE.match(said) and not YOUR.match(said) else None  # noqa: PLR2004 - more than a stray word
    match = OBSTACLE.search(clause.text)
    if match and IF_IT.search(clause.text, 0, match.start()):
        return None
    if _its_cause_follows(clause):
        return None
    if match is None or NO_OBSTACLE.search(clause.text) or _decision(clause) or _is_what_came_of_it(clause):
        return None
    return None if clause.supposed else _quote(clause)


def _is_only_late(clause: Clause) -> bool:
    """Tell whether a clause says that something takes its time, and not why."""
    return LATENESS.search(clause.text) is not None and REASON.search(clause.text) is None


def _causes(told: tuple[Clause, ...]) -> Iterator[str]:
    """Yield what is told right before its bad consequence: "avtalet sprack, och därför kan vi inte börja"."""
    for clause, after in pairwise(told):
        if WHY.fullmatch(after.text) or (_leads_to_trouble(after) and not clause.supposed and not _is_no_cause(clause)):
            yield _quote(clause)


def _leads_to_trouble(after: Clause) -> bool:
    led_to = CONSEQUENCE.match(after.text)
    return led_to is not None and _is_trouble(after.text[led_to.end() :])


def _is_trouble(text: str) -> bool:
    return forecast_of(text) in (Forecast.AT_RISK, Forecast.OFF_TRACK) or CANNOT.search(text) is not None


def _is_no_cause(clause: Clause) -> bool:
    """Tell whether a clause is a figure, a forecast, a plan, or too short to be the cause of anything."""
    return (
        len(clause.text.split()) < _WORDS_OF_A_CAUSE
        or re.search(r"\d", clause.text) is not None
        or forecast_of(clause.text) is not None
        or FUTURE.search(clause.low) is not None
        or NEXT.search(clause.text) is not None
    )


def _its_cause_follows(clause: Clause) -> bool:
    """Tell whether the cause of what a clause says comes right after it, so that the clause is the consequence."""
    begins = clause.whole.find(clause.text)
    after = clause.whole[begins + len(clause.text) :].lstrip(" ,–-") if begins >= 0 else ""
    return REASON.match(after) is not None


def _is_what_came_of_it(clause: Clause) -> bool:
    """Tell whether a clause says how the action or its goal fares, which a hindrance has led to and is none itself."""
    return OF_THE_ACTION.search(clause.text) is not None


def _decision(clause: Clause) -> str | None:
    if ASKS_TO_DECIDE.search(clause.text) and clause.whole.rstrip().endswith("?"):
        return _quote(clause)
    if clause.supposed or NO_DECISION.search(clause.text) or not DECISION.search(clause.text):
        return None
    return _quote(clause)


def says_done(clause: Clause) -> bool:
    """Tell whether a clause says that something has been done, if only by the form of its verb."""
    return _deed(clause) is not None


def _done(clause: Clause) -> str | None:
    """Quote what has been done: the verb is known, or its form tells nothing else ("förslag har utarbetats")."""
    match = _deed(clause)
    return _quote(clause) if match and (_known_deed(clause.text) or plain_deed_in(clause.text)) else None


def _known_deed(text: str) -> re.Match[str] | None:
    found = PERFECT.search(text) or PAST_EN.search(text) or PART_DONE.search(text)
    return found or SHORT_DONE.match(text)


def _deed(clause: Clause) -> re.Match[str] | None:
    if (
        clause.supposed
        or REASON.match(clause.text)
        or NONE_OF_IT.search(clause.text)
        or NOT_DONE.search(clause.text)
        or CALLED_OFF.search(clause.text)
        or NEGATION.search(clause.low.rsplit(":", 1)[-1])
    ):
        return None
    said = ATTRIBUTE.sub(lambda found: "-" * len(found[0]), clause.text)
    match = _known_deed(said) or deed_in(said)
    if (
        match is None
        or PERCENT.search(clause.text, 0, match.end())
        or is_after_until(clause.text, match.end())
        or AT_THE_EARLIEST.search(clause.text, match.end())
        or _is_to_come(clause, match)
        or _whole_only(clause.text)
    ):
        return None
    return match


def _is_to_come(clause: Clause, match: re.Match[str]) -> bool:
    said = clause.low[: match.end()]
    return FUTURE.search(re.sub(r"\b(?:planerade|målet)\s+(?=\w+(?:ar|er|or|en|n)\b)", " ", said)) is not None


def _whole_only(text: str) -> bool:
    """Tell whether nothing but the status is said ("åtgärden är klar")."""
    return (
        re.fullmatch(
            rf"(?:(?:nu|japp|jepp|ja|jo|yep|yes|jodå|vi|det|den|åtgärden|allt|är|har|helt|redan|därmed|och|så|"
            rf"it|this|is|we|are|all|everything|"
            rf"now|the|action|work|arbetet|projektet|ärendet|uppdraget)\s+)*(?:{PARTICIPLES})(?:\s+och\s+[\wåäö]+)?",
            text,
            re.IGNORECASE,
        )
        is not None
    )


def _next_step(clause: Clause) -> str | None:
    if EVENT_AHEAD.match(clause.text) and not clause.supposed and not NEGATION.search(clause.low):
        return _quote(clause)
    match = NEXT.search(clause.text)
    if clause.supposed or match is None or NOT_NEXT.search(clause.text) or OF_A_GOAL.search(clause.text):
        return None
    if is_after_until(clause.text, match.start()) or IF_IT.search(clause.text, 0, match.end()):
        return None  # "avgör om vi ska leta en ny"
    if _NO_STEP.match(clause.text) or _decision(clause):
        return None
    return _quote(clause)


def _quote(clause: Clause) -> str:
    """Return a clause as it is quoted, with the subject that stands before a parenthesis in it."""
    if not clause.before:
        return _tidy(clause.text)
    begins = clause.whole.find(clause.before)
    return _tidy(clause.whole[begins : clause.whole.find(clause.text, begins) + len(clause.text)])


def _tidy(text: str) -> str:
    return re.sub(r"^(?:men|och|samt|dock|medan|but|and|however|so|så)\s+", "", text, flags=re.IGNORECASE)


RULES: tuple[tuple[str, Callable[[Clause], str | None]], ...] = (
    ("obstacles", _obstacle),
    ("decisions_needed", _decision),
    ("done", _done),
    ("next_steps", _next_step),
)
"""Which field a clause belongs in; it may belong in several."""
