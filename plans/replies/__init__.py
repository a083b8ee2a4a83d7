"""Read owners' free-text replies: what is understood, how it is shown back, and what is asked when it is unclear."""

from plans.replies.reading import PARSER, read_reply
from plans.replies.showing import question_text, read_back, reading_json
from plans.replies.standing import language_of

__all__ = ["PARSER", "language_of", "question_text", "read_back", "read_reply", "reading_json"]
