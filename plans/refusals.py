"""What plans can refuse, each with a text under ``prompts/<language>/errors/plans.toml``."""

from datetime import date

from plans.wording import written_date
from prompts.refusal import Refusal
from prompts.texts import texts


class PlanRefusal(Refusal):
    """Something about the plan or its follow-up could not be done; nothing was stored.

    Days among its variables are written as its reader writes them.
    """

    def text(self, language: str) -> str:
        """Return the sentence(s) for a reader of `language`: what, why and what to do."""
        values = {
            name: written_date(value, language) if isinstance(value, date) else value
            for name, value in self.values.items()
        }
        return texts(language)(f"errors.{self.code}", **values)
