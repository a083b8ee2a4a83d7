"""What retrieval can refuse, each with a text under ``prompts/<language>/errors/documents.toml``."""

from prompts.refusal import Refusal


class DocumentRefusal(Refusal):
    """A document could not be read, found or registered; nothing was stored."""
