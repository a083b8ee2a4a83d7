"""Read owners' free-text replies: what is understood, how it is shown back, and what is asked when it is unclear."""

from plans.replies.reading import PARSER, read_reply

__all__ = ["PARSER", "read_reply"]
