"""Rules for the implementation status: what a clause says of how far the action has come.

A rule gives a status for words about the action as a whole; what is said of a part ("mallarna är klara") shows only
that the work is under way. What has become of contradictory statements is decided in ``reading.py``.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plans.model import Implementation
from plans.number_words import number
from plans.patterns import Pattern
from plans.replies.clauses import Clause
from plans.replies.status_cues import (
    ADOPTED,
    AWAITS_DECISION,
    BUT,
    CONTINUOUS,
    COPULA,
    DECIDED,
    DISCONTINUED,
    EXCEPTION,
    FINISHED,
    GOING_ON,
    LAST_CONTINUOUS,
    LAUNCHED,
    LEFT_WORDS,
    LIMITED,
    MERGED,
    NEARLY,
    NO_OBJECT,
    NOT_AFTER,
    NOT_SO,
    NOT_STARTED,
    OF_A_PART,
    PAUSED,
    PILOT,
    REMAINING,
    SAID_YES,
    SOME_LEFT,
    SOME_OF_ALL,
    STARTING_LATER,
    STOPPED,
    SUPERSEDED,
    TAKES_NOTHING_BACK,
    UNDER_WAY,
    WITH_PERCENT,
    WITH_SOME,
    YES,
)
from plans.replies.subject import Subject
from plans.replies.verbs import is_after_until
from plans.replies.wordlists import FUTURE, NEGATION, words_before


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause that states a status; `whole` when it speaks of the action itself and not of a part."""

    status: Implementation
    clause: Clause
    whole: bool = True


def claims(clauses: Iterable[Clause], subject: Subject) -> tuple[Claim, ...]:
    """Return what the clauses state about the status, in their order."""
    return tuple(
        claim
        for clause in clauses
        if not clause.supposed
        for rule in RULES
        if (claim := rule(clause, subject)) is not None
    )


def says_something_remains(clauses: Iterable[Clause]) -> bool:
    """Tell whether a clause says that something is left to do."""
    return any(REMAINING.search(clause.text) for clause in clauses if not clause.supposed)


def says_it_has_stopped(clauses: Iterable[Clause]) -> bool:
    """Tell whether a clause says that the work has stopped, of whatever it says so."""
    return any(STOPPED.search(clause.text) and not clause.supposed for clause in clauses)


def says_it_goes_on(clauses: Iterable[Clause]) -> bool:
    """Tell whether a clause says that things go on ("det rullar på"): a status only beside something more definite."""
    return any(
        (match := GOING_ON.search(clause.text))
        and not clause.supposed
        and not NEGATION.search(clause.low)
        and not is_after_until(clause.text, match.start())
        for clause in clauses
    )


def is_taken_back(claim: Clause, told: Iterable[Clause]) -> bool:
    """Tell whether what comes after a claim of being done takes some of it back: "klart, men sjutton av dem väntar"."""
    after = (clause for clause in told if clause.start > claim.start and not TAKES_NOTHING_BACK.search(clause.text))
    return any(BUT.match(clause.text) or PILOT.search(clause.text) for clause in after)


def _not_started(clause: Clause, subject: Subject) -> Claim | None:
    match = NOT_STARTED.search(clause.text)
    if match is None:
        return None
    if OF_A_PART.match(clause.text, match.end()):
        return Claim(Implementation.NOT_STARTED, clause, whole=False)
    before = re.sub(r"\b(?:inte|ännu|tyvärr|ju|riktigt|än)\b", " ", clause.text[: match.start()], flags=re.IGNORECASE)
    return Claim(Implementation.NOT_STARTED, clause, whole=subject.is_whole(" ".join(before.split())))


def _about_the_whole(status: Implementation, pattern: Pattern) -> Callable[[Clause, Subject], Claim | None]:
    def rule(clause: Clause, subject: Subject) -> Claim | None:
        match = pattern.search(clause.text)
        if match is None:
            return None
        before = DECIDED.sub("", clause.text[: match.start()])
        if OF_A_PART.match(clause.text, match.end()):
            return None
        negated = NEGATION.search(clause.text[: match.start()].lower()) or NOT_AFTER.match(clause.text, match.end())
        return Claim(status, clause) if not negated and subject.is_all(f"{clause.before} {before}") else None

    return rule


def _continuous(clause: Clause, subject: Subject) -> Claim | None:
    found = CONTINUOUS.search(clause.text) or _goes_on(clause, subject)
    negated = found and NEGATION.search(clause.text[: found.start()].lower())
    return Claim(Implementation.CONTINUOUS, clause) if found and not negated else None


def _goes_on(clause: Clause, subject: Subject) -> re.Match[str] | None:
    """Read "åtgärden genomförs löpande"; "vi följer upp användningen löpande" is no status of the action."""
    found = LAST_CONTINUOUS.search(clause.text)
    return found if found and subject.is_whole(clause.text[: found.start()]) else None


def _all_but(clause: Clause, _: Subject) -> Claim | None:
    """Read "klara med allt utom utvärderingen": most has been done, and something is left."""
    done = EXCEPTION.search(clause.whole) and FINISHED.search(clause.text)
    return Claim(Implementation.IN_PROGRESS, clause, whole=False) if done else None


def _completed(clause: Clause, subject: Subject) -> Claim | None:
    if EXCEPTION.search(clause.whole):
        return None
    for match in FINISHED.finditer(clause.text):
        before, after = clause.text[: match.start()], clause.text[match.end() :]
        if NEGATION.search(before.lower()) or NOT_SO.match(after) or WITH_PERCENT.search(clause.text):
            continue
        if LIMITED.match(after):
            if WITH_SOME.match(after) and subject.is_whole(f"{clause.before} {before}"):
                return Claim(Implementation.IN_PROGRESS, clause, whole=False)
            continue
        if _has_object(before, match[0], after):
            continue
        if subject.is_whole(f"{clause.before} {DECIDED.sub('', before)}"):
            return Claim(Implementation.COMPLETED, clause)
    return None


def _has_object(before: str, word: str, after: str) -> bool:
    """Tell whether the word is a verb with an object: "vi har genomfört 14 intervjuer", "we completed the survey"."""
    is_state = COPULA.search(before) is not None or re.match(r"klar|färdig(?!ställ)|done|i ", word, re.IGNORECASE)
    return not is_state and NO_OBJECT.match(after) is None


def _launched(clause: Clause, subject: Subject) -> Claim | None:
    """Read "vägledningen är publicerad": done, when the thing is the action's own."""
    match = LAUNCHED.search(clause.text) or subject.deed_in(clause.text)
    if (
        match is None
        or AWAITS_DECISION.search(clause.whole)
        or EXCEPTION.search(clause.whole)
        or NOT_AFTER.match(clause.text, match.end())
        or LIMITED.match(clause.text[match.end() :])
    ):
        return None
    before = clause.text[: match.start()].rsplit(":", 1)[-1]
    after = clause.text[match.end() :]
    named = any(subject.names_whole(word) for word in before.split())
    alone = (
        subject.has_name
        and not _has_object(before, "", after)
        and re.match(r"i drift|på plats|in place", match[0]) is None
    )
    done = (named or alone) and subject.is_whole(f"{clause.before} {before}") and not NEGATION.search(before.lower())
    done = done or _is_inverted(match[0], before, after, subject)
    return Claim(Implementation.COMPLETED, clause) if done else None


def _is_inverted(verb: str, before: str, after: str, subject: Subject) -> bool:
    """Read "efter votering antogs handlingsplanen": the verb comes second, and what it is about after it."""
    is_passive = (
        verb.lower().endswith("s") and not NEGATION.search(before.lower()) and not FUTURE.search(before.lower())
    )
    return is_passive and any(subject.names_whole(word) for word in after.split()[:2])


def _adopted(clause: Clause, subject: Subject) -> Claim | None:
    """Read "nämnden antog planen", "nämnden beslutade att anta planen": done when that is what the action is about."""
    body = SAID_YES.match(clause.text) if subject.is_decided else None
    if body and YES.match(clause.text, body.end()):
        return Claim(Implementation.COMPLETED, clause)
    match = ADOPTED.search(clause.text)
    if match is None or NEGATION.search(clause.low) or FUTURE.search(clause.low[: match.start()]):
        return None
    named = any(subject.names_whole(word) for word in clause.text[match.end() :].split()[:4])
    return Claim(Implementation.COMPLETED, clause) if named else None


def _under_way(clause: Clause, subject: Subject) -> Claim | None:
    if NOT_STARTED.search(clause.text) or STARTING_LATER.search(clause.text):
        return None
    for match in UNDER_WAY.finditer(clause.text):
        near = words_before(clause.text, match.start(), 25).lower()
        if not NEGATION.search(near):
            began = match[0].lower() == "började"  # "sista började 1 september" is of somebody who was hired
            return Claim(Implementation.IN_PROGRESS, clause, not began or subject.is_all(clause.text[: match.start()]))
    return None


def _some_left(clause: Clause, _: Subject) -> Claim | None:
    """Read "tre tak kvar": when what is left can be counted, the rest has been done."""
    match = SOME_LEFT.search(clause.text) if any(word in clause.low for word in LEFT_WORDS) else None
    return Claim(Implementation.IN_PROGRESS, clause, whole=False) if match else None


def _some_of(clause: Clause, _: Subject) -> Claim | None:
    """Read "fyra av nio register är flyttade": some of it has been done, whatever the verb."""
    match = SOME_OF_ALL.search(clause.text)
    if match is None or NEGATION.search(clause.low) or FUTURE.search(clause.low):
        return None
    some, every = number(match["n"]), number(match["all"])
    return Claim(Implementation.IN_PROGRESS, clause, whole=False) if 0 < some < every else None


def _nearly(clause: Clause, _: Subject) -> Claim | None:
    match = NEARLY.search(clause.text)
    if match is None or NEGATION.search(clause.text[: match.start()].lower()):
        return None
    return Claim(Implementation.IN_PROGRESS, clause)


RULES: tuple[Callable[[Clause, Subject], Claim | None], ...] = (
    _not_started,
    _about_the_whole(Implementation.ON_HOLD, PAUSED),
    _about_the_whole(Implementation.DISCONTINUED, DISCONTINUED),
    _about_the_whole(Implementation.MERGED, MERGED),
    _about_the_whole(Implementation.SUPERSEDED, SUPERSEDED),
    _continuous,
    _all_but,
    _completed,
    _launched,
    _adopted,
    _nearly,
    _some_left,
    _some_of,
    _under_way,
)
"""Every rule is asked about every clause; several may answer."""
