"""The words of greetings, thanks, help and the choice of language, in Swedish and English, as data."""

from typing import Final

from bot.talk.words import whole

GREETING: Final = whole(
    "hej(?: hej| igen| på dig| där)?",
    "hejsan",
    "hallå",
    "god (?:morgon|dag|kväll|eftermiddag)",
    "tjena",
    "tja",
    "(?:hi|hello|hey)(?: there| again)?",
    "good (?:morning|afternoon|evening)",
)
_KIND = "(?:(?:ok|okej|toppen|perfekt|bra|jättebra|great|perfect|fine)[,.! ]+)?"
THANKS: Final = whole(
    rf"{_KIND}(?:tusen |stort )?tack(?: så (?:jätte)?mycket| ska du ha| för (?:hjälpen|det|svaret|svar|allt))?",
    "tackar",
    rf"{_KIND}(?:many )?thanks(?: a lot| so much| for (?:the|your) help)?",
    rf"{_KIND}thank you(?: very much| so much| for (?:the|your) help)?",
    "cheers",
)
# A reply of its own where an answer is awaited, else a kind word.
PRAISE: Final = whole(
    "(?:vad |så |mycket |jätte|very )?(?:toppen|perfekt|bra|utmärkt|kanon|super|fint|great|perfect|excellent|"
    "nice|good)"
    "(?: svar(?:at)?| jobbat| answer| job)?"
)
GOODBYE: Final = whole(
    "(?:tack[,.! ]+(?:och )?)?hej ?då",
    "hej så länge",
    "vi (?:hörs|ses)",
    "tack och hej",
    "ha (?:det (?:så )?(?:bra|gott)|en (?:bra|fin|trevlig) \\w+)",
    "(?:thanks?(?: you)?[,.! ]+(?:and )?)?(?:good ?)?bye(?: bye)?",
    "see you(?: later)?",
)
HELP: Final = whole(
    "hjälp(?: mig)?",
    "help(?: me)?",
    "vad kan du(?: göra| hjälpa (?:mig |till )?med| svara på)?",
    "vad kan jag fråga(?: dig)?(?: om)?",
    "hur (?:funkar|fungerar) (?:det|du|det här|den här boten)",
    "(?:vem|vad) är du",
    "what can you do",
    "what can i ask(?: you)?(?: about)?",
    "how (?:does (?:this|it)|do you) work",
    "(?:who|what) are you",
    "kommandon",
    "commands",
)
SWEDISH: Final = whole("svenska", "på svenska(?: tack)?", "swedish")
ENGLISH: Final = whole("engelska", "english", "in english(?: please)?", "på engelska(?: tack)?")
ENGLISH_ONLY: Final = whole(
    "(?:hi|hello|hey)(?: there| again)?",
    "good (?:morning|afternoon|evening)",
    "(?:.*\\b)?(?:thanks|thank you|cheers|bye|you|commands|see you)\\b.*",
    "what can i ask.*",
    "how does (?:this|it) work",
    "help(?: me)?",
)
