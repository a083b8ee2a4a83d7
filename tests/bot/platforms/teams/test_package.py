"""The app package is one that Teams takes: its manifest, its words in both languages, its icons."""

import json
import re
import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from bot.platforms.teams.package import package

CLIENT = "6f1c1b1e-7a30-4c3e-9a59-0d4f5a1c6e01"


def opened(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pixels(png):
    """Width, height and the pixels of a PNG without filters, as Teams' checker would see them."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    length = struct.unpack(">I", png[33:37])[0]
    raw = zlib.decompress(png[41 : 41 + length])
    rows = [raw[at + 1 : at + 1 + width * 4] for at in range(0, len(raw), width * 4 + 1)]
    return width, height, [tuple(row[at : at + 4]) for row in rows for at in range(0, width * 4, 4)]


@pytest.mark.parametrize(("language", "other"), [("sv", "en"), ("en", "sv")])
def test_the_package_holds_a_manifest_its_words_in_the_other_language_and_two_icons(language, other):
    parts = opened(package(language, CLIENT, "0.1.0", url="https://region.example/handslag"))

    made = json.loads(parts["manifest.json"])
    (bot,) = made["bots"]
    assert set(parts) == {"manifest.json", f"{other}.json", "color.png", "outline.png"}
    assert made["$schema"].endswith(f"/v{made['manifestVersion']}/MicrosoftTeams.schema.json")
    assert (made["id"], bot["botId"]) == (CLIENT, CLIENT)
    assert bot["scopes"] == ["personal", "team", "groupChat"]
    assert bot["supportsFiles"]
    assert made["validDomains"] == []
    assert made["localizationInfo"] == {
        "defaultLanguageTag": language,
        "additionalLanguages": [{"languageTag": other, "file": f"{other}.json"}],
    }


@pytest.mark.parametrize("language", ["sv", "en"])
def test_everything_is_as_short_as_teams_wants_it(language):
    made = json.loads(opened(package(language, CLIENT, "0.1.0", name="x" * 30))["manifest.json"])

    assert len(made["name"]["full"]) <= 100
    assert len(made["description"]["short"]) <= 80
    assert len(made["description"]["full"]) <= 4_000
    assert len(made["developer"]["name"]) <= 32
    assert re.fullmatch(r"\d+\.\d+\.\d+", made["version"])
    assert all(address.startswith("https://") for key, address in made["developer"].items() if key != "name")
    lists = made["bots"][0]["commandLists"]
    assert len(lists) <= 3
    for one in lists:
        assert len(one["commands"]) <= 10
        assert all(len(c["title"]) <= 32 and len(c["description"]) <= 128 for c in one["commands"])


def test_the_words_in_the_other_language_stand_for_every_word_of_the_manifest():
    parts = opened(package("sv", CLIENT, "0.1.0"))

    lists = json.loads(parts["manifest.json"])["bots"][0]["commandLists"]
    wanted = {
        f"bots[0].commandLists[{n}].commands[{m}].{part}"
        for n, one in enumerate(lists)
        for m, _ in enumerate(one["commands"])
        for part in ("title", "description")
    }
    told = json.loads(parts["en.json"])
    assert set(told) == wanted | {"$schema", "name.short", "name.full", "description.short", "description.full"}


def test_the_icons_have_their_sizes_and_the_outline_is_white_on_nothing():
    parts = opened(package("sv", CLIENT, "0.1.0"))

    assert pixels(parts["color.png"])[:2] == (192, 192)
    assert all(cover == 255 for *_, cover in pixels(parts["color.png"])[2])
    width, height, points = pixels(parts["outline.png"])
    assert (width, height) == (32, 32)
    assert {point[:3] for point in points} == {(255, 255, 255)}
    assert {0, 255} <= {cover for *_, cover in points}


def test_the_same_settings_give_the_same_bytes():
    assert package("sv", CLIENT, "0.1.0") == package("sv", CLIENT, "0.1.0")


def test_the_command_writes_the_package(handslag, tmp_path):
    out = tmp_path / "app.zip"

    ran = handslag("teams", "package", "--out", str(out), "--app-id", CLIENT.upper(), "--name", "Uppföljaren")

    assert ran.status == 0
    made = json.loads(opened(out.read_bytes())["manifest.json"])
    assert (made["id"], made["name"]["short"]) == (CLIENT, "Uppföljaren")


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["--app-id", "my-bot"],
        ["--app-id", CLIENT, "--url", "http://region.example"],
        ["--app-id", CLIENT, "--url", "https://"],
        ["--app-id", CLIENT, "--name", "x" * 31],
        ["--app-id", CLIENT, "--name", " "],
        ["--app-id", CLIENT, "--out", "no/such/folder/app.zip"],
    ],
)
def test_what_teams_would_refuse_is_wrong_usage(handslag, wrong):
    ran = handslag("teams", "package", *wrong)

    assert (ran.status, ran.out) == (2, "")
