"""Tell which passages speak to a reading machine rather than to people: such a passage is never shown to one.

A list of manners of speaking, so it cannot be whole: it keeps the crude attempts away from a model, while the checks of
`retrieval.checking.verifying` hold whatever it reads. People still find such a passage by searching.
"""

import re
import unicodedata

_FORMS = (
    # Take back what was said before.
    r"(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,4}?(?:instruction|prompt|rule|above|previous|prior)",
    r"(?:ignorera|bortse från|glöm|strunta i|åsidosätt)\s+(?:\w+\s+){0,4}?(?:instruktion|anvisning|regl|ovan|tidigare)",
    r"(?:new|nya) (?:instruction|instruktion)\w*\s*:",
    # Speak as the system, or as one of the two who converse.
    r"system\s*(?:prompt|message|meddelande)",
    r"</?\s*(?:system|assistant|user|instructions?)\b",
    r"<\||\[/?INST|###\s*(?:instruction|system|response)",
    r"^\s*(?:system|assistant|assistent|user)\s*:",
    # Say what the reader is, or what a machine must do.
    r"(?:you are|act as|pretend to be|du är|agera som)\s+(?:(?:now|nu|an?|en|ett)\s+)+(?:\w+\s+)?(?:ai\b|assist|bot)",
    r"(?:language model|språkmodell|ai[- ]assist|chatbot|chattbot)\w*\s*[,:]?\s*(?:must|should|shall|ska|måste|bör)\b",
    r"(?:note|obs|instru[ck]tion)\w*\s+(?:to|till|for|för)\s+(?:the |den )?(?:ai|model|språkmodell|assist|llm|bot)",
    # Dictate the answer.
    r"(?:svara|answer|reply|respond|output|print)\s+(?:\w+\s+){0,3}?(?:only|exactly|bara|endast|exakt)\b",
    r"jailbreak|prompt injection",
)
_ORDERS = re.compile("|".join(_FORMS), re.IGNORECASE | re.MULTILINE)


def gives_orders(text: str) -> bool:
    """Tell whether a passage gives orders to whoever reads it by machine; signs that nobody sees are looked through."""
    normal = unicodedata.normalize("NFKC", text)
    return bool(_ORDERS.search("".join(letter for letter in normal if unicodedata.category(letter) != "Cf")))
