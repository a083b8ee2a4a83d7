"""The words of a report's review in chat, in Swedish and English, as data; see ``coordinator_words.py``."""

from typing import Final

from bot.talk.coordinator_words import Ordered, ordered

_REPORT: Final = (
    r"(?:(?:års)?rapporten|(?:års)?sammanfattningen|uppföljningsrapporten|utkastet|the (?:report|summary|draft))"
)
_YEAR: Final = r"(?: (?:för |av |of |for )?(?P<year>20\d\d))?"

REVIEW: Final[Ordered] = ordered(
    rf"(?:visa |hur går |hur ligger vi till med )?granskningen(?: av {_REPORT})?{_YEAR}",
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
    r"(?:besvara|svara på|åtgärda|avsluta)(?: synpunkt(?:en)?)? ?(?:nr |nummer )?(?P<number>\d{1,4})\s*[:,–-]\s*"
    r"(?P<text>.+?)",
    r"synpunkt(?:en)? (?P<number>\d{1,4})(?: är)? (?:åtgärdad|besvarad|klar)\s*[:,–-]\s*(?P<text>.+?)",
    r"(?:settle|answer|resolve) (?:comment )?(?P<number>\d{1,4})\s*[:,–-]\s*(?P<text>.+?)",
    r"comment (?P<number>\d{1,4}) is (?:settled|done)\s*[:,–-]\s*(?P<text>.+?)",
)
APPROVE: Final[Ordered] = ordered(
    rf"(?:godkänna?|fastställa?) {_REPORT}{_YEAR}(?:\s*[:,–-]\s*(?P<text>.+?))?",
    rf"(?:approve|adopt) {_REPORT}{_YEAR}(?:\s*[:,–-]\s*(?P<text>.+?))?",
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
