"""What kind of answer a question wants, read off its words: a date, a name, a list, a meaning.

The rules are data: a kind and the patterns that ask for it.
"""

import re
from collections.abc import Mapping
from enum import StrEnum


class Wanted(StrEnum):
    """What an answer to the question looks like."""

    SUBJECT = "subject"  # what is said about something
    LISTING = "listing"  # which ones
    MEANING = "meaning"  # what something is
    TIME = "time"  # when
    DURATION = "duration"  # how long, until when
    OFTEN = "often"  # how often
    COUNT = "count"  # how many, how much
    COST = "cost"
    CAUSE = "cause"  # why
    PERSON = "person"  # who, which organisation
    NAME = "name"  # who it is by name: "vem är säkerhetschef?"
    PLACE = "place"

    @property
    def is_specific(self) -> bool:
        """Tell whether one to three sentences answer it."""
        return self not in _BROAD


_BROAD = frozenset({Wanted.SUBJECT, Wanted.LISTING, Wanted.MEANING})


# First match wins: "hur länge" before "hur".
_WANTED: tuple[tuple[Wanted, tuple[str, ...]], ...] = (
    (
        Wanted.CAUSE,
        (
            "varför",
            "hur kommer det sig",
            r"vad (beror|berodde|orsaka\w*|ligger bakom)",
            r"(orsaken|anledningen|skälet|orsaker|skäl) (till|bakom|för|att)",
            "av vilken anledning",
            "why",
            "how come",
            r"what (causes?|caused)",
            "(reasons?|cause) (for|why|of|behind)",
        ),
    ),
    (
        Wanted.COST,
        (
            "vad kosta(r|de)",
            r"(vad )?(kommer|ska|skulle|får|kan) .+ kosta",
            r"(will|would|does|did|could) .+ cost",
            r"hur mycket (\w+ ){0,4}(kosta\w*|pengar|betala\w*|kronor|medel)",
            r"hur (dyr\w*|stor (är )?(budget\w*|kostnad\w*))",
            r"vilken budget\w*",
            r"what (does|do|did|will) .+ cost",
            r"what (is|was) the (\w+ )?(cost|price|budget)",
            r"how much (\w+ ){0,4}(costs?|money|funding|pay|paid)",
            "how expensive",
        ),
    ),
    (
        Wanted.DURATION,
        (
            "hur länge",
            "hur (snabbt|fort|lång tid)",
            "how (quickly|fast)",
            "till när",
            "tills när",
            "how long",
            "until when",
            "giltighetstid",
            r"expires?",
            "går ut",
            "löper ut",
            r"när (går|löper) .+ ut",
            "när upphör",
            r"when (does|will) .+ (end|expire|run out)",
        ),
    ),
    (Wanted.OFTEN, ("hur ofta", "how often", "how frequently")),
    (
        Wanted.COUNT,
        (
            r"hur (många|mycket|stor\w*|hög\w*)",
            "how (many|much|large|big|high)",
        ),
    ),
    (
        Wanted.TIME,
        (
            r"(?:^\W*|(vet du|undrar|säg|berätta|och|men)\s+)när",
            r"(?:^\W*|(know|wonder|tell me|say|and|but)\s+)when",
            "vilket (år|datum)",
            "vilken dag",
            "(what|which) (year|date)",
            "hur snart",
            "how soon",
        ),
    ),
    (
        Wanted.NAME,
        (
            r"(?:^\W*|(och|men|and|but)\s+)vem är (den |det )?(?!ansvarig|med\b|det\b)[\w-]+\W*$",
            r"(?:^\W*|(and|but)\s+)who is (the )?(?!responsible|it\b|in\b)[\w-]+\W*$",
        ),
    ),
    (
        Wanted.PERSON,
        (
            "vem",
            "vems",
            r"vilka (aktörer|organisationer|parter|sitter|är med|var med|har varit med)",
            "who",
            "whom",
            "whose",
            "which (actors|organi[sz]ations|parties)",
            r"ansvarig\w*",
            "ansvarar",
        ),
    ),
    (Wanted.PLACE, ("var (finns|ligger|sker|någonstans)", r"where(?! .+ from\W*$)")),
    (
        Wanted.MEANING,
        (
            # "Vad är grejen med …" asks what is said about it; so does "vad är tanken kring …".
            (
                r"vad (är|var)(?! (grejen|tanken|tankarna|poängen|meningen|planen|planerna|läget|grunden|idén|vitsen)"
                r" (med|kring|bakom|för|om|här|när)\b)"
            ),
            "vad (menas|avses)",
            r"vad (betyder|innebär)(?! .*\bför\b)",  # what it brings somebody is no definition
            r"vad menar \w+ med",
            r"definition\w*",
            r"definiera\w*",
            r"betyder(?! .*\bför\b)",
            # What is said or done is no term to explain.
            (
                r"what (is|was)(?! (said|done|being|planned|going|expected|required|needed|known|proposed|there)\b)"
                r"(?! .*\bdo(ing|ne)\b)"
            ),
            r"what does .+ mean",
            "what is meant",
            "meaning of",
            "defined?",
            "definition of",
        ),
    ),
    (Wanted.LISTING, ("vilka", "vilken", "vilket", "lista", "räkna upp", "nämn", "which", "what are", "list", "name")),
)

# Words that only ask; what they ask for is in `Wanted`.
_ASKING = frozenset(
    {
        "länge",
        "ofta",
        "often",
        "frequently",
        "många",
        "mycket",
        "stor",
        "stort",
        "stora",
        "lista",
        "nämn",
        "sa",
        "års",
        "nuvarande",
        "gällande",
        "dag",
        "idag",
        "räknas",
        "räknar",
        "uppräknade",
        "skillnad",
        "skillnaden",
        "skillnader",
    }
    | {"difference", "differences"}
    | {"long", "many", "much", "current", "present"}
    | {"förhåller", "förhålla", "hanterar", "hanteras", "relate", "relates"}
)
_ASKING_FOR: Mapping[Wanted, frozenset[str]] = {
    Wanted.DURATION: frozenset(
        {
            "går",
            "löper",
            "ut",
            "upphör",
            "giltig",
            "giltigt",
            "giltiga",
            "snabbt",
            "fort",
            "quickly",
            "fast",
            "end",
            "ends",
            "run",
            "expire",
            "expires",
        }
        | {"valid", "apply", "applies", "force", "until"}
    ),
    Wanted.PERSON: frozenset(
        {"ansvarig", "ansvariga", "ansvarar", "ansvaret", "ansvar", "responsible", "charge", "sitter", "sits"}
    ),
    Wanted.TIME: frozenset({"klar", "klara", "klart", "färdig", "färdiga", "färdigt", "done", "ready", "finished"}),
    Wanted.COUNT: frozenset(
        {"går", "gå", "läggs", "andel", "andelen", "del", "antal", "antalet", "år", "året"}
        | {"goes", "spent", "share", "proportion", "year"}
    ),
    Wanted.COST: frozenset({"går", "gå", "läggs", "år", "året", "goes", "spent", "year"}),
    Wanted.CAUSE: frozenset(
        {"beror", "berodde", "orsakar", "orsakade", "orsaken", "orsaker", "anledning", "anledningen", "skäl", "skälet"}
        | {"kommer", "sig", "reason", "reasons", "cause", "caused", "causes"}
    ),
    Wanted.MEANING: frozenset(
        {"menas", "menar", "betyder", "innebär", "avses", "definition", "definitionen", "definieras", "definierar"}
        | {"mean", "means", "meant", "meaning", "define", "defined"}
    ),
}
# What a question of a kind speaks of even when it names nothing else: "hur länge gäller strategin?".
IMPLIED: Mapping[Wanted, tuple[str, ...]] = {
    Wanted.DURATION: ("giltig", "valid", "giltighet", "sträckte", "löper", "gäller"),
    Wanted.COST: ("kostar", "kostnad", "ekonomisk", "finansiering", "cost", "financial"),
}


def wanted(question: str) -> Wanted:
    """Return what an answer to `question` looks like; the broadest kind where its words ask for nothing special."""
    folded = question.casefold()
    return next((sort for sort, forms in _WANTED if said(forms, folded)), Wanted.SUBJECT)


# Light words that are what a question of the kind is about: of "vad kostar det regionen" the cost.
ASKED_FOR: Mapping[Wanted, frozenset[str]] = {
    Wanted.COST: frozenset({"kosta", "kostar", "kostade", "kostnad", "kostnaden", "cost", "costs", "price", "budget"}),
}


_THING = re.compile(
    r"^\W*(?:och |men |and )?(?:vilken|vilket|vilka|hur många|hur mycket|vem är|which|how many|who is|what (?:is|are)"
    r"|how (?:long|often) (?:is|are|was|were|does|do|did|will)"
    r"|vad (?:är|innebär|betyder)|vad menas med)\s+(?:en |ett |den |det |de |an? |the )?(?P<thing>[^\W_]+)"
)


def asked_thing(question: str) -> str:
    """Return the word right after what a question asks with, lower-case: "buss" of "vilken buss …"; "" without one."""
    found = _THING.match(question.casefold())
    return found["thing"] if found else ""


def asking_words(sort: Wanted) -> frozenset[str]:
    """Return the words that only ask, of questions of the kind `sort`."""
    return _ASKING | _ASKING_FOR.get(sort, frozenset())


def said(forms: tuple[str, ...], folded: str) -> str:
    """Return the first words of `folded` that one of `forms` (patterns of whole words) matches, "" where none does."""
    found = re.search(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", folded)
    return found.group() if found else ""
