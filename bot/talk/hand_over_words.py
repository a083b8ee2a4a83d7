"""The words with which a question is handed to somebody else, in Swedish and English, as data."""

import re
from typing import Final

from bot.talk.words import FLAGS, NR, whole

SOMEBODY_ELSE: Final = re.compile(
    r"\W*(?:nej[,.]? |no[,.]? )?(?:(?:det är|it(?:'s| is)) (?P<who>(?!inte\b|not\b|jag\b|me\b|vi\b|"
    r"we\b)[^,.?!\n]{2,50}?) (?:som|who) (?:har hand om|"
    r"ansvarar för|sköter|ska svara(?: på| om)?|svarar för|"
    r"handles|is responsible for|should answer(?: about)?)(?: (?:det|den|frågan|åtgärden|it|this))?(?: (?:här|"
    r"där|nu|now))*|"
    r"(?:fråga|kontakta|prata med|hör med|ask|contact) (?P<asked>(?!mig\b|me\b)[^,.?!\n]{2,50}?)(?: (?:i stället|"
    r"istället|instead|om (?:det|det här|den)|about (?:it|this)))+)\W*",
    FLAGS,
)
REFERRED: Final = re.compile(
    r"\b(?:fråga|kontakta|hör med|prata med|det är|ask|contact|it is|it's)\s+(?P<who>[^,.?!\n]{2,50})", FLAGS
)
HAND_OVER: Final = re.compile(
    r"\s*(?:lämna över|delegera|skicka vidare|ge vidare|hand over|delegate|pass on)(?:\s+(?:åtgärd(?:en)?|"
    r"frågan om|action))?"
    rf"(?:\s+(?P<nr>(?!(?:till|to)\b){NR}))?(?:\s+(?:den|det|it|this))?\s*"
    r"(?:(?:till|to)\s+(?P<to>.{2,80}?))?[.!]?\s*$",
    FLAGS,
)
HAND_OVER_ALL: Final = re.compile(
    r"\s*(?:lämna över|delegera|hand over|pass on)\s+(?:allt(?:ihop)?|alla(?: mina)?(?: åtgärder| frågor)?|"
    r"mina åtgärder|"
    r"everything|all(?: (?:of )?my actions)?|my actions)(?:\s+(?:till|to)\s+(?P<to>.{2,80}?))?[.!]?\s*$",
    FLAGS,
)
LEAVE: Final = re.compile(
    r"\s*(?:jag (?:slutar|har slutat|ska sluta|byter (?:jobb|tjänst|roll|arbete)|går i pension|"
    r"lämnar (?:min tjänst|jobbet|regionen))|"
    r"i(?:'m| am| will be)? (?:leaving|retiring|changing jobs)|i (?:have left|leave|retire))"
    r"(?: (?P<when>[^,.;@]{1,40}?))?(?:[,.;]\s*|\s+(?:och|and|så|so)\s+|$)"
    r"(?:(?:och|and|då)\s+)?(?:(?P<to>.{2,80}?)\s+(?:tar över|tar hand om|svarar|efterträder|blir ny|takes? over|"
    r"will take over|answers?|succeeds)"
    r"(?: (?:mina åtgärder|allt|efter mig|alla|mig|i stället|rapportör|my actions|everything|from me|after me|"
    r"me))*)?\W*",
    FLAGS,
)
ACCEPT: Final = whole(
    "jag tar över", "(?:ja )?jag tar (?:den|det)", "ta över", "i(?:'ll| will)? (?:take (?:it|over)|accept)"
)
DECLINE: Final = whole(
    "nej tack", "tackar nej", "jag avböjer", "avböj", "no thanks?", "no thank you", "i decline", "decline"
)
