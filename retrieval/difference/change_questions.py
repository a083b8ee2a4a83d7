"""Questions about what changed since the previous strategy: what they ask about, and the comparison as an answer.

A question counts when it speaks of change and of two strategies ("sedan förra strategin", "between the strategies").
What is left of it when those words are taken away is the topic. Everything else is left to `retrieval.answering`.
"""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from retrieval.model import Answer, AnswerMode, AnswerSentence, AnswerStatus, Band, SentenceKind
from retrieval.words.language import detect

if TYPE_CHECKING:
    from retrieval.difference.comparison import Comparison

_FLAGS = re.IGNORECASE
_CHANGE = re.compile(
    r"\b(?:(?:för)?ändra(?:t|ts|des|s|d|de)\b|(?:för)?ändring\w*|skiljer|skillnad\w*|nyheter\w*|tillkommit|"
    r"tagits bort|försvunnit|jämför\w*|utvecklats|annorlunda|changed?\b|changes\b|differ\w*|compare\w*|comparison|"
    r"added|removed|dropped|(?:vad (?:är|har blivit)|något|finns det)\s+(?:det som är )?nytt\b|"
    r"(?:what(?:['’]s| is)|anything)\s+new\b)",
    _FLAGS,
)
_OLD = r"(?:förra|föregående|tidigare|gamla|äldre|utgående|previous|last|old|older|earlier|former|preceding)"
_NEW = r"(?:nya|nuvarande|gällande|senaste|new|current|present|latest)"
_YEAR = r"(?:19|20)\d\d"
# The other strategy, by its age or its year: what the comparison is with.
_OTHER = re.compile(
    rf"\b{_NEW}\s+(?:och|and)\s+(?:den |the )?{_OLD}\s+[\w-]*strateg\w*"
    rf"|\b{_OLD}\s+(?:och|and)\s+(?:den |the )?{_NEW}\s+[\w-]*strateg\w*"
    rf"|\b{_OLD}\s+(?:[\w-]+\s+){{0,3}}?[\w-]*strateg\w*"
    rf"|\b{_YEAR}\s*(?:års)?\s+[\w-]*strateg\w*|[\w-]*strateg\w*\s+(?:från|from|of)\s+{_YEAR}"
    rf"|\b(?:sedan|jämfört med|från|mot|än|since|compared (?:with|to)|from|than)\s+"
    rf"(?:sist|förra (?:gången|versionen)|{_YEAR}\b(?! års)|(?:den )?(?:förra|tidigare|gamla)\b(?!\s+\w)|"
    rf"(?:the )?(?:last time|{_OLD} (?:version|one)))"
    rf"|\b(?:den|the) {_OLD}\b(?=\s*(?:[?.!,]|$|när|vad|i fråga|om|on|when|with|regarding|about))"
    r"|\bstrateg(?:ierna|ies)\b",
    _FLAGS,
)
_NEW_IN = re.compile(
    r"\b(?:vad (?:är|har blivit) (?:det som är )?nytt|what(?:['’]s| is) new)\b.*\bstrateg\w*"
    r"|\b(?:vad har (?:det )?(?:för)?ändrats (?:om|kring|när det gäller|gällande)\b)",
    _FLAGS,
)
# Taken away in this order; what is left is the topic.
_FRAME = (
    _OTHER,
    re.compile(r"\b(?:när det gäller|vad gäller|i fråga om|med avseende på|when it comes to|with regard to)\b", _FLAGS),
    re.compile(
        rf"\b(?:mellan|between|i|in)?\s*(?:den |the |vår |our )?{_NEW}\s+(?:[\w-]+\s+)?[\w-]*strateg\w*", _FLAGS
    ),
    re.compile(rf"\b(?:i |in )?(?:the )?strateg(?:in|i|y)\b|\b(?:den|the) {_NEW}(?= )", _FLAGS),
    re.compile(r"\b(?:sedan|jämfört med|i förhållande till|since|compared (?:with|to)|relative to)\b", _FLAGS),
    _CHANGE,
    re.compile(
        r"\b(?:vad|vilka|vilken|hur|finns|det|den|de|har|hade|är|blivit|gjorts|kan|du|jag|vill|veta|visa|sig|åt|i|om|"
        r"kring|gällande|angående|rörande|från|mot|till|mellan|än|av|på|som|sedan|med|och|nu|för|något|någonting|"
        r"säger|sägs|står|synen|view|views|what|which|how|has|have|had|been|is|are|was|there|does|do|did|the|a|in|on|about|regarding|"
        r"concerning|from|to|between|than|of|it|that|with|and|now|can|you|tell|me|show|please|two|say|says|said|"
        r"anything|båda|both|tack|snälla|s)\b",
        _FLAGS,
    ),
)
_ASKING = frozenset("vad hur har är sig åt något what how has have is are does do been anything".split())  # noqa: SIM905 - reads best as text


def changed_topic(question: str) -> str | None:
    """Return what `question` asks the changes of, "" for the whole strategy, None where it asks for none."""
    asks = (_CHANGE.search(question) and _OTHER.search(question)) or _NEW_IN.search(question)
    if not asks:
        return None
    rest = question
    for pattern in _FRAME[:-1]:
        rest = pattern.sub(" ", rest)
    return _trimmed(rest)


def _trimmed(rest: str) -> str:
    """Return the words of the topic: small words go at its ends and stay inside it ("hälsodata för forskning")."""
    tokens = re.findall(r"[^\W_]+(?:[-:][^\W_]+)*", rest)
    places = [place for place, token in enumerate(tokens) if not _FRAME[-1].fullmatch(token)]
    inner = tokens[places[0] : places[-1] + 1] if places else []
    if all(re.fullmatch(_YEAR, token) or _FRAME[-1].fullmatch(token) for token in inner):
        return ""  # "2020 och 2026 års strategi": the years say which strategies, not what about them
    return " ".join(token for token in inner if token.casefold() not in _ASKING)


def as_answer(
    found: "Comparison", question: str, *, as_of: date, now: datetime, language: str, answer_id: str
) -> Answer:
    """Return the comparison as an answer: every quote a sentence with its citation, the earlier side marked."""
    sources = found.sources
    return Answer(
        answer_id=answer_id,
        question=question,
        question_language=detect(question, default=language),
        answer_language=language,
        mode=AnswerMode.EXTRACTIVE,
        status=AnswerStatus.ANSWERED if sources else AnswerStatus.NOT_FOUND,
        band=Band.HIGH if sources else Band.NONE,
        as_of=as_of,
        text=found.text,
        sentences=tuple(AnswerSentence(source.quote, SentenceKind.QUOTE, (source.n,)) for source in sources),
        sources=sources,
        actions=(),
        earlier=tuple(source.n for source in sources if (source.document, source.version) == found.former),
        nearest=(),
        created_at=now,
    )
