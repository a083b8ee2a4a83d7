"""Which of the action's own milestones a reply says are done.

A milestone is done when a clause that says that something is done holds every word of its name, with its number if it
has one, as the thing that is done: "förstudien är klar", "☑ Förstudie", "etapp 2 avslutad". What is under way, remains,
or is only part of something else ("underlaget för upphandlingen är klart") leaves it open.
"""

import re
from collections.abc import Iterable

from plans.dates.words import ORDINALS
from plans.model import Action
from plans.patterns import Pattern
from plans.replies.clauses import Clause
from plans.replies.narrative import says_done
from plans.replies.wordlists import FINISHED, FUTURE, NEGATION
from plans.stems import are_kin

_LEADING_VERB = Pattern(
    r"^(?:genomföra?|ta fram|inrätta|införa?|upprätta|utreda?|skapa|starta|utforma|lansera|publicera|anordna|hålla?|"
    r"skriva?|göra?|carry out|hold|write|create|develop|set up|publish|launch|run|do)\s+(?=\w)",
    re.IGNORECASE,
)
_TOKEN = Pattern(r"[A-Za-zÅÄÖåäöéü]+|\d+")
_SMALL = frozenset(
    ("och", "av", "för", "till", "med", "en", "ett", "den", "det", "de", "the", "and", "of", "for", "a", "i")
)
_TICKED = Pattern(r"^\W*(?:☑|✔|✓|✅|\[x\]|\(x\))\s*(?P<name>.+)$", re.IGNORECASE)
_STATE_AFTER = Pattern(rf"\s*[:=–-]\s*(?:{FINISHED})(?![\wåäö])", re.IGNORECASE)
_OPEN = Pattern(
    r"\b(?:pågår|påbörja\w*|startat|startad|inledd|inletts|kvar|återstår|delvis|nästan|halv\w*|snart|försen\w*|"
    r"ongoing|under ?way|started|partly|partially|almost|nearly|half|remains?|delayed)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = Pattern(
    r"\b(?:av|om|för|till|inför|med|efter|kring|of|for|to|about|before|after|on|with)\s+(?:den |det |the |en |ett )?$",
    re.IGNORECASE,
)
_BY_DOING = Pattern(
    r"\b(?:genomförande\w*|arbetet|completion|klar\w*|färdig\w*|done|finished)\s+\w+\s+$", re.IGNORECASE
)
_GENITIVE = Pattern(r"(?:ens|ets|arnas|ernas|ornas|ans)$", re.IGNORECASE)
_INFLECTION = Pattern(r"(?:en|et|n|t|na|ar|arna|er|erna|or|orna)?")
_SHORTEST = 3


def milestones_done(clauses: Iterable[Clause], action: Action) -> tuple[str, ...]:
    """Return the names of the action's milestones that the clauses say are done, in the plan's order."""
    if not action.milestones:
        return ()
    names = [milestone.name for milestone in action.milestones]
    told = [clause for clause in clauses if not clause.supposed]
    done = {name for clause in told for name in _named_in(clause, names)}
    return tuple(name for name in dict.fromkeys(names) if name in done)


def _named_in(clause: Clause, names: Iterable[str]) -> list[str]:
    """Return the milestones that a clause says are done; of names that hold each other, the longest."""
    said = _said_done(clause)
    found = [name for name in names if said and _holds(said, name)]
    return [name for name in found if not any(set(_words(name)) < set(_words(other)) for other in found)]


def _said_done(clause: Clause) -> str | None:
    """Return the words in which a clause says that something is done, None when it does not."""
    if ticked := _TICKED.match(clause.whole.strip()):
        return ticked["name"] if clause.text in clause.whole.strip() else None
    if _OPEN.search(clause.text) or NEGATION.search(clause.low) or FUTURE.search(clause.low):
        return None
    if _STATE_AFTER.search(clause.text) or says_done(clause):
        return f"{clause.before} {clause.text}"
    return None


def _holds(text: str, name: str) -> bool:
    wanted = _words(name)
    if not any(word.isalpha() for word in wanted):
        return False
    places = [_place(text, word) for word in wanted]
    first = min((place for place in places if place is not None), default=None)
    if first is None or None in places:
        return False
    return not _OF_ANOTHER.search(text[:first]) or _BY_DOING.search(text[:first]) is not None


def _place(text: str, word: str) -> int | None:
    """Return where a word of a name stands in a text in any of its forms; a number also as its ordinal."""
    for match in _TOKEN.finditer(text):
        said = match[0].lower()
        if word.isdigit():
            if said == word or str(ORDINALS.get(said)) == word:
                return match.start()
        elif _is_form(said, word):
            return match.start()
    return None


def _is_form(said: str, word: str) -> bool:
    inflected = said.startswith(word) and _INFLECTION.fullmatch(said, len(word)) is not None
    return inflected or (are_kin(said, word) and not _GENITIVE.search(said))


def _words(name: str) -> list[str]:
    """Return the words of a name that a reply must hold: those of three letters or more, and its numbers."""
    words = _TOKEN.findall(_LEADING_VERB.sub("", name.strip()).lower())
    return [word for word in words if word.isdigit() or (len(word) >= _SHORTEST and word not in _SMALL)]
