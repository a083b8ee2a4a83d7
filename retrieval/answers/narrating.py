"""The question inside a long message: what is told before it only says who asks and why.

"Jag jobbar på ett litet bolag … och vi undrar om strategin …": the clause that asks is what the documents can answer.
"""

import re

_LONG = 12  # words from which a message may hold more than its question
_SHORTEST = 3  # words of a clause that is a question of its own
_WONDERS = re.compile(
    r"\b(?:undrar|vill(?: gärna)? veta|skulle vilja veta|fråga(?: är|n är)?"
    r"|wonder(?:ing)?|(?:want|like) to know|question is)"
    r"\s*:?,?\s*(?:om|ifall|if|whether)?\s+(?P<clause>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_TELLS_FIRST = re.compile(r"[.!?:]\s+\w")  # more than one sentence
_ASKS = re.compile(
    r"(?:^|[.!?:;]\s+|,\s*(?:så |and |so |och |men |but )?)"
    r"(?P<clause>(?:vad|vem|vilk\w+|hur|när|var|varför|kan|får|ska|måste|har|finns|är|gäller|räcker|räknas|kommer|behöver|kostar|what|who|which|how|when|where|why|can|could|may|must|should|does|do|did|is|are|was|were|will|would)\s[^.!?;]+)",
    re.IGNORECASE,
)


def asking_clause(message: str) -> str | None:
    """Return the clause of a long `message` that asks, the last one; None where all of it asks."""
    if len(message.split()) < _LONG and not _TELLS_FIRST.search(message):
        return None
    wonders = _WONDERS.search(message)
    clauses = [wonders["clause"]] if wonders else [found["clause"] for found in _ASKS.finditer(message)]
    whole = message.strip(" ?.!")
    kept = [one for clause in clauses if (one := clause.strip(" ?.!")) != whole and len(one.split()) >= _SHORTEST]
    return f"{kept[-1]}?" if kept else None
