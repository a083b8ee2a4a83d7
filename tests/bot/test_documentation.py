"""What the documents say of the program is true; `make docs` writes the generated parts of the README anew."""

import re
from pathlib import Path

import pytest

from docs.generate import PLATFORMS, command_table, commands, platform_table, settings_table
from prompts.texts import LANGUAGES

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md"), *(ROOT / "benchmarks").glob("**/*.md")])
ENGLISH = ROOT / "README.md"


def part(name, document=ENGLISH):
    """Return what stands between the marks of a generated part of a document."""
    text = document.read_text(encoding="utf-8")
    return text.split(f"<!-- {name} -->\n")[1].split(f"\n<!-- end of {name} -->")[0]


def test_readme_lists_every_command_with_its_help():
    assert part("commands") == command_table()


def test_readme_lists_every_setting_with_its_default():
    assert part("settings") == settings_table()


def test_table_of_platforms_is_what_is_declared():
    assert part("platforms", PLATFORMS) == platform_table()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_inside_the_project_leads_somewhere(document):
    links = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))

    broken = [link for link in links if "://" not in link and not (document.parent / link).exists()]

    assert broken == []


@pytest.mark.parametrize("readme", ["README.md", "README.sv.md"])
def test_commands_in_the_readme_exist(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    known = {name for name, _ in commands()} | {"handslag documents"}

    used = {match[0] for match in re.finditer(r"^handslag(?: [a-z]+){1,2}", text, re.MULTILINE)}

    assert {name for name in used if name not in known and name.rsplit(" ", 1)[0] not in known} == set()


def test_both_readmes_name_the_two_commands_and_their_forms_without_make():
    for readme in ("README.md", "README.sv.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        for command in ("make demo", "make test", "python3 -m venv .venv", ".venv/bin/python -m pytest"):
            assert command in text, (readme, command)


def test_constraints_pin_versions_and_name_no_registry():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert all(line.startswith("#") or re.fullmatch(r"[A-Za-z0-9_.-]+==[\w.!+-]+", line) for line in lines)


def test_each_language_has_the_same_files_of_texts():
    files = [
        sorted(
            str(file.relative_to(ROOT / "prompts" / language)) for file in (ROOT / "prompts" / language).rglob("*.*")
        )
        for language in LANGUAGES
    ]

    assert files[0] == files[1]
