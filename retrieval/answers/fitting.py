"""Tell whether a sentence holds the sort of content a question asks for: a year for "when", a number for "how many"."""

import re
from collections.abc import Mapping

from retrieval.answers.wanted import Wanted

# What a sentence holds that answers a question of the kind; meanings are also found by their headings.
_FITTING_FORMS: Mapping[Wanted, tuple[str, ...]] = {
    Wanted.TIME: (
        r"(19|20)\d\d",
        r"inom (\w+ till )?\w+ (dag|veck|månad|år)\w*",
        r"within (\w+ to )?\w+ (day|week|month|year)s?",
        r"\d{1,2} (jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|dec)\w*",
    ),
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
        r"varje \w+",
        r"var(?:t|annan|tannat|t annat) \w+",
        r"\w+ gång(?:er)? (?:per|om|i|under|varje)",
        r"(?:kvartals|månads|vecko|dag)\w*(?:vis|ligen)",
        r"(?:twice|once|times) (?:a|per|each|every)",
        "quarterly|monthly|weekly|daily",
        r"regelbund\w*",
        "löpande",
        r"annual\w*",
        "every",
        "yearly",
    ),
    Wanted.COUNT: (
        r"(?!(?:19|20)\d\d\b)\d[\d ,.]*",  # not a year
        r"var(?:t)? (?:tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde)|varannan|one in \w+",
        "två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
        r"\w*(tjugo|trettio|hundra|tusen)\w*|hälften|hälft|(en|två) tredjedel\w*|half|a third|twenty|hundreds?",
    ),
    Wanted.COST: (
        r"\d[\d ,.]* ?(kr|kronor|mnkr|mkr|tkr|msek|sek|mdkr|miljon\w*|miljard\w*|euro|eur|million|billion)",
        r"avgiftsfri\w*|kostnadsfri\w*|gratis|utan (kostnad|avgift)|free of charge",
        r"ekonomiska konsekvenser|(financial|economic) consequences|inom (befintlig )?ram",
    ),
    Wanted.CAUSE: (
        r"eftersom|därför|för att|på grund av|p\.g\.a\.|pga|till följd av|tack vare|beror|berodde|då det",
        r"orsak\w*|förklar\w*|anledning\w*|skälet|skälen|medför\w*|leder till|ledde till",
        r"because|due to|since|in order to|reasons?|caused?|therefore|as a result|owing to|so that",
    ),
    Wanted.PERSON: (
        r"ansvar\w*",
        r"\w*(styrelse|fullmäktige|kontor|grupp|ordförande|direktör|aktör)\w*",
        r"(mandat\w*|part(er|erna)?|flera parter)",
        r"Region \w+",
        r"\w*(nämnd|avdelning|enhet|chef|råd|utskott|förvaltning|högskola|universitet|institut|byrå|ledamot|ledamöter)\w*",
        r"\w{4,}verket",
        r"(består|leds|utförs|tas fram|görs) av|ingår",
        r"(responsib|board|council|group|chair|department|agency|committee|director|office|universit|member)\w*",
        "(led|chaired|made up) (by|of)|consists? of",
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
_FITTING[Wanted.NAME] = re.compile(
    r"[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)? [A-ZÅÄÖ][a-zåäöéü]{2,}\b"
)  # in capitals


def fits(wanted: Wanted, text: str) -> bool:
    """Tell whether `text` holds what a question of the kind `wanted` asks for; a broad one asks for nothing special."""
    pattern = _FITTING.get(wanted)
    return pattern is None or bool(pattern.search(text))


def is_particular(wanted: Wanted) -> bool:
    """Tell whether there is a sort of content to look for at all."""
    return wanted in _FITTING
