"""The words with which summaries are asked for during the year, as data; see ``coordinator_words.py``."""

from typing import Final

from bot.talk.coordinator_words import Ordered, ordered
from bot.talk.words import NR

_NAME: Final = r"[^?!.:;\n]{1,80}?"
_SUM_UP: Final = (
    r"(?:sammanfatta|sammanfattning (?:av|för|om)|summera|sum up|summari[sz]e|(?:a |the )?summary (?:of|for))"
)

PLACE: Final[Ordered] = ordered(
    rf"{_SUM_UP} (?P<about>(?!år\b|20\d\d|rapport|uppföljning|report|year)[^?!.:;\n]{{1,60}}?)",
)
SINCE: Final[Ordered] = ordered(
    r"(?:vad (?:är nytt|har hänt|nytt)|vad är det som har hänt|nytt|händelser)(?: i planen| med åtgärderna)?"
    r"(?: (?:i|inom|för) (?P<place>[^?!.:;\n]{1,60}?))? (?:sedan|sen|efter|under) (?P<day>[^?!:;\n]{2,50}?)",
    r"(?:what (?:is new|has happened|happened)|what's new)(?: in the plan| with the actions)?"
    r"(?: (?:in|within|for) (?P<place_en>[^?!.:;\n]{1,60}?))? (?:since|after|during|in) (?P<day_en>[^?!:;\n]{2,50}?)",
)
HISTORY: Final[Ordered] = ordered(
    rf"(?:visa )?(?:hela )?historik(?:en)?(?: (?:för|om|av|på))?(?: åtgärd(?:en)?)? (?P<nr>{NR})",
    rf"(?:show )?(?:the )?(?:whole )?history (?:of|for)(?: action)? (?P<nr_en>{NR})",
)
ORGANISATION: Final[Ordered] = ordered(
    rf"(?:visa )?(?:alla )?(?:åtaganden(?:a)?|åtagande) (?:för|från|av|hos|som) (?P<about>{_NAME})(?: har)?",
    rf"vad har (?P<about_has>{_NAME}) (?:åtagit sig|tagit på sig|lovat)(?: att göra)?",
    rf"(?:show )?(?:the )?commitments (?:of|by|for|from) (?P<about_en>{_NAME})",
    rf"what has (?P<about_has_en>{_NAME}) (?:committed to|taken on|promised)",
)
MEETING: Final[Ordered] = ordered(
    r"(?:(?:ge mig|gör|skapa|ta fram|jag behöver) )?(?:ett )?(?:möte(?:s)?underlag|underlag)(?:et)?"
    r"(?: (?:till|för|inför) (?:ett |dagens |morgondagens |nästa )?(?:möte(?:t)?|styrgruppen|ledningsgruppen))?"
    r"(?: (?:om|för|i) (?P<about>[^?!.:;\n]{1,60}?))?",
    r"(?:(?:give me|make|i need) )?(?:a |the )?(?:meeting brief|brief(?:ing)?)"
    r"(?: for (?:a |the |today's |tomorrow's |next )?meeting)?(?: (?:about|on|for) (?P<about_en>[^?!.:;\n]{1,60}?))?",
)
PULSE: Final[Ordered] = ordered(
    r"(?:(?:ge mig|gör|visa) )?(?:en |den )?(?:halvårs)?puls(?:en)?(?:mätning)?",
    r"(?:(?:give me|show) )?(?:a |the )?(?:half-year(?:ly)? |mid-year )?pulse",
)
POST: Final[Ordered] = ordered(
    r"(?:(?:skriv|gör|föreslå) )?(?:ett )?(?:kort )?inlägg"
    r"(?: om (?:vad vi (?:har )?(?:uppnått|gjort|åstadkommit)|resultaten?))?"
    r"(?: sedan (?P<day>[^?!:;\n]{2,50}?))?",
    r"(?:(?:write|draft|suggest) )?(?:a )?(?:short )?post"
    r"(?: (?:about|on) (?:what we (?:have )?(?:achieved|done)|(?:the |our )?results))?"
    r"(?: since (?P<day_en>[^?!:;\n]{2,50}?))?",
)
CHANGE_POST: Final[Ordered] = ordered(
    r"(?:ändra|byt|skriv om) inlägget(?: till)?\s*:\s*(?P<text>.+?)",
    r"(?:change|rewrite) the post(?: to)?\s*:\s*(?P<text>.+?)",
)
SHARE_POST: Final[Ordered] = ordered(
    r"(?:dela|publicera|lägg ut|skicka) inlägget(?: här)?(?: i kanalen)?",
    r"(?:share|publish|post|send) the post(?: here)?(?: in the channel)?",
)
