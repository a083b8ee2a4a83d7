"""What briefs hold beside the sections of the report: what has happened, what comes, who has taken on what.

A brief is asked for on any day, about some actions and from some day on; it quotes confirmed replies and nothing else.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from plans.model import Action, Implementation, StatusUpdate
from plans.summary.accounts import Account, local_day
from plans.summary.blocks import Block, Column, Heading, Paragraph, Point, Points, Table
from plans.summary.sections.material import Material, titled

_AHEAD = timedelta(days=92)  # what a meeting looks ahead to: a quarter


def actions(given: Material) -> Iterator[Block]:
    """List the actions with who answers for each, its time, and where it stands."""
    if not given.accounts:
        yield Paragraph(given.t("brief.no_actions"))
        return
    t = given.t
    heads = (("nr", 0.7), ("action", 3.4), ("accountable", 2.0), ("time", 1.6), ("status", 1.5), ("forecast", 1.5))
    columns = tuple(Column(t(f"report.column.{name}"), weight) for name, weight in heads)
    rows = tuple(
        (
            account.nr,
            account.action.title,
            account.action.accountable or t("report.word.nobody"),
            given.time(account, given.day_in_words, " – "),
            _status(given, account),
            given.forecast(account),
        )
        for account in given.accounts
    )
    yield Table(t("brief.caption.actions"), columns, rows)


def since(given: Material, day: date) -> Iterator[Block]:
    """Tell what has been confirmed from `day` on: what moved, and the words of each reply."""
    found = _confirmed_since(given, day)
    told = {update.nr for _, update in found}
    of = given.number(len(given.accounts))
    yield Paragraph(given.counted("report.since", len(told), day=given.day_in_words(day), total=of), lead=True)
    moved = [each for account in given.accounts if (each := _moved(given, account, day))]
    if moved:
        yield Heading(given.t("brief.since.moved"))
        yield Points(tuple(moved))
    if found:
        yield Heading(given.t("brief.since.words"))
    for account, update in found:
        yield given.quote(update.text, update, about=titled(account))


def coming(given: Material) -> Iterator[Block]:
    """Tell what is to be done within a quarter: ends, milestones, and questions that wait for an answer."""
    today = local_day(given.snapshot.taken_at)
    by_day: dict[date, list[str]] = {}
    for day, text in sorted(_ends(given, today), key=lambda each: each[0]):
        by_day.setdefault(day, []).append(text)
    if not by_day:
        yield Paragraph(given.t("brief.coming.none"))
    else:
        yield Paragraph(given.t("brief.coming.some"))
        yield Points(tuple(Point("; ".join(some), given.day_in_words(day)) for day, some in by_day.items()))
    asked = set(given.figures["awaiting"].rows)
    waiting = [each.request.nr for each in given.figures.requests if each.request.id in asked]
    if waiting:
        yield Paragraph(given.t("brief.coming.waiting", nrs=given.few(waiting)), figures=("awaiting",))


def history(given: Material) -> Iterator[Block]:
    """Tell one action's history: every reply that stands, the oldest first, with what it said."""
    for account in given.accounts:
        yield from _facts(given, account.action)
        replies = _standing_replies(given, account.nr)
        if not replies:
            yield Paragraph(given.t("brief.history.none"))
        for update in replies:
            yield Paragraph(given.t("brief.history.said", day=given.day(update), status=_said(given, update)))
            yield given.quote(update.text, update)


def achieved(given: Material, day: date | None = None) -> tuple[str, ...]:
    """Return a line for each action completed, and each target reached, this year or from `day` on: no one's words."""
    lines = []
    for account in given.accounts:
        update = account.latest
        if update is None or (day is not None and local_day(update.confirmed_at) < day):
            continue
        if account.implementation is Implementation.COMPLETED:
            lines.append(given.t("brief.achieved.completed", title=account.action.title))
        elif account.outcome is not None and account.course == "target_reached":
            lines.append(
                given.t(
                    "brief.achieved.reached",
                    title=account.action.title,
                    indicator=account.action.indicator or "",
                    outcome=given.measured(account, account.outcome),
                )
            )
    return tuple(lines)


def _status(given: Material, account: Account) -> str:
    return given.status(account) if account.implementation else given.known(account)


def _confirmed_since(given: Material, day: date) -> list[tuple[Account, StatusUpdate]]:
    return [
        (account, update)
        for account in given.accounts
        for update in _standing_replies(given, account.nr)
        if local_day(update.confirmed_at) >= day
    ]


def _standing_replies(given: Material, nr: str) -> list[StatusUpdate]:
    corrected = {update.corrects for update in given.snapshot.updates}
    mine = (update for update in given.snapshot.updates if update.nr == nr and update.id not in corrected)
    return sorted(mine, key=lambda update: (update.confirmed_at, update.id))


def _moved(given: Material, account: Account, day: date) -> Point | None:
    """Say how an action's status changed from `day` on; None where it did not."""
    replies = [u for u in _standing_replies(given, account.nr) if u.reading.implementation is not None]
    before = [u.reading.implementation for u in replies if local_day(u.confirmed_at) < day]
    after = [u for u in replies if local_day(u.confirmed_at) >= day]
    was = before[-1] if before else account.action.implementation
    if not after or after[-1].reading.implementation == was:
        return None
    now = given.t(f"terms.implementation.{after[-1].reading.implementation}")
    if was is None:
        text = given.t("brief.since.became", now=now)
    else:
        text = given.t("brief.since.went", before=given.t(f"terms.implementation.{was}"), now=now)
    return Point(text, titled(account), given.cite(after[-1]))


def _ends(given: Material, today: date) -> Iterator[tuple[date, str]]:
    last = today + _AHEAD
    for account in given.accounts:
        action = account.action
        if account.known is not None and account.known.is_over:
            continue
        if action.end is not None and today <= action.end <= last:
            yield action.end, given.t("brief.coming.end", nr=action.nr, title=action.title)
        for step in action.milestones:
            if step.due is not None and step.completed_on is None and today <= step.due <= last:
                yield step.due, given.t("brief.coming.milestone", nr=action.nr, name=step.name)


def _facts(given: Material, action: Action) -> Iterator[Block]:
    t, nobody = given.t, given.t("report.word.nobody")
    facts = {
        "accountable": action.accountable or nobody,
        "goal": action.goal,
        "time": given.time(given.of(action.nr), given.day_in_words, " – "),
        "indicator": action.indicator,
        "target": given.written(action.target) if action.target is not None else None,
    }
    yield Points(
        tuple(Point(value, t(f"report.column.{name}").replace("\u00ad", "")) for name, value in facts.items() if value)
    )


def _said(given: Material, update: StatusUpdate) -> str:
    reading, t = update.reading, given.t
    stands = [t(f"terms.implementation.{reading.implementation}")] if reading.implementation else []
    if reading.forecast:
        forecast = t(f"terms.forecast.{reading.forecast}")
        stands.append(forecast.lower() if stands else forecast)
    values = [f"{value.indicator}: {given.number(value.value)}" for value in reading.values]
    return ". ".join([*filter(None, [", ".join(stands)]), *values]) or t("brief.history.words_only")
