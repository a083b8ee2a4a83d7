"""Decisions and evidence on the command line: from an owner's reply to what a coordinator and a reader see."""

import hashlib
import io
import stat
import zipfile

import pytest
from inline_snapshot import snapshot

from bot.evidence_files import MOST_BYTES, EvidenceRefusal, checked, plain_name, read_file

NOW = "2027-10-04T10:00"
OWNER = "ovning@kusten.example"
COORDINATOR = "samordnare@havsbandet.example"
REPLY = (
    "Pågår enligt plan. Målet bedöms kunna uppnås. Styrgruppen behöver besluta om en lokal. "
    "Se https://kusten.example/protokoll?id=7 och dnr RS 2027-0456."
)
PDF = b"%PDF-1.7\n..."


@pytest.fixture
def asked(handslag, plan):
    """A home where H1 has a confirmed reply that asks for a decision."""
    handslag("plan", "import", plan)
    handslag("people", "add", COORDINATOR, "--role", "coordinator")
    handslag("reply", "H1", REPLY, "--as", OWNER, "--confirm", "--now", NOW)
    return handslag


def package(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


def test_a_decision_goes_from_the_reply_over_the_coordinator_to_the_one_who_asked(asked):
    (need,) = asked("plan", "decisions", "--open", "--json").json

    decided = asked(
        "plan", "decide", need["id"][:8], "--outcome", "Lokalen hyrs", "--as", COORDINATOR, "--now", NOW, "--json"
    )

    assert (need["nr"], need["text"], need["asked_by"], need["state"]) == (
        "H1",
        "Styrgruppen behöver besluta om en lokal",
        OWNER,
        "open",
    )
    assert (decided.status, decided.json["state"], decided.json["settled_by"]) == (0, "decided", COORDINATOR)
    assert asked("plan", "decisions", "--open").out.strip() == "Inga beslut väntar."
    assert "Beslutat: Lokalen hyrs" in asked("plan", "decisions").out


def test_an_action_is_shown_with_its_goal_assessment_decisions_and_evidence(asked, tmp_path):
    file = tmp_path / "protokoll.pdf"
    file.write_bytes(PDF)
    (need,) = asked("plan", "decisions", "--json").json
    asked("plan", "decide", need["id"], "--outcome", "Inga medel", "--declined", "--now", NOW)
    asked("reply", "H1", "Pågår.", "--as", OWNER, "--attach", file, "--confirm", "--now", NOW)

    shown = asked("plan", "show", "H1").out
    as_json = asked("plan", "show", "H1", "--json").json

    wanted = ("Målbedömning", "Beslut som behövs", "Underlag", "Bifogad fil")
    assert [line for line in shown.splitlines() if line.startswith(wanted)] == snapshot(
        [
            "Målbedömning: Bedöms kunna uppnås (4 oktober 2027)",
            "Beslut som behövs: ”Styrgruppen behöver besluta om en lokal” – avslaget: Inga medel",
            "Underlag: https://kusten.example/protokoll?id=7; dnr RS 2027-0456",
            "Bifogad fil: protokoll.pdf (1 kB)",
        ]
    )
    assert as_json["goal_assessment"] == "likely"
    assert as_json["files"] == [{"name": "protokoll.pdf", "sha256": hashlib.sha256(PDF).hexdigest(), "size": len(PDF)}]
    assert as_json["evidence"] == ["https://kusten.example/protokoll?id=7", "dnr RS 2027-0456"]


def test_a_file_is_kept_once_by_its_hash_for_nobody_else_to_read(asked, home, tmp_path):
    file = tmp_path / "protokoll.pdf"
    file.write_bytes(PDF)
    for _ in range(2):
        asked("reply", "H1", "Pågår.", "--as", OWNER, "--attach", file, "--confirm", "--now", NOW)

    kept = [path for path in (home / "evidence").rglob("*") if path.is_file()]

    assert [path.name for path in kept] == [hashlib.sha256(PDF).hexdigest()]
    assert kept[0].read_bytes() == PDF
    assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600


def test_a_file_is_not_kept_for_somebody_who_may_not_answer(asked, home, tmp_path):
    file = tmp_path / "protokoll.pdf"
    file.write_bytes(PDF)

    ran = asked("reply", "H2", "Pågår.", "--as", OWNER, "--attach", file, "--confirm", "--now", NOW)

    assert ran.status == 1
    assert not [path for path in (home / "evidence").rglob("*") if path.is_file()]


def test_a_file_needs_a_reply_that_is_confirmed(handslag, tmp_path):
    ran = handslag("reply", "H1", "Pågår.", "--attach", tmp_path / "protokoll.pdf", "--now", NOW)

    assert (ran.status, ran.err.strip()) == (1, "Filer bifogas till ett svar som bekräftas. Lägg till --confirm.")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tom.pdf", b"", "evidence.empty"),
        ("stor.pdf", b"%PDF-" + bytes(MOST_BYTES), "evidence.too_large"),
        ("program.exe", b"MZ", "evidence.kind"),
        ("sida.html", b"<script>", "evidence.kind"),
        ("utan", b"x", "evidence.kind"),
        ("rapport.pdf.exe", b"%PDF-", "evidence.kind"),
        ("rapport.pdf", b"MZ...", "evidence.not_what_it_says"),
        ("rapport.docx", b"%PDF-", "evidence.not_what_it_says"),
        ("data.csv", b"a;b\x00", "evidence.not_what_it_says"),
        ("makron.docx", package("word/document.xml", "word/vbaProject.bin"), "evidence.macros"),
        ("makron.ods", package("content.xml", "Basic/script-lc.xml"), "evidence.macros"),
    ],
)
def test_what_is_not_taken_is_refused_with_the_reason(name, content, code):
    with pytest.raises(EvidenceRefusal) as refused:
        checked(name, content)

    assert refused.value.code == code
    assert refused.value.text("sv") != refused.value.text("en")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Protokoll 12 mars.PDF", PDF),
        ("underlag.docx", package("word/document.xml")),
        ("bild.png", b"\x89PNG\r\n\x1a\n..."),
        ("värden.csv", "år;antal\n2027;3".encode("cp1252")),
    ],
)
def test_ordinary_files_are_taken(name, content):
    file = checked(name, content)

    assert (file.name, file.size, file.sha256) == (name, len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Användare\\Anna\\protokoll.pdf", "protokoll.pdf"),
        ("pro\u202etokoll\x07.pdf", "protokoll.pdf"),
        ("", "–"),
        ("x" * 300 + ".pdf", "x" * 145 + "….pdf"),
    ],
)
def test_a_files_name_is_kept_without_folders_and_hidden_characters(sent, kept):
    assert plain_name(sent) == kept


def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path):
    with pytest.raises(EvidenceRefusal, match="cannot be read"):
        read_file(tmp_path / "finns-inte.pdf")
