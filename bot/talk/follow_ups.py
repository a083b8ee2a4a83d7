"""Write a follow-up out as the question it stands for: "och i Uppsala?", "who is responsible?", "den förra då?".

The question before is kept and the part that the follow-up names is exchanged: the strategy, the place, the topic, the
actions. What comes out is asked like any other question, so a follow-up can never be answered from less than one. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.threads_store import Thread
from plans.lookup_words import is_state
from retrieval.difference.change_questions import changed_topic
from retrieval.ranking.question import Role, roles
from retrieval.words.analysis import words
from retrieval.words.language import detect

_FLAGS: Final = re.IGNORECASE | re.DOTALL
_END: Final = r"\s*(?:då|tack|please|then)?\s*[?.!]*\s*$"
_AND: Final = re.compile(
    r"^\s*(?:och|men|and|but|eller|or|what about|how about|hur är det med|vad gäller|hur blir det med)\s+"
    rf"(?:(?:hur är det|vad gäller|what about|how about)\s+(?:med\s+)?)?(?P<rest>.{{1,120}}?){_END}",
    _FLAGS,
)
_THEN: Final = re.compile(r"^\s*(?P<rest>[^?.!,]{2,80}?)\s+då\s*\?*\s*$", _FLAGS)
_MEANT: Final = re.compile(
    r"^\s*(?:(?:nej|nä|no|nope|förlåt|sorry|ursäkta)\b[,.!]?\s*)?"
    r"(?:jag menade?|jag avsåg|jag tänkte på|jag syftade på|i mean|i meant|i was thinking of)\s+"
    rf"(?P<rest>.{{1,120}}?){_END}",
    _FLAGS,
)
_STRATEGY: Final = re.compile(
    r"(?:\b(?:den|the)\s+)?(?:\b(?:förra|föregående|tidigare|gamla|nya|nuvarande|gällande|previous|last|old|earlier|"
    r"former|new|current)\s+)?(?:\b(?:19|20)\d\d\s+års\s+|\b(?:19|20)\d\d\s+)?\b[\w-]*strateg(?:in|i|y)\b",
    _FLAGS,
)
_OLD: Final = re.compile(
    r"^(?:i |in )?(?:den |the )?"
    r"(?:förra|föregående|tidigare|gamla|previous|last|old|earlier|former)(?: one| versionen)?$",
    _FLAGS,
)
_YEAR: Final = re.compile(r"^(?:i |in )?(?:den |the )?(?P<year>(?:19|20)\d\d)(?: års)?$", _FLAGS)
_NEW: Final = re.compile(r"^(?:den |the )?(?:nya|nuvarande|gällande|new|current) ", _FLAGS)
_PLACE: Final = re.compile(r"^(?P<how>i|in|på|hos|at|inom|within|under|during)\s+(?P<what>.+)$", _FLAGS)
_SAME_PLACE: Final = {("i", "en"): "in", ("inom", "en"): "within", ("in", "sv"): "i", ("within", "sv"): "inom"}
_LAST_LINK: Final = re.compile(
    r"\s+(?:(?:med|för|om|of|with|for|about|on)\s+)?(?:(?:åtgärd(?:en|erna)?|actions?)\s+)?$", _FLAGS
)
_ABOUT: Final = re.compile(r"^(?:om|kring|gällande|angående|för|med|about|on|regarding|for|with)\s+", _FLAGS)
_ASKING: Final = re.compile(r"^(?:vad|vem|vilk\w+|hur|när|var|varför|what|who|which|how|when|where|why)\b", _FLAGS)
_WHOLE_QUESTION: Final = 4  # words from which a question stands by itself


@dataclass(frozen=True, slots=True)
class _Attribute:
    """Something asked of what was just shown, and how to ask it in full in each language."""

    pattern: re.Pattern[str]
    swedish: str
    english: str


def _only(*forms: str) -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:och |and |men |but )?(?:{'|'.join(forms)}){_END}", _FLAGS)


_OF: Final = r"(?: (?:det|den|dem|dessa|de|it|that|them|this|these|those))?"
_ATTRIBUTES: Final = (
    _Attribute(
        _only(
            rf"vem (?:är |som är )?(?:ansvar(?:ar|ig)|gör|äger|driver)(?: för)?{_OF}",
            rf"vems ansvar är{_OF}",
            rf"who(?:['’]s| is| are)? (?:responsible|accountable|in charge|owns?|doing)(?: for| of)?{_OF}",
            r"who|vem",
        ),
        "vem ansvarar för {what}?",
        "who is responsible for {what}?",
    ),
    _Attribute(
        _only(
            rf"(?:till )?när(?: (?:ska|är|blir){_OF}(?: (?:vara )?(?:klara?|klart|färdiga?))?)?",
            rf"when(?: (?:is|are|will){_OF}(?: be)?(?: done| due| ready| finished)?)?",
        ),
        "när ska {what} vara klar?",
        "when is {what} done?",
    ),
    _Attribute(
        _only(
            rf"hur går{_OF}(?: det)?(?: med{_OF})?",
            rf"(?:vad är )?(?:status|läget)(?: för{_OF})?",
            rf"är{_OF} (?:klara?|försenade?|färdiga?)",
            rf"how (?:is|are){_OF} (?:going|doing)",
            rf"what(?:['’]s| is) the status(?: of{_OF})?|status",
            rf"(?:is|are){_OF} (?:late|delayed|done|finished)",
        ),
        "hur går det med {what}?",
        "what is the status of {what}?",
    ),
    _Attribute(
        _only(rf"(?:vad är )?målvärdet(?: för{_OF})?", rf"what(?:['’]s| is) the target(?: for{_OF})?"),
        "vad är målvärdet för {what}?",
        "what is the target for {what}?",
    ),
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up written out. `language` is the answer's, None for the question's own."""

    question: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class PlanParts:
    """What of the plan the question before named, as it was written: exchanged before anything else."""

    scope: str | None = None
    scopes: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()


def is_correction(text: str) -> bool:
    """Tell whether a message says that something else was meant."""
    return _MEANT.match(text) is not None


def written_out(text: str, thread: Thread, parts: PlanParts) -> FollowUp | None:
    """Return the question that `text` stands for after `thread`, None where it stands by itself."""
    if attribute := next((one for one in _ATTRIBUTES if one.pattern.match(text)), None):
        return _of_shown(attribute, text, thread)
    match = next((found for pattern in (_MEANT, _AND, _THEN) if (found := pattern.match(text))), None)
    if match is None:
        return None
    rest = match["rest"].strip()
    if _ASKING.match(rest) and len(words(rest)) >= _WHOLE_QUESTION:
        return FollowUp(rest + "?")
    kept = thread.language if thread.language != detect(thread.question, default=thread.language) else None
    return FollowUp(_exchanged(thread, rest, parts), kept)


def asked_why(thread: Thread) -> FollowUp | None:
    """Return the question that a bare "varför?" stands for: how the actions shown stand, or the causes of the topic."""
    english = detect(thread.question, default=thread.language) == "en"
    if thread.is_computed and thread.numbers:
        what = _listed(thread.numbers, english=english)
        return FollowUp(f"what is the status of {what}?" if english else f"hur går det med {what}?", thread.language)
    topic = _topic(thread.question)
    return FollowUp(f"why {topic}?" if english else f"varför {topic}?", thread.language) if topic else None


def _of_shown(attribute: _Attribute, text: str, thread: Thread) -> FollowUp | None:
    english = detect(text, default=thread.language) == "en"
    what = _listed(thread.numbers, english=english) or _topic(thread.question)
    return FollowUp((attribute.english if english else attribute.swedish).format(what=what)) if what else None


def _listed(numbers: Sequence[str], *, english: bool) -> str:
    # A bare figure is no number of an action yet.
    sort = ("action " if english else "åtgärd ") if numbers and numbers[0].isdigit() else ""
    if len(numbers) < 2:  # noqa: PLR2004 - nothing to join
        return sort + "".join(numbers)
    return f"{sort}{', '.join(numbers[:-1])} {'and' if english else 'och'} {numbers[-1]}"


def _exchanged(thread: Thread, rest: str, parts: PlanParts) -> str:
    question, english = thread.question, detect(thread.question) == "en"
    if _OLD.match(rest):
        rest = "the previous strategy" if english else "den förra strategin"
    if year := _YEAR.match(rest):
        rest = f"the {year['year']} strategy" if english else f"{year['year']} års strategi"
    if _STRATEGY.search(rest):
        return _of_strategy(question, rest, english=english)
    if place := _PLACE.match(rest):
        return _in_place(question, place["how"], place["what"], parts, numbers=_numbers_in(thread))
    bare = _ABOUT.sub("", rest)
    if thread.is_computed:
        return _of_plan(thread, bare, parts, english=english)
    span = _topic_span(question)
    return f"{question[: span[0]]}{bare}{question[span[1] :]}" if span else f"{_open(question)} {bare}?"


def _of_strategy(question: str, rest: str, *, english: bool) -> str:
    named = _STRATEGY.search(rest)
    wanted = rest if named is None else named.group().strip()
    if _NEW.match(wanted):
        wanted = "the strategy" if english else "strategin"
    if _STRATEGY.search(question):
        return _STRATEGY.sub(f" {wanted}", question, count=1).replace("  ", " ").strip()
    return f"{_open(question)} {'in' if english else 'i'} {wanted}?"


def _in_place(question: str, how: str, what: str, parts: PlanParts, *, numbers: Sequence[str] = ()) -> str:
    """Exchange the place of a question: its scope, the place in an organisation's name, or the actions shown of it."""
    place = next((scope for scope in parts.scopes if scope.casefold() == what.casefold()), what)
    before = parts.scope or _place_of(parts.organisation, parts.scopes)
    if before and (place in parts.scopes or place[:1].isupper()):
        # "Region Eksunda" takes the place of "Region Norrvik", not of "Norrvik" alone.
        kind = place.split()[0] if " " in place else ""
        old = rf"\b(?:{re.escape(kind)}\s+)?{re.escape(before)}" if kind else rf"\b{re.escape(before)}"
        return re.sub(old, lambda _: place, question, count=1, flags=re.IGNORECASE)
    how = _SAME_PLACE.get((how.casefold(), detect(question)), how)
    if (place in parts.scopes or _place_of(place.split(), parts.scopes)) and (span := _span_of(question, numbers)):
        # An action has its place already: what is meant are the actions of the other place.
        opening = _LAST_LINK.sub("", question[: span[0]])
        return f"{_open(opening)} {how} {place}{question[span[1] :]}"
    same = re.compile(rf"\b{how}\s+[A-ZÅÄÖ][\w-]*")
    if same.search(question):
        return same.sub(lambda _: f"{how} {place}", question, count=1)
    return f"{_open(question)} {how} {place}?"


def _place_of(organisation: Sequence[str], scopes: Sequence[str]) -> str | None:
    """Return the place that an organisation is named after, None where it is not."""
    return next((scope for scope in scopes if scope.casefold() in {word.casefold() for word in organisation}), None)


def _of_plan(thread: Thread, bare: str, parts: PlanParts, *, english: bool) -> str:
    """Exchange what the question about the plan was about: its actions, its organisation, its topic or its place."""
    question = thread.question
    named = next((scope for scope in parts.scopes if scope.casefold() == bare.casefold()), None)
    in_place = named or (bare if not parts.organisation and _place_of(bare.split(), parts.scopes) else None)
    if in_place:
        return _in_place(question, "in" if english else "i", in_place, parts, numbers=_numbers_in(thread))
    if is_state(bare):
        where = f" {'in' if english else 'i'} {parts.scope}" if parts.scope else ""
        return f"which actions{where} are {bare}?" if english else f"vilka åtgärder{where} är {bare}?"
    for old in (_numbers_in(thread), parts.organisation, parts.topic):
        if span := _span_of(question, old):
            return f"{question[: span[0]]}{bare}{question[span[1] :]}"
    return f"{_open(question)} {'about' if english else 'om'} {bare}?"


def _numbers_in(thread: Thread) -> list[str]:
    """Return the numbers of the actions shown that the question itself named."""
    return [one for one in thread.numbers if re.search(rf"\b{re.escape(one)}\b", thread.question, _FLAGS)]


def _span_of(question: str, named: Sequence[str]) -> tuple[int, int] | None:
    places = [found.span() for word in named for found in re.finditer(rf"\b{re.escape(word)}s?\b", question, _FLAGS)]
    return (min(start for start, _ in places), max(end for _, end in places)) if places else None


def _topic(question: str) -> str:
    span = _topic_span(question)
    return question[span[0] : span[1]] if span else ""


def _topic_span(question: str) -> tuple[int, int] | None:
    """Return where the words stand that say what a question is about; which strategy it asks of is not among them."""
    if changed := changed_topic(question):
        return _span_of(question, changed.split())
    found = list(re.finditer(r"[^\W_]+", _STRATEGY.sub(lambda named: " " * len(named.group()), question)))
    tokens = [match.group().casefold() for match in found]
    topic = [match for match, role in zip(found, roles(tokens), strict=True) if role is Role.TOPIC]
    return (topic[0].start(), topic[-1].end()) if topic else None


def _open(question: str) -> str:
    return question.rstrip(" ?.!")
