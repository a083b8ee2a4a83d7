"""Tell how often each rule that reads replies was right, over the graded collection: the rules that err come first.

    python -m tests.plans.replies_by_rule [BATCH …]

A rule stands as its field, its name and the words that it found. A rule that is wrong more than once in fifty is to be
narrowed, or dropped so that the author is asked instead.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from plans.model import Action, Reading
from plans.replies import read_reply
from plans.replies.clauses import Clause, clauses
from plans.replies.deadlines import new_end
from plans.replies.decision_cues import DECISION
from plans.replies.forecast import forecast_of, forecasts
from plans.replies.mistypings import mended
from plans.replies.narrative_cues import NEXT, PART_DONE, PAST_EN, PERFECT, SHORT_DONE
from plans.replies.obstacle_cues import OBSTACLE, REASON
from plans.replies.spelling import with_letters, within_reason
from plans.replies.status import RULES
from plans.replies.subject import Subject
from plans.replies.verbs import deed_in
from tests.plans.test_replies_graded import ACTIONS, CLAUSES, ROWS, _alike, _fields

_OF_CLAUSES = {
    "obstacles": (("reason", REASON), ("obstacle", OBSTACLE)),
    "decisions_needed": (("decision", DECISION),),
    "done": (("perfect", PERFECT), ("past", PAST_EN), ("part done", PART_DONE), ("short", SHORT_DONE)),
    "next_steps": (("next", NEXT),),
}
_FEWEST = 0.97


def _words(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower())[:30]


def _clause_rule(field: str, text: str) -> tuple[str, str]:
    for name, pattern in _OF_CLAUSES[field]:
        if match := pattern.search(text):
            return name, "" if name == "short" else _words(match[0])
    found = deed_in(text) if field == "done" else None
    return ("deed", _words(found["verb"])) if found else ("cause or label", "")


def _status_rule(reading: Reading, told: tuple[Clause, ...], action: Action) -> tuple[str, str]:
    subject = Subject(action)
    for clause in told:
        for rule in () if clause.supposed else RULES:
            claim = rule(clause, subject)
            if claim and claim.status is reading.implementation:
                return str(claim.status.value), rule.__qualname__.split(".")[0]
    return "implied", "done" if reading.done else "value" if reading.values else "progress or milestone"


def _rule(field: str, reading: Reading, told: tuple[Clause, ...], action: Action, today: date) -> tuple[str, str]:
    if field == "implementation":
        return _status_rule(reading, told, action)
    if field == "forecast":
        said = forecasts(told)
        said_by = next((clause.text for clause in told if forecast_of(clause.text) == reading.forecast), "")
        by_dates = "by dates, delayed" if new_end(told, action, today).delayed else "by dates, as planned"
        return (str(reading.forecast), "said") if said and said_by else (str(reading.forecast), by_dates)
    return "", ""


def _graded(rows: list[dict[str, object]]) -> Iterator[tuple[str, str, str, bool, str]]:
    for row in rows:
        action, today = ACTIONS[row["nr"]], date.fromisoformat(row["now"])
        reading = read_reply(row["text"], action=action, today=today)
        spelled = mended(with_letters(within_reason(row["text"])), f"{action.title} {action.indicator or ''}").text
        told = clauses(spelled, action.nr)
        for field, found in _fields(reading).items():
            wanted = row["expected"].get(field)
            if found is None or field in row.get("open", ()):
                continue
            for one in found if field in CLAUSES else (found,):
                right = any(_alike(one, other) for other in wanted or ()) if field in CLAUSES else found == wanted
                rule = _clause_rule(field, one) if field in CLAUSES else _rule(field, reading, told, action, today)
                yield (field, *rule, right, row["id"])


def main(batches: list[str]) -> None:
    """Print right and wrong for each rule, and for its words, where it is right less than 97 times of 100."""
    rows = [row for row in ROWS if not batches or row.get("batch") in batches]
    right, wrong = Counter(), defaultdict(list)
    for field, name, words, is_right, nr in _graded(rows):
        for key in {(field, "", ""), (field, name, ""), (field, name, words)}:
            right[key] += is_right
            if not is_right:
                wrong[key].append(nr)
    for key in sorted({*right, *wrong}):
        share = right[key] / (right[key] + len(wrong[key]))
        if share < _FEWEST or not any(key[1:]):
            print(f"{share:5.2f} {right[key]:4} {len(wrong[key]):3}  {' | '.join(key):60} {' '.join(wrong[key][:8])}")  # noqa: T201 - the table is what it is for


if __name__ == "__main__":
    main(sys.argv[1:])
