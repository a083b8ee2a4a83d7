"""The words of coordinators' commands, in Swedish and English, as data.

Each is the whole message once `words.as_command` has taken the courtesies off. A pattern names the parts that follow;
whether they mean anything (a place of the plan, a person, an action) is decided by who reads them, and a message whose
parts mean nothing is no command: "läget är oförändrat" and "stäng av maskinen" stay what they are.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.talk.words import FLAGS, NR

_PLACE: Final = r"(?: (?:i|för|inom|på|hos|in|for|within) (?P<place>[^?!.:;\n]{1,60}))?"
_NOW: Final = r"(?: (?:nu|just nu|i ?dag|än|ännu|hittills|redan|right now|now|today|yet|so far|already))*"


@dataclass(frozen=True, slots=True)
class Ordered:
    """The ways to write one command; each names the parts that it has."""

    ways: tuple[re.Pattern[str], ...]

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the first way that is the whole text."""
        return next((match for way in self.ways if (match := way.fullmatch(text))), None)


def ordered(*ways: str) -> Ordered:
    """Return the ways to write one command, each the whole message but for the marks that end it."""
    return Ordered(tuple(re.compile(rf"(?:{way})[\s?!.]*", FLAGS | re.DOTALL) for way in ways))


STANDING: Final = ordered(
    rf"(?:(?:visa|ge mig|hur är|vad är) )?(?:läget|status(?:en)?|svarsläget|svarsfrekvensen|"
    rf"svarsfrekvens){_NOW}{_PLACE}{_NOW}",
    rf"hur går det(?: med (?:svaren|uppföljningen|omgången|insamlingen|rapporteringen))?{_NOW}{_PLACE}{_NOW}",
    rf"hur ser det ut(?: med (?:svaren|uppföljningen|omgången))?{_NOW}{_PLACE}{_NOW}",
    rf"hur många(?: som)? har(?: inte)? svarat{_NOW}{_PLACE}{_NOW}",
    rf"hur många(?: svar| rapporter| lägesrapporter)? (?:har (?:kommit(?: in)?|vi fått|du fått)|saknas|återstår|"
    rf"är kvar|väntar vi på|är besvarade|är obesvarade){_NOW}{_PLACE}{_NOW}",
    rf"hur ligger vi till{_NOW}{_PLACE}",
    rf"(?:(?:show|what is|what's|give me) )?(?:the )?(?:status|standing|response rate|"
    rf"state of (?:the )?replies){_NOW}{_PLACE}{_NOW}",
    rf"how (?:are we doing|is it going|do we stand)(?: with the (?:replies|follow-up))?{_NOW}{_PLACE}",
    rf"how many (?:people )?have(?: not|n't)? (?:answered|replied|reported){_NOW}{_PLACE}{_NOW}",
    rf"how many (?:replies |answers |reports )?(?:have (?:come in|arrived|we (?:got|had|received))|are (?:missing|"
    rf"outstanding|left|unanswered|answered)|do we have){_NOW}{_PLACE}{_NOW}",
    "where do we stand",
)
ANSWERED: Final = ordered(
    rf"(?:vem|vilka)(?: är det)?(?: som)?(?: har)?{_NOW} (?:svarat|rapporterat|lämnat(?: in)?(?: (?:svar|"
    rf"lägesrapport))?|hört av sig){_NOW}{_PLACE}{_NOW}",
    rf"(?:visa |lista |vilka )?(?:de )?(?:inkomna|besvarade|lämnade) (?:svar(?:en)?|frågor(?:na)?){_NOW}{_PLACE}",
    rf"who (?:has|have){_NOW} (?:answered|replied|reported|responded){_NOW}{_PLACE}{_NOW}",
    rf"(?:show |list )?(?:the )?(?:answered questions|replies so far|answers so far){_PLACE}",
)
_WHO: Final = (
    r"(?P<who>(?!(?:alla|någon|nån|några|ni|du|jag|vi|de|det|any|every|all\b|you|i\b|we\b|they\b))[^?!,:;\n]{2,60}?)"
)
ANSWERED_BY: Final = ordered(
    rf"har {_WHO}(?: (?:redan|ännu|inte|ej|fortfarande))* (?:svarat|rapporterat|hört av sig|lämnat(?: in)?(?: "
    rf"(?:sitt )?(?:svar|lägesrapport))?)(?: (?:på|om) .{{1,40}})?{_NOW}",
    rf"vad har {_WHO} (?:svarat|rapporterat)(?: (?:på|om) .{{1,40}})?{_NOW}",
    rf"(?:has|have|hasn't|did) {_WHO}(?: (?:already|yet|not))* (?:answer|repl|report|respond)(?:ed|ied|y)?{_NOW}",
)
_REPORTS: Final = "(?: (?:för åtgärder|på sitt bord|hand om|ansvar för|rapportör för|för frågor)| som rapportör)"
ACTIONS_OF: Final = ordered(
    rf"vad (?:har|är) {_WHO}{_REPORTS}",  # "vad är åtgärd N3?" asks of the plan
    rf"(?:vilka åtgärder|vilka frågor) (?:har|är) {_WHO}(?:{_REPORTS})?",
    rf"(?:visa |lista )?{_WHO}s (?:åtgärder|frågor)",
    rf"(?:vilka åtgärder|vad) (?:rapporterar|svarar) {_WHO} (?:på|om|för)",
    rf"(?:what|which) actions (?:does|do|has|have) {_WHO}(?: have| report(?: on)?| own)?",
    rf"(?:show |list )?{_WHO}'s (?:actions|questions)",
)
UNANSWERED: Final = ordered(
    rf"har alla(?: ägare| rapportörer)? (?:svarat|rapporterat|lämnat(?: in)?(?: svar)?){_NOW}{_PLACE}{_NOW}",
    rf"ha(?:s|ve) (?:everyone|everybody|all owners) (?:answered|replied|reported){_NOW}{_PLACE}{_NOW}",
    rf"(?:vem|vilka)(?: är det)?(?: som)?(?: har)? (?:inte|ej|ännu inte|inte ännu|fortfarande inte)(?: har)?"
    rf" (?:svarat|rapporterat|lämnat(?: in)?(?: (?:svar|lägesrapport))?|hört av sig){_NOW}{_PLACE}{_NOW}",
    rf"(?:är|finns) det (?:någon|nån|några)(?: mer| fler| till| annan| andra)? som (?:inte|ej)(?: har)?"
    rf" (?:svarat|rapporterat){_NOW}{_PLACE}{_NOW}",
    rf"(?:vem|vilka|vilka svar|vad) (?:saknas|väntar vi (?:på|svar från)|återstår|ligger efter|"
    rf"är sena){_NOW}{_PLACE}{_NOW}",
    rf"(?:visa |lista )?(?:de )?(?:obesvarade|sena|saknade svar|försenade svar|utestående)(?: frågor|"
    rf" svar)?{_NOW}{_PLACE}",
    rf"(?:vem|vilka) (?:når vi inte|nås inte|går inte att nå|är onåbara|har ingen rapportör){_NOW}{_PLACE}",
    rf"who (?:has(?:n't| not)|have(?:n't| not)|did(?:n't| not)) (?:yet )?(?:answer|repl|report|respond)(?:ed|ied|"
    rf"y)?{_NOW}{_PLACE}{_NOW}",
    rf"(?:is there|has) any(?:one|body)(?: else)?(?: who)?(?: has)?(?: not|n't) (?:yet )?"
    rf"(?:answered|reported){_NOW}{_PLACE}",
    rf"who (?:is|are) (?:missing|late|left|unreachable|outstanding){_NOW}{_PLACE}",
    rf"who are we waiting for{_NOW}{_PLACE}",
    rf"(?:show |list )?(?:the )?(?:unanswered|outstanding|missing|late)(?: questions| replies|"
    rf" requests)?{_NOW}{_PLACE}",
    rf"what is (?:missing|outstanding){_NOW}{_PLACE}",
)
REMIND: Final = ordered(
    r"(?:påminna?|remind|nudge)(?: även| också)? (?!mig\b|me\b|oss\b|us\b)(?P<whom>[^\n?:;]{1,80}?)",
    r"(?:skicka|send)(?: ut)?(?: en| a)? (?:påminnelse(?:r)?|reminders?) (?:till|om|to|about|"
    r"on) (?P<to>[^\n?:;]{1,80}?)",
    r"(?:skicka|send)(?: ut)?(?: en| a)? (?P<bare>påminnelse(?:r)?|reminders?)",
)
REASSIGN: Final = ordered(
    r"(?:byta?|ändra|sätt(?:a)?|change|set) (?:ansvarig|rapportör(?:en)?|mottagare|adressat|svarande|"
    r"(?:the )?(?:reporter|owner|addressee))"
    rf" (?:för |på |av |of |for |on )?(?:åtgärd(?:en)? |action )?(?P<nr>{NR}) (?:till|to) (?P<to>[^\n?]{{2,80}}?)",
    rf"(?:flytta|byta?|ge|tilldela|move|give|reassign|assign)(?: frågan om| the question about| åtgärd|"
    rf" action)? (?P<nr>{NR}) (?:till|to) (?P<to>[^\n?]{{2,80}}?)",
    rf"(?:låt|let) (?P<to>[^\n?]{{2,60}}?) (?:svara (?:för|om|på)|answer (?:for|about)|take) (?P<nr>{NR})",
)
LEAVES: Final = ordered(
    r"(?!(?:jag|i|vi|we)\b)(?P<who>[^\s,;:?][^,;:?\n]{1,60}?) (?:slutar|har slutat|ska sluta|leaves|is leaving|"
    r"has left)"
    r"(?: [^,;:?\n]{1,30}?)?(?:,|\.|;| och| and)+ (?P<to>[^,;:?\n]{2,60}?) (?:tar över|ska ta över|takes over|"
    r"will take over)"
    r"(?: (?:allt|alla åtgärder|everything|all actions))?",
    r"lämna(?: över)? allt från (?P<who>[^?\n]{2,60}?) till (?P<to>[^?\n]{2,60}?)",
    r"hand over everything from (?P<who>[^?\n]{2,60}?) to (?P<to>[^?\n]{2,60}?)",
)
APPROVE: Final = ordered(
    r"(?:godkänna?|acceptera|approve|accept) (?!att\b|that\b)(?P<what>[^\n?:;]{1,80}?)",
    r"(?P<bare>godkänna?|approve|att godkänna|vad (?:väntar på|finns att|ska jag) godkänn(?:a|ande)|"
    r"(?:vilka )?(?:svar )?(?:är )?inlämnade(?: svar)?|"
    r"(?:what is there )?to approve|what (?:is waiting|waits) for approval|submitted(?: replies)?)",
)
RETURN: Final = ordered(
    rf"(?:begära?|be om|efterfråga)(?: en)? (?:komplettering(?:ar)?|mer(?: information)?|ett tillägg) (?:av |om |"
    rf"på |för |kring |i |gällande )?(?P<nr>{NR})\b\s*[:,–-]?\s*(?P<text>.*?)",
    rf"(?:komplettera|skicka tillbaka|returnera|återlämna) (?P<nr>{NR})\b\s*[:,–-]?\s*(?P<text>.*?)",
    rf"(?:return|send back|ask for more(?: information)?(?: on| about)?|request (?:more(?: information)?|"
    rf"a supplement|an addition|a completion)(?: on| about| for| to)?) (?P<nr>{NR})\b\s*[:,–-]?\s*(?P<text>.*?)",
)
CLOSE: Final = ordered(
    r"(?:stänga?|avsluta|frysa?) (?:ned |ner )?(?:hela )?(?:uppföljningsomgången|omgången|uppföljningen|"
    r"insamlingen|rapporteringen)(?: (?P<year>\d{4}))?(?: nu)?",
    "stäng",
    "close",
    r"(?:close|end|freeze) (?:the )?(?:reporting )?(?:cycle|round|follow-up|"
    r"collection)(?: (?:of )?(?P<year>\d{4}))?(?: now)?",
)
GAPS: Final = ordered(
    rf"(?:(?:visa|vilka|lista|gör en)(?: alla| de)? )?(?P<kind>viktiga )?(?:gap|gapen|"
    rf"gap-?analys(?:en)?)(?: (?:finns|har vi|är öppna))?{_NOW}{_PLACE}",
    rf"vad saknas i planen{_NOW}",
    rf"(?:(?:show|list|what(?: are)?|which)(?: all)? )?(?:the )?(?P<kind>important )?(?:gaps?|"
    rf"gap analysis)(?: (?:are there|do we have|are open))?{_NOW}{_PLACE}",
    "what is missing (?:in|from) the plan",
    r"(?:gap|gaps|gapen) (?P<bare>[^\n?:;]{1,60})",
)
DECISIONS: Final = ordered(
    rf"(?:(?:visa|vilka|lista)(?: alla| de)? )?(?:öppna )?(?:beslut|besluten|beslutsbehov|"
    rf"beslutsbehoven)(?: som)?(?: (?:behövs|väntar|är öppna|saknas|krävs|finns|efterfrågas|"
    rf"behöver fattas))?{_NOW}{_PLACE}",
    rf"(?:(?:show|list|what|which)(?: all)? )?(?:the )?(?:open )?decisions?(?: (?:needed|are needed|are open|"
    rf"wait|are waiting|we need))?{_NOW}{_PLACE}",
)
_FORMS: Final = (
    r"(?:(?:en |ett |a |an )?(?:filer|fil|files?|word|docx|pdf|presentation(?:en)?|powerpoint|pptx|bilder|slides|excel|"
    r"xlsx|kalkylark|spreadsheet|workbook|webbsida|web ?page|html|markdown|md)(?:,| och| and)?\s?)+"
)
SUMMARY: Final = ordered(
    r"(?:(?:skicka|visa|ge mig|skapa|gör|ta fram|hämta|jag vill ha)(?: mig| oss)?(?: en| hela)? )?"
    r"(?:års)?(?:sammanfattning(?:en)?|uppföljningsrapport(?:en)?|rapport(?:en)?|sammanställning(?:en)?)"
    rf"(?: (?:för|av|över|om)?(?: år)? ?(?P<year>20\d\d))?(?: (?:som|i) (?P<form>{_FORMS}))?",
    r"(?:(?:send|show|give me|create|make|get|i want)(?: me| us)? )?(?:(?:the|a|an) )?(?:whole )?(?:annual )?"
    r"(?:summary|(?:follow-up )?report)(?: (?:for|of|on)? ?(?P<year_en>20\d\d))?"
    rf"(?: (?:as|in) (?P<form_en>{_FORMS}))?",
)
_NO: Final = (
    r"(?:avslag|avslå(?:s|r|tt)?|avslaget|avböj(?:s|er|t)?|nej\b|inte beviljat|beviljas inte|"
    r"declin(?:e|ed)|reject(?:ed)?|refused?|turned down|not granted|no\b)"
)
DECLINED: Final = re.compile(rf"\s*{_NO}", FLAGS)  # how the outcome of a decision begins when it was not taken
SETTLE: Final = ordered(
    rf"(?:besked|beslut(?:et|at)?|bifall|bevilja[ts]?|avslå|avslag|decision|decided?|outcome|decline|reject)"
    rf"(?: (?:beslut(?:et)?|the decision|decision))?(?: (?:om|för|i|på|kring|gällande|on|about|for))?"
    rf" (?:åtgärd(?:en)? |action )?(?P<nr>{NR})\b\s*[:,–-]?\s*(?P<text>.*?)",
)
UNDO: Final = ordered(
    "ångra(?: (?:det|det där|det senaste|mig))?",
    "ta tillbaka(?: det)?",
    "undo(?: (?:that|it|the last))?",
    "take (?:that|it) back",
)
GO: Final = ordered(
    "ja(?: tack)?", "japp", "jo", "ok(?:ej)?", "gör (?:det|så)", "kör(?: på)?", "stämmer", "skicka(?: (?:det|den|"
    "dem|nu))?",
    "godkänn(?: (?:det|dem|"
    "den))?", "byt", "stäng", "yes(?: please)?", "yep", "okay", "do it", "go ahead", "send(?: (?:it|them))?",
    "approve(?: (?:it|them))?", "change", "close(?: it)?", "confirm", "bekräfta", "correct", "👍",
)  # fmt: skip
CANCEL: Final = ordered(
    "nej(?: tack)?", "nä", "avbryt", "låt bli", "strunta i det", "inte(?: nu|"
    " ännu)?", "vänta", "stopp?", "no(?: thanks?| thank you)?",
    "cancel", "don't", "do not", "never ?mind", "not now",
)  # fmt: skip

EVERYBODY: Final = re.compile(
    r"(?:alla|allt|samtliga|allihop|everyone|everybody|all)(?: (?:som (?:inte|ej|ännu inte) (?:har )?svarat|"
    r"obesvarade|sena|kvar|"
    r"svar|inlämnade(?: svar)?|som (?:har )?(?:kommit in|lämnats in|lämnat|svarat)|de inlämnade|"
    r"who (?:have not|haven't|has not) (?:answered|replied)|replies|of them|submitted(?: replies)?|"
    r"who have answered))*"
    r"(?: (?:i|inom|för|på|in|within|for) (?P<place>.{1,60}))?",
    FLAGS,
)


def part(match: re.Match[str], name: str) -> str | None:
    """Return what was written for a part, None where the command was written without it."""
    found = match.groupdict().get(name)
    return found.strip() if found else None
