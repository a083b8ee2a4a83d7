"""Tell by the forms of verbs, rather than by lists of them, that something has been done.

Swedish marks what has happened with "har" and a supine ("har byggt"), a passive past ("öppnades"), or a participle
after what it is about ("22 signaler ombyggda"); English with "have" or "was" and a participle. Verbs that say how
things are, what is hoped, or what has gone wrong ("har varit", "har försenats", "är planerad") are no deeds, whatever
their form.
"""

import re
from collections.abc import Sequence

from plans.number_words import NUMBER
from plans.patterns import Pattern

# What verbs of no deed begin with, and words that look like supines or participles and are none.
_NO_DEED_SV = Pattern(
    # how things are
    r"(?:var|blev|blivi|vari|haf|funni|kunna|kunde|vela|behöv|skola|måst|stå|leg|lig|sett|bestått|inneb|liknat|verkat|"
    r"hetat|handlat|levt|dött|baserad|grundad|relatera|koppla|beskriv|anpassad|nöjd|orol|beroende|intresser|motiver|"
    # where things are on their way
    r"hunn|hann|hinna|komm|gåt|påbörja|starta|börja|inle|försök|sök|letat|förhandla|diskutera|prata|tala|"
    # figures that change
    r"öka|minska|sjunk|stig|växt|växa|dal|höjt|sänkt|varierat|ackumul|kostat|spenderat|förbrukat|använ|"
    # what is late, stopped, changed or refused
    r"försen|fördröj|dröj|skju|sköt|flytta|förskj|senare|drag|drog|dra|uteb|utebli|avboka|inställ|ombok|"
    r"ställts|ställdes|"
    r"ställt|pausa|stann|avstann|avbr|stopp|brom|backa|parker|fryst|strand|fastn|kört fast|körde fast|nedlag|nerlag|"
    r"lagts|bordla|avför|avskr|återremit|återförv|upphört|upphör|upphäv|struk|utgått|utgick|nedprio|avslag|"
    r"avslog|avsla|"
    r"nekat|neka|avböj|tack|ångra|protest|strejk|överklag|ersatt|ersätt|sammanslag|slagit|övertag|tagit över|överlåt|"
    r"överläm(?!na(?:des|ts)\b)|överför|inordn|införliv|omorgan|omplan|omförhandl|omdispon|omfördel|omprior|"
    r"uppgå|ändra|revider|"
    r"justera|förändra|oförändr|bytt (?:plan|plattform|"
    r"leverantör|system|namn|strategi|"
    r"organisation|projektled|fokus|spår|chef|ansvarig)|"
    # what has gone wrong
    r"sakna|drabba|tappa|förlor|förhindra|hindra|försvår|krångla|strula|begräns|avvik|miss|misslyck|sluta|sluts?(?!f)|"
    r"avgått|avgick|läm(?:nat|nade) (?:oss|projektet|sin)|glöm|slarv|spruck|krasch|haverer|skrev fel|skrivit fel|skit|"
    r"visat (?:\w+ )?intresse|"
    r"konkurs|raserat|segat|"
    r"restnoter|sjukskriv|föräldra|överbelast|överhop|underbeman|belastad|press|tagit längre|tog längre|tog slut|"
    r"tagit slut|tagi\w* paus|"
    # what is planned, hoped, thought or said
    r"planera|inplanera|boka|inboka|tilltänk|avse|förvänta|uppskatta|beräkna|räkna|bestäm|tänk|trot|tro|hoppa|"
    r"önska|lova|"
    r"utlova|vänta|inväntat|avvakt|invänt|fundera|övervägt|överväg|rekommendera|föresl|prioritera|valt|välj|insett|"
    r"utse|förstått|konstat|noterat|märkt att|upptäck|tvek|mena|sagt|sade|känn|känt|vet|svar|fråga|förvåna|kritiserat|"
    # what others do or are
    r"visa|kräv|begär|gäll|funger|förbättr|försämr|påverka|inträffa|upplev|tyck|hört|hörde|lärt|gilla|älska|bidra|"
    r"motsvara|utgj|omfatta|innehåll|klaga|efterfråga|ifrågas|brunn|brann|regna|snöa|lyckat|"
    r"fel|sikta|anmäl|inbjud|bjud|kontakta|bevilj|delta|delad|avsatt|stängd|fått|engager|tvinga|klarat|klarn|"
    r"hän|ske(?!d)|"
    # no verbs
    r"jämför|lista\b|landa|sent\b|"
    r"gjort fram|tyvär|ett|det|att|mest|rätt|helt|fort|stort|litet|totalt|långt|fast\b|mycket|annat|något|inget|svårt|"
    r"lätt|ont|gott|bäst|minst|först|sist|näst|resultat|projekt|kontakt|effekt|patient|student|procent|budget|brist|"
    r"tjänst|start|format|transport|samt|trots|nyckel|\w*problem|\w*board)",
    re.IGNORECASE,
)
_NO_DEED_EN = Pattern(
    r"(?:delay|plan|expect|postpon|paus|stall|schedul|suppos|bas(?:ed)|worri|concern|increas|decreas|drop|need|requir|"
    r"cancel|resched|rebook|reject|appeal|block|chang|start|mov|push|limit|interest|invit|hop|want|remain|"
    r"stopp|fail|miss|suspend|"
    r"terminat|discontinu|abandon|merg|replac|supersed|slip|declin|refus|withdr|resign|overload|affect|hinder|unchang|"
    r"encounter|wrong|pull|made (?:good |some |little |no )?progress|left|lost|chosen|cho|run out|ran out|given "
    r"up|gave up|found (?:it|that|out)|got (?:stuck|delayed|behind)|put|read\b|cut\b|struggl|run into|ran into|"
    r"propos|promis|discuss|talk|negotiat|ask|contact|book|us(?:ed)|call|"
    r"rotat|retir|park|shelv|moth|seem|appear|look|felt|feel|thought|think|known?\b|knew|heard|hear|saw\b|seen|"
    r"said|told|show|"
    r"happen|grew|grown|"
    r"enjoy|lov(?:e|ed)\b|spent|cost|took|taken|demand|complain|question|work(?:ed)?\b|becom|becam|froze|"
    r"incorporat|transferr|transition|absorb|subsum|reassign|reallocat|hand(?:ed)|estimat|assum|suffer|last|stay|"
    r"lower|improv|rais|drop|reduc|wait|decid|intend|tri(?:ed)|turn|forc|oblig|assign|allow|hit\b|crash|broke|went|"
    r"expir)",
    re.IGNORECASE,
)
_ADVERB = (
    r"(?:nu|redan|också|även|precis|just|äntligen|hittills|vi|jag|de|man|i år|tyvärr|dessutom|sedan dess|därefter|"
    r"under \w+|i \w+|tillsammans|bland annat|bl\.a\.|sammanlagt|totalt|nyligen|samtidigt|successivt|bara|helt|alla|"
    r"formellt|numera|hela|främst|dock|ju|alltså|enhälligt|officiellt)"
)
_SUPINE = (
    r"(?:[a-zåäö]{2,}(?:at|it|[rlnmgvjbp]t|tt)|"
    r"[a-zåäö]*(?:sök|köp|tänk|väck|räck|täck|stärk|märk|lös|läs|lås|hjälp|släpp|sänk|ryck|tryck|skick)t)s?"
)
_PARTICIPLE_SV = (
    r"(?![a-zåäö]*(?:ning|het|tion|else|logi)en(?![\wåäö]))[a-zåäö]{2,}"
    r"(?:ade?|at|[lnrmvgjb]da?|[lnrmvgjbd]t|[kpsxt]ta?|nna|vna|tna|gna|ngna|ven|ten|gen|den|llen|llet|nen|vet|tet|get)"
)
_STRONG = (
    r"(?:bytt|byggd|byggt|såld|sålt|köpt|satt|lagd|lagt|dragen|draget|skriven|skrivet|tagen|taget|ställd|ställt|förd|"
    r"fört|gjord|gjort|riven|gjuten|gjutet|hyrd|hyrt|invigd|invigt|utsedd|utsett|vald|hållen|hållet|funnen|given|"
    r"skickad)a?"
)
_IRREGULAR_EN = (
    r"held|run|ran|built|bought|brought|chosen|cut|done|drawn|found|given|gave|got|gotten|hired|kept|laid|led|made|met|"
    r"paid|put|read|sent|set|shown|sold|spent|taken|taught|told|took|won|written|wrote|begun|grown"
)
_HAVE_EN = (
    r"(?:have|has|had|[’']ve)\s+(?:(?:now|already|also|just|finally|recently|so far|since|been|all|both|successfully|"
    r"jointly)\s+){0,3}"
)
_SWEDISH = tuple(
    Pattern(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\wåäö])(?:har|hade)\s+(?:{_ADVERB}\s+){{0,3}}(?P<verb>{_SUPINE})(?![\wåäö])",
        (
            r"(?<![\wåäö])(?:har|hade)\s+(?:[\wåäö-]+\s+){1,4}?"
            r"(?P<verb>[a-zåäö]{3,}(?:ats|its|[lnrmvgjb]ts|[kp]ts|tts))(?![\wåäö])"
        ),
        (
            r"(?<![\wåäö])(?P<verb>[a-zåäö]{2,}(?:ades|[lnrmvgjb]des|[kpsxt]tes|skrevs|sattes|bands)|"
            r"hölls|togs|gavs|skrevs|antogs)(?![\wåäö])"
        ),
        (
            r"(?:^|(?<![\wåäö])(?:vi|jag|de|man)\s+)"
            r"(?P<verb>[a-zåäö]{2,}ade|höll|tog fram|byggde|körde|köpte|anställde|gav|skrev|satte|gjorde)(?![\wåäö])"
        ),
        r"(?<![\wåäö])[\wåäö-]{2,}(?:en|et|an|arna|erna)\s+(?P<verb>[a-zåäö]{2,}ade)(?![\wåäö])",
        (
            rf"(?<![\wåäö])(?:är|var|blev|finns|e)\s+(?:{_ADVERB}\s+){{0,2}}(?P<verb>[a-zåäö]{{2,}}(?:ade?|at)|"
            r"färdig[a-zåäö]{3,}|[a-zåäö]{2,}(?:för|ställ|köp|hand)(?:da?|ta?)|[a-zåäö]*tillsatta?|"
            r"[a-zåäö]*(?:skriv|tag|driv|anslut)(?:en|et|na)|utbytta?|(?:om|ut|upp)?bygg[dt]a?|köpta?|(?:upp)?satta?|"
            r"anlag[dt]a?|"
            r"lagda|dragna?|dragen|gjutna?|rivna?|sålda?)(?![\wåäö])"
        ),
        (
            rf"^(?:[\wåäö-]+\s+){{1,3}}(?P<verb>[a-zåäö]{{2,}}[^aeo](?:ad|at|ade)|[a-zåäö]*{_STRONG})"
            r"(?=$|\s+(?:på|i|till|från|med|hos|vid|den|under|av|för|nu|och|fr|v\.?|\d{1,2}/\d{1,2})(?![\w]))"
        ),
        # "22 signaler ombyggda", "en träff hållen": a number, what it counts, and a participle to end with
        (
            r"^(?:(?:nu|just nu|redan|hittills|totalt|i dag|idag|så långt) (?:är |har |finns )?|"
            rf"de |alla |samtliga |båda )*(?:{NUMBER}|alla|samtliga|båda|hela)\s+(?:(?!enligt)[\wåäö-]+\s+){{1,4}}?"
            rf"(?:(?:har|är|e|nu|blev)\s+)*(?P<verb>{_PARTICIPLE_SV})"
            r"(?=$|\s+(?:nu|hittills|redan|i|på|till|under|sedan|så här långt|och klara?|sen|den|hela|av|"
            r"\d[\d:/]*\w*)\b)"
        ),
    )
)
_ENGLISH = tuple(
    Pattern(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:\b|(?=[’'])){_HAVE_EN}(?P<verb>[a-z]{{2,}}ed|{_IRREGULAR_EN})\b",
        (  # as learners write it: "we have publish 16 datasets"
            rf"\b{_HAVE_EN}(?P<verb>publish|finish|hire|train|install|recruit|deliver|launch|develop|establish|"
            rf"implement|"
            r"organi[sz]e|arrange|sign|collect)\b(?=\s+(?:the|a|an|our|all|\d+|two|three|four|five|six|seven|eight|"
            r"nine|"
            r"ten)\b)"
        ),
        (
            r"\b(?:was|were|got)\s+(?:(?:also|finally|recently|then|successfully|jointly)\s+)?"
            rf"(?P<verb>[a-z]{{2,}}ed|{_IRREGULAR_EN})\b"
        ),
        rf"\b(?:we|i|they)\s+(?:also |just |recently |finally )?(?P<verb>[a-z]{{2,}}ed|{_IRREGULAR_EN})\b",
        r"^(?P<verb>[a-z]{3,}[^e]ed)\s+(?:the|a|an|our|all|both|two|three|four|five|\d)\b",
        r"^(?:the|our|an?)\s+(?:[\w-]+\s+){1,3}?(?P<verb>[a-z]{3,}[^e]ed)\s+(?:in|on|last|this|as)\b",
        (
            rf"^(?:{NUMBER}|all|both)\s+(?:of\s+(?:the\s+)?)?(?:[\w-]+\s+){{1,4}}?(?:are\s+)?(?:now\s+)?"
            r"(?P<verb>[a-z]{2,}ed|built|held|run|set up|done|(?<!er )(?<!ar )(?<!år )(?<!för )sent)(?=$|"
            r"\s+(?:so far|in|on|by now|since|this)\b)"
        ),
    )
)
# The passive, a participle, and what "vi" have done; the rest may be what somebody saw, felt or failed at.
_PLAIN_SWEDISH = (
    *_SWEDISH[1:3],
    *_SWEDISH[5:],
    Pattern(rf"(?<![\wåäö])vi har\s+(?:{_ADVERB}\s+){{0,3}}(?P<verb>{_SUPINE})(?![\wåäö])", re.IGNORECASE),
    Pattern(rf"(?<![\wåäö])har\s+(?:{_ADVERB}\s+){{0,3}}(?P<verb>[a-zåäö]{{2,}}ts)(?![\wåäö])", re.IGNORECASE),
)
_PLAIN_ENGLISH = (
    Pattern(rf"\b(?:have|has) (?:\w+ )?been (?P<verb>[a-z]{{2,}}ed|{_IRREGULAR_EN})\b", re.IGNORECASE),
    _ENGLISH[1],
    _ENGLISH[-1],
)
# What comes after these has not happened: "pausat tills budgeten är beslutad".
_NOT_YET = Pattern(
    r"(?<![\wåäö])(?:tills|innan|förrän|ifall|huruvida|så att|för att|så snart|när|until|before|unless|once|"
    r"whether|so that|in order)(?![\wåäö])",
    re.IGNORECASE,
)
# After a preposition stands a noun: "börjar efter höstlovet", "är under uppbyggnad".
_IS_NOUN = Pattern(
    r"(?<![\wåäö])(?:efter|före|inför|till|under|av|för|med|vid|hos|mot|kring|snitt|över|enligt|enl\.?|"
    r"per|senaste|sista|förra|of|for|with|at|during)\s+$",
    re.IGNORECASE,
)
_IDIOMS = Pattern(
    r"\b(?P<verb>blev av(?! inte| ej| med| först)|gick av stapeln|ägde rum|gick ut(?= till| i | den| på "
    r"remiss)|har gått ut(?= till)|"
    r"(?:öppen|öppet|open) (?:sedan|since)|took place|har ägt rum)\b",
    re.IGNORECASE,
)
_ENGLISH_WORDS = Pattern(r"\b(?:the|of|and|are|we|were|has|been|on|with|by)\b", re.IGNORECASE)


def is_after_until(text: str, place: int) -> bool:
    """Tell whether the words before a place make what comes there something that has not happened."""
    return _NOT_YET.search(text, 0, place) is not None


def is_no_deed(verb: str) -> bool:
    """Tell whether a verb's form says how things are, what is hoped or what has gone wrong, and nothing done."""
    return bool(_NO_DEED_SV.match(verb) or _NO_DEED_EN.match(verb))


def deed_in(text: str) -> re.Match[str] | None:
    """Return where a text says that something has been done; the match's group ``verb`` is the verb."""
    return _IDIOMS.search(text) or _first_deed(text, _SWEDISH, _ENGLISH)


def plain_deed_in(text: str) -> re.Match[str] | None:
    """Return where a text says so in a form that hardly tells of anything else, whatever the verb.

    "Leverantören failade", "mätningen visade" and "we've parked it" have the forms of deeds, and are none; what has
    been done by somebody ("har utarbetats", "fyra pannor är utbytta"), or what "vi har" done, is one.
    """
    return _IDIOMS.search(text) or _first_deed(text, _PLAIN_SWEDISH, _PLAIN_ENGLISH)


def _first_deed(text: str, swedish: Sequence[Pattern], english: Sequence[Pattern]) -> re.Match[str] | None:
    for patterns, no_deed in ((swedish, _NO_DEED_SV), (english, _NO_DEED_EN)):
        if patterns is swedish and _ENGLISH_WORDS.search(text):
            continue
        for pattern in patterns:
            for match in pattern.finditer(text):
                place = match.start("verb")
                if no_deed.match(text[place:]) or is_after_until(text, place) or _IS_NOUN.search(text, 0, place):
                    continue
                return match
    return None
