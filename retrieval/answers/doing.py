"""What will be done: whether a question asks for it, and whether a sentence says so.

"How will you help small producers?" is not answered by what troubles them, but by the sentences after it. Patterns as
data.
"""

import re

_ASKS = re.compile(
    r"^\W*(?:och |men |and |but )?(?:"
    r"hur (?:ska|skall|vill|kommer|tänker|arbetar|jobbar|gör|hjälper|stöder|stödjer|stärker|löser)\b"
    r"|vad (?:gör|ska|vill|tänker|kommer|planerar)\b.*\b(?:göra|för|åt|med|mot)\b|vad (?:görs|ska göras|planeras)\b"
    r"|how (?:will|shall|do|does|are|is|can|should)\b|what (?:will|do|does|are|is|should|can)\b.*\b(?:do|doing|done)\b"
    r")",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:ska|skall|bör|måste|behöver|behövs|krävs|vill|kommer att|avser|planerar|inför\w*|satsa\w*|erbjud\w*"
    r"|shall|will|should|must|needs?|plans?|offers?|introduces?|provides?|supports?)\b",
    re.IGNORECASE,
)


def asks_what_is_done(question: str) -> bool:
    """Tell whether `question` asks what will be done about something, or how."""
    return bool(_ASKS.search(question))


def says_what_is_done(text: str) -> bool:
    """Tell whether a sentence speaks of what is to be done, and not only of how things are."""
    return bool(_SAYS.search(text))
