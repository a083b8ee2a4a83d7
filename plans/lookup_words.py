"""The words of questions about the plan, in Swedish and English, as data: what is asked for, and which actions.

Patterns of whole words in lower case. Where several fit the first one counts.
"""

import re
from enum import StrEnum
from typing import Final

from plans.model import Forecast, Implementation

WORD: Final = re.compile(r"[^\W_]+(?:[-.:][^\W_]+)*")


class Sought(StrEnum):
    """What a question about the plan wants to know."""

    REPORTER = "reporter"
    TARGET = "target"
    BASELINE = "baseline"
    VALUE = "value"
    INDICATOR = "indicator"
    GOAL = "goal"
    CONTRIBUTORS = "contributors"
    ACCOUNTABLE = "accountable"
    DUE = "due"
    COUNT = "count"
    STATUS = "status"
    LISTING = "listing"


def words(*patterns: str) -> re.Pattern[str]:
    """Return a pattern that finds any of `patterns` as whole words."""
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(patterns)})(?![^\W_])", re.IGNORECASE)


SOUGHT: Final[tuple[tuple[Sought, re.Pattern[str]], ...]] = (
    (
        Sought.REPORTER,
        words(
            *(r"rapportör\w*", "rapporterar", "vem ska rapportera", r"kontaktperson\w*", "vem får frågan( om)?"),
            *(r"reporters?", "who reports( on)?", r"contact persons?", "who is asked( about)?"),
        ),
    ),
    (Sought.TARGET, words(r"målvärde\w*", r"målnivå\w*", r"target( value)?s?")),
    (Sought.BASELINE, words(r"utgångsvärde\w*", r"startvärde\w*", r"nollvärde\w*", r"utgångsläge\w*", r"baselines?")),
    (Sought.VALUE, words(r"utfall\w*", "senaste värdet?", "nuvarande värdet?", r"(current|latest) values?", "outcome")),
    (
        Sought.INDICATOR,
        words(r"indikator\w*", "hur mäts", "mäts", r"indicators?", "how is .{0,40} measured", "measured"),
    ),
    (Sought.COUNT, words("hur många", "antal", "antalet", "how many", "(the )?number of")),
    (
        Sought.CONTRIBUTORS,
        words(
            *("medverkar", "medverka", "deltar", "bidrar", "deltagare", r"samarbetspart\w*", r"medverkande\w*"),
            *("tillsammans med", "ihop med", "i samarbete med", "i samverkan med", "together with", "jointly with"),
            *(r"contribut\w+", r"participat\w+", "involved", "takes? part( in)?", "taking part( in)?", "partners?"),
        ),
    ),
    (
        Sought.ACCOUNTABLE,
        words(
            *(
                r"ansvar(et|ar|ig|iga|ige)?",
                r"huvudansvar\w*",
                "äger",
                "ägaren?",
                "håller i",
                "vem driver",
                "vem leder",
            ),
            *("vem gör", "vem jobbar med", "vem kan jag kontakta", "responsible", "accountable", "owns?", "owner"),
            *("in charge( of)?", "who leads?", "who runs?", "who is doing", "responsibilit(y|ies)"),
        ),
    ),
    (
        Sought.DUE,
        words(
            *("när", "till när", "slutdatum(et)?", "deadlines?", r"tidplan\w*", "vilket datum", "hur länge"),
            *("when", "due( date)?", "by what date", "end date", "how long"),
        ),
    ),
    (Sought.GOAL, words("målet (med|för)", "mål (har|för)", "syftet med", "(goal|purpose|aim) of")),
    (
        Sought.STATUS,
        words(
            *("status", "läget", "hur går( det)?( med| för)?", "hur ligger", "hur långt", "lägesrapport(en)?"),
            *("hur har det gått( med| för)?", "vad händer( med)?", "hur står det till( med)?", r"framsteg\w*"),
            *("how (is|are|goes|did)", "how far", "how's", "progress", "state of", "going( with)?", "the latest on"),
        ),
    ),
    (
        Sought.LISTING,
        words(
            *("vilka", "vilken", "vilket", "vad", "lista", "visa", "räkna upp", "finns", "är", "har"),
            *("which", "what", "list", "show", "are( there)?", "is( there)?", "any", "does", "do", "has", "have"),
        ),
    ),
)

# What makes a question one about the plan.
ACTIONS: Final = words(
    r"åtgärd(en|er|erna|ers|ernas)?",
    r"insats(en|er|erna)?",
    r"aktivitet(en|er|erna)?",
    r"handlingsplan\w*",
    "planen",
    "actions?",
    r"activit(y|ies)",
    "action plan",
    "(in )?the plan",
    "measures",
)
# What an organisation does: its actions.
DOING: Final = words(
    r"vad (gör|har \w+( \w+)? (gjort|ansvar|på gång)|ska \w+( \w+)? göra|jobbar|håller)",
    r"what (does|do|is|are|will|has) .{2,40} (do|doing|done)",
)
# What makes it one about the documents all the same.
DOCUMENTS: Final = words(
    r"\w*strateg\w*",
    r"remiss\w*",
    r"yttrande\w*",
    r"tjänsteutlåtande\w*",
    r"beslutsunderlag\w*",
    r"beslut(et|en)?",
    r"dokument\w*",
    r"kommunen (anser|tycker|säger|skriver|vill)",
    r"(behövs|krävs|bör|borde|föreslås|föreslår|nämns|nämner|anges|prioriteras|behöver|säger|sägs|står)",
    r"(consultation|document|documents|proposal|proposed|proposes|suggests?|suggested|mentions?|mentioned)",
    r"should(?! (be|have been) (done|ready|finished|completed))",
    r"(needed|required|ought|says?|said|needs?|prioriti[sz]ed?)",
)
# What the plan does not hold, whatever action is named.
NOT_HELD: Final = words(
    r"kostar?", r"kostnad\w*", r"budget\w*", r"finansier\w*", "varför", r"costs?", r"fund\w+", "financed", "why"
)
# "Which are to be done in 2027" asks for a date, "which are done" for a state.
TO_BE: Final = words("ska", "skall", "bör", "blir", "to be", "should", "must", "will", "due", "planned", r"planera\w*")
# Which actions: by how far they have come. Tried in order, and what is found is taken out of the question.
LATE: Final = words(
    r"försena\w*", "sena", "ligger efter", "efter (tidplanen?|i tid)", "(har )?passerat( sitt)? slutdatum",
    "late", "overdue", "delayed", "delays?", "behind( schedule)?", "past( (its|their))? (due|end) dates?",
)  # fmt: skip
UNFINISHED: Final = words(
    r"(inte|ej|ännu inte) (är )?(klar|klara|klart|färdig|färdiga|genomförd|genomförda|avslutade?)",
    r"(återstår|kvar att göra|oavslutade?)",
    r"(not|isn't|aren't) (yet )?(completed?|done|finished)",
    r"(remaining|remains?|unfinished|still open)",
)
IMPLEMENTATIONS: Final[tuple[tuple[Implementation, re.Pattern[str]], ...]] = (
    (
        Implementation.NOT_STARTED,
        words(
            r"(inte|ej|ännu inte) (ha )?(på)?(börja\w*|starta\w*)", r"opåbörja\w*", r"(inte|ej) (kommit )?igång",
            r"(not|n't|hasn't|haven't) (yet )?(been )?(started|begun)", "unstarted", "not started",
        ),
    ),
    (
        Implementation.COMPLETED,
        words(
            r"(är )?(klara|klar|klart|färdiga|färdig|färdigt)", r"genomför(da|d|t|ts)", r"avsluta(de|d|t|ts)",
            r"slutför(da|d|t|ts)", "completed?", "done", "finished",
        ),
    ),
    (
        Implementation.IN_PROGRESS,
        words(
            *("pågår", "pågående", "(är )?igång", r"påbörja(de|d|t|ts)"),
            *("ongoing", "in progress", "under ?way", "started"),
        ),
    ),
    (Implementation.ON_HOLD, words(r"pausa(de|d|t|ts)", "vilande", "på paus", "paused", "on hold")),
    (
        Implementation.DISCONTINUED,
        words(r"avför(da|d|t|ts)", r"nedlag(da|d|t|ts)", r"inställ(da|d|t)", "discontinued", "cancelled", "dropped"),
    ),
    (Implementation.CONTINUOUS, words("löpande", r"kontinuerlig\w*", "continuous(ly)?")),
)  # fmt: skip
FORECASTS: Final[tuple[tuple[frozenset[Forecast], re.Pattern[str]], ...]] = (
    (
        frozenset({Forecast.OFF_TRACK}),
        words(r"röda?", r"stora? avvikelser?", "inte enligt plan", "red", "off track", "major deviations?"),
    ),
    (
        frozenset({Forecast.AT_RISK}),
        words("gula?", r"viss(a)? avvikelser?", "i riskzonen", "risk(erar)?", "yellow", "amber", "at risk"),
    ),
    (frozenset({Forecast.AT_RISK, Forecast.OFF_TRACK}), words(r"avvik\w+", r"deviat\w+")),
    (frozenset({Forecast.ON_TRACK}), words("(går )?enligt plan(en)?", "gröna?", "i fas", "green", "on track")),
)


def is_state(words_: str) -> bool:
    """Tell whether `words_` name nothing but a state of actions: "klara", "at risk"."""
    patterns = (LATE, UNFINISHED, *(found for _, found in IMPLEMENTATIONS), *(found for _, found in FORECASTS))
    return any(pattern.fullmatch(words_.strip()) for pattern in patterns)


# "saknar rapportör": the fields by their names in `Action`.
MISSING: Final = words(
    r"(saknar|utan|inte har (?:någon|nån|något|några)|har (?:ingen|inget|inga)|"
    r"missing|without|lacks?|lacking|no|have no|has no)"
    r"\s+(?:en |ett |an? )?(?P<field>ansvarig\w*|medverkande|samarbetspart\w*|contributors?|partners?|"
    r"rapportör\w*|slutdatum|indikator\w*|målvärde\w*|utgångsvärde\w*|"
    r"värden?|värdet|utfall|rapporterade? värden?|values?|reported values?|"
    r"ägare|kontaktperson\w*|contact persons?|"
    r"owners?|reporters?|end dates?|indicators?|targets?|target values?|baselines?)"
)
FIELDS: Final = {
    "medverkande": "contributors", "samarbetspart": "contributors", "contributor": "contributors",
    "partner": "contributors",
    "ansvarig": "accountable", "rapportör": "reporter", "slutdatum": "end", "indikator": "indicator",
    "målvärde": "target", "utgångsvärde": "baseline", "owner": "accountable", "reporter": "reporter", "end date": "end",
    "indicator": "indicator", "target": "target", "baseline": "baseline", "ägare": "accountable",
    "kontaktperson": "reporter", "contact": "reporter", "värde": "value", "utfall": "value",
    "rapporterad": "value", "value": "value", "reported v": "value",
}  # fmt: skip
YEAR: Final = words(
    r"(?P<until>senast|före|innan|by|before|until)?\s*(?:i slutet av |under |in |during |år )?(?P<year>20\d\d)",
    r"(?P<this>i år|this year)",
    r"(?P<next>nästa år|next year)",
)
# What stands before a period and says which side of it is meant: "före sommaren", "efter 2028".
UNTIL: Final = re.compile(
    r"(?:senast|före|innan|till och med|t\.o\.m\.|by|before|until|no later than)"
    r"(?: (?:i|in|the end of|slutet av))?\s*$",
    re.IGNORECASE,
)
AFTER: Final = re.compile(r"(?:efter|senare än|tidigast|after|later than)(?: i| in)?\s*$", re.IGNORECASE)
BEFORE_IT: Final = re.compile(r"(?:före|innan|before)(?: i| in)?\s*$", re.IGNORECASE)
# "Finns det någon åtgärd om …": a question of the plan alone, also where none is.
ANY: Final = words(
    r"finns (det )?(nå(go)?n|några|ingen|inga)( enda)? (åtgärd(er)?|insats(er)?|aktivitet(er)?)",
    r"har (vi|ni|planen|handlingsplanen) (nå(go)?n|några|ingen|inga) (åtgärd(er)?|insats(er)?|aktivitet(er)?)",
    r"(is|are) there (any|an) (actions?|activit(y|ies)|measures?)",
    r"(do|does) (we|you|the plan) have (any|an) (actions?|activit(y|ies)|measures?)",
)
SHARED: Final = words(
    r"gemensam\w*", r"regionövergripande", r"länsövergripande", "båda regionerna", "joint", "common", "shared",
    "both regions",
)  # fmt: skip
# Words of a number that must stand before it where the plan numbers its actions 1, 2, 3.
NUMBER_WORD: Final = words(
    r"(åtgärd|insats|aktivitet|punkt|uppgift)(en)?", "nr", "nummer", "action", "activity", "measure", "number", "no"
)
OF_NUMBER: Final = words("för", "med", "på", "of", "for", "with", "on")  # the same where the number is the last word
# A goal of the strategy by its number: "mål 3.2" is no action 3.2 where the plan's actions name goals by numbers.
GOAL_NUMBER: Final = words(
    r"(?:del|etapp|inriktnings)?mål(?:et)?(?: nr| nummer)? (?P<goal>\d+(?:\.\d+)*)",
    r"(?:sub-?)?(?:goal|target|objective) (?P<english>\d+(?:\.\d+)*)",
)
# What has been done with what is counted: "hur många servicepunkter har öppnats?".
HAS_BEEN: Final = re.compile(r"\b(?:har|hade|have|has)\s+(?:been\s+)?\w+(?:ts|at|it|tt|ed)\b(?=\W*$)", re.IGNORECASE)
# Words that say nothing of their own in a question about the plan.
FRAME: Final = frozenset(
    (  # noqa: SIM905 - many short words read best as running text
        "åtgärd åtgärder åtgärden åtgärderna insats insatser insatsen insatserna aktivitet aktiviteter "
        "handlingsplan handlingsplanen handlingsplanens planen planens plan rör gäller handlar berör avser inom "
        "kring gällande för om finns finnas just nu idag dag läget hela alla samtliga säga berätta vill veta visa "
        "lista tack snälla pågående arbete arbetet arbetar jobbar ska skall kommer blir bli vara varit har hade i "
        "på av med till och eller mer mest hittills redan fortfarande sägs del delen område området områden län "
        "regionen regionens regionerna år totalt vem vems vad vilka vilken vilket hur många antal är det den de en "
        "ett som vi vår våra man kan du jag mig sitt sin sina deras dess något någon några åt under ligger går "
        "gått står anges nummer nr alltså lite rätt startats startat startade klar klara klart färdig färdiga "
        "färdigt action actions activity activities plans concern concerns concerning about regarding relate "
        "related relates the a an of in on for to is are was were be been there what which who whom whose when how "
        "many much do does did our we us you me my please show list tell all any now today currently so far yet "
        "still with and or by at it its their they that this these those has have had will going go area areas "
        "region regions total belong belongs done ready finished completed complete should must due planned sort "
        "sorts kind gör göra gjort doing görs göras sker händer hör tillhör slutar slutas avslutas startar "
        "startas drivs varje "
        "ge mig oss ta fram skriv ut skicka förteckning översikt över give send print overview could get i "
        "enda finish finishes end ends ending each every "
    ).split()
)
