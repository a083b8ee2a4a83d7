"""Messages and cards as plain text, as a person reads them: for inline snapshots."""

import re

CARD = "application/vnd.microsoft.card.adaptive"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
FILE_INFO = "application/vnd.microsoft.teams.card.file.info"
DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
ROOT = "https://schema.org/Message"
_MARKED = re.compile(r"\]\(\s*<?([^)\s>]+)|href=[\"']([^\"']+)|src=[\"']([^\"']+)")  # Markdown and HTML
_BARE = re.compile(r"https?://[^\s<>)\]\"']+")
_FORMATTED = ("text", "value", "title", "label")  # what of a card Teams reads as Markdown


def conversation(world, messages, user_id=""):
    """Messages with who wrote them; replies in a thread are moved in."""
    return "\n".join(_lines(world, one, user_id) for one in messages)


def _lines(world, one, user_id):
    marks = [words for words, is_so in (("edited", one.edited), ("only you", one.only_for)) if is_so]
    marked = f" ({', '.join(marks)})" if marks else ""
    text = f"{world.name(one.sender)}{marked}: {message(one, user_id)}"
    return "\n".join(f"  {line}" for line in text.split("\n")) if one.thread else text


def message(one, user_id=""):
    """What a message shows: text, cards as `user_id` sees them, files, citations, labels, suggestions."""
    parts = [one.text] if one.text else []
    if one.stream:
        parts = [f"… {one.text}"]
    own = one.views.get(user_id)
    for attached in one.attachments:
        content = attached.get("content") or {}
        if attached["contentType"] == CARD:
            parts.append(card(own or content))
        elif attached["contentType"] == CONSENT:
            words = f"{content.get('description', '')} ({content['sizeInBytes']} bytes)".strip()
            parts.append(f"<<{attached['name']}>> {words}\n[Accept] [Decline]")
        elif attached["contentType"] in {FILE_INFO, DOWNLOAD}:
            parts.append(f"<<{attached['name']}>>")
    parts += [f"[{nr}] {name}: {abstract}{_to(url)}" for nr, name, abstract, url in citations(one)]
    if "AIGeneratedContent" in root(one).get("additionalType", ()):
        parts.append("(AI generated)")
    if one.feedback:
        parts.append("(thumbs up) (thumbs down)")
    if one.suggested:
        parts.append(" ".join(f"({title})" for title in one.suggested))
    return "\n".join(parts)


def _to(url):
    return f" <{url}>" if url else ""


def root(one):
    """The root Message entity; empty when there is none."""
    return next((entity for entity in one.entities if entity.get("type") == ROOT), {})


def citations(one):
    told = []
    for claim in root(one).get("citation") or ():
        shown = claim["appearance"]
        told.append((claim["position"], shown["name"], shown["abstract"], shown.get("url", "")))
    return told


def card(content, values=None):
    """A card as text; `values` by input id are what was filled in."""
    lines = [line for part in content.get("body", ()) for line in element(part, values or {})]
    if content.get("actions"):
        lines.append(actions(content["actions"]))
    return "\n".join(lines)


def actions(many):
    told = []
    for one in many:
        to = f" <{one['url']}>" if one["type"] == "Action.OpenUrl" else ""
        told.append(f"[{one.get('title', one.get('id', '?'))}{' …' if one['type'] == 'Action.ShowCard' else ''}{to}]")
    return " ".join(told)


def element(part, values):
    """The lines of one element; nothing of a hidden one."""
    if part.get("isVisible") is False:
        return []
    kind = part["type"]
    if kind.startswith("Input."):
        return [field(part, values)]
    return _SHOWN[kind](part, values)


def _text(part, _values):
    heavy = part.get("style") == "heading" or (part.get("weight") == "Bolder" and part.get("size") == "Large")
    return [f"# {part['text']}" if heavy else part["text"]]


def _inside(name):
    def lines(part, values):
        return [line for one in part.get(name) or () for line in element(one, values)]

    return lines


def _columns(part, values):
    told = [_inside("items")(one, values) for one in part.get("columns", ()) if one.get("isVisible", True)]
    return [" | ".join(" / ".join(one) for one in told if one)]


def _table(part, values):
    return [
        " | ".join(" / ".join(_inside("items")(cell, values)) for cell in row.get("cells", ()))
        for row in part.get("rows", ())
    ]


def _image(part, _values):
    return [f"({part.get('altText', 'image')})"]


_SHOWN = {
    "TextBlock": _text,
    "RichTextBlock": lambda part, _: ["".join(r if isinstance(r, str) else r["text"] for r in part["inlines"])],
    "Image": _image,
    "ImageSet": _inside("images"),
    "Media": _image,
    "Container": _inside("items"),
    "ColumnSet": _columns,
    "Table": _table,
    "FactSet": lambda part, _: [f"{one['title']}: {one['value']}" for one in part["facts"]],
    "ActionSet": lambda part, _: [actions(part["actions"])],
}


def field(part, values):
    """`Läge*: (Klar) / Pågår`, with the chosen one in parentheses."""
    value = str(values.get(part["id"], part.get("value", "")))
    label = f"{part.get('label') or part['id']}{'*' if part.get('isRequired') else ''}"
    if part["type"] == "Input.ChoiceSet":
        chosen = value.split(",") if part.get("isMultiSelect") else [value]
        titles = [f"({one['title']})" if one["value"] in chosen else one["title"] for one in part.get("choices", ())]
        return f"{label}: {' / '.join(titles)}"
    if part["type"] == "Input.Toggle":
        return f"{'[x]' if value == part.get('valueOn', 'true') else '[ ]'} {part['title']}"
    return f"{label}: {value or part.get('placeholder', '')}_"


def links(one):
    """Every address in a message that would be a link, a picture or a button, those in its words included."""
    found = [url for *_, url in citations(one) if url] + _written(one.text, bare=True)
    for attached in one.attachments:
        found += list(_addresses(attached.get("content") or {}))
        found += [attached["contentUrl"]] if attached.get("contentUrl") else []
    return found


def _addresses(part):
    if isinstance(part, list):
        for one in part:
            yield from _addresses(one)
    elif isinstance(part, dict):
        for name, held in part.items():
            if name in {"url", "iconUrl", "backgroundImage"} and isinstance(held, str):
                yield held
            elif name in _FORMATTED and isinstance(held, str):
                yield from _written(held, bare=False) if part.get("type") != "TextRun" else ()
            elif name != "data":
                yield from _addresses(held)


def _written(text, *, bare):
    """Addresses that become links where they are written; `bare` ones do so in a message, not in a card."""
    marked = ["".join(found) for found in _MARKED.findall(text)]
    return marked + [one for one in (_BARE.findall(text) if bare else ()) if one not in marked]


def pings(one):
    """Who would be notified: the ids of everybody whom a message or its cards mention."""
    found = [entity["mentioned"]["id"] for entity in one.entities if entity.get("type") == "mention"]
    for attached in one.attachments:
        within = (attached.get("content") or {}).get("msteams") or {}
        found += [entity["mentioned"]["id"] for entity in within.get("entities", ()) if entity.get("type") == "mention"]
    return found
