"""A card on somebody's screen: what can be read, filled in and pressed, and what Teams checks before it sends."""

import re
from dataclasses import dataclass, field

from tests.stand_ins.teams import rendering
from tests.stand_ins.teams.cards import inputs_of


class CannotDo(AssertionError):  # noqa: N818 - it reads aloud, as in Slack's
    """A person tried what cannot be done in Teams: no such button, not installed, not a member."""


@dataclass
class Done:
    """What came of pressing: `errors` by label (Teams' own checks; "" for a failure), `said` what was told briefly."""

    errors: dict = field(default_factory=dict)
    said: str = ""
    sent: bool = True
    delivered: object = None
    card: dict | None = None  # what stands in its place now

    @property
    def acked(self):
        return self.delivered is not None and self.delivered.acked


class Sheet:
    """One card; `press(action, inputs)` is what sends. `opens` of a ShowCard and hidden parts are as on the screen."""

    def __init__(self, content, press, title=""):
        self.content, self.title = content, title
        self._press = press
        self.values: dict[str, str] = {}
        self._toggled: dict[str, bool] = {}
        self._opened: set[int] = set()

    @property
    def shown(self):
        """What stands in it, as text, as it is filled in now."""
        told = [rendering.card(self._as_it_is(self.content), self.values)]
        told += [rendering.card(self._as_it_is(one["card"]), self.values) for one in self._open_cards()]
        return "\n".join([f"== {self.title} ==", *told] if self.title else told)

    @property
    def labels(self):
        """Of the fields that can be seen."""
        return [_label(one) for one in self._fields()]

    @property
    def buttons(self):
        return [one.get("title", "") for one, _ in self._actions()]

    def value(self, label):
        """What stands in a field now; of choices their titles."""
        part = self._field(label)
        held = self._held(part)
        if part["type"] != "Input.ChoiceSet" or not held:
            return held or ""
        titles = {one["value"]: one["title"] for one in part["choices"]}
        return ", ".join(titles[one] for one in (held.split(",") if part.get("isMultiSelect") else [held]))

    def fills(self, label, value):
        """Write, or choose by title (a list where several may be chosen, None clears); a toggle takes True or False."""
        part = self._field(label)
        if part["type"] == "Input.ChoiceSet":
            self.values[part["id"]] = self._chosen(part, value)
        elif part["type"] == "Input.Toggle":
            self.values[part["id"]] = part.get("valueOn", "true") if value else part.get("valueOff", "false")
        else:
            text = "" if value is None else str(value)
            if part["type"] == "Input.Text" and len(text) > part.get("maxLength", len(text)):
                raise CannotDo(f"{label!r} takes at most {part['maxLength']} characters")
            self.values[part["id"]] = text
        return self

    def clicks(self, label):
        """Press a button by its title or id; Teams' own checks come first."""
        action, scope = self._action(label)
        if action["type"] == "Action.ShowCard":
            self._opened ^= {id(action)}
            return Done(sent=False)
        if action["type"] == "Action.ToggleVisibility":
            self._toggle(action)
            return Done(sent=False)
        if action["type"] == "Action.OpenUrl":
            return Done(said=action["url"], sent=False)
        if str(action.get("associatedInputs", "auto")).casefold() == "none":
            return self._press(action, {})
        parts = [one for card in scope for one in _own_inputs(card)]
        errors = {_label(one): words for one in parts if (words := _problem(one, self._held(one)))}
        return Done(errors, sent=False) if errors else self._press(action, self._given(parts))

    # inside

    def _given(self, parts):
        """As strings, as Teams writes them; nothing for a number or a choice that was left empty."""
        told = {one["id"]: self._held(one) for one in parts}
        may_be_empty = {one["id"] for one in parts if one["type"] in {"Input.Text", "Input.Date", "Input.Time"}}
        return {name: held or "" for name, held in told.items() if held or name in may_be_empty}

    def _held(self, part):
        if part["id"] in self.values:
            return self.values[part["id"]]
        if part["type"] == "Input.Toggle":
            return str(part.get("value", part.get("valueOff", "false")))
        return "" if part.get("value") is None else str(part["value"])

    def _chosen(self, part, value):
        wanted = [] if value is None else value if isinstance(value, list) else [value]
        offered = {one["title"]: one["value"] for one in part["choices"]}
        if strangers := [one for one in wanted if one not in offered]:
            raise CannotDo(f"offered are {list(offered)}, not {strangers}")
        if len(wanted) > 1 and not part.get("isMultiSelect"):
            raise CannotDo("only one can be chosen")
        return ",".join(offered[one] for one in wanted)

    def _open_cards(self, content=None):
        for action, _ in self._actions(content):
            if action["type"] == "Action.ShowCard" and id(action) in self._opened:
                yield action

    def _actions(self, content=None, scope=()):
        """(action, the cards whose inputs go with it), what a ShowCard has unfolded included."""
        card = content or self.content
        chain = (*scope, card)
        for one in _own_actions(card, self._is_hidden):
            yield one, chain
            if one["type"] == "Action.ShowCard" and id(one) in self._opened:
                yield from self._actions(one["card"], chain)

    def _fields(self):
        cards = [self.content, *(one["card"] for one in self._open_cards())]
        return [one for card in cards for one in _own_inputs(card, self._is_hidden)]

    def _field(self, label):
        for one in self._fields():
            if label in {_label(one), one["id"]}:
                return one
        raise CannotDo(f"no field {label!r}; there are {self.labels}")

    def _action(self, label):
        for one, scope in self._actions():
            if label in {one.get("title"), one.get("id")} and one.get("isEnabled", True):
                return one, scope
        raise CannotDo(f"no button {label!r}; there are {self.buttons}")

    def has(self, label):
        return label in {name for one, _ in self._actions() for name in (one.get("title"), one.get("id")) if name}

    def _toggle(self, action):
        for one in action["targetElements"]:
            name, wanted = (one, None) if isinstance(one, str) else (one["elementId"], one.get("isVisible"))
            hidden = self._toggled.get(name, self._is_hidden({"id": name, **_by_id(self.content, name)}))
            self._toggled[name] = not hidden if wanted is None else not wanted

    def _is_hidden(self, part):
        return self._toggled.get(part.get("id", ""), part.get("isVisible") is False)

    def _as_it_is(self, part):
        """The card with what is hidden now marked so."""
        if isinstance(part, list):
            return [self._as_it_is(one) for one in part]
        if not isinstance(part, dict):
            return part
        told = {name: self._as_it_is(held) for name, held in part.items() if name != "data"}
        return told | ({"isVisible": not self._toggled[part["id"]]} if part.get("id") in self._toggled else {})


def _by_id(part, name):
    if isinstance(part, list):
        return next((found for one in part if (found := _by_id(one, name))), {})
    if not isinstance(part, dict):
        return {}
    return part if part.get("id") == name else _by_id(list(part.values()), name)


def _shallow(part, hidden):
    """Every visible object of a card, without the cards that its buttons unfold."""
    if isinstance(part, list):
        for one in part:
            yield from _shallow(one, hidden)
    elif isinstance(part, dict) and not hidden(part):
        yield part
        for name, held in part.items():
            if name not in {"data", "refresh", "msteams", "fallback", "card"}:
                yield from _shallow(held, hidden)


def _own_inputs(card, hidden=lambda _: False):
    return [one for one in _shallow(card, hidden) if str(one.get("type", "")).startswith("Input.")]


def _own_actions(card, hidden):
    return [one for one in _shallow(card, hidden) if str(one.get("type", "")).startswith("Action.")]


def _label(part):
    return part.get("label") or part.get("title") or part["id"]


def _problem(part, held):
    """What Teams itself says of a value, before it is sent."""
    said = part.get("errorMessage") or "This is not right"
    if not held:
        return said if part.get("isRequired") else ""
    if part["type"] == "Input.Number":
        if not re.fullmatch(r"-?\d+([.]\d+)?", held):
            return said
        is_out = float(held) < part.get("min", float("-inf")) or float(held) > part.get("max", float("inf"))
        return said if is_out else ""
    if part["type"] == "Input.Date":
        is_right = re.fullmatch(r"\d{4}-\d{2}-\d{2}", held)
        return "" if is_right and part.get("min", held) <= held <= part.get("max", held) else said
    if part.get("regex") and not re.search(part["regex"], held):
        return said
    return ""


def ids_of(card):
    """The ids of every input in a card."""
    return [one["id"] for one in inputs_of(card)]
