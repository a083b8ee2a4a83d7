"""The goals of the plan and what their actions' reporters say of them: the third axis, apart from the other two.

A goal is assessed by those who report on its actions. Where they differ the least hopeful word counts for the goal, and
every word is kept beside it; where nobody has said anything the assessment is missing, whatever the status says.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.model import GoalAssessment
from plans.summary.accounts import Account

# From the least hopeful to the most; what nobody has assessed comes last.
ORDER: tuple[GoalAssessment, ...] = (
    GoalAssessment.NOT_ACHIEVED,
    GoalAssessment.UNLIKELY,
    GoalAssessment.UNCERTAIN,
    GoalAssessment.LIKELY,
    GoalAssessment.ACHIEVED,
    GoalAssessment.NOT_ASSESSED,
)


@dataclass(frozen=True, slots=True)
class GoalAccount:
    """What is known of one goal: the actions that work towards it, and those of them whose reporters assessed it."""

    goal: str
    actions: tuple[Account, ...]
    assessed: tuple[Account, ...]

    @property
    def assessment(self) -> GoalAssessment:
        """The least hopeful assessment that was made."""
        made = [account.goal_assessment for account in self.assessed if account.goal_assessment]
        return min(made, key=ORDER.index, default=GoalAssessment.NOT_ASSESSED)

    @property
    def is_worked_on(self) -> bool:
        """Tell whether any action towards it is not over."""
        return any(account.known is None or not account.known.is_over for account in self.actions)


def goal_accounts(told: Iterable[Account]) -> tuple[GoalAccount, ...]:
    """Return one account for each goal that the plan names, in the plan's order."""
    by_goal: dict[str, list[Account]] = {}
    for account in told:
        if account.action.goal:
            by_goal.setdefault(account.action.goal, []).append(account)
    return tuple(
        GoalAccount(goal, tuple(actions), tuple(a for a in actions if is_assessed(a)))
        for goal, actions in by_goal.items()
    )


def is_assessed(account: Account) -> bool:
    """Tell whether the action's reporter has said whether the goal is reached."""
    return account.goal_assessment not in {None, GoalAssessment.NOT_ASSESSED}
