"""Rules for what is counted by its place: "tredje forumträffen hölls", "övning 2 genomförd"."""

from decimal import Decimal

from plans.dates.words import ORDINALS
from plans.model import Action
from plans.replies.clauses import Clause
from plans.replies.count_cues import LAST, NTH, NUMBERED, ORDINAL, OTHER_ONE, WITHOUT_VERB
from plans.replies.counts import Counts
from plans.replies.counts_aimed_at import is_not_so_far
from plans.replies.wordlists import is_done


def ordinal_in(clause: Clause, action: Action) -> Decimal | None:
    """Read "tredje forumträffen hölls": as many have been held."""
    if not Counts.suits(action) or not is_done(clause.text) or is_not_so_far(ORDINAL.sub(" ", clause.text)):
        return None
    if WITHOUT_VERB.search(clause.whole):
        return None
    counted = Counts(action).counted
    found = [
        match
        for match in ORDINAL.finditer(clause.text)
        if counted.is_named(match["noun"]) and not OTHER_ONE.search(clause.text, 0, match.end("nth"))
    ]
    if found:
        return Decimal(ORDINALS[found[-1]["nth"].lower()])
    nth = [match for match in NUMBERED.finditer(clause.text) if counted.is_named_in_short(match["noun"])]
    return Decimal(nth[-1]["nth"]) if nth else None


def last_ordinal(text: str) -> Decimal | None:
    """Return the highest ordinal that a text gives ("den tredje", "träff 3"), None where it says "the last"."""
    if LAST.search(text):
        return None
    found = [ORDINALS[match[0].lower()] for match in NTH.finditer(text)]
    found += [int(match["nth"]) for match in NUMBERED.finditer(text)]
    return Decimal(max(found)) if found else None
