"""Write the generated parts of the documents: tables of commands, settings and platforms. Run by `make docs`."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from bot.cli import cli
from bot.settings import Settings

README = Path(__file__).parents[1] / "README.md"
PLATFORMS = Path(__file__).with_name("platforms.md")


def commands(command: Any = None, name: str = "handslag") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - typer's own type
    """Yield every command with the first sentence of its help."""
    command = command or get_command(cli)
    inner = getattr(command, "commands", {})
    for each in sorted(inner):
        stands_alone = each == getattr(command, "default", None)  # `report 2027` is `report write 2027`
        yield from commands(inner[each], name if stands_alone else f"{name} {each}")
    if not inner or command.invoke_without_command:
        yield name, (command.help or "").strip().split("\n\n")[0]


def command_table() -> str:
    """Return the commands as a Markdown table."""
    rows = [f"| `{name}` | {said} |" for name, said in sorted(commands())]
    return "\n".join(["| command | does |", "|---|---|", *rows])


def settings_table() -> str:
    """Return the settings as a Markdown table."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = "the platform's data folder" if name == "home" else field.default
        rows.append(f"| `HANDSLAG_{name.upper()}` | {field.description} | {'none' if default is None else default} |")
    return "\n".join(["| setting | meaning | default |", "|---|---|---|", *rows])


def platform_table() -> str:
    """Return what each platform can as a Markdown table: the rows of platforms.toml."""
    rows = tomllib.loads(PLATFORMS.with_suffix(".toml").read_text(encoding="utf-8"))["row"]
    told = [f"| {row['what']} | {row['console']} | {row['slack']} | {row['teams']} |" for row in rows]
    return "\n".join(["| | terminal | Slack | Microsoft Teams |", "|---|---|---|---|", *told])


def main() -> None:
    """Write every table between its marks."""
    tables = (
        (README, "commands", command_table()),
        (README, "settings", settings_table()),
        (PLATFORMS, "platforms", platform_table()),
    )
    for document, name, table in tables:
        text = document.read_text(encoding="utf-8")
        marks = (f"<!-- {name} -->\n", f"\n<!-- end of {name} -->")
        text = re.sub(f"(?<={re.escape(marks[0])}).*?(?={re.escape(marks[1])})", lambda _: table, text, flags=re.DOTALL)  # noqa: B023 - used at once
        document.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
