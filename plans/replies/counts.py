"""Rules for an indicator that counts ("Antal genomförda övningar"): a number beside the thing that is counted.

What is planned, remaining, cancelled or only promised is not counted, nor are targets and earlier years.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plans.dates.words import ORDINALS, alternatives
from plans.model import Action
from plans.number_words import DIGITS, NUMBER, number
from plans.patterns import Pattern
from plans.replies.clauses import Clause
from plans.replies.percents import is_not_now
from plans.replies.wordlists import any_of, is_done, words_after, words_before
from plans.stems import are_kin, words_of

_HEAD_END = Pattern(
    r"\s+(?:som|per|i|på|av|för|till|med|inom|hos|från|efter|using|that|in|with|at|who|from|per|which|for)\s+|[(,;/]",
    re.IGNORECASE,
)
_COUNT = Pattern(
    r"^\s*(?:antal(?:et)?|number of|no\. of|#)\s+(?P<what>.+)$|^(?P<before>.+?)\s*[,(]\s*(?:antal|number|st)\.?\)?\s*$",
    re.IGNORECASE,
)
_NOT_YET = any_of(
    r"kvar\b|återstår|återstående|planera(?:s|r|d|de|t)\b|planned|inplanera\w*|inboka\w*|ska\b|skall\b|kommer att|"
    r"förhandla\w*|diskuter\w*|på gång|under (?:arbete|förhandling)|"
    r"pågår|pending|negotiat\w*|inbjud\w*|bjudit|intresserad\w*|intresse\b|sökande|kontakta\w*|remain\w*|left\b|"
    r"will\b|invited|interested|contacted|tackat|"
    r"dropped out|hoppa\w* av|avhopp\w*|sluta(?:t|de)\b|avböj\w*|tackat nej|declined|withdr\w+|quit\b|have left|"
    r"lämna(?:t|de)\b|hinner|hinna|hinns|knappast|väntar|saknas|inställ\w*|cancel\w*|fler\b|ytterligare|"
    r"till\s+(?=har|är|kommer)|more\b|another|vill\b|kan bli|"
    r"förslag|utkast\w*|draft\w*|annons\w*|anmäl\w*|offers?|"
    r"försen\w*|skjuts|nästa|next|behöver|krävs|need\w*|hoppas|siktar|tredje|sista",
)
_ZERO = r"(?:inga|ingen|inget|noll|0|no|none of the|zero)"
_LABELLED = Pattern(
    r"(?P<noun>[\w-]+)(?:\s+(?:so far|hittills|totalt|i år))?(?:\s+(?:är|blev|ligger på|(?:uppgår|uppgick|"
    r"uppgått)(?:\s+[\w.]+){0,6}?\s+till|var|is|are|was|"
    r"stands at|(?:har |have |has )?(?:minskat|ökat|sjunkit|stigit|vuxit|dropped|fallen|risen|grown|increased|"
    r"decreased) (?:till|to))"
    r"(?:\s+(?:nu|now|uppe i))?|\s*[:=])"
    rf"\s*(?P<n>{DIGITS})(?![\w%]|\s?(?:%|procent|percent|kr))",
    re.IGNORECASE,
)
_OUT_OF = Pattern(
    rf"(?<![\w/])(?P<n>{NUMBER})\s*(?:av|of|out of|/)\s*(?:de |våra |the |our )?(?P<all>{NUMBER})"
    r"(?P<rest>(?:\s+[\w-]+){0,3})",
    re.IGNORECASE,
)
_OF_ALL = Pattern(
    rf"\bav (?:de )?{NUMBER}(?P<rest>(?:\s+[\w-]+){{1,3}}?)\s+(?:är|har|blev)\s+(?P<n>{NUMBER})\b", re.IGNORECASE
)
_SOME_OF = Pattern(
    rf"(?<![\w/])(?P<n>{NUMBER})\s+(?:av|of)\s+(?:de |våra |the |our )?(?:planerade |planned )?(?P<noun>[\w-]{{3,}})",
    re.IGNORECASE,
)
_REMAINING = Pattern(r"återstår|kvar\b|remain|inte\b", re.IGNORECASE)
_ANY_NUMBER = Pattern(rf"(?<![\w.,/-]){NUMBER}(?=\s)", re.IGNORECASE)
_WITH_NOUN = tuple(
    Pattern(rf"(?P<n>{NUMBER})\s+(?P<between>(?:[\w-]+\s+){{{words}}})(?P<noun>[\w-]+)", re.IGNORECASE)
    for words in range(4)
)
_NOT_BETWEEN = Pattern(rf"\b{NUMBER}\b|\b(?:av|of|i|på|för|med|till|och|and|in|to)\b", re.IGNORECASE)
_NOT_BEFORE = Pattern(
    r"(?:inte|not|ytterligare|another)\s+$|(?:öka|minska|väx|stig|sjunk|utök|kompletter|fler|färre|grew|grow|up|"
    r"increas|decreas|more|fewer)\w* (?:med|by)\s+$|^(?:av|of)\s+(?:de\s+|totalt\s+)?$|"
    r"\d\s+(?:av|of)\s+(?:de\s+|the\s+)?$|\bper\s+$",
    re.IGNORECASE,
)
_NONE = Pattern(rf"\b{_ZERO}\s+(?:(?:av|of)\s+)?(?P<rest>[\w-]+(?:\s+[\w-]+)?)", re.IGNORECASE)
_NO_MORE = Pattern(r"(?:fler|more|inställ\w*)\b", re.IGNORECASE)
_NONE_IS = Pattern(r"(?:men |but )?(?:ingen|inget|inga|none)\s+(?:är|har|av|have|has|of)\b", re.IGNORECASE)
_BEFORE_WORD = Pattern(
    rf"(?<![\w.,/-])(?P<n>{NUMBER})\s+(?:(?:st|stycken|är|har|nu|redan)\s+){{0,2}}(?P<word>[\w-]+)(?P<next>\s+[\w-]+)?",
    re.IGNORECASE,
)
_AFTER_WORD = Pattern(
    rf"(?P<word>[\w-]+)\s+(?:nu |redan |totalt |already )?(?P<n>{NUMBER})(?:\s+(?:st|stycken))?"
    r"(?=\s*$|\s+(?:hittills|so far|nu|personer|i år))",
    re.IGNORECASE,
)
_LOOSE = (
    Pattern(
        r"(?:uppe i|ligger på|(?:kvar|tillbaka|nere) på|back (?:at|to)|down to|utfall\w*(?: är| blev)?:?|"
        r"värde\w*(?: är)?:?|indikator\w*(?: är)?:?|we[’']re at|up to|"
        r"value(?: is)?:?|fått tag i|sammanlagt|totalt)\s+(?:nu )?"
        rf"(?P<n>{NUMBER})(?:\s+(?:st|stycken))?(?=\s*$|\s+(?:hittills|nu|so far))",
        re.IGNORECASE,
    ),
    Pattern(
        rf"(?<![\w.,/-])(?P<n>{NUMBER})\s+(?:st|stycken|personer|people)"
        r"(?:\s+(?:är|are|har|have|nu|now|redan|already))*\s+(?:hittills|nu|so far|på plats|in place|totalt|in "
        r"total)\s*$",
        re.IGNORECASE,
    ),
    Pattern(
        rf"^(?:alltså |dvs |så |so |nu )*(?P<n>{NUMBER})\s+(?:totalt|sammanlagt|in total|hittills|so far)\s*$",
        re.IGNORECASE,
    ),
    Pattern(
        rf"(?:^|så |so |alltså )(?:vi är|we are|we[’']re)\s+(?:nu |now )?(?P<n>{NUMBER})(?:\s+(?:nu|now|totalt|i "
        rf"dag|idag))\s*$",
        re.IGNORECASE,
    ),
    Pattern(rf"\btotal(?:en|t)? (?:to|of|is|är|till|now)\s+(?P<n>{NUMBER})\s*$", re.IGNORECASE),
    Pattern(
        rf"^(?:nu |totalt |ca )?(?P<n>{NUMBER})\s+(?:st|stycken)\b(?=\.?\s*(?:$|ack\w*|totalt|t\.?\s?o\.?\s?m|"
        rf"per |till och med|i år|hittills|nu\b))",
        re.IGNORECASE,
    ),
    Pattern(
        r"(?:^|så |so )(?:nu|now|totalt|sammanlagt|hittills|i dag|idag|in total)\s+(?:är|har|blir|finns|we have|"
        r"there are|it is)"
        rf"(?:\s+(?:det|vi|de|nu|uppe i))*\s+(?P<n>{NUMBER})(?:\s+(?:st|stycken))?\s*$",
        re.IGNORECASE,
    ),
)
_PARTICIPLE = Pattern(r"(?:ade|da|ta)$")
_CLOSING = frozenset(
    ("hittills", "to", "per", "t", "under", "nu", "so", "än", "ännu", "och", "i", "sedan", "av", "totalt")
)
# "båda övningarna vi hade planerat är gjorda": what was planned is done
_PLANNED_BEFORE = Pattern(r"\b(?:som |that )?(?:vi|we) (?:hade |had )?(?:planera(?:t|de)|planned)\b", re.IGNORECASE)
_ORDINAL = Pattern(rf"\b(?P<nth>{alternatives(set(ORDINALS) - {'sista', 'last'})})\s+(?P<noun>[\w-]+)", re.IGNORECASE)
_ELLIPTIC = Pattern(
    rf"(?:nu |hittills )?(?P<n>{NUMBER})\s+(?:st |är |are )?[a-zåäö]+(?:a|t|d|ed|n|ne)(?: hittills| nu| so far)?",
    re.IGNORECASE,
)
_OF_TIME = Pattern(
    r"(?:antal(?:et)?|number of)\s+(?:dagar|dagars|veckor|veckors|månader|månaders|timmar|timmars|days|weeks|"
    r"months|hours)\b",
    re.IGNORECASE,
)
_SHORTEST = 4
_SINGLE = frozenset(("en", "ett", "one", "a", "an"))


@dataclass(frozen=True, slots=True)
class Counted:
    """What an indicator counts: its noun, and the words before it ("genomförda" övningar)."""

    noun: str
    modifiers: tuple[str, ...]

    def is_named(self, words: str) -> bool:
        """Tell whether some words hold the noun."""
        return any(are_kin(word, self.noun) for word in re.findall(r"[\w-]+", words))

    def has_modifier(self, word: str) -> bool:
        """Tell whether a word is a form of one of the modifiers."""
        return any(are_kin(word, modifier) for modifier in self.modifiers)


class Counts:
    """Reads the value of "Antal …"."""

    unit: str | None = None

    def __init__(self, action: Action) -> None:
        match = _COUNT.match(action.indicator or "")
        what = (match["what"] or match["before"]) if match else ""
        phrase = words_of(_HEAD_END.split(what, maxsplit=1)[0]) or words_of(what)
        before = phrase[:-1] or [word for word in phrase if _PARTICIPLE.search(word)]
        self._target = action.target
        self.counted = Counted(phrase[-1] if phrase else "", tuple(before))

    @staticmethod
    def suits(action: Action) -> bool:
        """Tell whether the action's indicator counts something."""
        indicator = action.indicator or ""
        return _COUNT.match(indicator) is not None and _OF_TIME.match(indicator) is None

    def read(self, clause: Clause) -> list[Decimal]:
        """Return the values that a clause gives, by the first rule that finds any."""
        return next(
            (found for rule in RULES if (found := rule(clause.text, self.counted))), self._of_target(clause.text)
        )

    def _of_target(self, text: str) -> list[Decimal]:
        """Read "rekryterat 8 av 15" where fifteen are aimed at."""
        match = _OUT_OF.search(text)
        if match is None or _REMAINING.search(text) or number(match["all"]) != self._target:
            return []
        return [number(match["n"])] if is_done(text) else []


def _labelled(text: str, counted: Counted) -> list[Decimal]:
    """Read "Antal övningar: 2", "omnämnanden: 38 st", "avtalen är nu 3"."""
    found = [
        match
        for match in _LABELLED.finditer(text)
        if counted.is_named(match["noun"]) or counted.has_modifier(match["noun"])
    ]
    return [number(match["n"]) for match in found if not is_not_now(text, match)][-1:]


def _out_of(text: str, counted: Counted) -> list[Decimal]:
    """Read "två av tre övningar", "av tre planerade övningar har två genomförts"."""
    match = _OUT_OF.search(text)
    if match and counted.is_named(match["rest"] + " " + text[: match.start()]) and not _REMAINING.search(text):
        return [number(match["n"])]
    match = _SOME_OF.search(text)
    if match and counted.is_named(match["noun"]) and is_done(text) and not _REMAINING.search(text):
        return [number(match["n"])]
    match = _OF_ALL.search(text)
    return [number(match["n"])] if match and counted.is_named(match["rest"]) else []


def _beside_noun(text: str, counted: Counted) -> list[Decimal]:
    found = [number(match["n"]) for match in _with_nouns(text) if _is_counted(text, match, counted)]
    return found[-1:] if len(set(found)) == 1 else []


def _with_nouns(text: str) -> Iterator[re.Match[str]]:
    """Yield each number with the noun right after it, and with one to three words between."""
    for begun in _ANY_NUMBER.finditer(text):
        yield from (match for pattern in _WITH_NOUN if (match := pattern.match(text, begun.start())))


def _is_counted(text: str, match: re.Match[str], counted: Counted) -> bool:
    if not (are_kin(match["noun"], counted.noun) or _is_short_for(match["noun"], counted.noun)) or _NOT_BETWEEN.search(
        match["between"]
    ):
        return False
    if _NOT_BEFORE.search(words_before(text, match.start(), 25)):
        return False
    if _NOT_YET.search(_near(text, match)) or is_not_now(text, match):
        return False
    return match["n"].lower() not in _SINGLE or is_done(text)


def _is_short_for(word: str, noun: str) -> bool:
    """Tell whether a word is the beginning of the noun ("16 proj.")."""
    return len(word) >= _SHORTEST and noun.startswith(word.lower()) and len(noun) > len(word) + 1


def _near(text: str, match: re.Match[str]) -> str:
    """Return a figure with the words around it, as far as the next part of the sentence."""
    before = re.split(r"\b(?:och|and|varav|men|but)\b", words_before(text, match.start(), 40))[-1]
    after = re.split(r"\b(?:och|and|varav|medan|men|but)\b", words_after(text, match.end(), 35))[0]
    return _PLANNED_BEFORE.sub(" ", before + match[0] + after)


def _none(text: str, counted: Counted) -> list[Decimal]:
    """Read "inga övningar har genomförts", "tre planerade men ingen är genomförd"."""
    match = _NONE.search(text)
    if match and counted.is_named(match["rest"]) and not _NO_MORE.search(text):
        return [Decimal(0)]
    told = _NONE_IS.match(text) is not None and any(counted.has_modifier(word) for word in words_of(text))
    return [Decimal(0)] if told else []


def _beside_modifier(text: str, counted: Counted) -> list[Decimal]:
    """Read "sex rekryterade hittills", "rekryterat sju"."""
    if _NOT_YET.search(text):
        return []
    before = [match for match in _BEFORE_WORD.finditer(text) if _closes(match["next"])]
    found = [*before, *_AFTER_WORD.finditer(text)]
    known = [match for match in found if counted.has_modifier(match["word"]) and not is_not_now(text, match)]
    return [number(match["n"]) for match in known[:1]]


def _closes(following: str | None) -> bool:
    return following is None or following.strip().lower() in _CLOSING


def ordinal_in(clause: Clause, action: Action) -> Decimal | None:
    """Read "tredje forumträffen hölls": as many have been held."""
    if not Counts.suits(action) or not is_done(clause.text) or _NOT_YET.search(_ORDINAL.sub(" ", clause.text)):
        return None
    counted = Counts(action).counted
    found = [match for match in _ORDINAL.finditer(clause.text) if counted.is_named(match["noun"])]
    return Decimal(ORDINALS[found[-1]["nth"].lower()]) if found else None


def _loose(text: str, _: Counted) -> list[Decimal]:
    """Read "just nu är vi uppe i 7", "tre st hittills", "utfallet är 48"."""
    found = [match for pattern in _LOOSE if (match := pattern.search(text)) and not is_not_now(text, match)]
    return [number(match["n"]) for match in found[:1]]


def _elliptic(text: str, _: Counted) -> list[Decimal]:
    """Read "1 tecknat", "fyra klara": what is counted goes without saying."""
    match = _ELLIPTIC.fullmatch(text)
    return [number(match["n"])] if match and is_done(text) and not _NOT_YET.search(text) else []


RULES = (_labelled, _out_of, _beside_noun, _none, _beside_modifier, _loose, _elliptic)
"""The first rule that finds a value decides."""
