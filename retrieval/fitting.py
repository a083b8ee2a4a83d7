"""Tell whether a sentence holds the sort of content a question asks for: a year for "when", a number for "how many"."""

import re
from collections.abc import Mapping

from retrieval.wanted import Wanted

# What a sentence holds that answers a question of the kind; meanings are also found by their headings.
_FITTING_FORMS: Mapping[Wanted, tuple[str, ...]] = {
    Wanted.TIME: (r"(19|20)\d\d", r"\d{1,2} (jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|dec)\w*"),
    Wanted.DURATION: (
        "till och med",
        r"t\.o\.m\.",
        r"(19|20)\d\d",
        r"\w+ (år|månad\w*|veck\w+|dygn|dag\w*|timm\w+|minut\w*)",
        r"\w+dagar",
        "until",
        r"\w+ (year|month|week|day|hour|minute)s?",
    ),
    Wanted.OFTEN: (
        r"årlig\w*",
        "varje (år|månad|vecka|kvartal)",
        r"regelbund\w*",
        "löpande",
        r"annual\w*",
        "every",
        "yearly",
    ),
    Wanted.COUNT: (
        r"\d[\d ,.]*",
        "två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
        r"\w*(tjugo|trettio|hundra|tusen)\w*|hälften|hälft|(en|två) tredjedel\w*|half|a third|twenty|hundreds?",
    ),
    Wanted.PERSON: (
        r"ansvar\w*",
        r"\w*(styrelse|fullmäktige|kontor|grupp|ordförande|direktör|aktör)\w*",
        r"Region \w+",
        r"(responsib|board|council|group|chair)\w*",
    ),
    Wanted.MEANING: (
        r"defini\w*",
        "handlar om",
        r"inne(bär|fatt)\w*",
        r"omfatt\w*",
        "betyder",
        "menas",
        "avses",
        "är (en|ett)",
        "means",
        "is an?",
    ),
}
_FITTING = {
    wanted: re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE) for wanted, forms in _FITTING_FORMS.items()
}


def fits(wanted: Wanted, text: str) -> bool:
    """Tell whether `text` holds what a question of the kind `wanted` asks for; a broad one asks for nothing special."""
    pattern = _FITTING.get(wanted)
    return pattern is None or bool(pattern.search(text))


def is_particular(wanted: Wanted) -> bool:
    """Tell whether there is a sort of content to look for at all."""
    return wanted in _FITTING
