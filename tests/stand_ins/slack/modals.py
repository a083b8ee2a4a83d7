"""A modal as a person fills it in: only fields that are there, and Slack's own checks before it is sent."""

from dataclasses import dataclass, field

from tests.stand_ins.slack import payloads, rendering
from tests.stand_ins.slack.blocks import elements_of
from tests.stand_ins.slack.views import built, checked, replaced

REQUIRED = "Please complete this required field"


class CannotDo(AssertionError):  # noqa: N818 - reads as a sentence where it is expected
    """A person could not do this in Slack: it is not there."""


@dataclass
class Submitted:
    """What came of it: `errors` by label (of Slack's own checks when nothing was `sent`), whether it `closed`."""

    errors: dict = field(default_factory=dict)
    closed: bool = False
    sent: bool = True
    delivered: object = None


# What a field's answer is called in the state, by the element's type.
ANSWER = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "static_select": "selected_option",
    "radio_buttons": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "file_input": "files",
}
_OPTIONS = ("selected_option", "selected_options")


def all_options(element):
    groups = element.get("option_groups") or ()
    return [one for group in groups for one in group["options"]] or element.get("options") or []


def option_named(element, words):
    """The option with this text or value, as it stands in the element."""
    return next((one for one in all_options(element) if words in {one["text"]["text"], one["value"]}), None)


def at_first(element):
    """What stands in a field before anybody touches it."""
    wanted = ANSWER[element["type"]].replace("selected", "initial")
    first = element.get(f"initial_{wanted}" if wanted == "value" else wanted)
    return ([] if wanted.endswith("s") else None) if first is None else first


def state_of(view):
    """`view.state.values`: every field by block and action."""
    kept, values = view["state"]["values"], {}
    for block in view["blocks"]:
        for element in elements_of(block):
            if element["type"] in ANSWER:
                fresh = {"type": element["type"], ANSWER[element["type"]]: at_first(element)}
                filled = kept.get(block["block_id"], {}).get(element["action_id"])
                values.setdefault(block["block_id"], {})[element["action_id"]] = filled or fresh
    return values


class Modal:
    """The top of the stack of one person's modals."""

    def __init__(self, person):
        self.person, self.slack = person, person.slack

    @property
    def view(self):
        stack = self.slack.world.modals.get(self.person.id)
        if not stack:
            raise CannotDo("no modal is open")
        return stack[-1]

    @property
    def title(self):
        return self.view["title"]["text"]

    @property
    def shown(self):
        """What stands in it, as text."""
        buttons = [f"[{self.view[name]['text']}]" for name in ("close", "submit") if self.view.get(name)]
        body = rendering.blocks(self.view["blocks"], self.slack.world.names)
        return "\n".join([f"== {self.title} ==", body, *([" ".join(buttons)] if buttons else [])])

    @property
    def labels(self):
        return [one["label"]["text"] for one in self.view["blocks"] if one["type"] == "input"]

    def _field(self, label):
        for block in self.view["blocks"]:
            if block["type"] == "input" and label in {
                block["label"]["text"],
                block["block_id"],
                block["element"]["action_id"],
            }:
                return block, block["element"]
        raise CannotDo(f"no field {label!r}; there are {self.labels}")

    def value(self, label):
        """What stands in a field now: a string, an option's text, a list of them, or None."""
        block, element = self._field(label)
        answer = ANSWER[element["type"]]
        kept = state_of(self.view)[block["block_id"]][element["action_id"]][answer]
        if answer in _OPTIONS and kept:
            return [one["text"]["text"] for one in kept] if isinstance(kept, list) else kept["text"]["text"]
        return kept

    def fills(self, label, value):
        """Write a text, a number, a date (ISO), or choose options by their text (a list for several; None clears)."""
        block, element = self._field(label)
        answer = ANSWER[element["type"]]
        if answer in _OPTIONS:
            value = self._options(element, value)
        elif value is not None:
            value = value if isinstance(value, list) else str(value)
        if len(value or "") > element.get("max_length", 3000) and answer == "value":
            raise CannotDo(f"{label!r} takes at most {element.get('max_length', 3000)} characters")
        with self.slack.world.lock:
            values = self.view["state"]["values"].setdefault(block["block_id"], {})
            values[element["action_id"]] = {"type": element["type"], answer: value}
        if block.get("dispatch_action"):
            self._press(block, element, {answer: value})
        return self

    @staticmethod
    def _options(element, value):
        wanted = [] if value is None else value if isinstance(value, list) else [value]
        chosen = [option_named(element, one) for one in wanted]
        if None in chosen:
            raise CannotDo(f"offered are {[one['text']['text'] for one in all_options(element)]}, not {value!r}")
        if ANSWER[element["type"]] == "selected_options":
            return chosen
        return chosen[0] if chosen else None

    def clicks(self, label):
        """A button inside the modal."""
        for block in self.view["blocks"]:
            for element in elements_of(block):
                if element["type"] == "button" and label in {element["text"]["text"], element["action_id"]}:
                    chosen = {name: element[name] for name in ("text", "value") if name in element}
                    return self._press(block, element, chosen)
        raise CannotDo(f"no button {label!r}; this is to be seen:\n{self.shown}")

    def _press(self, block, element, chosen):
        action = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"], **chosen}
        more = {"actions": [{**action, "action_ts": self.slack.world.next_ts()}], "view": self._sent()}
        more["container"] = {"type": "view", "view_id": self.view["id"]}
        return self._deliver("block_actions", trigger_id=self.slack.trigger(self.person.id), **more)

    def _sent(self):
        return {**self.view, "state": {"values": state_of(self.view)}}

    def _deliver(self, kind, **more):
        domain = self.slack.world.teams[self.slack.app.team]
        payload = payloads.interaction(kind, self.person.user, self.slack.app, domain, **more)
        self.person.last = self.slack.delivery.interactive(payload)
        return self.person.last

    def submit(self):
        """Send it; Slack's own checks come first, then the app's answer."""
        view = self.view
        if not view.get("submit"):
            raise CannotDo("this modal has nothing to submit")
        errors = self._client_errors()
        if errors:
            return Submitted(errors, sent=False)
        trigger = self.slack.trigger(self.person.id)
        done = self._deliver("view_submission", trigger_id=trigger, view=self._sent(), response_urls=[])
        if not done.acked:
            return Submitted({"": "We had some trouble connecting. Try again?"}, delivered=done)
        answer = done.answer if isinstance(done.answer, dict) else {}
        with self.slack.world.lock:
            return self._answered(view, answer, done)

    def _client_errors(self):
        errors, values = {}, state_of(self.view)
        for block in self.view["blocks"]:
            if block["type"] != "input":
                continue
            element = block["element"]
            given = values[block["block_id"]][element["action_id"]][ANSWER[element["type"]]]
            problem = _problem(element, given) if given else ("" if block.get("optional") else REQUIRED)
            if problem:
                errors[block["label"]["text"]] = problem
        return errors

    def _answered(self, view, answer, done):
        stack = self.slack.world.modals.get(self.person.id, [])
        action = answer.get("response_action")
        if action == "errors":
            labels = {one["block_id"]: one["label"]["text"] for one in view["blocks"] if one["type"] == "input"}
            strangers = set(answer["errors"]) - set(labels)
            if strangers or not answer["errors"]:
                raise CannotDo(f"errors for blocks that are no inputs: {sorted(strangers)}")
            return Submitted({labels[one]: words for one, words in answer["errors"].items()}, delivered=done)
        if action in {"update", "push"}:
            checked(answer["view"], "modal")
            self._show(stack, view, action, answer["view"])
            return Submitted(delivered=done)
        at = next((nr for nr, one in enumerate(stack) if one["id"] == view["id"]), len(stack))
        del stack[0 if action == "clear" else at :]
        return Submitted(closed=True, delivered=done)

    def _show(self, stack, view, action, new):
        if action == "push":
            stack.append(built(new, self.slack, self.slack.app, root=stack[0]["id"], previous=stack[-1]["id"]))
            return
        at = next(nr for nr, one in enumerate(stack) if one["id"] == view["id"])
        stack[at] = replaced(self.slack, self.slack.app, stack[at], new)

    def close(self):
        """Close it without sending; the app is told if it asked to be."""
        view = self.view
        with self.slack.world.lock:
            self.slack.world.modals[self.person.id].pop()
        if view["notify_on_close"]:
            self._deliver("view_closed", view=view, is_cleared=False)


def _problem(element, given):
    """What Slack itself says of a value, before it is sent."""
    if element["type"] == "number_input":
        try:
            number = float(given)
        except ValueError:
            return "Please enter a number"
        if not element["is_decimal_allowed"] and not number.is_integer():
            return "Please enter a whole number"
        if number < float(element.get("min_value", "-inf")) or number > float(element.get("max_value", "inf")):
            return "Please enter a number within the limits"
    if element["type"] == "plain_text_input" and len(given) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters"
    if element["type"] == "email_text_input" and "@" not in given:
        return "Please enter a valid email address"
    return ""
