"""The small checks that the validator is built of; each takes (value, pointer, report) and reports what is wrong.

The sentences are Slack's own, as they stand in `response_metadata.messages`.
"""

import re


class Reports(list):
    """What was found wrong, as Slack writes it."""

    def __call__(self, pointer, sentence):
        self.append(f"{sentence} [json-pointer:{pointer}]")


def string(at_most, at_least=1):
    def check(value, pointer, report):
        if not isinstance(value, str):
            report(pointer, "must be a string")
        elif len(value) > at_most:
            report(pointer, f"must be less than {at_most + 1} characters")
        elif len(value) < at_least:
            report(pointer, f"must be more than {at_least - 1} characters")

    return check


def matching(pattern, sentence):
    def check(value, pointer, report):
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            report(pointer, sentence)

    return check


def boolean(value, pointer, report):
    if not isinstance(value, bool):
        report(pointer, "must be a boolean")


def integer(low, high):
    def check(value, pointer, report):
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            report(pointer, f"must be an integer from {low} to {high}")

    return check


def one_of(*values):
    def check(value, pointer, report):
        if value not in values:
            report(pointer, f"must be a valid enum value: {', '.join(values)}")

    return check


def listing(item, at_most, at_least=1):
    def check(value, pointer, report):
        if not isinstance(value, list):
            report(pointer, "must be an array")
            return
        if len(value) > at_most:
            report(pointer, f"no more than {at_most} items allowed")
        if len(value) < at_least:
            report(pointer, f"no fewer than {at_least} items allowed")
        for at, one in enumerate(value):
            item(one, f"{pointer}/{at}", report)

    return check


def shape(required, optional=None, *others):
    """An object with these fields and no others; `others` are checks of the whole."""
    known = {"type": None, **required, **(optional or {})}

    def check(value, pointer, report):
        if not isinstance(value, dict):
            report(pointer, "must be an object")
            return
        for name in required:
            if value.get(name) is None:
                report(pointer, f"missing required field: {name}")
        for name, inner in value.items():
            if name not in known:
                report(pointer, f"invalid additional property: {name}")
            elif known[name] and inner is not None:
                known[name](inner, f"{pointer}/{name}", report)
        for other in others:
            other(value, pointer, report)

    return check


def typed(shapes):
    """One of several objects, told apart by `type`."""

    def check(value, pointer, report):
        kind = value.get("type") if isinstance(value, dict) else None
        if kind is None:
            report(pointer, "missing required field: type" if isinstance(value, dict) else "must be an object")
        elif kind not in shapes:
            report(f"{pointer}/type", f"unsupported type: {kind}")
        else:
            shapes[kind](value, pointer, report)

    return check


def text(at_most, *kinds):
    words = string(at_most)
    return typed(
        {
            kind: shape({"text": words}, {"emoji": boolean} if kind == "plain_text" else {"verbatim": boolean})
            for kind in kinds or ("plain_text", "mrkdwn")
        }
    )


def any_of(*names):
    def check(value, pointer, report):
        if not any(value.get(name) for name in names):
            report(pointer, f"missing required field: {names[0]}")

    return check
