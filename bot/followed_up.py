"""What the follow-up knows of one action beside its status: the goal's assessment, decisions asked for, and evidence.

In words for people and as JSON. Addresses that a reply names are shown as they were written and are never made links.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from plans.model import Action, DecisionNeed, DecisionState, Evidence, GoalAssessment, StatusUpdate
from plans.stores.base import Ledger
from plans.wording import written_date
from prompts.texts import Texts

_BYTES_A_KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """What replies have said about one action, those that were corrected left out."""

    updates: tuple[StatusUpdate, ...]
    decisions: tuple[DecisionNeed, ...]
    files: tuple[Evidence, ...]

    @property
    def assessed(self) -> tuple[GoalAssessment, StatusUpdate] | None:
        """The last word on the goal, and the reply that says it."""
        said = ((update.reading.goal_assessment, update) for update in reversed(self.updates))
        return next(((assessment, update) for assessment, update in said if assessment), None)

    @property
    def named(self) -> tuple[str, ...]:
        """The evidence that replies name, each once."""
        return tuple(dict.fromkeys(words for update in self.updates for words in update.reading.evidence))


def followed_up(ledger: Ledger, action: Action) -> FollowedUp:
    """Look up what replies have said about an action."""
    updates = ledger.updates.about(action.nr)
    corrected = {update.corrects for update in updates}
    return FollowedUp(
        updates=tuple(update for update in updates if update.id not in corrected),
        decisions=tuple(n for n in ledger.decisions.about(action.nr) if n.state is not DecisionState.WITHDRAWN),
        files=tuple(file for file in ledger.evidence.about(action.nr) if file.update_id is not None),
    )


def in_words(found: FollowedUp, words: Texts, zone: ZoneInfo) -> Iterable[str]:
    """Yield a line for each thing that is known; nothing where nothing is."""
    if found.assessed:
        assessment, update = found.assessed
        day = written_date(update.confirmed_at.astimezone(zone).date(), words.language)
        yield words("cli.plan.goal_assessment", words=words(f"terms.goal_assessment.{assessment}"), date=day)
    for need in found.decisions:
        state = words(f"terms.decision.{need.state}").lower()
        yield words("cli.plan.decision", text=need.text, state=f"{state}: {need.outcome}" if need.outcome else state)
    if found.named:
        yield words("cli.plan.evidence", words="; ".join(found.named))
    for file in found.files:
        yield words("cli.plan.file", name=file.name, size=-(-file.size // _BYTES_A_KILOBYTE))


def as_json(found: FollowedUp) -> dict[str, object]:
    """Return it as JSON values."""
    return {
        "goal_assessment": found.assessed[0] if found.assessed else None,
        "decisions": [
            {"id": need.id, "text": need.text, "state": need.state, "outcome": need.outcome} for need in found.decisions
        ],
        "evidence": list(found.named),
        "files": [{"name": file.name, "sha256": file.sha256, "size": file.size} for file in found.files],
    }
