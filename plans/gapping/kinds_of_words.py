"""What the comparison of wording knows of the language: words that say nothing, and words of the field that mean alike.

Small on purpose, and general: strategies and plans of any region speak of the same kinds of things. A word is listed
as in the dictionary or by its stem; its forms and what is compounded with it are found by the comparison.
"""

import re

STOP_WORDS = frozenset(
    """
    alla allt andel andra annan antal att av bidra bidrar bli blir bo bor båda där de dem den denna deras dess dessa det
    dock då eller en ett exempelvis flera fler flest framgår framtida från få får färre för genom ge ger god goda gott
    gå går göra gör ha har hos hur hög högre i icke ingår inklusive innan inom inte in kan klar klara komma kommer
    kring kunna life lätt med mellan men mer mindre minska minskad minskar mot möjlig möjligt möjliggöra mycket
    måste nivåer nå nåd när nya ny nytt och också olika oavsett om omkring på redan samma samt science sig ska skall
    skapa snabb snabba snabbt som stark starka starkt stor stora större stärka stärkt står ställa ställe såväl så
    ta tar tas till tillsammans tydlig tydliga under upp ut utan utifrån utveckla utvecklade utveckling vad var vara
    vem vi vid vilka vilken vilket vill vår är över ökad ökade ökat öka åt
    gemensam gemensamt gemensamma samordnad samordnade enskild enskilda stycken tre två fyra fem sex sju åtta nio tio
    a all an and are as at be both by for from get have in into is it its joint make more new number of on one or
    other our share so such that the their them there this to two under use what when which who will with within
    increased increase strengthen develop development strong common shared better best good
    """.split()  # noqa: SIM905 - a list of words reads best as words
)

# "från andra länder" is said in one word too.
PHRASES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:andra|övriga|other) (?:länder|delar av världen|countries)\b", re.IGNORECASE), "utland"),
    (re.compile(r"\b(?:artificiell|artificial) intell?igen[sc]e?\b", re.IGNORECASE), "AI"),
    (re.compile(r"\b(?:maskininlärning|machine learning|språkmodell\w*|neurala nät\w*)\b", re.IGNORECASE), "AI"),
    (re.compile(r"\bpersonal(?:en)? på plats\b", re.IGNORECASE), "bemanning"),
    (re.compile(r"\bställ(?:a|er|s|as|de|t)? om\b", re.IGNORECASE), "omställning"),
    (re.compile(r"\bbygg(?:a|er|s|as|de|t)? ut\b", re.IGNORECASE), "utbyggnad"),
)

# Words that mean so much alike that an action in one may answer a challenge in another.
_KIN = """
    utland utländsk internationell global
    bolag företag näringsliv industri
    lärosät universitet högskol akademi
    samarbet samverk partnerskap
    utbildning fortbildning vidareutbildning kurs
    finansiering kapital bidrag anslag medel
    investerar finansiär
    talang spetskompetens specialist expert
    utsläpp koldioxid klimatpåverk co
    matchmaking matchning
    inköp upphandling
    sjukhus sjukvård
    resiliens motståndskraft beredskap
    ungdom unga
    testbädd testmiljö
    patient brukar
    identitet varumärk berättels budskap
    kommunicera kommunikation webbplats
"""
KIN: tuple[frozenset[str], ...] = tuple(frozenset(line.split()) for line in _KIN.strip().splitlines())
