"""What an obstacle is about, by the owner's own words: one kind each, so that the kinds sum to all obstacles.

The first rule whose words stand in the obstacle decides; the words are the evidence, and what no rule knows is `OTHER`.
A kind sorts obstacles for a count. It is no judgement of them, and their words are always shown beside it.
"""

import re
from dataclasses import dataclass

from plans.model import ObstacleKind
from plans.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Sorted:
    """The kind of an obstacle and the words that show it; no words: no rule knew it."""

    kind: ObstacleKind
    words: str | None = None


def _any_of(*words: str) -> Pattern:
    return Pattern(rf"(?<![\wåäö])(?:{'|'.join(words)})", re.IGNORECASE)


# In this order: a purchase that is appealed against is about the purchase, a lack of lawyers about people.
RULES: tuple[tuple[ObstacleKind, Pattern], ...] = (
    (
        ObstacleKind.PROCUREMENT,
        _any_of(
            r"[\wåäö]*upphandl\w*",
            r"anbud\w*",
            r"[\wåäö-]*avtal(?:et|en|s\w*)?\b",
            r"avrop\w*",
            r"[\wåäö]*leverans(?:en|er|erna)?\b|leveranstid\w*|levererat(?:s|s skadade)?\b|levererades\b|supply\b",
            r"leverantör\w*",
            r"entreprenör(?:en|erna)?\b",
            r"procure\w*|tender\w*|contract\w*|supplier\w*|vendor\w*|bidder\w*|deliver(?:y|ies)\b",
        ),
    ),
    (
        ObstacleKind.RECRUITMENT,
        _any_of(
            r"svårt att (?:hitta|få tag på|få tag i|locka) [\wåäö]+(?:iker|are|örer|loger|ister|personer)\b",
            r"left(?= *$| in\b| us\b| the\b)",
            r"[\wåäö]*rekryter\w*",
            r"[\wåäö]*vakan\w*",
            r"[\wåäö]*bemann\w*",
            r"[\wåäö]*personal\w*",
            r"medarbetar\w*|kolleg\w*|handläggare\w*|utbildare\w*|projektledar\w*|sjuksköters\w*|läkare\w*|lärare\w*",
            r"[\wåäö]*kompetens\w*",
            r"[\wåäö]*frånvaro|sjukdom\w*|[\wåäö]*sjukskriv\w*|är sjuk\w*|föräldraledig\w*|pension\w*|uppsägning\w*",
            r"(?:saknar|saknas|brist på|fattas|(?:finns )?inga|lacks?|missing) (?:[\wåäö]+ )?"
            r"[\wåäö]*(?:loger|ister|arier|ledare|örer|ntorer|assessors|developers|nurses|teachers)\b",
            r"[\wåäö]*(?:loger|ister|arier|ledare|örer|ntorer|bibliotekarie) saknas\b",
            r"sökande\b|behöriga?\b|varit sjuk\w*|blev [\wåäö]+ sjuk\b|slutade\b|ingen ansvarig\b",
            r"(?:quit|resigned)\b|leaves in\b|assigned to something else|assessors\b",
            r"folk\b|jobb(?:en|et)\b",
            r"(?:har )?(?:slutat|sagt upp sig)\b",
            r"tjänst(?:en|er|erna)\b|tillsätt\w*|tillsatt\w*|anställ\w*|ingen är utsedd",
            r"svårt att (?:få tag på|hitta) folk",
            r"recruit\w*|hir(?:e|ing)\b|vacan\w*|staff\w*|understaffed|sick\w*|illness",
            r"(?:has|have) (?:left|resigned|quit)\b|"
            r"retired|parental leave|(?:lack|shortage) of (?:\w+ )?(?:people|skills|\w+ers|\w+ians|\w+ists)\b",
        ),
    ),
    (
        ObstacleKind.RESOURCES,
        _any_of(
            r"spar(?:beting|krav|program)\w*|neddragning\w*|halvtid\w*|deltid\w*|heltid\w*",
            r"[\wåäö]*resurs\w*",
            r"[\wåäö]*finansier\w*",
            r"[\wåäö]*budget\w*",
            r"pengar\w*|medel\b|medlen\b|anslag\w*|besparing\w*|kostnad\w*|ekonomi\w*|råd\b|dyr(?:t|are)?\b",
            r"lön(?:er|erna)\b",
            r"tidsbrist\w*|(?:ingen|ont om|för lite|brist på|hinner inte|saknar) tid\b|arbetsbelastning\w*",
            r"överbelast\w*|haft tid\b|fees\b",
            r"resource\w*|fund(?:s|ing|ed)?\b|money|budget\w*|cost\w*|savings|afford\w*",
            r"(?:no|lack of|short of) time\b|workload",
        ),
    ),
    (
        ObstacleKind.LAW,
        _any_of(
            r"rättsläge\w*|[\wåäö]*rätten\b|domstol\w*|[\wåäö]*myndigheten har inte godkänt",
            r"[\wåäö]*juri(?:st|di)\w*",
            r"[\wåäö]*(?:lagstiftning|lagstöd|lagrum|lagkrav|lagändring|lagen|lagar)\w*\b",
            r"[\wåäö]*(?:regelverk|föreskrift|förordning|direktiv)\w*",
            r"gdpr|dataskydd\w*|personuppgift\w*|sekretess\w*|integritet\w*|samtycke\w*",
            r"[\wåäö]*tillstånd\w*|bygglov\w*|detaljplan\w*|etikprövning\w*|etisk\w*|överklag\w*|rättslig\w*|tvist\w*",
            r"legal\w*|law(?:s|yers?)?\b|regulat\w*|privacy|data protection|permit\w*|consent|ethic\w*",
            r"appeal\w*|dispute\w*|"
            r"secrecy",
        ),
    ),
    (
        ObstacleKind.TECHNOLOGY,
        _any_of(
            r"API\b",
            r"IT(?:[- ][\wåäö]+)?\b",
            r"[\wåäö]*system(?:et|en|fel\w*)?\b",
            r"[\wåäö]*tekni[ks]\w*",
            r"[\wåäö]*integration\w*|gränssnitt\w*|plattform\w*|portal\w*|programvar\w*|server\w*|licens\w*",
            r"data(?:n|underlag\w*|kvalitet\w*|leverans\w*)?\b|driftstopp\w*|haveri\w*|krasch\w*",
            r"bugg\w*|uppkoppling\w*|(?:är|ar|ä) trasiga?\b|trasiga?\b|SSO\b|load test\w*|metadata\w*",
            r"software|hardware|platform|technical|integration|outage|crash\w*|bug(?:s|gy)?\b|the portal|system",
        ),
    ),
    (
        ObstacleKind.PARTNER,
        _any_of(
            r"(?:väntar|avvaktar)\b|inväntar\b",
            r"har (?:ännu |fortfarande )?inte (?:\w+ )?(?:svarat|levererat|återkommit|beslutat|"
            r"skrivit på)",
            r"(?:inte|ej) (?:svarat|levererat|återkommit|beslutat)",
            r"beslut\w*|besked\w*|yttrande\w*|remiss\w*|underskrift\w*|klartecken|mandat",
            r"[\wåäö]*partner\w*|samarbetspart\w*|motpart\w*|part(?:en|erna)\b|samverkan\w*|samarbete\w*",
            r"oenig\w*|konflikt\w*",
            r"tillverkar\w*|kommun(?:en|erna)\b|myndighet\w*|universitet\w*|högskol\w*|region(?:en|erna)\b",
            r"högnivågrupp\w*|"
            r"styrgrupp\w*|nämnd\w*|[\wåäö]+verket\b|vinnova\w*",
            r"drog sig ur|dragit sig ur|hoppa(?:t|de) av|motstånd\w*|prioriterar annat",
            r"vill inte (?:vara med|delta)|har inte (?:bestämt|valt|utsett)|sjukhus(?:en|et)\b",
            r"waiting (?:for|on)|no (?:reply|response|answer)\b",
            r"awaiting|partner\w*|municipalit\w*|universit\w*|authorit\w*|steering group|"
            r"(?:not|n[’']t) (?:yet )?(?:replied|answered|delivered|responded|decided|signed)|withdrew",
            r"pulled out|resistance",
        ),
    ),
)


def sort(obstacle: str) -> Sorted:
    """Return the kind of an obstacle, with the words that show it."""
    for kind, words in RULES:
        if match := words.search(obstacle):
            return Sorted(kind, match[0])
    return Sorted(ObstacleKind.OTHER)
