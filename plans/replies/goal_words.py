"""The words that a verdict on a goal may be made of: the goal, reaching it, how sure one is of it, and small words.

A word that is not here may narrow what is said ("i Uppsala", "för övningarna", "nästa år"), so a clause that holds one
gives no verdict (``plans/replies/goals.py``). Add a word only when no sentence with it can mean less than the goal.
"""

from typing import Final

from plans.dates.words import MONTHS

_WORDS: Final = """
sedan mål målet målen målsättningen målsättningarna huvudmålet effektmålet projektmålet resultatmålet måluppfyllelse
måluppfyllelsen vårt våra vi jag man det den de har är blir blev kommer bör torde lär kan kunna att och men nu redan
därmed alltså helt fullt ut verkligen äntligen idag dag i fortfarande ändå nog troligen sannolikt förmodligen
antagligen säkert tyvärr dessvärre ja nej tror bedömer räknar med anser ser bedöms beräknas väntas förväntas anses
bedömningen vår min som inte ej aldrig knappast heller längre ens omöjligt möjligt osannolikt orealistiskt orealistisk
realistiskt realistisk känns inom utom räckhåll ligger övertygad övertygade säker säkra om allt tyder på inga inget
ingen utan problem hinder möjlighet chans finns går upp till fram enligt plan prognos prognosen god hög full nås når
nå uppnås uppnår uppnå klarar klara klaras uppfylls uppfyller uppfylla uppfyllas infrias infria nått nådda nåtts
nåddes nådde uppnått uppnådd uppnådda uppnåtts uppnåddes uppnådde uppfyllt uppfyllda uppfylld uppfyllts infriat
infriade klarat hamn vara ha under våren hösten sommaren året slutet av vid missar missas missa så tack fast håller
varit klart klar hinner hinna här läget dagsläget egna uppsatta gemensamma övergripande långsiktiga the our this its
all overall main goal goals objective objectives aim aims we has have had been was were is are be will not won’t won't
can’t can't cannot do don’t don't now already fully still remain confident sure believe think expect to that it likely
unlikely reach reached achieve achieved meet met attain attained fulfil fulfilled within out of realistic unrealistic
by in ahead schedule should on track unfortunately yes no longer possible impossible probably certainly definitely
able isn’t isn't wasn’t wasn't miss missed and but
"""
KNOWN: Final = frozenset(_WORDS.split()) | frozenset(MONTHS)
