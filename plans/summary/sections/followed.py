"""Goals and their assessment, obstacles by kind, decisions and what became of them, and evidence."""

from collections.abc import Iterable, Iterator

from plans.model import DecisionNeed, ObstacleKind
from plans.summary.accounts import Account, local_day
from plans.summary.asked import decisions_of, obstacles, open_from_before
from plans.summary.blocks import Block, Column, Heading, Paragraph, Point, Points, Quote, Table
from plans.summary.goals import ORDER, GoalAccount, goal_accounts, is_assessed
from plans.summary.sections.material import Material, titled

GOALS_SHOWN = tuple(reversed(ORDER[:-1])) + ORDER[-1:]  # from achieved to not achieved, and what is missing last


def goals_picture(given: Material) -> Iterator[Block]:
    """Count the plan's goals by their assessment, and name those that nobody works towards any more."""
    t, total = given.t, given.count("goals")
    yield Heading(t("report.picture.goals"))
    yield given.told("report.goals", "goals", *goals_told(given), parts=goal_parts(given))
    if total:
        yield from _assessments(given)
        idle = given.figures["goals_without_live_action"].rows
        values = {"total": given.number(total)}
        yield given.told("report.picture.idle_goals", "goals_without_live_action", "goals", **values)
        if idle:
            yield Points(tuple(Point(goal) for goal in idle))
    if given.count("goal_assessed_without_goal"):
        listed = given.called(given.figures["goal_assessed_without_goal"].rows)
        yield given.told("report.picture.assessed_without_goal", "goal_assessed_without_goal", listed=listed)


def _assessments(given: Material) -> Iterator[Block]:
    """Count the goals by their assessment in a table, where anybody has made one."""
    t = given.t
    if not _any_assessed(given):
        return
    labels = {f"goals_by_assessment.{code}": t(f"terms.goal_assessment.{code}") for code in GOALS_SHOWN}
    rows, cells = given.counting(labels, "goals")
    heads = (Column(t("report.column.goal_assessment"), 4), *_counts(given))
    yield Table(t("report.caption.goals"), heads, rows, total=True, figures=cells)
    yield from given.none_in("goals", labels)


def goal_parts(given: Material) -> str:
    """Return the counts of the assessments that were made or are missing, those of none left out; or that none is."""
    if given.count("goals") and not _any_assessed(given):
        return given.t("report.goals_unassessed")
    counts = [(str(code), given.count(f"goals_by_assessment.{code}")) for code in GOALS_SHOWN]
    return given.tallied("report.goals_by_assessment", counts)


def goals_told(given: Material) -> tuple[str, ...]:
    """Name the counts that `goal_parts` tells."""
    if not _any_assessed(given):
        return ()
    return tuple(f"goals_by_assessment.{code}" for code in GOALS_SHOWN if given.count(f"goals_by_assessment.{code}"))


def area_goals(given: Material, told: Iterable[Account]) -> Iterator[Block]:
    """List an area's goals, each with its assessment and whose word it is; the whole plan's actions count."""
    kept = list(told)
    here = {account.action.goal for account in kept}
    goals = [goal for goal in goal_accounts(given.accounts) if goal.goal in here]
    apart = [_apart_point(given, account) for account in kept if is_assessed(account) and not account.action.goal]
    silent = not apart and not any(goal.assessed for goal in goals)
    points = [*(Point(goal.goal) if silent else _goal_point(given, goal) for goal in goals), *apart]
    if points:
        key = "goals" if not silent else "goals_unassessed" if _any_assessed(given) else "goals_alone"
        yield Paragraph(given.counted(f"report.area.{key}", len(points)))
        yield Points(tuple(points))


def obstacles_told(given: Material) -> Iterator[Block]:
    """Count the obstacles by kind and quote each under its kind."""
    t, found = given.t, obstacles(given.accounts)
    yield Heading(t("report.deviations.obstacles"))
    yield given.told("report.deviations.obstacles_told", "obstacles")
    if not found:
        return
    sorted_out = {kind: [one for one in found if one.kind is kind] for kind in ObstacleKind}
    by_kind = {kind: some for kind, some in sorted_out.items() if some}
    if len(by_kind) > 1:  # of one kind alone there is nothing to compare
        labels = {f"obstacles_by_kind.{kind}": t(f"terms.obstacle.{kind}") for kind in by_kind}
        rows, cells = given.counting(labels, "obstacles")
        heads = (Column(t("report.column.obstacle_kind"), 4), *_counts(given))
        yield Table(t("report.caption.obstacles"), heads, rows, total=True, figures=cells)
        yield Paragraph(t("report.deviations.obstacle_rule"))
    for kind, some in by_kind.items():
        yield Heading(t(f"terms.obstacle.{kind}"), 3)
        for one in some:
            yield given.quote(one.words, one.update, about=titled(one.account))


def last_years_decisions(given: Material) -> Iterator[Block]:
    """Say what became of the decisions that the round before asked for, and which older ones still wait."""
    t, year = given.t, given.snapshot.year
    asked, older = decisions_of(given.snapshot, year - 1), open_from_before(given.snapshot, year - 1)
    if not asked and not older and given.before is None:
        return
    yield Heading(t("report.proposals.last_year"))
    if not asked and given.before is not None:
        yield from _as_read(given, given.before)
    else:
        became = given.figures.group("decisions_last_year")
        parts = given.tallied("report.proposals.became", ((code, len(one.rows)) for code, one in became.items()))
        told = tuple(one.name for one in became.values() if one.rows)
        yield given.told("report.proposals.asked_and_became", "decisions_asked_last_year", *told, parts=parts)
    yield from _settled(given, asked)
    if older:
        yield given.told("report.proposals.older", "decisions_older")
        yield from _settled(given, older)


def this_years_outcomes(given: Material) -> Iterator[Block]:
    """Say what has already become of this year's decisions, when something has."""
    settled = [need for need in decisions_of(given.snapshot, given.snapshot.year) if need.outcome]
    if settled:
        yield given.told("report.proposals.settled", "decisions_settled")
        yield from _settled(given, settled)


def evidence_told(given: Material) -> Iterator[Block]:
    """Quote the evidence that the replies name, list the attached files, and count the actions without any."""
    t = given.t
    yield Heading(t("report.evidence.heading"))
    total = given.number(given.count("actions"))
    yield given.told("report.evidence.without", "without_evidence", "actions", total=total)
    for account in given.accounts:
        for words, update in account.collected(lambda reading: reading.evidence):
            yield given.quote(words, update, about=titled(account))
    files = [(account.nr, file) for account in given.accounts for file in account.files]
    if files:
        heads = (("nr", 0.7), ("file", 3), ("sha256", 5))
        columns = tuple(Column(t(f"report.column.{name}"), weight) for name, weight in heads)
        rows = tuple((nr, file.name, file.sha256) for nr, file in files)
        yield Table(t("report.caption.files"), columns, rows, dense=True)


def _any_assessed(given: Material) -> bool:
    """Tell whether anybody has assessed any goal; where nobody has, it is said once."""
    return given.count("goals_by_assessment.not_assessed") < given.count("goals")


def _counts(given: Material) -> tuple[Column, Column]:
    return (
        Column(given.t("report.column.count"), 1, number=True),
        Column(given.t("report.column.share"), 1, number=True),
    )


def _goal_point(given: Material, goal: GoalAccount) -> Point:
    t = given.t
    if not goal.assessed:
        return Point(f"{t('terms.goal_assessment.not_assessed')}.", goal.goal)
    words = t(f"terms.goal_assessment.{goal.assessment}")
    each = [f"{a.nr}: {t(f'terms.goal_assessment.{a.goal_assessment}').lower()}" for a in goal.assessed]
    values = {"assessed": given.number(len(each)), "each": ", ".join(each), "nr": goal.actions[0].nr}
    of = given.counted("report.area.assessed", len(goal.actions), **values)
    cited = tuple(n for account in goal.assessed for n in given.cite(account.assessed_in))
    return Point(f"{words}. {of}", goal.goal, cited)


def _apart_point(given: Material, account: Account) -> Point:
    words = given.t(f"terms.goal_assessment.{account.goal_assessment}")
    return Point(f"{words}.", titled(account), given.cite(account.assessed_in))


def _settled(given: Material, needs: Iterable[DecisionNeed]) -> Iterator[Block]:
    updates = {update.id: update for update in given.snapshot.updates}
    now = {account.nr: account for account in given.accounts}
    for need in needs:
        name = titled(now[need.nr]) if need.nr in now else need.nr
        state = given.t(f"terms.decision.{need.state}").lower()
        about = given.t("report.proposals.stands", action=name, status=state)
        if need.update_id in updates:
            yield given.quote(need.text, updates[need.update_id], about=about)
        else:  # the reply itself was taken away by erasure
            yield Quote(need.text, given.day_in_words(local_day(need.asked_at)), about)
        if need.outcome and need.settled_at:
            day = given.day_in_words(local_day(need.settled_at))
            yield Paragraph(given.t("report.proposals.outcome", outcome=need.outcome, day=day))


def _as_read(given: Material, before: Iterable[Account]) -> Iterator[Block]:
    """Quote what the round before asked for where nobody kept what became of it, with how the action stands now."""
    now = {account.nr: account for account in given.accounts}
    asked = [
        (account, words, update)
        for account in before
        for words, update in account.collected(lambda reading: reading.decisions_needed)
    ]
    yield given.told("report.proposals.asked_last_year", "decisions_last_round")
    for account, words, update in asked:
        standing = given.status(now[account.nr]) if account.nr in now else given.t("report.word.gone")
        about = given.t("report.proposals.stands", action=titled(account), status=standing)
        yield given.quote(words, update, about=about)
