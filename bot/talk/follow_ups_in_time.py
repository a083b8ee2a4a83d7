"""Follow-ups to a question about another day: they stay in it ("och om hälsodata?"), name another, or come back to now.

What a follow-up means otherwise is `bot.talk.follow_ups`. Pure.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from bot.talk.follow_ups import FollowUp, PlanParts, written_out
from bot.threads_store import Thread
from retrieval.answers.asked_day import asked_day, named_day, of_day

_END: Final = r"\s*(?:då|tack|please|then)?\W*"
_NOW: Final = re.compile(
    r"\W*(?:(?:och|men|and|but)\s+)?"
    r"(?:hur är det|vad gäller|vad säger den|what about|how is it|what applies|what does it say)?"
    r"\s*(?:nu|idag|i dag|numera|i nuläget|now|today|currently)" + _END,
    re.IGNORECASE,
)
_ASKED_OF: Final = r"(?:hur (?:var|löd|såg) det(?: ut)?|vad (?:gällde|sa den|stod det)|what (?:applied|did it say))\s+"
_DAY: Final = re.compile(
    rf"\W*(?:(?:och|men|and|but|what about|how about)\s+)*(?P<asked>{_ASKED_OF})?(?P<when>.+?){_END}", re.IGNORECASE
)
_NAMES_STRATEGY: Final = re.compile(
    r"\b(?:19|20)\d\d\s+(?:års\s+)?[\w-]*strateg|\b(?:förra|previous|last)\b", re.IGNORECASE
)


def written_out_in_time(said: str, thread: Thread, parts: PlanParts, today: date) -> FollowUp | None:
    """Return a follow-up as the question it stands for, asked of the day that the conversation is about.

    "och 2021?" names a day only where the question before did; else it is that year's strategy.
    """
    before = asked_day(thread.question, today)
    plain = replace(thread, question=before.question) if before else thread
    if before and _NOW.fullmatch(said):
        return FollowUp(plain.question, thread.language)
    named = _DAY.fullmatch(said)
    if named and (before or named["asked"]) and (day := named_day(named["when"], today)):
        return FollowUp(of_day(plain.question, day, thread.language), thread.language)
    found = written_out(said, plain, parts)
    if found is None or before is None or asked_day(found.question, today) or _NAMES_STRATEGY.search(found.question):
        return found
    return replace(found, question=of_day(found.question, before.day, thread.language))
