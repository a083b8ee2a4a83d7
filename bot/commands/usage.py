"""What is said of a command line that cannot be read: what is wrong, why, and what to write instead.

The library that reads command lines speaks English. What it says is recognised here by its form, and said in the
installation's language; what is not recognised is passed on as it is.
"""

import re
from typing import TYPE_CHECKING, Any, Final

import typer

if TYPE_CHECKING:
    from bot.commands.terminal import Terminal
    from prompts.texts import Texts

UsageError: Final[type[Any]] = typer.BadParameter.__bases__[0]  # the library keeps it in a module of its own
_HELP_ITSELF: Final = "NoArgsIsHelpError"  # a group of commands without a command shows its help

# What the library says, and the text under ``cli.usage`` that says it here.
_FORMS: Final = tuple(
    (re.compile(pattern, re.DOTALL), key)
    for pattern, key in (
        (r"No such command '(?P<name>.*?)'\. Did you mean (?P<near>.+)\?", "command_near"),
        (r"No such command '(?P<name>.*?)'\.?", "command"),
        (r"No such option: (?P<name>\S+) \(Possible options?: (?P<near>.+)\)", "option_near"),
        (r"No such option: (?P<name>\S+?)\.? Did you mean (?P<near>.+)\?", "option_near"),
        (r"No such option: (?P<name>.+)", "option"),
        (r"Missing argument '(?P<name>.+?)'.*", "no_argument"),
        (r"Missing option '(?P<name>.+?)'.*", "no_option"),
        (r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.+)\)", "too_many"),
        (r"Option '(?P<name>.+?)' requires (?:an argument|\d+ arguments)\.?", "no_value"),
        (r"Option '(?P<name>.+?)' does not take a value\.?", "takes_no_value"),
        (r"Invalid value for '(?P<name>.+?)': .*valid (?:integer|number|float|decimal)\b.*", "no_number"),
        (r"Invalid value for '(?P<name>.+?)': .*less than or equal to (?P<most>[\d.]+).*", "too_large"),
        (r"Invalid value for '(?P<name>.+?)': .*greater than or equal to (?P<least>[\d.]+).*", "too_small"),
        (r"Invalid value for '(?P<name>.+?)': .*?'(?P<value>[^']*)' is not one of (?P<known>.+?)\.?", "not_among"),
        (r"Invalid value for '?(?P<name>.+?)'?: (?P<why>.+)", "value"),
        (r"Invalid value: (?P<why>.+)", "as_said"),
        (r"(?P<why>.+)", "other"),
    )
)
_LISTS: Final = frozenset({"near", "known"})
_QUOTES: Final = str.maketrans("", "", "'")


def tell(error: Any, here: "Terminal") -> int:  # noqa: ANN401 - one of the library's own, which has no public name
    """Say what is wrong with a command line on stderr, and return the exit status."""
    if error.ctx is not None and here.home is None:
        here.home = error.ctx.find_root().params.get("home")  # an unknown command is found before the home is set
    if type(error).__name__ == _HELP_ITSELF:
        error.show()
    else:
        here.note(in_words(error, here.texts_or_default))
    return int(error.exit_code)


def in_words(error: Any, say: "Texts") -> str:  # noqa: ANN401 - as above
    """Return what is wrong, and how to see how the command is written."""
    told = error.format_message()
    match, key = next((found, key) for pattern, key in _FORMS if (found := pattern.fullmatch(told)))
    # Values that the library quotes one by one are read as a plain list.
    parts = {name: part.translate(_QUOTES) if name in _LISTS else part for name, part in match.groupdict().items()}
    lines = [say(f"cli.usage.{key}", **parts)]
    if error.ctx is not None:
        lines.append(say("cli.usage.form", form=_form(error.ctx)))
    return "\n".join([*lines, say("cli.usage.help", command=error.ctx.command_path if error.ctx else "handslag")])


def _form(context: Any) -> str:  # noqa: ANN401 - as above
    return " ".join(context.get_usage().removeprefix("Usage:").split())
