"""The words with which summaries are asked for and a report is reviewed, as data; see ``coordinator_words.py``."""

from typing import Final

from bot.talk.coordinator_words import Ordered, ordered
from bot.talk.words import NR

_NAME: Final = r"[^?!.:;\n]{1,80}?"
_PART: Final = r"[^?!.:;\n]{1,60}?"  # what a summary is about
_DAY: Final = r"[^?!:;\n]{2,50}?"
_SUM_UP: Final = (
    r"(?:sammanfatta|sammanfattning (?:av|för|om)|summera|sum up|summari[sz]e|(?:a |the )?summary (?:of|for))"
)
_REPORT: Final = (
    r"(?:(?:års)?rapporten|(?:års)?sammanfattningen|uppföljningsrapporten|utkastet|the (?:report|summary|draft))"
)
_YEAR: Final = r"(?: (?:för |av |of |for )?(?P<year>20\d\d))?"
_TEXT: Final = r"\s*[:,–-]\s*(?P<text>.+?)"  # what is said of it, after a mark

PLACE: Final[Ordered] = ordered(
    rf"{_SUM_UP} (?P<about>(?!år\b|20\d\d|rapport|uppföljning|report|year){_PART})",
)
SINCE: Final[Ordered] = ordered(
    r"(?:vad (?:är nytt|har hänt|nytt)|vad är det som har hänt|nytt|händelser)(?: i planen| med åtgärderna)?"
    rf"(?: (?:i|inom|för) (?P<place>{_PART}))? (?:sedan|sen|efter|under) (?P<day>{_DAY})",
    r"(?:what (?:is new|has happened|happened)|what's new)(?: in the plan| with the actions)?"
    rf"(?: (?:in|within|for) (?P<place_en>{_PART}))? (?:since|after|during|in) (?P<day_en>{_DAY})",
)
HISTORY: Final[Ordered] = ordered(
    rf"(?:visa )?(?:hela )?historik(?:en)?(?: (?:för|om|av|på))?(?: åtgärd(?:en)?)? (?P<nr>{NR})",
    rf"(?:show )?(?:the )?(?:whole )?history(?: (?:of|for))?(?: action)? (?P<nr_en>{NR})",
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
    rf"(?: (?:om|för|i) (?P<about>{_PART}))?",
    r"(?:(?:give me|make|i need) )?(?:a |the )?(?:meeting brief|brief(?:ing)?)"
    rf"(?: for (?:a |the |today's |tomorrow's |next )?meeting)?(?: (?:about|on|for) (?P<about_en>{_PART}))?",
)
PULSE: Final[Ordered] = ordered(
    r"(?:(?:ge mig|gör|visa) )?(?:en |den )?(?:halvårs)?puls(?:en)?(?:mätning)?",
    r"(?:(?:give me|show) )?(?:a |the )?(?:half-year(?:ly)? |mid-year )?pulse",
)
POST: Final[Ordered] = ordered(
    r"(?:(?:skriv|gör|föreslå) )?(?:ett )?(?:kort )?inlägg"
    r"(?: om (?:vad vi (?:har )?(?:uppnått|gjort|åstadkommit)|resultaten?))?"
    rf"(?: sedan (?P<day>{_DAY}))?",
    r"(?:(?:write|draft|suggest) )?(?:a )?(?:short )?post"
    r"(?: (?:about|on) (?:what we (?:have )?(?:achieved|done)|(?:the |our )?results))?"
    rf"(?: since (?P<day_en>{_DAY}))?",
)
CHANGE_POST: Final[Ordered] = ordered(
    r"(?:ändra|byt|skriv om) inlägget(?: till)?\s*:\s*(?P<text>.+?)",
    r"(?:change|rewrite) the post(?: to)?\s*:\s*(?P<text>.+?)",
)
SHARE_POST: Final[Ordered] = ordered(
    r"(?:dela|publicera|lägg ut|skicka) inlägget(?: här)?(?: i kanalen)?",
    r"(?:share|publish|post|send) the post(?: here)?(?: in the channel)?",
)
REVIEW: Final[Ordered] = ordered(
    rf"(?:visa |hur går |hur ligger vi till med )?granskning(?:en)?(?: av {_REPORT})?{_YEAR}",
    rf"(?:visa )?(?:alla )?synpunkter(?:na)?(?: på {_REPORT})?{_YEAR}",
    rf"(?:show )?(?:the )?review(?: of {_REPORT})?{_YEAR}",
    rf"(?:show )?(?:all )?(?:the )?comments(?: on {_REPORT})?{_YEAR}",
)
COMMENT: Final[Ordered] = ordered(
    rf"(?:(?:jag har )?(?:en )?synpunkt(?:er)?|kommentera|kommentar)(?: (?:på|till|om))?(?: {_REPORT}{_YEAR},?)?"
    r"(?: (?:i|på))? ?avsnitt(?:et)? (?P<section>[^:\n]{1,60}?)\s*:\s*(?P<text>.+?)",
    rf"(?:(?:i have )?a comment|comment)(?: (?:on|about))?(?: {_REPORT}{_YEAR},?)?"
    r"(?: (?:in|on))? ?section (?P<section>[^:\n]{1,60}?)\s*:\s*(?P<text>.+?)",
)
SETTLE: Final[Ordered] = ordered(
    rf"(?:besvara|svara på|åtgärda|avsluta)(?: synpunkt(?:en)?)? ?(?:nr |nummer )?(?P<number>\d{{1,4}}){_TEXT}",
    rf"synpunkt(?:en)? (?P<number>\d{{1,4}})(?: är)? (?:åtgärdad|besvarad|klar){_TEXT}",
    rf"(?:settle|answer|resolve) (?:comment )?(?P<number>\d{{1,4}}){_TEXT}",
    rf"comment (?P<number>\d{{1,4}}) is (?:settled|done){_TEXT}",
)
APPROVE: Final[Ordered] = ordered(
    rf"(?:godkänna?|fastställa?) {_REPORT}{_YEAR}(?:{_TEXT})?",
    rf"(?:approve|adopt) {_REPORT}{_YEAR}(?:{_TEXT})?",
)
PRESENT: Final[Ordered] = ordered(
    rf"{_REPORT}{_YEAR} är (?:överlämnad|presenterad|lämnad)(?: (?:till|för) [^?\n]{{1,60}})?",
    rf"(?:lämna över|överlämna|presentera) {_REPORT}{_YEAR}",
    rf"{_REPORT}{_YEAR} (?:has been|is|was) (?:presented|handed over)(?: to [^?\n]{{1,60}})?",
    rf"(?:present|hand over) {_REPORT}{_YEAR}",
)
ARCHIVE: Final[Ordered] = ordered(
    rf"arkivera {_REPORT}{_YEAR}",
    rf"{_REPORT}{_YEAR} är arkiverad",
    rf"archive {_REPORT}{_YEAR}",
    rf"{_REPORT}{_YEAR} (?:has been|is|was) archived",
)
