"""The words with which owners ask about their actions, pause and go on, in Swedish and English, as data."""

from typing import Final

from bot.talk.words import whole

MINE: Final = whole(
    "(?:visa |lista |se )?mina(?: (?:åtgärder|frågor|uppgifter|svar))?",
    "vad (?:väntar|ska jag (?:svara|göra|rapportera))(?: på)?(?: nu| då)?",
    "vad (?:har jag|är|finns) kvar(?: att (?:svara på|göra))?(?: för mig)?",
    "vad vill du(?: mig| ha| att jag ska göra)?(?: nu)?",
    "vilka åtgärder (?:har jag|är mina|väntar på mig|ska jag svara på)",
    "min lista",
    "(?:show |list |see )?(?:my (?:actions|questions|tasks|list)|mine)",
    "what (?:is|are) (?:waiting|mine|left)(?: for me)?",
    "what do (?:i have|you want)(?: to (?:do|answer))?(?: from me| me to do)?",
    "what (?:should|must) i (?:do|answer|report)(?: on)?(?: now)?",
    "which actions (?:are mine|do i have)",
    "(?:which|what) are my (?:actions|questions|tasks)",
    "vilka är mina (?:åtgärder|frågor|uppgifter)",
)
BARE_WHY: Final = whole("(?:men |och )?varför(?: då| det| inte)?", "(?:but |and )?why(?: not| so| is that)?")
WHY: Final = whole(
    "varför",
    "varför (?:frågar du|får jag|skriver du|hör du av dig|kontaktar du|ska jag|måste jag|just jag|jag).*",
    "(?:hur kommer det sig|vad är anledningen till) att (?:du frågar|jag får).*",
    "varför är det jag som .*",
    "vem har sagt att jag ska svara",
    "why",
    "why (?:are you (?:asking|writing|contacting)|do you (?:ask|write)|am i|do i|should i|me).*",
    "who said (?:that )?i should answer",
)
PAUSE: Final = whole(
    "(?:vi tar |jag tar |ta )?(?:det |den |resten )?(?:en annan dag|senare|en annan gång)",
    "(?:inte (?:nu|i ?dag|just nu)|paus|pausa|sluta|stopp|stop|vi fortsätter (?:senare|en annan dag|i ?morgon))",
    "(?:vänta(?: lite| en stund)?|hold on|wait(?: a bit)?)",
    "(?:jag )?(?:hinner|kan|orkar) inte(?: (?:nu|just nu|i ?dag|i ?kväll|mer|svara|med det(?: här)?|den här veckan))*",
    "(?:jag )?har (?:inte|ingen) tid(?: (?:nu|just nu|i ?dag))*",
    "(?:jag |vi )?(?:ska |kommer att )?(?:svarar?|återkommer?|återkomma|gör(?:a)? det|tar det|fyller i det)"
    "(?: (?:sen|senare|snart|i veckan|under veckan|i kväll|när jag hinner|när jag kan|så snart (?:jag kan|"
    "som möjligt)|igen))*",
    "i(?:'ll| will) (?:answer|reply|get back(?: to you)?|do (?:it|this))(?: (?:later|soon|this week|when i can|"
    "as soon as (?:i can|possible)))*",
    "påminna? mig(?: senare| igen| en annan dag)?",
    "(?:another (?:day|time)|not (?:now|today)|later|pause|maybe later)",
    "(?:let's|we|i(?:'ll| will)) (?:continue|do (?:it|this|the rest)|take (?:it|this)) (?:later|another day|tomorrow)",
    "i (?:do not|don't|have no|haven't got)(?: have)?(?: any)?(?: more)? time(?: (?:now|right now|today))*",
    "i can(?:'t|not)(?: answer)?(?: (?:now|right now|today))+",
    "remind me(?: later| again| another day)?",
)
RESUME: Final = whole(
    "fortsätt",
    "vidare",
    "nästa(?: åtgärd| fråga)?",
    "börja",
    "vi (?:fortsätter|kör|börjar)(?: (?:nu|igen|med nästa))*",
    "var (?:var|är) vi",
    "(?:då )?går vi vidare",
    "ta nästa",
    "starta",
    "sätt i ?gång",
    "jag är redo",
    "continue",
    "go on",
    "next(?: one| action)?",
    "resume",
    "(?:let's )?(?:go|start|begin|continue|carry on)",
    "take the next(?: one)?",
    "where (?:were|are) we",
    "i(?:'m| am) ready",
)
DEADLINE: Final = whole(
    "(?:när|vilken dag) (?:är|har vi|går) (?:det )?(?:sista (?:svars)?dag(?:en)?|deadline(?:n)?|"
    "senast)(?: (?:för svar|att svara|ut))?",
    "(?:till )?när (?:ska|måste|behöver) (?:jag|svaret|det|ni)(?: ha)?(?: (?:svara|svarat|svar|vara (?:klart?|"
    "inne|inskickat)|lämnas(?: in)?))?(?: senast)?",
    "hur (?:lång tid|länge) har jag(?: på mig)?(?: att svara)?",
    "sista (?:svars)?dag(?:en)?",
    "deadline",
    "when is (?:it|the answer|this|my answer) due",
    "(?:when is|what is|what's) the (?:deadline|last day)(?: to answer)?",
    "(?:by )?when (?:must|should|do) i (?:have to )?(?:answer|reply)",
    "how long do i have(?: to answer)?",
)
DUTY: Final = whole(
    "vad händer om jag (?:inte|struntar i att) (?:svarar?|hinner(?: svara)?)(?: i tid)?",
    "(?:är (?:det|det här) (?:obligatoriskt|ett krav|frivilligt)|måste jag (?:svara|göra (?:det|"
    "det här)))(?: på (?:det|det här))?",
    "what happens if i (?:do not|don't) (?:answer|reply)(?: in time)?",
    "is (?:it|this) (?:mandatory|compulsory|voluntary|required)",
    "(?:must|do) i (?:have to )?(?:answer|reply)(?: this)?",
)
ANSWERED: Final = whole(
    "(?:visa|se|läsa?) (?:mitt|mina)(?: senaste| förra)? svar(?: (?:om|på) \\S+)?",
    "(?:har|fick) (?:ni|du)(?: inte)? (?:fått )?mitt svar",
    "(?:men )?jag (?:har (?:redan |ju )*svarat|svarade)(?: (?:redan|ju|på (?:det|det här)|förra veckan|i går|i ?dag))*",
    "vad (?:svarade|skrev) jag(?: (?:sist|förra (?:året|gången)|i fjol))?",
    "vad har jag svarat",
    "show my (?:last |latest )?(?:answers?|replies|reply)",
    "(?:did|have) you (?:get|got|received?) my (?:answer|reply)",
    "(?:but )?i (?:have |'ve )?(?:already )?(?:answered|replied)(?: (?:already|this|last week|yesterday))*",
    "what did i (?:answer|reply|write|say)(?: last (?:time|year))?",
)
UNSURE: Final = whole(
    "hur (?:ska jag skriva|svarar jag|gör jag)",
    "how (?:do|should) i (?:answer|write|reply)",
    "(?:jag )?vet (?:inte|ej)(?: riktigt| än| ännu)?",
    "ingen aning",
    "(?:det )?vet jag (?:inte|ej)(?: än)?",
    "(?:jag är )?osäker",
    "svårt att säga",
    "vad ska jag (?:skriva|svara)(?: då| här)?",
    "hur (?:menar du|ska jag svara)",
    "vad menar du",
    "jag förstår inte(?: frågan)?",
    "i (?:do not|don't) know(?: yet)?",
    "no idea",
    "(?:i(?:'m| am) )?(?:not sure|unsure)",
    "hard to say",
    "what (?:should|do) i (?:write|say|answer)",
    "what do you mean",
    "i (?:do not|don't) understand(?: the question)?",
)
