"""Rules for progress: "ca 60 %", "hälften", "4 av 7 delmoment"; a share of anything but the work is left alone."""

import re

from plans.model import Action
from plans.number_words import FRACTIONS, NUMBER, number
from plans.patterns import Pattern
from plans.replies.clauses import Clause
from plans.replies.percents import NOT_NOW, is_share, names_indicator, single_percents, stands_alone
from plans.replies.wordlists import any_of

_PART = tuple((Pattern(rf"(?<![\w/])(?:{words})(?![\w/])", re.IGNORECASE), worth) for words, worth in FRACTIONS)
_STEPS = Pattern(
    rf"(?P<done>{NUMBER})\s?(?:av|of|/|out of)\s?(?:de |the |våra |totalt )?(?P<all>{NUMBER})\s+(?:planerade |"
    rf"planned )?"
    r"(?:delmoment\w*|moment\w*|steg\w*|delar\w*|delaktivitet\w*|aktivitet\w*|milstolp\w*|delmål\w*|delleverans\w*|"
    r"leverans\w*|etapp\w*|faser\w*|"
    r"uppgift\w*|arbetspaket\w*|deluppgift\w*|punkter\w*|milestones?|steps?|parts?|activities|work packages?|"
    r"deliverables?|phases?|tasks?)",
    re.IGNORECASE,
)
_OUT_OF = Pattern(r"\s(?:av|of)\s|/|\dav|\dof", re.IGNORECASE)  # stands in all that ``_STEPS`` finds
_ABOUT_WORK = any_of(
    r"klar\w*|färdig\w*|genomför\w*|avklara\w*|slutför\w*|gjor[dt]\w*|utför\w*|av (?:arbetet|åtgärden|projektet|"
    r"jobbet|vägen|planen|det hela)|"
    r"framdrift\w*|progress\w*|färdigställ\w*|genomförandegrad\w*|kommit|hunnit|done|complete\w*|finished|of (?:the "
    r")?(?:work|way|project|action|it)|there\b|in mål|status|uppskattningsvis|halvvägs|halfway",
)
_OTHER_SHARE = any_of(
    r"pris(?:et|er|erna|nivå\w*)?\b|price\w*|budget\w*|svarsfrekvens\w*|svar(?:ade|ande|at)\w*|enkät\w*|"
    r"tjänst\w*|anställd\w*|arbetstid\w*|deltid\w*|"
    r"heltid\w*|medel\w*|kostnad\w*|medfinansier\w*|"
    r"finansier\w*|deltagar\w*|bemann\w*|resurs\w*|närvaro\w*|nöjd\w*|av (?:de|våra|alla|samtliga|bolagen|kommunerna|"
    r"sjukhusen|klinikerna|personalen)|rabatt\w*|ränta\w*|"
    r"respon\w+|funding|staff\w*|position|salary|attend\w*|participants?|satisf\w*|hours|part[- ]time|sjukskriv\w*|"
    r"ökning|minskning|"
    r"öka(?:t|de|r)? med|minska(?:t|de|r)? med|increase\w*|decrease\w*|reduc\w+ by|growth|kofinans\w*|pengarna|"
    r"anslaget",
)
_REMAINS = any_of(r"återstår|kvarstår|kvar\b|remain\w*|left\b|to go\b")
# "Klar till kanske 80 procent" is as near as anybody can say.
_HEDGED = Pattern(r"(?<=till )(?:kanske|typ|säg|ungefär|maybe|perhaps)\s(?=\d)", re.IGNORECASE)
# "31 procent har kommit på samtal": as many people have, not as much of the work.
_HAVE_COME = Pattern(
    r"(?:%|procent|per ?cent)\s+(?:\w+ )?(?:har|have)\s+(?:\w+ )?(?:kommit|hunnit|come)\b", re.IGNORECASE
)
# "25 % genomförda": of many talks, which is no share of the work where the indicator is a share itself.
_OF_MANY = Pattern(
    r"(?:%|procent|per ?cent)\s+(?:är |har )?(?:genomförda|avklarade|gjorda|utförda|inbjudna)\b", re.IGNORECASE
)
_OF_THE_ROAD = Pattern(r"halvvägs|halfway|half[ -]way|half[ -]done", re.IGNORECASE)
_WHOLE = 100
_FEW_WORDS = 4


def progress_of(clause: Clause, action: Action) -> int | None:
    """Return the progress that one clause gives, in per cent."""
    text = _HEDGED.sub(" ", clause.text)
    if clause.supposed or _OTHER_SHARE.search(text) or NOT_NOW.search(text) or _HAVE_COME.search(text):
        return None
    found = next((percent for rule in RULES if (percent := rule(text, action)) is not None), None)
    return found if found is None or 0 <= found <= _WHOLE else None


def is_about_work(text: str) -> bool:
    """Tell whether a text is about the work that is done, so that its percentage is progress."""
    return _ABOUT_WORK.search(text) is not None


def is_of_something_else(text: str) -> bool:
    """Tell whether a percentage is of a budget, a position, or a survey."""
    return _OTHER_SHARE.search(text) is not None


def _of_steps(text: str, _: Action) -> int | None:
    match = _STEPS.search(text) if _OUT_OF.search(text) else None
    if match is None:
        return None
    done, every = number(match["done"]), number(match["all"])
    return round(_WHOLE * done / every) if every > 0 else None


def _percent(text: str, action: Action) -> int | None:
    found = single_percents(text)
    share = is_share(action)
    if not found or (share and (names_indicator(text, action) or _OF_MANY.search(text))):
        return None
    is_of_work = _ABOUT_WORK.search(text) is not None or (not share and stands_alone(text))
    return _from_the_end(text, int(number(found[-1]["n"]))) if is_of_work else None


def _part(text: str, _: Action) -> int | None:
    percent = next((worth for pattern, worth in _PART if pattern.search(text)), None)
    is_of_work = _ABOUT_WORK.search(text) or len(text.split()) <= _FEW_WORDS or _OF_THE_ROAD.search(text)
    return _from_the_end(text, percent) if percent is not None and is_of_work else None


def _from_the_end(text: str, percent: int) -> int:
    """Count from the end where what remains is given ("20 % återstår")."""
    return _WHOLE - percent if _REMAINS.search(text) else percent


RULES = (_of_steps, _percent, _part)
"""The first rule that finds a figure decides."""
