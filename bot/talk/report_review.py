"""The review of the year's report in chat: comments on the draft, what came of them, approval, presentation, archive.

What is approved is the content that was shown by its checksum: if the draft says something else when the answer comes,
nothing is approved and the new draft is shown.
"""

import re

from bot.platforms.base import Reply
from bot.report_shown import review_in_words
from bot.reports import Review
from bot.talk import coordinator_words as heard
from bot.talk import orders
from bot.talk.orders import Done, Order, Shown
from bot.talk.rights import Command
from bot.talk.summaries import latest_year
from bot.talk.turn import Turn

_SHORT = 12  # characters of a checksum that a person compares


def show(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Show where the review stands: versions, the draft, comments."""
    year = _year(turn, match)
    if year is None:
        return turn.reply("summary.no_cycle")
    found = turn.services.reports.review(year, turn.language)
    lines = review_in_words(found, turn.language, turn.services.zone, in_chat=True)
    return Reply("\n".join([turn.say("chat.report_review.heading", year=year), *lines]))


def comment(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Keep a comment on a section of the draft."""
    year = _year(turn, match)
    if year is None:
        return turn.reply("summary.no_cycle")
    section, text = heard.part(match, "section") or "", _as_written(turn, heard.part(match, "text") or "")
    made, found = turn.services.reports.comment(year, section, text, turn.person.address, turn.language)
    return turn.reply("report_review.commented", number=made.number, section=found.number, title=found.title)


def settle(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Keep what came of a comment."""
    year, number = _year(turn, match), int(heard.part(match, "number") or 0)
    if year is None:
        return turn.reply("summary.no_cycle")
    if number not in {each.number for each in turn.services.reports.review(year, turn.language).comments}:
        return None  # "svara på 3: …" may be about anything
    outcome = _as_written(turn, heard.part(match, "text") or "")
    made = turn.services.reports.settle(year, number, outcome, turn.person.address)
    return turn.reply("report_review.settled", number=made.number)


def approve(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Show what would be approved, by its checksum."""
    year, reason = _year(turn, match), _as_written(turn, heard.part(match, "text") or "")
    if year is None:
        return turn.reply("summary.no_cycle")
    return orders.ask_first(turn, Order(command=Command.APPROVE_REPORT, year=year, text=reason), would_approve)


def would_approve(turn: Turn, order: Order) -> Shown:
    """Show the draft that would be approved, or why none can be."""
    found = turn.services.reports.review(order.year, turn.language)
    if found.draft is None:
        return Shown(turn.say("chat.report_review.no_draft", year=order.year))
    if found.waiting:
        numbers = ", ".join(str(each.number) for each in found.waiting)
        return Shown(turn.say("chat.report_review.settle_first", numbers=numbers))
    if found.versions and not order.text:
        return Shown(turn.say("chat.report_review.reason_first", number=found.number, year=order.year))
    return Shown(
        turn.say(
            "chat.report_review.approve",
            year=order.year,
            number=found.number,
            hash=found.draft.content_hash[:_SHORT],
        ),
        "approve",
    )


def do_approve(turn: Turn, order: Order) -> Done:
    """Approve the draft that was shown."""
    found = turn.services.reports.review(order.year, turn.language)
    said = found.draft.content_hash if found.draft else ""
    made = turn.services.reports.approve(order.year, said, turn.person.address, order.text)
    return Done(
        turn.say("chat.report_review.approved", year=order.year, number=made.number, hash=made.content_hash[:_SHORT])
    )


def present(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Show what would be noted as presented."""
    return _noted(turn, match, Command.PRESENT_REPORT)


def archive(turn: Turn, match: re.Match[str]) -> Reply | None:
    """Show what would be noted as archived."""
    return _noted(turn, match, Command.ARCHIVE_REPORT)


def would_note(turn: Turn, order: Order) -> Shown:
    """Show which version would be noted as presented or archived."""
    found = turn.services.reports.review(order.year, turn.language)
    if not found.versions:
        return Shown(turn.say("chat.report_review.not_approved", year=order.year))
    return Shown(_said(turn, order, found, "would"), "confirm_report")


def do_note(turn: Turn, order: Order) -> Done:
    """Note that the report has been presented or archived."""
    follow_up, by, at = turn.services.follow_up, turn.person.address, turn.message.at
    step = follow_up.present if order.command is Command.PRESENT_REPORT else follow_up.archive
    step(order.year, at, by)
    return Done(_said(turn, order, turn.services.reports.review(order.year, turn.language), "done"))


def _noted(turn: Turn, match: re.Match[str], command: Command) -> Reply | None:
    year = _year(turn, match)
    if year is None:
        return turn.reply("summary.no_cycle")
    return orders.ask_first(turn, Order(command=command, year=year), would_note)


def _said(turn: Turn, order: Order, found: Review, stage: str) -> str:
    step = "present" if order.command is Command.PRESENT_REPORT else "archive"
    return turn.say(f"chat.report_review.{step}.{stage}", year=order.year, number=found.versions[-1].number)


def _year(turn: Turn, match: re.Match[str]) -> int | None:
    said = heard.part(match, "year") if "year" in match.groupdict() else None
    return int(said) if said else latest_year(turn)


def _as_written(turn: Turn, text: str) -> str:
    """Return what was said with the mark that it ends with, which the command is read without."""
    start = turn.words.rfind(text) if text else -1
    return (turn.words[start:] if start >= 0 else text).strip()
