"""What those who run the follow-up order in chat: who may, and what is shown before it is done.

Who may order what stands in ``rights.py``, and is looked at before anything else: whoever may not gets the same answer
whether or not what they name exists. What others are told about, or what cannot be taken back, is shown first. Each
order has its own module: ``telling``, ``deciding``, ``reminding``, ``reassigning``, ``reviewing``, ``closing``.
"""

import re
from collections.abc import Mapping
from typing import Final

from bot.platforms.base import Reply
from bot.talk import (
    answered,
    briefs,
    closing,
    deciding,
    moving,
    orders,
    posts,
    reassigning,
    reminding,
    report_review,
    reviewing,
    summaries,
    telling,
)
from bot.talk import coordinator_words as heard
from bot.talk import schedule_words as heard_of_dates
from bot.talk import summary_words as heard_of_summary
from bot.talk.channel import privately, send_on
from bot.talk.meaning import in_reach, meant, names_plan, numbers_in
from bot.talk.rights import RUNS, Command, Reach, reach
from bot.talk.telling import Obeyed
from bot.talk.turn import Route, Turn

# "Beslut S6 behövs", "Bo slutar och Anna tar över", "flytta deadline": from an owner it says how an action goes.
_ALSO_REPLIES: Final = frozenset({Command.HAND_OVER, Command.SETTLE, Command.MOVE_DUE})


def _ordering(command: Command, pattern: heard.Ordered, obeyed: Obeyed) -> Route:
    """Return a route that obeys those who may, tells others who can, and leaves alone what is no order."""

    def route(turn: Turn) -> Reply | None:
        match = pattern.fullmatch(turn.command)
        if match is None:
            return None
        if reach(turn.person, command) is not Reach.NONE:
            return obeyed(turn, match)
        is_answered_to_all = pattern is heard.ACTIONS_OF or _asks_plan(match)  # it stands in the plan
        if turn.mine.draft or command in _ALSO_REPLIES or is_answered_to_all or not names_plan(turn, match):
            return None
        return turn.reply("refused.coordinators_only", coordinator=turn.coordinator())

    return route


def _asks_plan(match: re.Match[str]) -> bool:
    """Tell whether a question names a place, and so may be about how its actions go: "hur går det för Uppsala?"."""
    return bool(heard.part(match, "place")) and bool(
        re.match(r"(?:hur (?:går|ser|ligger)|how (?:is|are|do))\b", match[0])
    )


def _approve(turn: Turn, match: re.Match[str]) -> Reply | None:
    what = heard.part(match, "what")
    if what is None and turn.mine.draft:
        return None  # the person's own answer was shown
    nrs = meant(turn, Command.APPROVE, what) if what else tuple(each.nr for each in in_reach(turn, Command.APPROVE))
    if nrs is None:
        return None
    return reviewing.approve(turn, nrs, is_one=bool(what and numbers_in(what)) and len(nrs) == 1)


_PREVIEWS: Final[Mapping[Command, orders.Preview]] = {
    Command.REMIND: reminding.would_remind,
    Command.REASSIGN: reassigning.would_reassign,
    Command.HAND_OVER: reassigning.would_leave,
    Command.CLOSE: closing.would_close,
    Command.MOVE_DUE: moving.would_move,
    Command.APPROVE: reviewing.would_approve,
    Command.RETURN: reviewing.would_return,
    Command.SETTLE: deciding.would_settle,
    Command.APPROVE_REPORT: report_review.would_approve,
    Command.PRESENT_REPORT: report_review.would_note,
    Command.ARCHIVE_REPORT: report_review.would_note,
}
_PERFORMS: Final[Mapping[Command, orders.Perform]] = {
    Command.REMIND: reminding.do_remind,
    Command.REASSIGN: reassigning.do_reassign,
    Command.HAND_OVER: reassigning.do_leave,
    Command.CLOSE: closing.do_close,
    Command.MOVE_DUE: moving.do_move,
    Command.APPROVE: reviewing.do_approve,
    Command.RETURN: reviewing.do_return,
    Command.SETTLE: deciding.do_settle,
    Command.APPROVE_REPORT: report_review.do_approve,
    Command.PRESENT_REPORT: report_review.do_note,
    Command.ARCHIVE_REPORT: report_review.do_note,
}


def settle(turn: Turn) -> Reply | None:
    """Do or leave what was shown, or take back what was done."""
    if turn.person.role not in RUNS:
        return None
    return orders.settle(turn, _PREVIEWS, _PERFORMS) or orders.take_back(turn, _PERFORMS)


_TOLD: Final = (
    _ordering(Command.UNANSWERED, heard.UNANSWERED, telling.UNANSWERED),
    _ordering(Command.UNANSWERED, heard.ANSWERED, answered.ANSWERED),
    _ordering(Command.STANDING, heard.STANDING, telling.STANDING),
    _ordering(Command.DECISIONS, heard.DECISIONS, deciding.LIST),
    _ordering(Command.GAPS, heard.GAPS, telling.gaps),
    _ordering(Command.SUMMARY, heard.SUMMARY, summaries.send_summary),
    _ordering(Command.BRIEF, heard_of_summary.SINCE, briefs.since),
    _ordering(Command.BRIEF, heard_of_summary.HISTORY, briefs.history),
    _ordering(Command.BRIEF, heard_of_summary.ORGANISATION, briefs.of_organisation),
    _ordering(Command.BRIEF, heard_of_summary.MEETING, briefs.for_meeting),
    _ordering(Command.BRIEF, heard_of_summary.PULSE, briefs.pulse),
    _ordering(Command.BRIEF, heard_of_summary.PLACE, briefs.of_place),
    posts.approve,
    _ordering(Command.POST, heard_of_summary.SHARE_POST, posts.share),
    _ordering(Command.POST, heard_of_summary.CHANGE_POST, posts.change),
    _ordering(Command.POST, heard_of_summary.POST, posts.draft),
)
_ORDERED: Final = (
    deciding.choose,
    _ordering(Command.UNANSWERED, heard.ANSWERED_BY, answered.of_person),
    _ordering(Command.UNANSWERED, heard.ACTIONS_OF, answered.actions_of),
    _ordering(Command.REMIND, heard_of_dates.REMINDED, answered.reminded),
    _ordering(Command.MOVE_DUE, heard_of_dates.MOVE_DUE, moving.move),
    _ordering(Command.SETTLE, heard.SETTLE, deciding.settle),
    _ordering(Command.REMIND, heard.REMIND, reminding.remind),
    _ordering(Command.REASSIGN, heard.REASSIGN, reassigning.reassign),
    _ordering(Command.HAND_OVER, heard.LEAVES, reassigning.leave),
    _ordering(Command.REVIEW, heard_of_summary.REVIEW, report_review.show),
    _ordering(Command.COMMENT, heard_of_summary.COMMENT, report_review.comment),
    _ordering(Command.SETTLE_COMMENT, heard_of_summary.SETTLE, report_review.settle),
    _ordering(Command.APPROVE_REPORT, heard_of_summary.APPROVE, report_review.approve),
    _ordering(Command.PRESENT_REPORT, heard_of_summary.PRESENT, report_review.present),
    _ordering(Command.ARCHIVE_REPORT, heard_of_summary.ARCHIVE, report_review.archive),
    _ordering(Command.RETURN, heard.RETURN, reviewing.send_back),
    _ordering(Command.APPROVE, heard.APPROVE, _approve),
    _ordering(Command.CLOSE, heard.CLOSE, closing.close),
)
# Previews name people and quote answers; they are confirmed where they were shown.
ROUTES: tuple[Route, ...] = (settle, send_on(*_TOLD), *_TOLD, privately(*_ORDERED), deciding.take_outcome)
