"""Blocks and mrkdwn as the plain text that a person reads, for inline snapshots; and what would ping or link."""

import html
import re

_ANGLE = re.compile(r"<([^<>]+)>")
_BARE = re.compile(r"https?://[^\s<>|)\"]+")
_READ = {"mrkdwn", "markdown"}
_MARKDOWN_LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?\)")


def plain(text, names=None):
    """Slack's own text as read: `<@U1>` is @Name, `<url|label>` is label (url), entities are characters."""
    return html.unescape(_ANGLE.sub(lambda found: _angle(found[1], names or {}), text))


def _angle(inner, names):
    body, _, label = inner.partition("|")
    if body[0] in "@#":
        return body[0] + (label or names.get(body[1:], body[1:]))
    if body.startswith("!date^"):
        return label
    if body.startswith("!"):
        return f"@{label.lstrip('@') or body[1:].split('^')[0]}"
    return f"{label} ({body})" if label and label != body else body


def message(one, names):
    body = blocks(one.blocks, names) if one.blocks else plain(one.text, names)
    files = [f"[file: {file['name']}]" for file in one.files]
    return "\n".join(part for part in (body, *files) if part)


def blocks(rows, names=None):
    return "\n".join(part for part in (block(row, names or {}) for row in rows) if part)


def block(row, names):
    return _BLOCKS.get(row["type"], lambda row, _names: f"({row['type']})")(row, names)


def _section(row, names):
    lines = [plain(row["text"]["text"], names)] if "text" in row else []
    lines += [plain(one["text"], names) for one in row.get("fields", ())]
    if "accessory" in row:
        lines.append(element(row["accessory"], names))
    return "\n".join(lines)


def _input(row, names):
    star = "" if row.get("optional") else " *"
    hint = [f"({plain(row['hint']['text'], names)})"] if "hint" in row else []
    return "\n".join([f"{row['label']['text']}{star}: {element(row['element'], names)}", *hint])


def _in_line(row, names):
    return " ".join(element(one, names) for one in row["elements"])


_BLOCKS = {
    "section": _section,
    "header": lambda row, names: f"# {plain(row['text']['text'], names)}",
    "markdown": lambda row, _names: row["text"],
    "divider": lambda _row, _names: "---",
    "context": _in_line,
    "actions": _in_line,
    "context_actions": _in_line,
    "input": _input,
    "image": lambda row, _names: f"(image: {row['alt_text']})",
    "file": lambda _row, _names: "(file)",
    "rich_text": lambda row, names: "\n".join(_rich(one, names) for one in row["elements"]),
    "table": lambda row, names: "\n".join(" | ".join(_cell(one, names) for one in line) for line in row["rows"]),
}


def _cell(cell, names):
    return cell["text"] if cell["type"] == "raw_text" else block(cell, names)


def _rich(one, names):
    kind = one["type"]
    if kind == "rich_text_list":
        return "\n".join(f"{'  ' * one.get('indent', 0)}- {_rich(item, names)}" for item in one["elements"])
    if "elements" in one:
        return ("> " if kind == "rich_text_quote" else "") + "".join(_rich(leaf, names) for leaf in one["elements"])
    if kind == "link":
        return f"{one['text']} ({one['url']})" if one.get("text") else one["url"]
    if kind in {"user", "channel"}:
        key = one[f"{kind}_id"]
        return f"{'@' if kind == 'user' else '#'}{names.get(key, key)}"
    return {"emoji": f":{one.get('name')}:", "broadcast": f"@{one.get('range')}"}.get(kind, one.get("text", ""))


def element(one, names):
    kind = one["type"]
    if kind in {"mrkdwn", "plain_text"}:
        return plain(one["text"], names)
    if kind == "button":
        where = f" -> {one['url']}" if one.get("url") else ""
        return f"[{plain(one['text']['text'])}{where}]"
    if kind == "feedback_buttons":
        return f"[{one['positive_button']['text']['text']}] [{one['negative_button']['text']['text']}]"
    if kind == "image":
        return f"(image: {one['alt_text']})"
    return _field(one)


def _field(one):
    chosen = [option["value"] for option in _initial_options(one)]
    options = [option for group in one.get("option_groups", ()) for option in group["options"]] or one.get("options")
    if options:
        marks = [f"({'x' if option['value'] in chosen else ' '}) {option['text']['text']}" for option in options]
        return "{" + ", ".join(marks) + "}"
    initial = next((one[key] for key in one if key.startswith("initial_")), "")
    hint = f"({one['placeholder']['text']})" if "placeholder" in one and not initial else ""
    return f"{{{initial or hint}}}"


def _initial_options(one):
    return one.get("initial_options") or ([one["initial_option"]] if one.get("initial_option") else [])


def texts(value, key=""):
    """Every (key, string) in blocks, at any depth, in order."""
    found, left = [], [(key, value)]
    while left:
        name, held = left.pop()
        if isinstance(held, str):
            found.append((name, held))
        elif isinstance(held, dict):
            left.extend(reversed(held.items()))
        elif isinstance(held, list):
            left.extend((name, inner) for inner in reversed(held))
    return found


def pings(one):
    """Who is notified by a message: in its text (shown or not) and in what is formatted in its blocks."""
    found = []
    for text in (one.text, *_formatted(one.blocks)):
        for inner in _ANGLE.findall(text):
            body = inner.split("|")[0]
            if body.startswith("@") or body.split("^")[0] in {"!channel", "!here", "!everyone", "!subteam"}:
                found.append(body[1:])
    found += [text for key, text in texts(one.blocks) if key in {"user_id", "usergroup_id", "range"}]
    return found


def links(one):
    """Every address that becomes a link: in mrkdwn, in markdown, bare, in rich text, on a button or an image."""
    found = [text for key, text in texts(one.blocks) if key in {"url", "image_url"}]
    for text in (*([] if one.blocks else [one.text]), *_formatted(one.blocks)):
        found += [
            inner.split("|")[0] for inner in _ANGLE.findall(text) if "://" in inner or inner.startswith("mailto:")
        ]
        found += _MARKDOWN_LINK.findall(text)
        found += _BARE.findall(_MARKDOWN_LINK.sub("", _ANGLE.sub("", text)))
    return found


def _formatted(value):
    """The strings that Slack reads for formatting: of mrkdwn objects and markdown blocks."""
    found, left = [], [value]
    while left:
        held = left.pop()
        if isinstance(held, list):
            left.extend(reversed(held))
        elif isinstance(held, dict) and held.get("type") in _READ and isinstance(held.get("text"), str):
            found.append(held["text"])
        elif isinstance(held, dict):
            left.extend(reversed(held.values()))
    return found
