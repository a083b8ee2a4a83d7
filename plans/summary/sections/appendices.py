"""The appendices: every action, every indicator, missing replies, corrections, sources."""

from collections.abc import Iterator

from plans.summary.accounts import Account, local_day
from plans.summary.blocks import Block, Column, Paragraph, Table
from plans.summary.numbering import NONE
from plans.summary.sections.followed import evidence_told
from plans.summary.sections.material import Material, iso, titled
from plans.summary.sections.measured import cited, trend
from plans.summary.sections.told import whole_replies


def actions(given: Material) -> Iterator[Block]:
    """List every action with all that the follow-up says about it."""
    t = given.t
    if not given.accounts:
        yield Paragraph(t("report.no_actions"))
        return
    heads = (
        ("nr", 0.6),
        ("action_and_goal", 3.4),
        ("accountable_and_contributors", 2.2),
        ("time", 1.15),
        ("indicator", 1.7),
        ("target", 0.7),
        ("outcome", 0.75),
        ("status", 1.3),
        ("forecast", 1.1),
        ("comment", 1.4),
        ("updated", 1.15),
        ("source", 1.5),
    )
    columns = tuple(Column(t(f"report.column.{name}"), weight) for name, weight in heads)
    yield Paragraph(t("report.appendix.actions"))
    yield Table(t("report.caption.actions"), columns, tuple(_action(given, a) for a in given.accounts), dense=True)


def indicators(given: Material) -> Iterator[Block]:
    """List every indicator with its values, their days and where they come from."""
    t = given.t
    measured = [one for account in given.accounts for one in account.measured]
    if not measured:
        yield given.told("report.indicators.total", "with_indicator")
        return
    heads = (
        ("nr", 0.6),
        ("indicator", 3),
        ("goal", 2.4),
        ("baseline", 1.1),
        ("earlier_dated", 1.6),
        ("outcome_dated", 1.6),
        ("target", 1.1),
        ("trend", 1.3),
        ("course", 1.5),
        ("source", 0.9),
    )
    columns = tuple(Column(t(f"report.column.{name}"), weight) for name, weight in heads)
    yield Table(
        t("report.caption.indicator_values"), columns, tuple(_indicator(given, a) for a in measured), dense=True
    )


def missing(given: Material) -> Iterator[Block]:
    """List the requests that nobody answered: what was asked about, when, and what was known last."""
    t = given.t
    silent = [item for item in given.figures.requests if item.on is None]
    yield given.told("report.appendix.missing", "no_response")
    if not silent:
        return
    by_nr = {account.nr: account for account in given.accounts}
    heads = (("nr", 0.7), ("action", 3.4), ("accountable", 2), ("asked", 1.3), ("reminders", 1.1), ("known", 2.2))
    columns = tuple(Column(t(f"report.column.{name}"), weight, number=name == "reminders") for name, weight in heads)
    reminders = given.figures["reminders_sent"].rows
    sent = [nr for dispatch in given.snapshot.dispatches if dispatch.key in reminders for nr in dispatch.nrs]
    rows = tuple(
        (
            item.request.nr,
            account.action.title,
            account.action.accountable or t("report.word.nobody"),
            iso(local_day(item.request.sent_at)) if item.request.sent_at else t("report.word.not_asked"),
            given.number(sent.count(item.request.nr)),
            given.known(account),
        )
        for item in silent
        if (account := by_nr.get(item.request.nr)) is not None
    )
    yield Table(t("report.caption.missing"), columns, rows)


def corrections(given: Material) -> Iterator[Block]:
    """Quote every update that a later one replaced; it counts in no figure."""
    found = [(account, update) for account in given.accounts for update in account.corrected]
    yield given.told("report.appendix.corrections", "corrections")
    for account, update in found:
        later = next(other for other in given.snapshot.updates if other.corrects == update.id)
        about = given.t("report.appendix.replaced", action=titled(account), day=given.day(later))
        yield given.quote(update.text, update, about=about)


def sources(given: Material) -> Iterator[Block]:
    """List every source by its number, with the id that finds it again."""
    t = given.t
    yield Paragraph(t("report.appendix.sources", snapshot=given.snapshot.id))
    columns = (
        Column(t("report.column.n"), 0.5),
        Column(t("report.column.kind"), 1.2),
        Column(t("report.column.source_text"), 4.4),
        Column(t("report.column.id"), 3.2),
    )
    rows = tuple((str(s.n), t(f"report.kind.{s.kind}"), s.text, s.id) for s in given.sources)
    yield Table(t("report.caption.sources"), columns, rows, dense=True)
    yield from evidence_told(given)
    yield from whole_replies(given)


def _action(given: Material, account: Account) -> tuple[str, ...]:
    action = account.action
    status = given.status(account)
    if account.implementation is None:
        status = f"{status}\n{given.t('report.known.last', known=given.known(account))}"
    return (
        account.nr,
        "\n".join(
            part for part in (action.title, action.goal and given.t("report.word.goal", goal=action.goal)) if part
        ),
        "\n".join(
            part for part in (action.accountable or given.t("report.word.nobody"), _contributors(account)) if part
        ),
        given.time(account),
        action.indicator or NONE,
        given.written(action.target),
        given.measured(account, account.outcome),
        status,
        given.forecast(account),
        action.comment or NONE,
        iso(local_day(account.latest.confirmed_at)) if account.latest else NONE,
        _source(given, account),
    )


def _contributors(account: Account) -> str:
    return ", ".join(account.action.contributors)


def _source(given: Material, account: Account) -> str:
    """Name the updates that the row rests on, and always the plan's row."""
    cited = "".join(f"[{n}]" for update in account.updates for n in given.cite(update))
    source = account.action.source
    sheet = f"{source.sheet}, " if source.sheet and given.has_sheets else ""
    row = given.t("report.word.row", sheet=sheet, row=source.row) if source.row else source.file
    return " ".join(part for part in (cited, row) if part)


def _indicator(given: Material, account: Account) -> tuple[str, ...]:
    action, outcome, earlier = account.action, account.outcome, account.earlier
    dated = (
        f"{given.measured(account, value)}\n{value.on.isoformat()}" if value else NONE for value in (earlier, outcome)
    )
    return (
        account.nr,
        action.indicator or NONE,
        action.goal or NONE,
        given.written(action.baseline),
        *dated,
        given.written(action.target),
        trend(given, account),
        given.t(f"report.course.{account.course}"),
        cited(given, outcome),
    )
