"""Rules for the goal assessment: what a reply says of whether the goal is reached, and of nothing else.

The goal is not the indicator's target and not the schedule. A sentence with a figure in it speaks of the target ("80
bolag, målet nått"), as does a reply that gives a value when it says that the goal is reached; neither is an assessment
of the goal. "Målet nås inte i år" says nothing of a goal that has until 2031. What is partly so, almost so, hoped
for or contradictory is left empty.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

from plans.model import Action, GoalAssessment
from plans.number_words import WORDS
from plans.patterns import Pattern
from plans.replies.clauses import Clause
from plans.replies.goal_words import KNOWN

_FLAGS = re.IGNORECASE
_NUMERALS = "|".join(sorted((word for word, worth in WORDS.items() if worth > 1), key=len, reverse=True))

_GOAL_SV = (
    r"(?<![\wåäö-])(?:huvud|effekt|projekt)?(?:mål(?:et|en|sättning(?:en|arna))(?! (?:är|var) att\b)|mål(?=\s+(?:är\s+|"
    r"har\s+|ej\s+|inte\s+)?(?:nås|nått|uppnått|uppfyllt|uppnås))|måluppfyllelse[n]?|"
    r"(?<=vårt )mål|(?<=våra )mål)(?![\wåäö])"
)
_GOAL_EN = (
    r"\b(?:the|our|this|its|main|overall|all) (?:\w+[- ]){0,2}(?:goal|objective|aim)s?\b(?! (?:is|was|are) to\b)|"
    r"^(?:goals?|objectives?)\b(?= \w+)"
)
# What an active "met" must be followed by.
_THE_GOAL = r"(?= (?:all )?(?:the|our|this|its) (?:\w+[- ]){0,2}(?:goal|objective|aim))"
_GOAL = Pattern(rf"{_GOAL_SV}|{_GOAL_EN}", _FLAGS)
_REACHED = Pattern(
    r"(?<![\wåäö])(?:upp)?(?:nått|nådda?|nåtts|nåddes?|nådde)(?![\wåäö])|\buppfyll(?:t|da?|ts|des|de)\b|"
    r"\binfria(?:t|d|de|ts|des)\b|\bklara(?:t|de|des|ts)\b|\bi hamn\b|"
    r"\b(?:was|were|been|is|are) (?:now |already |fully |not |all )*(?:reached|achieved|met|attained|fulfilled)\b|"
    rf"\b(?:reached|achieved|met|attained|fulfilled){_THE_GOAL}|"
    r"^(?:goals?|objectives?) (?:now |fully |not )*(?:reached|achieved|met)\b",
    _FLAGS,
)
_REACHES = Pattern(
    r"(?<![\wåäö])(?:upp)?nå(?:s|r)?(?![\wåäö])|\buppfyll(?:s|er|a|as)\b|\binfria(?:s|r)?\b|\bklara(?:s|r)?\b|"
    rf"\b(?:reach|achieve|meet|attain|fulfil)(?:s|es)?{_THE_GOAL}|"
    r"\bbe (?:reached|achieved|met|attained|fulfilled)\b|"
    r"\binom räckhåll\b|\bwithin reach\b|(?<!o)(?<!inte )\brealistisk\w*|(?<!not )\brealistic\b",
    _FLAGS,
)
_ASSESSED = Pattern(
    r"\b(?:god|hög|osäker|oklar|tveksam) (?=måluppfyllelse)|\bi fara\b|"
    r"(?:är|känns|blir|bedöms(?: som| vara)?|ser|is|remains|seems|looks)\s+(?:\w+ ){0,2}(?:osäker\w*|oklar\w*|"
    r"tveksam\w*|hotad\w*|hotat|orealistisk\w*|utom räckhåll|god\b|hög\b|uncertain|unclear|doubtful|unrealistic|"
    r"out of reach|at risk|in doubt)|"
    r"\batt bedöma\b|\bkan (?:ännu )?(?:inte|ej) (?:ännu )?bedöm(?:as?|[td])\b|\b(?:inte|ej) bedöm[td]\b|"
    r"\bgår (?:ännu )?(?:inte|ej) (?:ännu )?att bedöma\b|\bcannot (?:yet )?be assessed\b|\butom räckhåll|"
    r"\borealistisk\w*|\bout of reach|\bunrealistic",
    _FLAGS,
)
# Words that take a clause out of account: part of it, nearly, what it takes, what is wished, another time.
_NOT_SAID = Pattern(
    r"\b(?:delvis|nästan|i princip|så gott som|snart|i stort sett|till stor del|till viss del|halvvägs|partly|"
    r"partially|almost|nearly|mostly|largely|basically)\b|"
    r"\b(?:ett|några|flera|många|en del|två|tre|hälften|de flesta|merparten|vissa|\d+) av\b|\bdelmål\w*|\bmålvärde\w*|"
    r"\b(?:some|one|most|several|many|half|two|three|part) of\b|"
    r"\bför att\b|\bså att\b|\bförutsätt\w*|\bkräv[se]\w*|\bbehöv\w*|\bbidra\w*|\bmot målet\b|\bsteg mot\b|"
    r"\bin order to\b|\brequire\w*|\bneed\w*|\bcontribut\w*|\btowards?\b|^to (?:reach|achieve|meet)\b|"
    r"\bförst (?:om|efter|när|senare)\b|\bi efterhand\b|\bnot until\b|\bonly after\b|"
    r"\bbara\b|\bendast\b|\bonly\b|\bborde\b|\bhälften\b|\bviktigt\b|\bavgörande\b|\bangeläget\b|\bimportant\b|"
    r"\bcrucial\b|\bmål(?:et|en) för (?!åtgärd|arbet|insats|projekt|uppdrag|hela|strateg|20)\w+|"
    r"\bhopp\w*|\bsikta\w*|\bsträv\w*|\bförsök\w*|\bvill\b|\bska(?:ll)?\b|\bskulle\b|\bhade\b|\bhope\w*|"
    r"\baim(?:ing|s)? to\b|\bwant\w*|\btry\w*|\bshould have\b|\bhad\b|\bwould\b|\bi tid\b|\bin time\b|"
    r"\b(?:förra|föregående|i fjol|ifjol|tidigare|last year|previous\w*|earlier)\b|\b(?:årets|årliga|this year[’']s|"
    r"annual|yearly) (?:mål|goal|objective)",
    _FLAGS,
)
_SO_FAR = Pattern(r"\b(?:ännu|än|hittills|fortfarande|yet|so far|still)\b", _FLAGS)
_TOO_EARLY = Pattern(
    r"\bför tidigt att\b|\btoo early to\b|\b(?:inte|ej) (?:\w+ )?(?:att )?bedöm(?:t|ts|as|a|d)\b|"
    r"\bbedöm(?:s|er) (?:inte|ej)\b(?! (?:att|kunna))|\bbedömning(?:en)? saknas\b|"
    r"\b(?:cannot|can[’']t|not) (?:yet )?(?:be )?assess(?:ed)?\b",
    _FLAGS,
)
_MISSED = Pattern(r"\bmiss(?:ar|as|a)\b|\bmiss (?:the|our)\b|\bbe missed\b", _FLAGS)
_CONDITION = Pattern(
    r"(?<!målet )(?<!målen )(?<!målsättningen )\bom\b(?! att\b)|\bifall\b|\bnär (?:väl|vi får)\b|\bgivet att\b|"
    r"\bom (?:vi|ni|de|det|den|jag|man|inte|ingen|inget|inga|någon|alla|\w+(?:en|et|na)\b)|\bså länge\b|"
    r"\bunder förutsättning\b|\bif\b|\bunless\b|\bprovided\b|\bas long as\b",
    _FLAGS,
)
# A sentence that begins so makes all of it depend on something: "Utan beslut når vi inte målet." So do its other words.
_DEPENDS = Pattern(
    r"\b(?:förutsatt|givet) att\b|\bunder förutsättning\b|\bprovided\b|"
    r"\bmen (?:inte|bara)\b|\bonly\b|\bbut not\b|\bfast (?:först|inte)\b|"
    r"^\W*(?:men |och |but |and )?(?:om|ifall|givet|förutsatt|när väl|if|unless|provided|assuming|once|without|"
    r"utan (?!problem|hinder|svårighet|tvekan|tvivel)|med (?:mer|fler|ytterligare|rätt|extra|lite) |"
    r"with (?:more|enough|the right) )",
    _FLAGS,
)
_UNSURE = Pattern(
    r"\bosäk(?:er|r)\w*|\boklar\w*|\btveksam\w*|\btvivl\w*|\bsvårt att\b|\bblir svår\w*|\bsvår\w* att\b|"
    r"\bvet (?:vi |jag )?"
    r"(?:ännu )?inte\b|\brisk(?:en|erar)?\b|\bhota[dt]\w*|\bfrågetecken\b|\bi fara\b|"
    r"\boroli\w*|\bworried\b|\bunsure\b|\buncertain\w*|\bunclear\b|"
    r"\bdoubt\w*|\bnot sure\b|\binte (?:\w+ )?säk(?:er|ra|ert)\b|\bnot (?:certain|confident)\b|"
    r"\bremains to be seen\b|\båterstår att se\b|\bfår vi se\b|\bhard to\b|\bdifficult to\b|\bat risk\b|\brisks?\b",
    _FLAGS,
)
_NO_TROUBLE = Pattern(
    r"\b(?:inga|inget|ingen|utan|inte några?|no|without(?: any)?) (?:\w+ )?(?:problem|hinder|svårighet\w*|tvekan|"
    r"tvivel|risk\w*|doubts?|difficult\w*|obstacles?)",
    _FLAGS,
)
_NOT = Pattern(
    r"\b(?:inte|ej|aldrig|knappast|omöjligt|orealistisk\w*|utom räckhåll|osannolik\w*|"
    r"ingen (?:möjlighet|chans|utsikt)|no (?:chance|possibility|"
    r"way)|not|never|cannot|hardly|unlikely|impossible|"
    r"unrealistic|out of reach)\b|n[’']t\b",
    _FLAGS,
)
_TWICE_NOT = Pattern(
    r"\b(?:inte|not) (?:\w+ )?(?:omöjligt|orealistisk\w*|utom|impossible|unrealistic|unlikely|out)", _FLAGS
)
_AHEAD = Pattern(
    r"\b(?:kommer|beräkna\w*|vänta\w*|förvänta\w*|bör|torde|lär|kan|kunna|will|expect\w*|likely|should|can|able)\b",
    _FLAGS,
)
_THIS_YEAR = Pattern(r"\b(?:i år|under året|detta år|det här året|innevarande år|this year|årsskiftet|nyår)\b", _FLAGS)
_YEAR = Pattern(r"\b(20\d\d)\b")
_DATED = Pattern(
    r"\b20\d\d(?:-\d\d(?:-\d\d)?)?\b|\b(?:Q|kvartal |T)[1-4]\b|\bvecka \d+|\bv\.? ?\d+|\b\d{1,2}/\d{1,2}\b|\b"
    r"\d{1,2}(?::e)? (?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*",
    _FLAGS,
)
_FIGURE = Pattern(rf"\d|%|\bprocent\b|\bper ?cent\b|\b(?:{_NUMERALS})\b", _FLAGS)
# A verdict is taken only from a clause of which every word is known; "i Uppsala" or "för övningarna" would narrow it.
_ABOUT = Pattern(
    r"(?:mål(?:et|en|sättningen)?|goals?|objectives?) (?:om|med|att|bakom) (?:[\wåäö-]+ ){1,7}?"
    r"(?=(?:är|har|nås|uppnås|nåddes|uppnåddes|bedöms|beräknas|väntas|kommer|kan|bör|lär|klaras|is|was|has|will|"
    r"can)\b)|"
    r"\bmed (?:åtgärden|arbetet|insatsen|projektet|uppdraget)\b",
    _FLAGS,
)
_WORD = Pattern(r"[\wåäöÅÄÖ]+(?:[’'][a-z]+)?")
_SPOKEN = (_REACHED, _REACHES, _ASSESSED, _MISSED)
_LABEL = Pattern(
    r"^\W*(?:målbedömning\w*|måluppfyllelse\w*|bedömning av målet|mål|målet|goal assessment|goal|assessment of the "
    r"goal)\s*(?:[:=–-]|är\s*:)\s*(?P<said>[^.;,\n]+)",
    _FLAGS,
)
_ANSWERS: tuple[tuple[GoalAssessment, Pattern], ...] = tuple(
    (assessment, Pattern(rf"\s*(?:{words})\s*", _FLAGS))
    for assessment, words in (
        (GoalAssessment.NOT_ACHIEVED, r"(?:inte|ej) (?:upp)?nå(?:tt|dd|dda)|not (?:achieved|reached|met)"),
        (GoalAssessment.UNLIKELY, "(?:(?:bedöms|kan|kommer) )?(?:inte|ej) (?:att )?(?:kunna )?(?:upp)?nås|unlikely.*"),
        (GoalAssessment.UNLIKELY, "(?:upp)?nås (?:inte|ej)|not likely.*"),
        (GoalAssessment.ACHIEVED, r"(?:är )?(?:helt )?(?:upp)?nå(?:tt|dd|dda)|uppfyllt|achieved|reached|met"),
        (
            GoalAssessment.LIKELY,
            "(?:(?:bedöms|kan|kommer att) )?(?:kunna )?(?:upp)?nås|god|hög|likely.*",
        ),
        (GoalAssessment.UNCERTAIN, r"osäker\w*|oklar\w*|tveksam\w*|uncertain|unclear"),
        (GoalAssessment.NOT_ASSESSED, r"bedömning saknas|(?:ej|inte) bedöm[dt]\w*|not (?:yet )?assessed"),
    )
)


def goal_assessment(
    clauses: Iterable[Clause], action: Action, today: date, *, has_value: bool = False
) -> GoalAssessment | None:
    """Return what a reply says of its action's goal; None when it says nothing of it, or two different things.

    Args:
        clauses: what the reply says about the action.
        action: the action; its target year, or the year it ends, is how long the goal has.
        today: the day the reply was written.
        has_value: the reply gives a value of the action's indicator.
    """
    found = {said for clause in clauses if (said := _said(clause, action, today, has_value=has_value)) is not None}
    return found.pop() if len(found) == 1 else None


def _said(clause: Clause, action: Action, today: date, *, has_value: bool) -> GoalAssessment | None:
    if label := _LABEL.match(clause.text):
        return next((answer for answer, words in _ANSWERS if words.fullmatch(label["said"])), None)
    if (
        clause.supposed
        or _DEPENDS.search(clause.whole)
        or not _speaks_of_the_goal(clause)
        or _ends_before_the_goal(clause.text, action, today)
    ):
        return None
    said = next((rule[0] for rule in RULES if rule[1](clause.text)), None)
    if said in _VERDICTS and not _every_word_is_known(clause.text):
        return None
    if said is GoalAssessment.ACHIEVED and has_value:
        return None
    if said is GoalAssessment.NOT_ACHIEVED and _still_has_time(clause.text, action, today):
        return None
    return said


def _speaks_of_the_goal(clause: Clause) -> bool:
    text = clause.text
    about = _GOAL.search(text) and any(words.search(text) for words in _SPOKEN)
    return bool(about) and not _NOT_SAID.search(text) and not _FIGURE.search(_DATED.sub(" ", clause.whole))


def _is_conditional(text: str) -> bool:
    return _CONDITION.search(text) is not None


def _missed(text: str) -> bool:
    return _MISSED.search(text) is not None and not _negated(text)


def _every_word_is_known(text: str) -> bool:
    rest = _THIS_YEAR.sub(" ", _DATED.sub(" ", _ABOUT.sub(" ", text)))
    return all(word.lower() in KNOWN for word in _WORD.findall(rest))


def _horizon(action: Action) -> int | None:
    """Return the last year of the goal: the target's own year, else one that its words name, else the action's end."""
    if action.target_year:
        return action.target_year
    named = [int(year) for text in (action.goal, action.target) for year in _YEAR.findall(str(text or ""))]
    return max(named, default=action.end.year if action.end else None)


def _ends_before_the_goal(text: str, action: Action, today: date) -> bool:
    """Tell whether a clause speaks of a year and no further, while the goal has longer, or nobody knows how long."""
    years = [int(year) for year in _YEAR.findall(text)]
    if _THIS_YEAR.search(text):
        years.append(today.year)
    if not years:
        return False
    horizon = _horizon(action)
    return horizon is None or max(years) < horizon


def _still_has_time(text: str, action: Action, today: date) -> bool:
    horizon = _horizon(action)
    return _SO_FAR.search(text) is not None or horizon is None or horizon > today.year


def _too_early(text: str) -> bool:
    return _TOO_EARLY.search(text) is not None


def _unsure(text: str) -> bool:
    return _UNSURE.search(_NO_TROUBLE.sub(" ", text)) is not None


def _negated(text: str) -> bool:
    return _NOT.search(_NO_TROUBLE.sub(" ", text)) is not None


def _twice_negated(text: str) -> bool:
    return _TWICE_NOT.search(text) is not None


def _not_reached(text: str) -> bool:
    return _negated(text) and _is_past(text)


def _reached(text: str) -> bool:
    return _is_past(text)


def _is_past(text: str) -> bool:
    return _REACHED.search(text) is not None and not _AHEAD.search(text)


_VERDICTS = frozenset(
    {
        GoalAssessment.ACHIEVED,
        GoalAssessment.LIKELY,
        GoalAssessment.UNLIKELY,
        GoalAssessment.NOT_ACHIEVED,
    }
)
# In this order; the first whose words are there decides, and None is an answer too.
RULES: tuple[tuple[GoalAssessment | None, Callable[[str], bool]], ...] = (
    (None, _twice_negated),
    (GoalAssessment.NOT_ASSESSED, _too_early),
    (GoalAssessment.UNCERTAIN, _unsure),
    (None, _is_conditional),
    (GoalAssessment.UNLIKELY, _missed),
    (GoalAssessment.NOT_ACHIEVED, _not_reached),
    (GoalAssessment.UNLIKELY, _negated),
    (GoalAssessment.ACHIEVED, _reached),
    (GoalAssessment.LIKELY, lambda _text: True),
)
