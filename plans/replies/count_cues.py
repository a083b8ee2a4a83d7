"""The words around a number that tell whether it is counted; ``counts.py`` has the rules that read them."""

import re

from plans.dates.words import MONTHS, ORDINALS, alternatives
from plans.number_words import DIGITS, NUMBER
from plans.patterns import Pattern
from plans.replies.wordlists import FINISHED, any_of

HEAD_END = Pattern(
    r"\s+(?:som|per|i|på|av|för|till|med|inom|hos|från|efter|using|that|in|with|at|who|from|per|which|for)\s+|[(,;/]",
    re.IGNORECASE,
)
COUNT = Pattern(
    r"^\s*(?:antal(?:et)?|number(?: of)?|no\. of|#)\s+(?P<what>.+)$|^(?P<before>.+?)\s*[,(]\s*(?:antal|number|"
    r"st)\.?\)?\s*$",
    re.IGNORECASE,
)
NOT_YET = any_of(
    r"resterande\b|kvar\b(?! på \d)|återstår|återstående|planera(?:s|r|d|de|t)\b|planned|inplanera\w*|"
    r"(?:in)?boka(?:d|de)\b|ska\b|"
    r"skall\b|kommer att|"
    r"förhandla\w*|diskuter\w*|på gång|under (?:arbete|förhandling)|"
    r"pågår|pending|negotiat\w*|inbjud\w*|bjudit|intresserad\w*|intresse\b|sökande|kontakta\w*|remain\w*|left\b|"
    r"will\b|invited|interested|contacted|tackat|"
    r"bruti?t\b|bröt\b|dropped out|lost\b|tappa(?:t|de)\b|förlora(?:t|de)\b|hoppa\w* av|avhopp\w*|sluta(?:t|de)\b|"
    r"avböj\w*|"
    r"tackat nej|declined|withdr\w+|quit\b|have left|"
    r"lämna(?:t|de)\b|hinner|hinna|hinns|knappast|väntar|saknas?|saknar|inställ\w*|cancel\w*|fler\b|ytterligare|"
    r"till\s+(?=har|är|kommer)|more\b|another|vill\b|kan bli|"
    r"hört av sig|hör av sig|ringt|frågat|been in touch|asked|"
    r"förslag|utkast\w*|draft\w*|annons\w*|anmäl\w*|offers?|"
    r"försen\w*|skjuts|nästa|next|behöver|krävs|need\w*|hoppas|siktar|tredje|sista",
)
_ZERO = r"(?:inga|ingen|inget|noll|0|no|none of the|zero)"
LABELLED = Pattern(
    r"(?P<noun>[\w-]+)(?:\s+(?:so far|(?P<deed>klara?|färdiga?|done|[a-zåäö]{4,}(?:ade|dda|lda|rda|nda|tna))|"
    r"hittills|totalt|"
    r"i år|20\d\d|per\s\S+|t\.?o\.?m\.?\s\w+|"
    rf"(?:{alternatives(MONTHS)})\s?[–-]\s?(?:{alternatives(MONTHS)})))?"
    r"(?:\s+(?:är|blev|ligger på|(?:uppgår|uppgick|"
    r"uppgått)(?:\s+[\w.]+){0,6}?\s+till|var|is|are|was|"
    r"(?:stands?|stood|sits?|are|is) at|(?:har |have |has )?(?:minskat|ökat|sjunkit|stigit|vuxit|dropped|"
    r"fallen|risen|grown|increased|"
    r"decreased) (?:till|to))"
    r"(?:\s+(?:nu|now|uppe i|ändå|redan|fortfarande|still|already|hittills(?: i år)?|i år|för närvarande|i "
    r"dagsläget|i dag|idag))?|\s*[:=])"
    rf"\s*(?P<n>{DIGITS})(?![\w%]|\s?(?:%|procent|percent|kr))",
    re.IGNORECASE,
)
BARE_LABEL = Pattern(rf"(?P<noun>[A-ZÅÄÖ][\w-]+)\s+(?P<n>{DIGITS})")  # "Datasets 19", and nothing more
OUT_OF = Pattern(
    rf"(?<![\w/])(?P<n>{NUMBER})\s*(?:av|of|out of|/)\s*(?:de |våra |the |our )?(?P<all>{NUMBER})"
    r"(?P<rest>(?:\s+[\w-]+){0,3})",
    re.IGNORECASE,
)
OF_ALL = Pattern(
    rf"\bav (?:de )?(?P<all>{NUMBER})(?P<rest>(?:\s+[\w-]+){{1,3}}?)\s+(?:är|har|blev)\s+(?P<n>{NUMBER})\b",
    re.IGNORECASE,
)
SOME_OF = Pattern(
    rf"(?<![\w/])(?P<n>{NUMBER})\s+(?:av|of)\s+(?:de |våra |the |our )?(?:planerade |planned )?(?P<noun>[\w-]{{3,}})",
    re.IGNORECASE,
)
REMAINING = Pattern(r"återstår|kvar\b|remain|inte\b", re.IGNORECASE)
ANY_NUMBER = Pattern(rf"(?<![\w.,/-]){NUMBER}(?=\s)", re.IGNORECASE)
WITH_NOUN = tuple(
    Pattern(rf"(?P<n>{NUMBER})\s+(?P<between>(?:[\w-]+\s+){{{words}}})(?P<noun>[\w-]+)", re.IGNORECASE)
    for words in range(4)
)
NOT_BETWEEN = Pattern(rf"\b{NUMBER}\b|\b(?:av|of|i|på|för|med|till|och|and|in|to)\b", re.IGNORECASE)
NOT_BEFORE = Pattern(
    r"(?:inte|not|ytterligare|another)\s+$|(?:öka|minska|väx|stig|sjunk|utök|kompletter|fler|färre|grew|grow|up|"
    r"increas|decreas|more|fewer)\w* (?:med|by)\s+$|^(?:av|of)\s+(?:de\s+|totalt\s+)?$|"
    r"\d\s+(?:av|of)\s+(?:de\s+|the\s+)?$|\d(?:\s+(?:och|and)|,)\s+$|\bper\s+$",
    re.IGNORECASE,
)
OF_BEFORE = Pattern(r"\d\s*(?:av|of|out of|/)\s*(?:de |våra |the |our )?$", re.IGNORECASE)
NONE = Pattern(rf"\b{_ZERO}\s+(?:(?:av|of)\s+)?(?P<rest>[\w-]+(?:\s+[\w-]+)?)", re.IGNORECASE)
# "Inga pannor bytta sedan i juni": none more
NO_MORE = Pattern(
    r"(?:fler|more|ytterligare|nya|new|inställ\w*)\b|\b(?:sedan|sen|since|senaste|förra|last|under|denna|this|"
    r"i (?:sommar|"
    r"höst|vår|vinter|somras|våras)|den här)\b",
    re.IGNORECASE,
)
NONE_IS = Pattern(r"(?:men |but )?(?:ingen|inget|inga|none)\s+(?:är|har|av|have|has|of)\b", re.IGNORECASE)
BEFORE_WORD = Pattern(
    rf"(?<![\w.,/-])(?P<n>{NUMBER})\s+(?:(?:st|stycken|är|har|nu|redan)\s+){{0,2}}(?P<word>[\w-]+)(?P<next>\s+[\w-]+)?",
    re.IGNORECASE,
)
AFTER_WORD = Pattern(
    rf"(?P<word>[\w-]+)\s+(?:nu |redan |totalt |already )?(?P<n>{NUMBER})(?:\s+(?:st|stycken))?"
    r"(?=\s*$|\s+(?:hittills|so far|nu|personer|i år|av (?:dem|dessa)\b|of (?:them|these|those)\b))",
    re.IGNORECASE,
)
LOOSE = (
    Pattern(
        rf"^(?:nu |now |hittills |so far )?(?P<n>{NUMBER})\s+(?:in|inne|up|live|online|on board|onboard|signed "
        rf"up|igång|är med|med nu|är med nu|är inne|are in|are live|are up)(?:\s+(?:nu|now|already|so far|"
        rf"hittills))?\s*$",
        re.IGNORECASE,
    ),
    Pattern(
        rf"^(?:so |och |så )?(?:that[’']s|that makes(?: it)?|makes|det blir|det gör|blir) (?:now |nu "
        rf")?(?P<n>{NUMBER})(?: now| nu| in total| in all| so far| totalt| allt som allt)?\s*$",
        re.IGNORECASE,
    ),
    Pattern(rf"(?:^(?:och |så )?|\bvi |\bnu )(?:är|ligger) (?:vi )?(?:nu )?på (?P<n>{NUMBER})\s*$", re.IGNORECASE),
    Pattern(
        rf"^(?:nu |now )?(?P<n>{NUMBER})\s+(?:st |stycken )?(?:nu|now|just nu|i dag|idag|i nuläget|as of today|"
        rf"(?:när|sist) (?:jag|vi) \w+|(?:last|when) (?:time )?(?:i|we) \w+)\s*$",
        re.IGNORECASE,
    ),
    Pattern(
        rf"\b(?:gör att|så|därmed|which makes it|so|that makes) (?:vi |we )?(?:nu |now )?(?:är|are|blir|it|us|vi)?\s*"
        rf"(?:nu |now )?(?:är |are )?(?P<n>{NUMBER})\s*$",
        re.IGNORECASE,
    ),
    Pattern(rf"^(?:fortfarande|alltjämt|still|kvar på)\s+(?P<n>{NUMBER})(?:\s+(?:st|stycken))?\s*$", re.IGNORECASE),
    Pattern(
        rf"\b(?:har|är|finns|have|are)\s+(?:vi\s+|we\s+)?(?:nu\s+|now\s+)?(?P<n>{NUMBER})\s+(?:st\s+)?(?:på plats|"
        rf"in place|"
        r"igång|i gång|up and running)\s*$",
        re.IGNORECASE,
    ),
    Pattern(
        rf"^(?:antal(?:et)?|indikator(?:n)?|utfall(?:et)?|värde(?:t)?|number|count|indicator|value|outcome)\s*[:=]\s*"
        rf"(?P<n>{NUMBER})(?:\s+(?:st|stycken))?\s*$",
        re.IGNORECASE,
    ),
    Pattern(
        r"(?:uppe i|ligger på|(?:kvar|tillbaka|nere) på|back (?:at|to)|down to|utfall\w*(?: är| blev)?:?|"
        r"värde\w*(?: är)?:?|indikator\w*(?: är)?:?|we[’']re at|up to|"
        r"value(?: is)?:?|fått tag i|sammanlagt|totalt)\s+(?:nu )?"
        rf"(?P<n>{NUMBER})(?:\s+(?:st|stycken))?(?=\s*$|\s+(?:hittills|nu|so far|live|ute|inne|klara|färdiga|"
        rf"igång|i drift|på plats|up|online|in place)\b)",
        re.IGNORECASE,
    ),
    Pattern(
        rf"(?<![\w.,/-])(?P<n>{NUMBER})\s+(?:st|stycken|personer|people)"
        r"(?:\s+(?:är|are|har|have|nu|now|redan|already))*\s+(?:hittills|nu|so far|på plats|in place|totalt|in "
        r"total)\s*$",
        re.IGNORECASE,
    ),
    Pattern(
        rf"^(?:alltså |dvs |så |so |nu )*(?P<n>{NUMBER})\s+(?:totalt|sammanlagt|in total|hittills|so far)\s*$",
        re.IGNORECASE,
    ),
    Pattern(
        rf"(?:^|så |so |alltså )(?:vi är|är vi|det är|we are|we[’']re|it[’']s|it is)\s+(?:nu |"
        rf"now )?(?P<n>{NUMBER})(?:\s+(?:nu|now|totalt|i "
        rf"dag|idag|sammanlagt|in total|all told|altogether))\s*$",
        re.IGNORECASE,
    ),
    Pattern(rf"\b(?P<n>{NUMBER})\s+[\wåäö-]+\s+är det (?:nu|i dag|idag|just nu)\b", re.IGNORECASE),
    Pattern(rf"^(?:alltså|dvs|med andra ord|in other words)\s+(?P<n>{NUMBER})\s*$", re.IGNORECASE),
    Pattern(rf"^(?:hittills|so far|till dags dato|to date)\s*:?\s+(?P<n>{NUMBER})(?: st)?\s*$", re.IGNORECASE),
    Pattern(rf"^(?:ack\.?|tot\.?|totalt|summa)\s*:?\s+(?P<n>{NUMBER})\s*$", re.IGNORECASE),
    Pattern(rf"\btotal(?:en|t)? (?:to|of|is|är|till|now)\s+(?P<n>{NUMBER})\s*$", re.IGNORECASE),
    Pattern(
        rf"^(?:nu |totalt |ca )?(?P<n>{NUMBER})\s+(?:st|stycken)\b(?=\.?\s*(?:$|ack\w*|totalt|t\.?\s?o\.?\s?m|"
        rf"per |till och med|i år|hittills|nu\b))",
        re.IGNORECASE,
    ),
    Pattern(
        r"(?:^|så |so )(?:nu|now|därmed|totalt|sammanlagt|hittills|i dag|idag|in total)\s+(?:är|har|blir|finns|we have|"
        r"there are|it is)"
        rf"(?:\s+(?:det|vi|de|nu|uppe i))*\s+(?P<n>{NUMBER})(?:\s+(?:st|stycken))?\s*$",
        re.IGNORECASE,
    ),
)
PARTICIPLE = Pattern(r"(?:ade|da|ta)$")
CLOSING = frozenset(
    ("hittills", "to", "per", "t", "under", "nu", "so", "än", "ännu", "och", "i", "sedan", "av", "totalt")
)
# "båda övningarna vi hade planerat är gjorda": what was planned is done
PLANNED_BEFORE = Pattern(r"\b(?:som |that )?(?:vi|we) (?:hade |had )?(?:planera(?:t|de)|planned)\b", re.IGNORECASE)
# Where what is said of the things that were counted ends, also in a message without commas.
AND_THE_REST = Pattern(
    r"\b(?:och|and|varav|medan|men|but|resten|återstoden|(?:den|det) (?:andra|tredje|fjärde|femte|sista)|"
    r"(?<=\w\w )sista|the (?:rest|last|third|fourth))\b",
    re.IGNORECASE,
)
ORDINAL = Pattern(rf"\b(?P<nth>{alternatives(set(ORDINALS) - {'sista', 'last'})})\s+(?P<noun>[\w-]+)", re.IGNORECASE)
# "Första i juni, andra i augusti": how many that makes takes a verb to tell.
WITHOUT_VERB = Pattern(r"\b(?:andra|tredje|fjärde|second|third|fourth) (?:i|in|den|on) \w", re.IGNORECASE)
OTHER_ONE = Pattern(r"\bden andra$", re.IGNORECASE)  # is the other as often as the second
NTH = Pattern(
    rf"(?<=den )(?:{alternatives(set(ORDINALS) - {'sista', 'last'})})(?![\wåäö])(?! (?:veckan|kvartalet|halv\w+|"
    rf"{alternatives(MONTHS)}))|"
    rf"\b(?:{alternatives(set(ORDINALS) - {'sista', 'last'})})(?= (?:(?!kvartal|quarter|half|halv|veck|week|steg|"
    rf"fas)[\wåäö-]+(?:en|et)\b|"
    r"exercise|meeting|round|event))",
    re.IGNORECASE,
)
LAST = Pattern(r"\b(?:sista|last|final|resterande|remaining|båda|both|alla|all)\b", re.IGNORECASE)
# "Övning 1 genomförd", "exercise 2 was held": as many have been.
ALL_OF_THEM = Pattern(
    rf"\b(?:(?:alla|samtliga|samtl\.?|all|all of the|all the)\s+(?:de\s+|våra\s+|the\s+|our\s+)?(?P<n>{NUMBER})|"
    rf"(?P<both>båda|"
    rf"both))"
    r"\s+(?:[\w-]+\s+){1,2}?(?=(?:är|har|blev|are|have|were)\s+(?P<rest>(?:\S+\s*){1,3}))",
    re.IGNORECASE,
)
ALL_DONE = Pattern(
    rf"\b(?:(?:alla|samtliga|samtl\.?|all)\s+(?:de\s+|våra\s+|the\s+|our\s+)?(?P<n>{NUMBER})|båda|bägge|"
    rf"both)\s+(?:[\w-]+\s+){{0,2}}?"
    r"(?P<verb>[a-zåäö]+(?:ade|da|ta|na)|klara|done|completed|replaced|installed|[a-z]+ed)(?=\s*$|\s+(?:den|i|förra|nu|"
    r"sedan|igår|\d|och klara|last|in|on|by|this)\b)",
    re.IGNORECASE,
)
FINISHED_NOW = Pattern(rf"(?:är|har|blev|are|have|were)\s+(?:nu\s+|now\s+)?(?:{FINISHED})(?![\wåäö])", re.IGNORECASE)
ONE_MORE = Pattern(r"\s+till\b(?!\s+(?:\d|och))", re.IGNORECASE)  # "en träff till"
NUMBERED = Pattern(
    r"\b(?P<noun>[\w-]{3,})\.?\s+(?:nr\.?\s*|no\.?\s*)?"
    r"(?:1(?: och | and | & |[–-])(?=2\b)|1, 2 (?:och|and) (?=3\b)|1[–-](?=3\b))?(?P<nth>[1-9])\b(?=\s+[a-zåäö])"
    r"(?!\s+(?:och|and|&)\s+\d)",
    re.IGNORECASE,
)
TOTAL = Pattern(
    rf"(?:(?:är|ligger|we[’']re|we are|are|is|och) (?:vi |därmed |now |nu )*(?:uppe i|up to)|"
    rf"(?:det )?(?:sammanlagda|totala) "
    rf"antalet\s+(?:\w+ )?(?:uppgår (?:nu |därmed )?till|är)|vilket (?:ger|gör) (?:nu |totalt |sammanlagt )+|"
    rf"bringing (?:the |our )?total to|for a total of|in total we have)\s+(?P<n>{NUMBER})(?=\s*(?:$|[,.;)]|st\b|"
    rf"stycken|"
    rf"totalt|nu\b|i dag|idag|now))",
    re.IGNORECASE,
)
FIRST_ONES = Pattern(
    rf"\b(?:de\s+(?P<n>{NUMBER})\s+första|the\s+first\s+(?P<of>{NUMBER}))\s+(?:[\w-]+\s+)?(?:är|blev|har|are|were|"
    rf"have)\s",
    re.IGNORECASE,
)
ELLIPTIC = Pattern(
    rf"(?:nu |hittills )?(?P<n>{NUMBER})\s+(?:st |är |are )?(?:på plats|in place|[a-zåäö]+(?:a|t|d|ed|n|ne))"
    r"(?: hittills| nu| so far)?",
    re.IGNORECASE,
)
OF_TIME = Pattern(
    r"(?:antal(?:et)?|number of)\s+(?:dagar|dagars|veckor|veckors|månader|månaders|timmar|timmars|days|weeks|"
    r"months|hours)\b",
    re.IGNORECASE,
)
PIECES = frozenset(("st", "stycken", "antal", "pcs", "number", "count"))
SHORTEST = 4
COMPOUND_ENDS = frozenset(
    ("par", "bil", "bilar", "råd", "team", "kurs", "hus", "rum", "prov", "spår", "träd")
)  # "par" of "mentorpar"
SMALL_WORDS = frozenset(
    ("för", "med", "som", "per", "del", "kom", "fin", "var", "ett", "men", "mer", "use", "new", "par")
)
SINGLE = frozenset(("en", "ett", "one", "a", "an"))
