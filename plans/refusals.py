"""What plans can refuse, each with a text under ``prompts/<language>/errors/plans.toml``."""

from prompts.refusal import Refusal


class PlanRefusal(Refusal):
    """Something about the plan or its follow-up could not be done; nothing was stored."""
