"""The graded collection of replies.

The first 551 were written before the rules, 82 of them set aside. Then came batches of about sixty by authors of other
kinds, their fields written down before they were run, each tuned on only after its first run. Batch h, of 166 by
authors who make it hard, has 24 set aside, first run when the rest had been tuned on. Batch k was written last and
has never been tuned on. What the fields (all but the question) scored at that first run, as precision and recall:

    a 0.989 0.662    b 0.944 0.764    c 0.954 0.838    d 0.847 0.735    e 0.900 0.759    f 0.972 0.864    g 0.989 0.867
    h 0.825 0.647    i 0.914 0.850    j 0.857 0.815    l 0.905 0.792    h, set aside: 0.860 0.804         k 1.000 0.975

Batches m to q are by authors of thirty more kinds, each row with its author; of m a third is set aside: three authors
altogether and half of two others, first run when the rest of m and all of n to q had been tuned on. First runs, in the
order they were written and tuned on:

    m 0.907 0.699    n 0.932 0.797    o 0.907 0.790    p 0.885 0.793    q 0.846 0.512    m, set aside: 0.811 0.714

Batches r, s and t are by thirty authors more, three of each of ten kinds: notes, mails, text messages, chat, the
Swedish of authorities, academic and casual English, learners, lists, long mails, figures that mean something else, and
hedges. First runs, in the order they were written and tuned on:

    r 0.905 0.792    s 0.889 0.771    t 0.877 0.740

Batch u, of eighteen by ten authors like those of r to t, was run once before the rules were tightened. Then the rules
were narrowed by the classes of fault that all first runs had shared. Batches v, w and x are by authors of other kinds
again (written by one hand in their styles): a unit head on a phone, lawyers, engineers, a nurse in dialect, caretakers,
officials, headmasters. v and w were tuned on after their first runs. x is set aside: of its faults one was mended
afterwards, a rule that took "två psykologer slutade i juni" for somebody else's action. First runs, in that order:

    u 0.966 0.757    v 0.924 0.802    w 0.943 0.781    x, set aside: 0.929 0.780

Batches y, z, aa, bb and dd were written to find out what else is misread: what was called off, ordinals, days of one of
several things, figures that are doubted, and what somebody "got". Each was run before it was tuned on; cc is set aside
and has not been tuned on. Batch ka is by an author who had seen neither the rules nor these batches; it was run when y
had been tuned on, and tuned on then. All of its expectations were kept. They are small, some thirty fields each, so
one wrong field is three in a hundred:

    y 0.974 0.841    ka 0.871 0.692    z 0.963 0.788    aa 0.885 0.742    bb 0.900 0.931    cc, set aside: 0.958 0.885
    dd 1.000 0.833

Batches ea to ed are of forty each, by nine voices more: a surgeon on the phone, municipal officials, a CEO who mixes
English into his Swedish, a professor with parentheses, bullets, speech near dialect, dictation without punctuation,
and two kinds of English. ee, of six voices, is set aside; of its faults one class was mended afterwards, a deed that
tells that all of it was decided or stopped. Some expectations of ea to ed were opened after the first run: a count of
what is done may be quoted as done, and a figure alone need not say how far the action has come. First runs, in that
order:

    ea 0.878 0.662    eb 0.904 0.758    ec 0.877 0.753    ed 0.922 0.635    ee, set aside: 0.849 0.776

ef, of twenty, was written last, a few of them traps for what the others had widened, and was tuned on after its first
run: 0.933 0.875.

na, of sixty, is by an author who had seen neither the rules nor the other batches, with actions of its own; it was run
before any rule was changed. Its author had no field for the day of completion, "late" is counted as at risk, and a
figure alone need not say how far the action has come. Left are one field that is debated ("hard to say", as not
assessed) and ten that are missed, most of them what a pause waits for. fa, of sixty, is in ten voices more, its fields
written before it was run, by somebody who knew the rules. fb, of 24 in five voices by the same hand, is set aside:
nothing was mended after its one run. The recall asked of what is set aside is 0.005 lower for it. First runs, in that
order:

    na 0.912 0.721    fa 0.939 0.738    fb, set aside: 0.967 0.806

Three early rows (r140, r390, r493) had no status for a count between its start and its target with more to come; as
in all later batches that is left open, for "in progress" is not wrong of it.

Since the rules were narrowed they leave more unfilled, and batches u to x are in the figures below: hence the recall
that is asked for is 0.01 lower than it was. Whether something is asked is not graded from u on.

So replies by authors of a new kind are read far less well than the rest of the collection tells. How often each rule
was right: ``python -m tests.plans.replies_by_rule``.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plans.model import Action, Reading, Source
from plans.replies import read_reply

HERE = Path(__file__).parent
NEVER_TUNED_ON = "k"
CLAUSES = ("obstacles", "decisions_needed", "done", "next_steps")


def _action(row):
    end = row.get("end")
    written = {
        name: Decimal(row[name]) if isinstance(row.get(name), int) else row.get(name) for name in ("baseline", "target")
    }
    return Action(
        nr=row["nr"],
        title=row["title"],
        source=Source("graded"),
        end=date.fromisoformat(end) if end else None,
        indicator=row.get("indicator"),
        continuous=row.get("continuous", False),
        **written,
    )


ACTIONS = {row["nr"]: _action(row) for row in json.loads((HERE / "replies_actions.json").read_text(encoding="utf-8"))}
ROWS = [json.loads(line) for line in (HERE / "replies.jsonl").read_text(encoding="utf-8").splitlines()]


@dataclass
class Score:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self):
        return self.right / (self.right + self.wrong)

    @property
    def recall(self):
        return self.right / (self.right + self.missed)


def _fields(reading: Reading) -> dict[str, object]:
    return {
        "implementation": reading.implementation,
        "forecast": reading.forecast,
        "progress": reading.progress,
        "value": float(reading.values[0].value) if reading.values else None,
        "new_end": reading.new_end and reading.new_end.isoformat(),
        "completed_on": reading.completed_on and reading.completed_on.isoformat(),
        "unchanged": reading.unchanged or None,
        "not_mine": reading.not_mine or None,
        "question": True if reading.question else None,
        **{name: getattr(reading, name) for name in CLAUSES},
    }


def _alike(found: str, wanted: str) -> bool:
    return wanted.lower() in found.lower() or found.lower() in wanted.lower()


def _count(score: Score, row: dict[str, object], skipped: tuple[str, ...]) -> None:
    reading = read_reply(row["text"], action=ACTIONS[row["nr"]], today=date.fromisoformat(row["now"]))
    for name, found in _fields(reading).items():
        wanted = row["expected"].get(name)
        if name in (*skipped, *row.get("open", ())):
            continue
        if name in CLAUSES:
            wanted = wanted or []
            score.right += sum(any(_alike(one, other) for other in wanted) for one in found)
            score.wrong += sum(not any(_alike(one, other) for other in wanted) for one in found)
            score.missed += sum(not any(_alike(one, other) for one in found) for other in wanted)
        elif found is None:
            score.missed += wanted is not None
        else:
            score.right += found == wanted
            score.wrong += found != wanted


def _score(rows: Iterable[dict[str, object]], skipped: tuple[str, ...] = ()) -> Score:
    score = Score()
    for row in rows:
        _count(score, row, skipped)
    return score


@pytest.mark.parametrize(("aside", "precision", "recall"), [(False, 0.989, 0.955), (True, 0.953, 0.89)])
def test_replies_are_read_with_precision_first(aside, precision, recall):
    rows = [row for row in ROWS if row.get("aside", False) is aside]

    score = _score(rows)

    group = "set aside" if aside else "tuned on"
    print(f"\n{group}: {len(rows)} replies, {score.precision:.3f} right, {score.recall:.3f} found")  # noqa: T201 - the figures
    assert score.precision >= precision
    assert score.recall >= recall


def test_fields_of_the_replies_that_were_never_tuned_on_are_right_98_times_of_100():
    rows = [row for row in ROWS if row.get("batch") == NEVER_TUNED_ON]

    score = _score(rows, skipped=("question",))

    print(f"\nnever tuned on: {len(rows)} replies, {score.precision:.3f} right, {score.recall:.3f} found")  # noqa: T201 - the figures
    assert score.precision >= 0.98
    assert score.recall >= 0.85


def test_at_least_a_seventh_is_set_aside():
    assert sum(row.get("aside", False) for row in ROWS) * 7 >= len(ROWS)


def test_every_reply_has_an_id_of_its_own():
    assert len({row["id"] for row in ROWS}) == len(ROWS)
