"""The topics of a question that names more than one: "vad säger strategin om finansiering och uppföljning?"."""

import re

from retrieval.words.analysis import frame_words, stop_words, words

_ABOUT = re.compile(
    r"^(?P<frame>.*\b(?:skillnad\w* mellan|differences? between|om|kring|angående|gällande|rörande|beträffande"
    r"|about|on|regarding|concerning)\s+)(?P<rest>.+)$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*,\s*(?:och|and|samt)?\s*|\s+(?:och|and|samt|&|respektive|eller|or|plus)\s+", re.IGNORECASE)
_MOST = 4  # topics that are answered one by one
_LONGEST = 4  # words of a topic
_HALF = re.compile(r"-$")  # "hälso- och sjukvård" is one word with two beginnings
_VERBS = re.compile(r"\b(?:ska|skall|är|har|kan|bör|måste|is|are|has|have|should|must|will|does|do)\b", re.IGNORECASE)


def topics(question: str) -> tuple[str, ...]:
    """Return the topics of `question` in its own words; empty where it has one, or is no plain row of topics."""
    found = _ABOUT.match(question)
    rest = (found["rest"] if found else question).strip(" ?.!\n")
    if not found and (_VERBS.search(rest) or len(words(rest)) > 2 * _LONGEST):
        return ()
    parts = [part.strip() for part in _AND.split(rest) if part.strip()]
    plain = all(_is_topic(part) for part in parts) and not any(_HALF.search(part) for part in parts)
    return tuple(parts) if 1 < len(parts) <= _MOST and plain else ()


def _is_topic(part: str) -> bool:
    spoken = [word for word in words(part) if word not in stop_words("sv") | stop_words("en")]
    named = [word for word in spoken if word not in frame_words("sv") | frame_words("en")]
    return bool(named) and len(words(part)) <= _LONGEST and not _VERBS.search(part)
