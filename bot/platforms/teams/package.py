"""The app package: what a tenant installs, a zip with the manifest, its words in another language, and two icons. Pure.

The manifest is of version 1.19 (https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema).
It asks for no more than to be talked with: no tabs, no addresses of its own, no permissions in the tenant.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from bot.platforms.teams import icons
from prompts.texts import LANGUAGES, Texts, texts

SCHEMA: Final = "1.19"
LONGEST_NAME: Final = 30  # characters of an app's short name
PAGE: Final = "https://handslag.example"  # what the app's page in Teams links to where no address is given
_SCHEMAS: Final = "https://developer.microsoft.com/json-schemas/teams/v"
# The words that stand in the menu over the field where people write, by where.
_COMMANDS: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    ("personal",): ("help", "mine", "status", "gaps", "summary", "language"),
    ("team", "groupChat"): ("help", "status", "gaps"),
}
_MADE: Final = (2026, 1, 1, 0, 0, 0)  # the same package of the same settings, byte for byte

Json = dict[str, Any]


def package(language: str, client: str, version: str, *, name: str = "Handslag", url: str = "") -> bytes:
    """Return the zip; `client` is the bot's app id, `version` three numbers, `url` an https address about the app."""
    others = [other for other in LANGUAGES if other != language]
    parts = {"manifest.json": _written(manifest(language, client, version, name=name, url=url or PAGE))}
    parts |= {f"{other}.json": _written(words(texts(other), name)) for other in others}
    parts |= {"color.png": icons.colour(), "outline.png": icons.outline()}
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(zipfile.ZipInfo(part, _MADE), data)
    return held.getvalue()


def manifest(language: str, client: str, version: str, *, name: str, url: str) -> Json:
    """Return the manifest in a language, with the others beside it."""
    say = texts(language)
    others = [{"languageTag": other, "file": f"{other}.json"} for other in LANGUAGES if other != language]
    return {
        "$schema": f"{_SCHEMAS}{SCHEMA}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA,
        "version": version,
        "id": client,
        "developer": {"name": name, "websiteUrl": url, "privacyUrl": url, "termsOfUseUrl": url},
        "name": {"short": name, "full": say("teams_setup.manifest.full_name", name=name)},
        "description": {
            "short": say("teams_setup.manifest.description"),
            "full": say("teams_setup.manifest.long_description"),
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1F4E5F",
        "bots": [
            {
                "botId": client,
                "scopes": ["personal", "team", "groupChat"],
                "supportsFiles": True,  # the summary is handed over as files, and evidence taken as such
                "isNotificationOnly": False,
                "commandLists": [
                    {"scopes": list(scopes), "commands": [_command(say, key) for key in keys]}
                    for scopes, keys in _COMMANDS.items()
                ],
            }
        ],
        "defaultInstallScope": "personal",
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [],
        "localizationInfo": {"defaultLanguageTag": language, "additionalLanguages": others},
    }


def words(say: Texts, name: str) -> Json:
    """Return the manifest's words in another language, by where they stand in it."""
    return {
        "$schema": f"{_SCHEMAS}{SCHEMA}/MicrosoftTeams.Localization.schema.json",
        "name.short": name,
        "name.full": say("teams_setup.manifest.full_name", name=name),
        "description.short": say("teams_setup.manifest.description"),
        "description.full": say("teams_setup.manifest.long_description"),
        **dict(_commands(say)),
    }


def _commands(say: Texts) -> Iterator[tuple[str, str]]:
    for place, keys in enumerate(_COMMANDS.values()):
        for row, key in enumerate(keys):
            for part, said in _command(say, key).items():
                yield f"bots[0].commandLists[{place}].commands[{row}].{part}", said


def _command(say: Texts, key: str) -> dict[str, str]:
    return {part: say(f"teams_setup.command.{key}.{part}") for part in ("title", "description")}


def _written(content: Json) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
