"""Rules for dates: the new end of an action, and the day on which it was completed.

A date counts as a new end only beside words of delay or of completion to come; dates of meetings, starts and next steps
are left alone. "Två månader försenat" is counted from the action's end in the plan.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.dates.in_text import FoundDate, find_dates
from plans.dates.rules import later
from plans.dates.words import UNITS, alternatives
from plans.model import Action
from plans.number_words import NUMBER, number
from plans.patterns import Pattern
from plans.replies.clauses import Clause
from plans.replies.wordlists import FINISHED, any_of

_DELAYED = any_of(
    r"försen\w*|fördröj\w*|uppskju\w*|framskjut\w*|framflytta\w*|skjut\w*|sköts|flytta\w*|senarelägg\w*|senarelag\w*|"
    r"förskjut\w*|dröj\w*|drar ut|dragit ut|förläng\w*|"
    r"delay\w*|postpon\w*|push\w*|moved|slip\w*|extended|reschedul\w*|put back"
)
_VERBLESS = (
    r"(?:klar[at]?|klart|färdig[at]?|färdigt|done|completed?|finished|ready|i mål)\s+(?:först|senast|till|i |under|"
    r"lagom till|by|in|before|före|innan|strax|vid|"
    r"omkring|runt|kring|tidigast|vecka|på|om |nästa|Q\d|H\d|K\d|VT|HT|\d)"
)
_TO_COME = any_of(
    rf"(?:blir|bli|kommer|ska|skall|beräkna\w*|vänta\w*|räkna\w*|siktar|hoppas|planera\w*|bör|borde|tror|"
    rf"uppskatta\w*|förvänta\w*|kan|är|hinner|vara|tänker|räknar|prognosen är)\b.{{0,40}}?(?:{FINISHED}|"
    rf"färdigställ\w*|slutför\w*|avsluta\w*|genomför\w*|i mål|leverera\w*|publicer\w*)(?![\wåäö])",
    rf"(?:inte|ej|not|n[’']t)\b.{{0,25}}?(?:{FINISHED}|slutför\w*|färdigställ\w*|done|ready).{{0,15}}?(?:förrän|until)",
    _VERBLESS,
    r"(?:publicerar|levererar|avslutar|slutför|lanserar|färdigställer|publiceras)\b|nytt mål(?:datum)?\b",
    r"(?<!until )(?<!innan )(?<!efter )(?<!before )(?<!after )(?:lansering|publicering|driftsättning|leverans|"
    r"slutleverans|invigning|målgång|slutförande|färdigställande(?:t|s)?|driftstart|"
    r"launch|publication|delivery|completion|go-live) (?:planerad |beräknad |nu |beräknas |väntas |planeras |"
    r"sker |flyttas |expected |planned )*(?:ske )?(?:i|till|den|först|in|by|on|\d)\b",
    r"(?:allt|everything) (?:är |is )?(?:på plats|in place) (?:i|till|den|by|in|first|först)\b|"
    r"(?:i ?stället för|instead of|rather than)\b",
    r"(?:remaining|the rest|the last|resten|återstående|återstoden|det sista|de sista|sista delen)\b.{0,30}?(?:by|in|"
    r"till|i|senast|under)\b",
    r"(?:nytt |ny |nya |revidera\w+ |preliminär\w* )?(?:slutdatum\w*|deadline\w*|måldatum\w*|sluttid\w*|klardatum\w*|"
    r"färdigdatum\w*)(?: (?:är|blir|för \w+))?\b|(?:nytt|ny|reviderad|justerad|uppdaterad) (?:datum|tidpunkt|tidplan|"
    r"tid)(?: (?:är|blir|för \w+))?\b|slutförs|färdigställs|avslutas|levereras|slutförande|klart senast",
    r"(?:siktar (?:\w+ )?(?:på|mot)(?! \d+ (?:till|senast|%|procent|[a-zåäö]+ (?:till|senast)))|satsar på|"
    r"räkna(?:r)? med (?:publicering|leverans|slutförande|att bli|att vara|"
    r"att det|färdig|klart)?|mål(?:et|gång) (?:i|är nu|blir)|aim(?:ing)? for|target(?:ing|ed)?|looking at)",
    r"(?:will|should|expect\w*|estimate\w*|plan\w*|hope\w*|going to|to)\b.{0,40}?(?:done|finish\w*|complet\w*|ready|"
    r"deliver\w*|wrap\w* up|in place)|(?:done|finished|completed?|ready|completion|delivery|finish)\s+(?:by|in|"
    r"before|is|date|expected|around|at)|new (?:end |due |completion )?date|end date|due date|is now due|due (?:in|"
    r"by)",
)
_WITH_VERB = any_of(
    r"blir|bli\b|ska\b|skall|beräkna\w*|vänta\w*|räkna\w*|siktar|hoppas|planera\w*|bör|borde|tror|kan\b|är|hinner|"
    r"vara|först|senast|will|should|expect\w*|by\b|is\b|be\b"
)
# Words that make a date be about something else than the end.
_OTHER_EVENT = any_of(
    r"möte\w*|möts|sammanträ\w*|träff(?:as|en|ar)?\b|\w*start(?:en|ar|ade|at|as|datum\w*)?\b|börja\w*|drar igång|köra "
    r"igång|kör igång|påbörja\w*|workshop\w*|seminari\w*|konferens\w*|återkom\w*|"
    r"beslut(?:et|as|ar|a)?\b|nämnd\w*|intervjua\w*|remissen|remiss\b|utvärder\w*|anställ\w*|semester\w*|rekryter\w*|"
    r"besked\w*|svar\b|svara\b|svaret|finansiering\w*|budget\w*|ansökan|"
    r"meeting\w*|meets|starts?\b|starting|begins?\b|kick\w*|semester|decision\w*|hearing|get back|reply|interview\w*|"
    r"report back|holiday\w*"
)
_PAST = any_of(
    rf"(?:blev|var|har varit|vi blev)\s+(?:\w+ )?(?:{FINISHED})|avslutades|slutfördes|färdigställdes|genomfördes|"
    rf"lanserades|publicerades|invigdes|beslutades|antogs|fastställdes|öppnade\w*|driftsattes|gick live|"
    r"(?:was|were|got) (?:\w+ )?(?:completed|finished|done|published|launched|closed|adopted)|(?:completed|finished|"
    r"launched|published|closed|adopted) (?:on|in|last|this|earlier)|went live|"
    r"sedan\b|sen\b|since\b|har (?:nu )?(?:slutförts|avslutats|publicerats|lanserats)"
)
_FINISHED_THEN = any_of(
    r"(?:avslutades|slutfördes|färdigställdes|lanserades|publicerades|invigdes|beslutades|antogs?|fastställdes?|"
    r"godkändes?|"
    r"driftsattes|gick live|undertecknades|"
    r"beslut\w* (?:\w+ ){0,2}?(?:den|i|om)|(?:i drift|på plats|öppen|öppet) sedan|was (?:completed|finished|"
    r"published|launched|adopted|approved|signed)|went live)"
    r"(?![\wåäö])"
)
_FINISH_WORD = any_of(rf"(?:{FINISHED}|slutdatum\w*|deadline\w*|sluttid\w*|måldatum\w*)(?![\wåäö])")
_DATE_BEFORE = Pattern(
    r"\b(?:från|from|sedan|since|ursprunglig\w*|tidigare|i stället för|istället för|instead of|rather than|"
    r"originally|var|was|inte|not|efter|after)\s+(?:den |the |i |in |till |to |planerade |gamla )*$",
    re.IGNORECASE,
)
_NEGATED = Pattern(
    r"\b(?:inte|ej|not|knappast|aldrig|never)\b(?!.*\b(?:förrän|until|before|utan|but|senare än|later than|"
    r"tidigare)\b)|n[’']t\b(?!.*\b(?:until|before|but)\b)",
    re.IGNORECASE,
)
_UNAFFECTED = Pattern(
    r"påverkar inte|ändå (?:klara?|klart|i tid|hinna)|does not affect|doesn[’']t affect", re.IGNORECASE
)
_SPAN = rf"(?P<n>{NUMBER}|a|an|ett par|några)\s+(?P<unit>{alternatives(UNITS)})"
_DURATIONS = tuple(
    Pattern(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"(?<![\w]){_SPAN}s?\s+(?:försen\w*|fördröj\w*|sen[at]?\b|förskjut\w*|senare|late\b|later\b|behind|"
            r"delay\w*|efter\b|bakom)"
        ),
        (
            rf"(?:försen\w*|förskjut\w*|skjut\w*|sköts|senarelägg\w*|senarelag\w*|flytta\w*|förläng\w*|drar ut\w*|"
            rf"delay\w*|postpon\w*|push\w*|late\b|slip\w*|behind\b|extended)(?:\s+(?:beräknas|uppskattas|bedöms|"
            rf"väntas|uppgår|blir|bli|är|estimated|expected|upp|fram|back|det|den|vi|på tiden|"
            rf"it|this|tid|på|schedule|of|about))*\s+(?:med|by|of|ca|cirka|ungefär|omkring|about|around|på|"
            rf"till)?\s*(?:ca |cirka |ungefär |omkring |about |around )?(?<![\w]){_SPAN}\b"
        ),
    )
)
_AT_LEAST = Pattern(
    r"\b(?:minst|at least|flera|several|kanske|eventuellt|möjligen|maybe|perhaps|uppemot|up to)\b", re.IGNORECASE
)
_A_MONTH = 31  # a longer period ("under våren") without a verb lies ahead
_A_YEAR = 300
_HALF = Pattern(r"\bett halvår\b|\bhalf a year\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """What the dates of a reply say; `unclear` is the key of a question, None when nothing is ambiguous."""

    new_end: date | None = None
    completed_on: date | None = None
    as_planned: bool = False  # the end that was given is the plan's own
    delayed: bool = False
    unclear: str | None = None


def new_end(clauses: Iterable[Clause], action: Action, today: date) -> Deadlines:
    """Return the new end that the clauses give: a stated day of completion, else of a delay, else a duration."""
    told = tuple(clause for clause in clauses if not clause.supposed and not _UNAFFECTED.search(clause.whole))
    late = _after(told, action)
    for days in (_expected(told, today), _delayed_to(told, today), late):
        kept = sorted(set(days))
        if len(kept) > 1:
            return Deadlines(unclear="dates")
        if kept:
            return _judged(kept[0], action, today, delayed=days is late or _speaks_of_delay(told))
    return Deadlines(unclear="date" if _bare_date(told, today) else None)


def _speaks_of_delay(told: tuple[Clause, ...]) -> bool:
    return any(_DELAYED.search(clause.text) for clause in told)


def speaks_of_the_end(clause: Clause, today: date) -> bool:
    """Tell whether a clause gives a day on which something will be finished, so that it is not yet done."""
    return bool(_expected((clause,), today))


def _judged(day: date, action: Action, today: date, *, delayed: bool) -> Deadlines:
    if action.end == day and not delayed:
        return Deadlines(as_planned=True)
    early = action.end is not None and day < action.end
    if early and delayed:  # of a part, or a slip of the pen
        return Deadlines(unclear="end_before_plan")
    return Deadlines(
        new_end=day,
        delayed=delayed,
        unclear="end_before_plan" if day < today else None,
    )


def _expected(told: tuple[Clause, ...], today: date) -> list[date]:
    return [
        found.last
        for clause in told
        if not _DELAYED.search(clause.text)
        for found in _ends(clause.text, today)
        if not _is_elsewhere(clause, _TO_COME, found)
        if not _has_just_been(clause.text, found, today)
    ]


def _has_just_been(text: str, found: FoundDate, today: date) -> bool:
    """Tell whether a date without year or verb is rather the latest than the coming one ("klara i maj", in October)."""
    if (
        (found.last - found.first).days > _A_MONTH
        or found.has_year
        or not re.search(_VERBLESS, text, re.IGNORECASE)
        or _WITH_VERB.search(text)
    ):
        return False
    return (today - found.past.last).days < (found.last - today).days


def _delayed_to(told: tuple[Clause, ...], today: date) -> list[date]:
    return [
        found.last
        for clause in told
        for found in _ends(clause.text, today)
        if not _is_elsewhere(clause, _DELAYED, found)
        if _DELAYED.search(clause.text, 0, found.start)  # "nästa år flyttar vi" moves no end
    ]


def _is_elsewhere(clause: Clause, trigger: Pattern, found: FoundDate) -> bool:
    """Tell whether the date is about another event: "starten skjuts till mars", "beslutet väntas i maj"."""
    match = trigger.search(clause.text)
    if match is None or _ends_before(clause.text, found, match):
        return True
    event = _OTHER_EVENT.search(clause.text, 0, max(found.start, match.start()))
    return event is not None and _FINISH_WORD.search(clause.text, event.end(), found.start) is None


def _ends_before(text: str, found: FoundDate, match: re.Match[str]) -> bool:
    """Tell whether a date ends an earlier statement: "ute på remiss till den 10 juni och publiceras därefter"."""
    return found.end < match.start() and re.search(r"\b(?:och|samt|and)\b", text[found.end : match.start()]) is not None


def _ends(text: str, today: date) -> list[FoundDate]:
    """Return the one date of a clause that may be an end: not a past or former one; of several the one after "till"."""
    if _NEGATED.search(text) and not _is_until(text):
        return []
    found = [one for one in find_dates(text, today) if one.last >= today and not _DATE_BEFORE.search(text[: one.start])]
    later_than = [
        one
        for one in found
        if re.search(
            r"\b(?:till|to|until|utan i?|först i?|but in|but)\s*(?:den |the )?$", text[: one.start], re.IGNORECASE
        )
    ]
    return (later_than or found)[-1:]


def _is_until(text: str) -> bool:
    return re.search(r"\bförrän\b|\buntil\b", text, re.IGNORECASE) is not None


def _after(told: tuple[Clause, ...], action: Action) -> list[date]:
    """Return the ends that durations give ("två månader försenat"), counted from the plan's end."""
    if action.end is None:
        return []
    return [
        later(action.end, 1 if _HALF.search(match[0]) else _count(match["n"]), UNITS[match["unit"].lower()])
        for clause in told
        if not _AT_LEAST.search(clause.text) and not _NEGATED.search(clause.text)
        for match in _durations(clause.text)
    ]


def _durations(text: str) -> list[re.Match[str]]:
    """Return the delay that a clause gives; "två veckor före plan" is none."""
    return next(([match] for pattern in _DURATIONS if (match := pattern.search(text))), [])


def _count(word: str) -> int:
    low = word.lower()
    return 1 if low in ("a", "an") else 2 if low in ("ett par", "några") else int(number(low))


def _bare_date(told: tuple[Clause, ...], today: date) -> bool:
    """Tell whether a clause is hardly more than a date, so that nobody knows what it is about."""
    return any(
        found and len(clause.text.split()) <= 3  # noqa: PLR2004 - "i mars", "den 3 april"
        for clause in told
        if (found := find_dates(clause.text, today)) and not _PAST.search(clause.text)
    )


def day_of_finishing(clauses: Iterable[Clause], today: date) -> date | None:
    """Return the one day on which a reply about a finished action says that something of it was finished or decided."""
    days = {
        one.past.last
        for clause in clauses
        if not clause.supposed and _FINISHED_THEN.search(clause.text)
        for one in find_dates(clause.text, today)
        if one.past.last <= today and not one.is_range and _tells_when(one)
    }
    return days.pop() if len(days) == 1 else None


def _tells_when(found: FoundDate) -> bool:
    """Tell whether a date is narrower than a year ("klart för i år")."""
    return (found.last - found.first).days < _A_YEAR


def completed_on(clause: Clause, today: date) -> tuple[date | None, bool]:
    """Return the day on which a clause says that the action was completed, and whether that lies ahead instead.

    "Klart i september" without a verb is past when September has just been, ahead when it is just coming.
    """
    found = find_dates(clause.text, today)
    if not found:
        return None, False
    one = found[-1]
    if not _tells_when(one):
        return None, False
    if _PAST.search(clause.text) or (one.has_year and one.first <= today):
        return min(one.past.last, today), False
    if one.has_year:
        return None, True
    since, until = (today - min(one.past.last, today)).days, (one.last - today).days
    ahead = re.search(
        r"\b(?:senast|först i?|till|lagom till|innan|före|by|before)\s*(?:den |i )?$",
        clause.text[: one.start],
        re.IGNORECASE,
    )
    if ahead is not None or until < since or (one.last - one.first).days > _A_MONTH:
        return None, True
    return min(one.past.last, today), False
