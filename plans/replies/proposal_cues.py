"""The words that a proposed status or forecast must have in the words that it rests on.

They are wider than those of the rules, as what they let through is only shown to the author as a proposal; but what is
good news must not be negated, and what is bad news must be bad.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from plans.model import Forecast, Implementation
from plans.number_words import NUMBER
from plans.patterns import Pattern
from plans.replies.wordlists import FUTURE, NEGATION


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that must be there; `plainly` when it may be neither negated nor lie ahead."""

    pattern: Pattern
    plainly: bool = False

    def bears(self, words: str, around: str) -> bool:
        """Tell whether some words may mean this; `around` are the sentences that they stand in."""
        low = around.lower()
        if self.plainly and (NEGATION.search(low) or FUTURE.search(low)):
            return False
        return self.pattern.search(words) is not None


def _cue(words: str, *, plainly: bool = False) -> Cue:
    return Cue(Pattern(rf"(?<![\wåäö])(?:{words})", re.IGNORECASE), plainly)


IMPLEMENTATION_CUES: Final[Mapping[Implementation, Cue]] = {
    Implementation.NOT_STARTED: _cue(r"(?:inte|ej|aldrig|ingen|inget|ingenting|not|never|nothing|yet to)\b|n[’']t\b"),
    Implementation.IN_PROGRESS: _cue(
        r"på gång|rull|jobb|arbet|fortsätt|håller på|igång|i gång|börja|start|påbörj|pågå|delvis|halv|steg|"
        r"work|progress|going|started|begun|under ?way|half|part",
        plainly=True,
    ),
    Implementation.CONTINUOUS: _cue(r"löpande|kontinuerlig|hela tiden|varje|ordinarie|continu|ongoing|every|regular"),
    Implementation.COMPLETED: _cue(
        r"klar|färdig|slut|avslut|genomför|i mål|i hamn|i land|fixa|uppe\b|släppt|done|finish|complet|closed|live\b|"
        r"wrapped",
        plainly=True,
    ),
    Implementation.ON_HOLD: _cue(r"paus|vila|stopp|still|på is|vänt|frys|hold|wait|stop|stuck|park|stand"),
    Implementation.DISCONTINUED: _cue(
        r"lägg|lagt|lades|ned|stryk|struk|avbr|slopa|skrot|upphör|cancel|drop|scrap|aband"
    ),
    Implementation.MERGED: _cue(r"ihop|samman|del av|ingå|uppgå|merge|part of|combin|join"),
    Implementation.SUPERSEDED: _cue(r"ersätt|ersatt|i stället|istället|replac|instead|supersed"),
}
FORECAST_CUES: Final[Mapping[Forecast, Cue]] = {
    Forecast.ON_TRACK: _cue(
        r"plan|i fas|tid\b|hinn|flyt|grön|bra\b|fint|enligt|track|schedule|in time|on time|fine|well\b|green",
        plainly=True,
    ),
    Forecast.AT_RISK: _cue(
        r"risk|sen[at]?\b|försen|dröj|svår|osäk|oro|tveks|gul|press|tajt|drar ut|skjut|delay|late\b|slip|behind|tight|"
        r"uncertain|worr|yellow|slow"
    ),
    Forecast.OFF_TRACK: _cue(
        r"röd|rött|kris|katastrof|omöjl|aldrig|hopplös|kraftig|(?:inte|ej) (?:\w+ )?(?:nå|hinn|klar)|red\b|crisis|"
        r"impossible|never|hopeless|(?:not|n[’']t) (?:\w+ )?(?:reach|make|meet)"
    ),
    Forecast.NOT_ASSESSED: _cue(r"bedöm|säga|vet\b|för tidigt|assess|say\b|know|too early|tell\b"),
}
NOT_HINDERED: Final = Pattern(
    r"\b(?:inga?|inget|utan|inte några?|no|without|none)\b (?:\w+ ){0,2}(?:hinder|problem|beslut|obstacle|decision|"
    r"issue|blocker)",
    re.IGNORECASE,
)
NUMBERS: Final = Pattern(rf"(?<![\w.,/-]){NUMBER}(?![\w/])", re.IGNORECASE)
PERCENTAGE: Final = Pattern(r"%|procent|per ?cent|\bpct\b", re.IGNORECASE)
NO_FIGURE: Final = Pattern(
    r"\b(?:kr|kronor|tkr|mkr|msek|sek|eur|euro|kvar|återstår|behöver|saknas|left|remain\w*|need\w*|missing|planera\w*|"
    r"planned|inställ\w*|cancel\w*|punkt|version|rum|tel|sid\w*|kap\w*|item|room|page)\b",
    re.IGNORECASE,
)
