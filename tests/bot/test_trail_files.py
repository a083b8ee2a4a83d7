"""The trail's exports and noted heads, as the command line makes them."""

import csv
import hashlib
import json
import sqlite3

NOW = "2027-10-01T10:00"


def started(handslag, plan):
    handslag("plan", "import", plan)
    handslag("people", "add", "anna@havsbandet.example", "--role", "coordinator")
    handslag("cycle", "open", "2027", "--due", "2027-10-29", "--now", NOW)


def test_export_for_the_archive_is_a_folder_with_a_manifest_of_every_file(handslag, plan, tmp_path):
    started(handslag, plan)
    folder = tmp_path / "arkiv"

    ran = handslag(
        "audit", "export", folder, "--diary-number", "RS 2027-0123", "--as", "anna@havsbandet.example", "--now", NOW
    )

    assert ran.status == 0
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert {key: manifest[key] for key in ("diary_number", "exported_by", "exported_at")} == {
        "diary_number": "RS 2027-0123",
        "exported_by": "anna@havsbandet.example",
        "exported_at": "2027-10-01T08:00:00+00:00",
    }
    assert (manifest["trail"]["intact"], manifest["export"]["is_whole"]) == (True, True)
    rows = json.loads((folder / "audit-trail.json").read_text(encoding="utf-8"))
    assert manifest["trail"]["head"] == rows[-1]["hash"]
    for file in manifest["files"]:
        assert hashlib.sha256((folder / file["name"]).read_bytes()).hexdigest() == file["sha256"]
    assert {path.name for path in folder.iterdir()} == {file["name"] for file in manifest["files"]} | {"manifest.json"}


def test_export_overwrites_nothing_and_needs_a_diary_number_for_a_folder(handslag, plan, tmp_path):
    started(handslag, plan)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "a.txt").write_text("mine", encoding="utf-8")
    file = tmp_path / "trail.json"
    handslag("audit", "export", file)

    assert handslag("audit", "export", taken, "--diary-number", "RS 1").status == 1
    assert handslag("audit", "export", tmp_path / "new").status == 1
    assert handslag("audit", "export", file).status == 1
    assert [path.name for path in taken.iterdir()] == ["a.txt"]


def test_no_cell_of_the_table_begins_a_formula(handslag, plan, tmp_path):
    handslag("plan", "import", plan)
    handslag("audit", "export", tmp_path / "one", "--diary-number", "=HYPERLINK(1)")
    handslag("audit", "export", tmp_path / "two", "--diary-number", "RS 2")

    content = (tmp_path / "two" / "audit-trail.csv").read_bytes()

    assert content.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";") for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]


def test_a_part_of_the_trail_says_that_it_is_one(handslag, plan, tmp_path):
    started(handslag, plan)

    ran = handslag("audit", "export", "--out", tmp_path / "del", "--diary-number", "RS 1", "--event", "cycle.")

    manifest = json.loads((tmp_path / "del" / "manifest.json").read_text(encoding="utf-8"))
    rows = json.loads((tmp_path / "del" / "audit-trail.json").read_text(encoding="utf-8"))
    assert not manifest["export"]["is_whole"]
    assert {row["event"] for row in rows} == {"cycle.opened"}
    assert "en del av loggen" in ran.err


def test_a_trail_that_is_cut_in_the_database_is_found_by_the_head_that_was_noted_beside_it(handslag, plan, home):
    started(handslag, plan)
    assert handslag("audit", "verify").status == 0
    length = handslag("audit", "head", "--json").json["number"]
    with sqlite3.connect(home / "handslag.db") as database:
        database.execute("DELETE FROM trail WHERE number = ?", (length,))

    ran = handslag("audit", "verify", "--json")

    assert (ran.status, ran.json["first_bad_row"]) == (1, length)
    assert handslag("check").status == 1
