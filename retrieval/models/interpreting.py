"""Ask a configured language model what the words of a question mean, within its time and its allowance.

The instructions come from ``prompts/``, the question goes apart from them as JSON, and the reply has a fixed structure.
All that can go wrong becomes `Unworded`. What of the reply is used, `retrieval.models.translating` decides.
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, Field

from prompts.texts import texts
from retrieval.models.deadline import Late, within
from retrieval.models.llm import LanguageModel, reason_of
from retrieval.models.translating import MOST_EXPRESSIONS, MOST_MEANINGS, Rendering
from retrieval.models.wording import Excuse, Unworded
from retrieval.words.analysis import Language

if TYPE_CHECKING:
    from retrieval.models.allowance import Allowance

_LEAST_SECONDS: Final = 0.2  # with less left there is no point in asking
_PER_TOKEN: Final = 3  # characters, where nobody counts


class Rendered(BaseModel):
    """An expression of a question as the model translates it."""

    expression: str = Field(description="one or a few words of the question, exactly as they stand there")
    meanings: list[str] = Field(description="what the expression means in the other language, the likeliest first")


class Renderings(BaseModel):
    """What the expressions of a question mean."""

    expressions: list[Rendered]


class ModelInterpreter:
    """A model with the time and the account of one question.

    A translation is no question of its own, but it is not had beyond the limits. Its trouble is noted apart from the
    writer's, as it has less time: that it was late says nothing of the writer.
    """

    def __init__(self, model: LanguageModel, seconds: float, allowance: "Allowance") -> None:
        self._model = model
        self._seconds = seconds
        self._allowance = allowance

    @property
    def name(self) -> str:
        """The name of the model behind."""
        return self._model.name

    def render(self, question: str, target: Language) -> Sequence[Rendering]:
        """Return what the expressions of `question` mean in `target`.

        Raises:
            Unworded: the allowance refuses, or the model fails, which is noted.
        """
        noted_as = f"{self.name} translating"
        self._allowance.check(self.name)
        self._allowance.check(noted_as)
        if self._seconds < _LEAST_SECONDS:
            raise Unworded(Excuse.FAILED, "no time left")
        try:
            found = within(self._seconds, lambda: self._ask(question, target))
        except Exception as error:  # whatever the provider raises, to the reader it is the same
            if not isinstance(error, Late) or self._model.is_ready:  # else its library was being imported
                self._allowance.note(noted_as, reason_of(error))
            raise Unworded(Excuse.FAILED, reason_of(error)) from error
        self._allowance.note(noted_as, None)
        return found

    def _ask(self, question: str, target: Language) -> list[Rendering]:
        instructions = texts(target)("model_translation", most=MOST_EXPRESSIONS, meanings=MOST_MEANINGS)
        material = json.dumps({"question": question}, ensure_ascii=False)
        try:
            reply, _ = self._model.structured(Renderings, instructions, material)
        finally:
            self._allowance.spend((len(instructions) + len(material)) // _PER_TOKEN)
        return [Rendering(one.expression, tuple(one.meanings)) for one in reply.expressions[:MOST_EXPRESSIONS]]
