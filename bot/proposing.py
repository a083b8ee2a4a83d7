"""Ask a configured language model what it reads in a reply that the rules left partly open, within time and allowance.

The instructions come from ``prompts/``, the reply goes apart from them as JSON, and the answer has a fixed structure.
Whatever goes wrong, there are no proposals. Which of them hold, `plans.replies` decides.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, Field

from plans.model import Action, Reading
from plans.replies.proposing import FIELDS, Proposal
from prompts.texts import texts
from retrieval.models.deadline import Late, within
from retrieval.models.llm import LanguageModel, reason_of
from retrieval.models.wording import Unworded

if TYPE_CHECKING:
    from retrieval.models.allowance import Allowance

LONGEST_REPLY: Final = 4_000  # characters; a longer reply is left to the rules
_MOST: Final = 12  # proposals of one answer that are looked at
_LEAST_SECONDS: Final = 0.2  # with less left there is no point in asking
_PER_TOKEN: Final = 3  # characters, where nobody counts


class Proposed(BaseModel):
    """A proposal as the model gives it."""

    field: str = Field(description="one of the empty fields")
    value: str = Field(description="what the field should hold")
    words: str = Field(description="the words of the reply that say so, exactly as they stand there")


class Proposals(BaseModel):
    """What the model reads in the reply; none where it says nothing more."""

    proposals: list[Proposed]


class ModelReader:
    """A model with the time and the account of one reply; it counts as a question."""

    def __init__(self, model: LanguageModel, seconds: float, allowance: "Allowance") -> None:
        self._model = model
        self._seconds = seconds
        self._allowance = allowance

    def propose(self, reading: Reading, text: str, action: Action, today: date) -> Sequence[Proposal]:
        """Return what the model reads in `text` beyond `reading`; nothing where it may not be asked, or fails."""
        if len(text) > LONGEST_REPLY or self._seconds < _LEAST_SECONDS:
            return ()
        noted_as = f"{self._model.name} reading"
        try:
            self._allowance.check(noted_as)
            self._allowance.take(self._model.name)
        except Unworded:
            return ()
        try:
            found = within(self._seconds, lambda: self._ask(reading, text, action, today))
        except Exception as error:  # noqa: BLE001 - whatever the provider raises, the rules' reading stands
            if not isinstance(error, Late) or self._model.is_ready:  # else its library was being imported
                self._allowance.note(noted_as, reason_of(error))
            return ()
        self._allowance.note(noted_as, None)
        return found

    def _ask(self, reading: Reading, text: str, action: Action, today: date) -> list[Proposal]:
        instructions = texts(reading.language)("model_reply", most=_MOST)
        material = _as_json(reading, text, action, today)
        used = 0
        try:
            reply, used = self._model.structured(Proposals, instructions, material)
        finally:
            self._allowance.spend(used or (len(instructions) + len(material)) // _PER_TOKEN)
        return [Proposal(one.field, one.value, one.words) for one in reply.proposals[:_MOST]]


def _as_json(reading: Reading, text: str, action: Action, today: date) -> str:
    empty = [name for name in FIELDS if not getattr(reading, "values" if name == "value" else name)]
    about = {
        "title": action.title,
        "end": action.end.isoformat() if action.end else None,
        "indicators": [indicator.name for indicator in action.indicators],
    }
    return json.dumps({"reply": text, "action": about, "today": today.isoformat(), "fields": empty}, ensure_ascii=False)
