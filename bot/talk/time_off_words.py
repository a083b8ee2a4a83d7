"""The words of being away and of being asked another day, in Swedish and English, as data."""

import re
from typing import Final

from bot.talk.words import FLAGS, NR, whole

ILL: Final = whole(
    "jag är (?:sjuk|borta|ledig|bortrest|på semester|sjukskriven|föräldraledig|tjänstledig|"
    "inte på plats)(?: (?:nu|just nu|i ?dag|den här veckan))*",
    "i(?:'m| am) (?:ill|sick|away|off(?: sick)?|on (?:leave|holiday|sick leave)|out of office)(?: (?:now|"
    "right now|today|this week))*",
)
AWAY: Final = re.compile(
    r"\s*(?:jag (?:är|kommer(?: att)? vara|blir|ska vara) (?:borta|bortrest|frånvarande|ledig|inte på plats|ute|"
    r"tjänstledig|"
    r"föräldraledig|pappaledig|mammaledig|sjukskriven|på (?:semester|resa|tjänsteresa|kurs))|"
    r"(?:jag )?har semester|jag (?:går på|tar) (?:semester|ledigt)|frånvaro:?|"
    r"i(?:'m| am| will be|'ll be) (?:away|off|out(?: of (?:the )?office)?|absent|travelling|on (?:leave|holiday|"
    r"vacation|parental leave)))"
    r"\s+(?P<rest>\S.*)",
    FLAGS | re.DOTALL,
)
STANDS_IN: Final = re.compile(
    r"[,.;:]?\s*(?:(?:och|and|då|under tiden|meanwhile)\s+)?(?:(?:ersättare|vikarie|substitute)(?:n)?(?: är|"
    r" blir| is)?:?\s+(?P<named>.{2,80}?)|"
    r"(?P<who>[^,;]{2,80}?)\s+(?:svarar|tar över|ersätter|vikarierar|täcker upp|är (?:min )?ersättare|kan svara|"
    r"answers?|covers?|stands? in|will answer|is my substitute|can answer)"
    r"(?: (?:för mig|mig|då|under tiden|så länge|i stället|for me|me|meanwhile|instead))*)\W*$",
    FLAGS,
)
BACK: Final = whole(
    "(?:nu är )?jag är tillbaka(?: (?:nu|igen|i dag))*",
    "nu är jag tillbaka(?: igen)?",
    "(?:i(?:'m| am) )?back(?: again)?",
    "i(?:'m| am) back(?: now| today| at work)?",
)
SNOOZE: Final = re.compile(
    rf"\s*(?:(?:påminna?|fråga|kontakta|väck) mig(?: igen)?(?: om (?P<nr>{NR}))?|(?:hör av dig|"
    rf"återkom)(?: till mig)?(?: igen)?|"
    r"(?:jag )?(?:återkommer|svarar|hör av mig)(?: (?:till dig|om det|på det|med svar))?|jag (?:tar|gör|fyller i|"
    r"skriver)(?: det| den)|"
    r"kan (?:jag|vi)(?: få)? (?:svara|återkomma|vänta|ta det|göra det)(?: (?:med det|med svaret|på det))?|"
    r"får jag (?:svara|vänta|återkomma)|"
    rf"(?:skjut(?:a)? upp|vänta med|snooza?|snooze|postpone|defer)(?: (?:det|frågan|it|this|(?P<other>{NR})))?|vänta|"
    r"(?:remind|ask) me(?: again)?|i(?:'ll| will) (?:answer|reply|respond|get back(?: to you)?|do (?:it|this)|"
    r"report)|"
    r"(?:can|may) i (?:answer|reply|wait|do (?:it|this)))\s+(?P<when>\S.{1,60})",
    FLAGS,
)
