"""Tell by the forms of verbs, rather than by lists of them, that something has been done.

Swedish marks what has happened with "har" and a supine ("har byggt"), a passive past ("öppnades"), or a participle after
what it is about ("22 signaler ombyggda"); English with "have" or "was" and a participle. Verbs that say how things are,
what is hoped, or what has gone wrong ("har varit", "har försenats", "är planerad") are no deeds, whatever their form.
"""

import re

from plans.number_words import NUMBER
from plans.patterns import Pattern

_NO_DEED_SV = Pattern(
    r"(?:var|blev|blivi|vari|haf|funni|kunna|kunde|vela|behöv|skola|måst|hunn|hann|hinna|komm|gåt|stå|leg|lig|öka|"
    r"minska|sjunk|stig|växt|växa|dal|tyvär|"
    r"försen|fördröj|dröj|skju|sköt|flytta|uteb|sluta|sluts?(?!f)|hän|ske(?!d)|sett|trot|tro|hoppa|räkna|tänk|"
    r"planera|inplanera|pausa|stann|avstann|avbr|stopp|fastn|sakna|drabba|tappa|förlor|överklag|avvakt|vänta|inväntat|"
    r"påbörja|starta|börja|inle|avboka|inställ|ställts|ställdes|ställt|drag|drog|dra|nedlag|nerlag|lagts|bordla|avslag|"
    r"avslog|avsla|nekat|neka|oförändr|förändra|"
    r"förhindra|hindra|försvår|krångla|strula|begräns|orol|beroende|anmäl|intresser|"
    r"boka|inboka|tilltänk|avse|förvänta|uppskatta|beräkna|relatera|koppla|delad|förskj|senare|avvik|miss|lova|önska|"
    r"utlova|brom|backa|valt|välj|väljs|tack|avför|återremit|återförv|ångra|press|totalt|långt|fast\b|använ|fått|gjort fram|kört fast|körde fast|bytt (?:plan|projektled|fokus|spår|chef|ansvarig)|tagi\w* paus|misslyck|avgått|avgick|läm(?:nat|nade) (?:oss|projektet|sin)|insett|förstått|konstat|noterat|märkt att|upptäck|tvek|avböj|prolong|höjt|sänkt|tätat|kritiserat|invänt|protest|strejk|raserat|saggat|segat|behövd|mena|sagt|sade|känn|känt|levt|dött|sova|vet|svar|fråga|"
    r"diskutera|prata|tala|förhandla|fundera|övervägt|överväg|försök|letat|sök|blir|utebli|upphört|upphör|struk|"
    r"utgått|utgick|slarv|glöm|rekommendera|föresl|förvåna|bevilj|grundad|baserad|belastad|pressad|sjukskriv|upphäv|föräldra|restnoter|\w*board|ändra|revider|justera|överbelast|överhop|underbeman|nedprio|avsatt|stängd|inbjud|"
    r"bjud|kontakta|klarn|belagd|engager|motiver|nöjd|anpassad|beskriv|tvinga|prioritera|rättat|"
    r"varierat|klarat|liknat|verkat|hetat|handlat|bestått|inneb|ackumul|ett|det|att|mest|rätt|helt|fort|stort|litet|"
    r"mycket|annat|något|inget|svårt|lätt|ont|gott|bäst|minst|först|sist|näst|resultat|projekt|kontakt|effekt|patient|"
    r"student|procent|budget|brist|tjänst|start|format|transport|samt|trots|kostat|spenderat|förbrukat|använt upp|"
    r"ersatt|ersätt|sammanslag|slagit|övertag|tagit över|överlåt|överläm|tagit längre|tog längre|tog slut|tagit slut|"
    r"\w*problem|nyckel|delta|parker|fryst|strand|spruck|kraschat|havererat|konkurs)",
    re.IGNORECASE,
)
_NO_DEED_EN = Pattern(
    r"(?:delay|plan|expect|postpon|paus|stall|schedul|suppos|bas(?:ed)|worri|concern|increas|decreas|drop|need|requir|"
    r"cancel|reject|appeal|block|chang|start|mov|push|limit|interest|invit|hop|want|remain|stopp|fail|miss|suspend|"
    r"terminat|discontinu|abandon|merg|replac|supersed|slip|declin|refus|withdr|resign|overload|affect|hinder|unchang|"
    r"encounter|wrong|pull|made (?:good |some |little |no )?progress|left|lost|chosen|cho|run out|ran out|given up|gave up|found (?:it|that|out)|got (?:stuck|delayed|behind)|put|read\b|cut\b|struggl|run into|ran into|propos|promis|discuss|talk|negotiat|ask|contact|book|us(?:ed)|call|"
    r"estimat|assum|suffer|last|stay|"
    r"lower|improv|rais|drop|reduc|wait|decid|intend|tri(?:ed)|turn)",
    re.IGNORECASE,
)
_ADVERB = (
    r"(?:nu|redan|också|även|precis|just|äntligen|hittills|vi|jag|de|man|i år|tyvärr|dessutom|sedan dess|därefter|"
    r"under \w+|i \w+|tillsammans|bland annat|bl\.a\.|sammanlagt|totalt|nyligen|samtidigt|successivt|bara|helt|alla|"
    r"formellt|numera|hela|främst|dock|ju|alltså|enhälligt|officiellt)"
)
_SUPINE = r"(?:[a-zåäö]{2,}(?:at|it|[rlnmgvjbp]t|tt)|(?:[a-zåäö]*(?:sök|köp|tänk|väck|räck|täck|stärk|märk|lös|läs|lås|hjälp|släpp|sänk|ryck|tryck|skick))t)s?"
_PARTICIPLE_SV = r"(?![a-zåäö]*(?:ning|het|tion|else|logi)en(?![\wåäö]))[a-zåäö]{2,}(?:ade?|at|[lnrmvgjb]da?|[lnrmvgjbd]t|[kpsxt]ta?|nna|vna|tna|gna|ngna|ven|ten|gen|den|llen|llet|nen|vet|tet|get)"
_STRONG = (
    r"(?:bytt|byggd|byggt|såld|sålt|köpt|satt|lagd|lagt|dragen|draget|skriven|skrivet|tagen|tage"
    r"t|ställd|ställt|förd|fört|gjord|gjort|riven|gjuten|gjutet|hyrd|hyrt|invigd|invigt|utsedd|utsett|vald|hållen|hållet|funnen|given|skickad)a?"
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
        rf"(?<![\wåäö])(?:har|hade)\s+(?:[\wåäö-]+\s+){{1,4}}?(?P<verb>[a-zåäö]{{3,}}(?:ats|its|[lnrmvgjb]ts|[kp]ts|tts))(?![\wåäö])",
        r"(?<![\wåäö])(?P<verb>[a-zåäö]{2,}(?:ades|[lnrmvgjb]des|[kpsxt]tes|hölls|togs|gavs|skrevs|sattes|bands|gjordes|hölls))(?![\wåäö])",
        r"(?<![\wåäö])(?P<verb>hölls|togs|gavs|skrevs|antogs)(?![\wåäö])",
        r"(?:^|(?<![\wåäö])(?:vi|jag|de|man)\s+)(?P<verb>[a-zåäö]{2,}ade|höll|tog fram|byggde|körde|köpte|anställde|gav|"
        r"skrev|satte|gjorde)(?![\wåäö])",
        r"(?<![\wåäö])[\wåäö-]{2,}(?:en|et|an|arna|erna)\s+(?P<verb>[a-zåäö]{2,}ade)(?![\wåäö])",
        rf"(?<![\wåäö])(?:är|var|blev|finns|e)\s+(?:{_ADVERB}\s+){{0,2}}(?P<verb>[a-zåäö]{{2,}}(?:ade?|at)|"
        rf"färdig[a-zåäö]{{3,}}|[a-zåäö]{{2,}}(?:för|ställ|beställ|tillsat|köp|hand)(?:da?|ta?)|[a-zåäö]*(?:skriv|tag|driv)(?:en|et|na)|ut(?:bytta?|bytt)|ombygg[dt]a?|bygg[dt]a?|köpta?|målad|satta?|uppsatta?|anlag[dt]a?|"
        rf"lagda|dragna?|dragen|skriv(?:en|et|na)|upphandla[dt]e?|gjutna?|rivna?|sålda?)(?![\wåäö])",
        rf"^(?:[\wåäö-]+\s+){{1,3}}(?P<verb>[a-zåäö]{{2,}}[^aeo](?:ad|at|ade)|[a-zåäö]*{_STRONG})(?=$|\s+(?:på|i|till|från|med|hos|vid|den|under|av|för|nu|och|fr)\b)",
        # "22 signaler ombyggda", "en träff hållen": a number, what it counts, and a participle to end with
        rf"^(?:(?:nu|just nu|redan|hittills|totalt|i dag|idag|så långt) (?:är |har |finns )?|de |alla |samtliga |båda )*(?:{NUMBER}|alla|samtliga|båda|hela)\s+(?:[\wåäö-]+\s+){{1,4}}?"
        rf"(?:(?:har|är|e|nu|blev)\s+)*(?P<verb>{_PARTICIPLE_SV})"
        r"(?=$|\s+(?:nu|hittills|redan|i|på|till|under|sedan|så här långt|och klara?|sen|den|hela|av)\b)",
    )
)
_ENGLISH = tuple(
    Pattern(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:\b|(?=[’'])){_HAVE_EN}(?P<verb>[a-z]{{2,}}ed|{_IRREGULAR_EN})\b",
        rf"\b(?:was|were|got)\s+(?:(?:also|finally|recently|then|successfully|jointly)\s+)?(?P<verb>[a-z]{{2,}}ed|{_IRREGULAR_EN})\b",
        rf"\b(?:we|i|they)\s+(?:also |just |recently |finally )?(?P<verb>[a-z]{{2,}}ed|{_IRREGULAR_EN})\b",
        r"^(?P<verb>[a-z]{3,}[^e]ed)\s+(?:the|a|an|our|all|both|two|three|four|five|\d)\b",
        r"^(?:the|our|an?)\s+(?:[\w-]+\s+){1,3}?(?P<verb>[a-z]{3,}[^e]ed)\s+(?:in|on|last|this|as)\b",
        rf"^(?:{NUMBER}|all|both)\s+(?:of\s+(?:the\s+)?)?(?:[\w-]+\s+){{1,4}}?(?:are\s+)?(?:now\s+)?(?P<verb>[a-z]{{2,}}ed|built|held|run|set up|done|sent)"
        r"(?=$|\s+(?:so far|in|on|by now|since|this)\b)",
    )
)


# What comes after these has not happened: "pausat tills budgeten är beslutad".
_NOT_YET = Pattern(
    r"(?<![\wåäö])(?:tills|innan|förrän|ifall|huruvida|så att|för att|så snart|när|until|before|unless|once|whether|so that|in order)(?![\wåäö])",
    re.IGNORECASE,
)


_IDIOMS = Pattern(r"\b(?P<verb>gick av stapeln|ägde rum|took place|har ägt rum)\b", re.IGNORECASE)
_ENGLISH_WORDS = Pattern(r"\b(?:the|of|and|are|we|were|has|been|on|with|by)\b", re.IGNORECASE)


def is_after_until(text: str, place: int) -> bool:
    """Tell whether the words before a place make what comes there something that has not happened."""
    return _NOT_YET.search(text, 0, place) is not None


def deed_in(text: str) -> re.Match[str] | None:
    """Return where a text says that something has been done; the match's group ``verb`` is the verb."""
    if idiom := _IDIOMS.search(text):
        return idiom
    for patterns, no_deed in ((_SWEDISH, _NO_DEED_SV), (_ENGLISH, _NO_DEED_EN)):
        if patterns is _SWEDISH and _ENGLISH_WORDS.search(text):
            continue
        for pattern in patterns:
            for match in pattern.finditer(text):
                if not no_deed.match(text[match.start("verb") :]) and not is_after_until(text, match.start("verb")):
                    return match
    return None
