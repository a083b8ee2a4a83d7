"""The words with which people ask for the dates of the follow-up and order them moved, as data.

See ``coordinator_words.py`` for how an order is written.
"""

import re
from typing import Final

from bot.talk.coordinator_words import ordered
from bot.talk.words import FLAGS, NR, whole

_ROUND: Final = (
    r"(?:(?:den här |årets |nästa |the |this year's |the next |next )?(?:uppföljning(?:en|somgången|somgång)?|"
    r"omgång(?:en)?|insamling(?:en)?|rapportering(?:en)?|follow-up|round|reporting|reporting cycle|cycle)(?: 20\d\d)?)"
)
_LAST_DAY: Final = (
    r"(?:(?:den |vår |the |our )?(?:sista (?:svars)?dag(?:en)?(?: (?:för svar(?:en)?|att (?:svara|rapportera)))?|"
    r"svarsdag(?:en)?|svarsdatum(?:et)?|svarstid(?:en)?|deadline(?:n)?|tidsfrist(?:en)?|last day(?: (?:to|for) "
    r"(?:answers?|answering|reply|replies|report|reporting))?|due (?:date|day)|reply date))"
)
DATES: Final = whole(
    rf"(?:när|vilken dag|vilket datum) (?:är|infaller|har vi)(?: det)? {_LAST_DAY}(?: (?:för|i|av) {_ROUND})?",
    r"(?:när|hur länge|vilken dag|hur lång tid|till när) (?:ska|måste|behöver|kan|har|får)(?: \w+)? (?:på sig|svara|"
    r"ha svarat|svaren vara inne|rapportera)(?: senast)?",
    rf"(?:när|vilken dag|vilket datum) (?:öppnar|öppnade|öppnas|börjar|började|startar|startade|stänger|stängs|slutar|"
    rf"är|kommer|avslutas|pågår|ska) {_ROUND}(?: (?:öppen|klar|vara klar|slut|nästa gång|igen|starta|börja|stänga))?",
    rf"{_LAST_DAY}(?: (?:för|i|of|for) {_ROUND})?",
    rf"(?:vad|vilka) (?:är|gäller för) (?:datumen|tidplanen|tiderna|hålltiderna)(?: (?:för|i) {_ROUND})?",
    rf"(?:datum(?:en)?|tidplan(?:en)?|hålltider(?:na)?) för {_ROUND}",
    rf"(?:when is|what is|what's|which day is) {_LAST_DAY}(?: (?:for|of|in) {_ROUND})?",
    r"(?:by )?when (?:must|should|do|does) (?:everyone|everybody|people|they|owners|we|the owners)(?: have to)? "
    r"(?:answer|reply|report)",
    rf"when (?:does|did|will|is) {_ROUND}(?: (?:open|close|start|end|begin|finish|due|over|closed|opened|be closed))?",
    rf"(?:what are )?(?:the )?(?:dates|schedule|timetable) (?:of|for) {_ROUND}",
)
_OUT: Final = r"(?:går|skickas|kommer|sänds|skickar (?:du|ni)|gick|skickades|blir|är)(?: (?:det|nästa))?(?: ut)?"
REMINDERS: Final = whole(
    rf"(?:när|vilka dagar|vilken dag|hur ofta) {_OUT} (?:de |den |nästa |första |en ny )?påminnelse(?:r|rna|n)?"
    r"(?: (?:ut|iväg|nästa gång))*",
    r"(?:när|hur ofta|vilka dagar|vilken dag) påminn(?:er|s)(?: (?:du|ni|de|vi|alla|ägarna|jag|mig|oss|folk|"
    r"rapportörerna|nästa gång|som inte (?:har )?svarat|igen))*",
    r"(?:när (?:är|kommer) )?(?:nästa|första) påminnelse",
    r"(?:when|on (?:which|what) days|how often)(?: (?:do|does|will|are|is|did))? (?:the |you |a |we )?(?:next )?"
    r"(?:reminders?|remind)(?: (?:go out|sent|be sent|go|out|me|people|them|everyone|owners|us|next|again|due))*",
    r"(?:when is )?(?:the )?next reminder(?: (?:due|sent))?",
)
REMINDED: Final = ordered(
    r"(?:vilka|vad för|hur många) påminnelser (?:har (?:gått ut|skickats(?: ut)?|du skickat(?: ut)?|vi skickat)|"
    r"är skickade|gick ut)(?: hittills| redan| än)*",
    r"(?:vem|vilka) (?:har (?:du|vi|ni) påmint|har (?:blivit|fått en) påmin(?:da|nelse)|är påminda|har påmints)"
    r"(?: hittills| redan| än)*",
    r"(?:har|är) (?:påminnelserna|påminnelser|någon påminnelse|några påminnelser) (?:gått ut|skickats|skickade|"
    r"skickad|påmind)(?: än| redan)*",
    r"(?:which|what|how many) reminders have (?:gone out|been sent|you sent|we sent)(?: so far| yet| already)*",
    r"who (?:has|have) (?:been reminded|you reminded|we reminded|had a reminder)(?: so far| yet| already)*",
    r"have (?:the |any )?reminders (?:gone out|been sent)(?: yet| already)*",
)
MOVE_DUE: Final = ordered(
    rf"(?:kan vi |ska vi |vi (?:vill|behöver) |can we |could we |let's |we (?:want|need) to )?"
    rf"(?:flytta|skjut(?:a)?|ändra|sätt(?:a)?|senarelägg(?:a)?|förläng(?:a)?|tidigarelägg(?:a)?|move|postpone|change|"
    rf"set|extend|push)(?: (?:fram|upp|på|tillbaka|back|out))? {_LAST_DAY}"
    rf"(?: (?:för|i|på|of|for) (?:(?:åtgärd(?:en)? |action )?(?P<nr>(?!20\d\d\b){NR})|{_ROUND}|20\d\d))?"
    r"(?: (?:fram |back )?(?:(?:till|t\.o\.m\.|to|until)(?: och med)?(?: (?:den|the))? |(?:med|by) )?"
    r"(?P<when>[^\n?:;]{1,40}?))?"
)
_COUNTS: Final = {
    "en": 1, "ett": 1, "a": 1, "one": 1, "två": 2, "two": 2, "tre": 3, "three": 3, "fyra": 4, "four": 4,
}  # fmt: skip
_UNITS: Final = {"dag": "day", "day": "day", "veck": "week", "week": "week", "månad": "month", "month": "month"}
_LONGER: Final = re.compile(
    rf"(?:ytterligare |another )?(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)}) (?P<unit>dag|day|veck|week|månad|month)\w*"
    r"(?: till| more| longer| framåt| senare| later)?",
    FLAGS,
)


def longer(text: str) -> tuple[int, str] | None:
    """Return how much longer "en vecka" or "two more days" is, as a count and a unit; None: no such thing."""
    found = _LONGER.fullmatch(text.strip())
    if found is None:
        return None
    count = found["count"].casefold()
    return _COUNTS.get(count) or int(count), _UNITS[found["unit"].casefold()]


MORE_TIME: Final = whole(
    r"(?:kan|får|skulle) (?:jag|vi)(?: kunna)? (?:få|ha) (?:längre tid|mer tid|uppskov|anstånd|förlängd (?:svars)?tid|"
    r"ett par dagar till|några dagar till|en vecka till)(?: på (?:mig|oss))?(?: att svara| på mig att svara)?",
    r"(?:jag|vi) (?:behöver|vill ha|skulle behöva) (?:längre|mer) tid(?: på (?:mig|oss))?(?: (?:för )?att svara)?",
    rf"(?:kan|får|går det att) (?:vi |jag |ni |du )?(?:flytta|förlänga|skjuta)(?: fram| upp| på)* {_LAST_DAY}",
    r"(?:can|may|could) (?:i|we) (?:get|have) (?:more time|an extension|a few more days|another week|longer)"
    r"(?: to (?:answer|reply))?",
    r"(?:i|we) need more time(?: to (?:answer|reply))?",
    rf"(?:can|could) (?:i|we|you) (?:extend|postpone|move) {_LAST_DAY}(?: by .{{1,20}})?",
)
CONTACT: Final = whole(
    r"(?:vem|vilka) är (?:vår )?(?:samordnar(?:e|en|na)|koordinator(?:n)?|kontaktperson(?:en)?)(?: (?:här|för "
    rf"(?:planen|{_ROUND})))?",
    r"vem (?:kan|ska|får) jag (?:fråga|kontakta|vända mig till|prata med|höra av mig till|ringa|mejla)",
    r"vem (?:kontaktar|frågar|mejlar) jag",
    rf"vem (?:sköter|ansvarar för|håller i|samordnar) {_ROUND}",
    "who (?:is|are) (?:the|our) (?:coordinators?|contact(?: person)?)",
    "who (?:can|should|do) i (?:ask|contact|talk to|turn to|write to|call)",
    rf"who (?:runs|coordinates|is responsible for|is in charge of) {_ROUND}",
)
KEPT: Final = whole(
    r"(?:vem|vilka) (?:läser|ser|får (?:se|läsa)|kan (?:se|läsa)) (?:mitt|mina|det|vad) (?:svar|rapport(?:er)?|jag "
    r"(?:skriver|svarar))",
    r"(?:vad händer|vad gör ni|vad används|vart går|var hamnar)(?: med)? (?:mitt|mina) (?:svar|rapport(?:er)?)"
    r"(?: till| sedan| sen)*",
    r"(?:blir|är) (?:mitt|mina) svar (?:offentligt|offentliga|allmän handling|publicerat)",
    r"who (?:reads|sees|can (?:read|see)|gets to (?:read|see)) "
    r"(?:my (?:answers?|reply|replies)|what i (?:write|answer))",
    r"what (?:happens (?:to|with)|is done with) my (?:answers?|reply|replies)(?: then)?",
    r"(?:is|will) my (?:answer|reply)(?: be)? (?:public|published)",
)
