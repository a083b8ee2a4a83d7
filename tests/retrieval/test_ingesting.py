"""Documents read into the register: added, changed, unchanged, described by a person, refused as a whole."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from retrieval.ingesting import Change, SeveralRefusals, ingest
from retrieval.model import CleanText, DocumentState, DocumentType
from retrieval.readers.base import READING
from retrieval.refusals import DocumentRefusal
from retrieval.stores.memory import MemoryRegister

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "documents"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NEW = (
    "Life science-strategi för Norrvik\n\n"
    "Strategin ska ersätta den tidigare life science-strategin för Norrvik. Den är giltig till och med 2031."
)
OLD = "Life science-strategi för Norrvik\n\nStrategin från förra perioden handlar om life science i Norrvik."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "strategi-2026-norrvik.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "strategi-2020-norrvik.txt").write_text(OLD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def register():
    return MemoryRegister()


def states(register):
    return {version.document: version.state.value for version in register.latest()}


def changes(report):
    return [(outcome.document, outcome.change.value) for outcome in report.outcomes]


def test_a_folder_is_read_by_name_and_a_second_time_nothing_happens(folder, register):
    first = ingest([folder], register, now=NOW)
    second = ingest([folder], register, now=datetime(2027, 1, 1, tzinfo=UTC))

    assert changes(first) == [("strategi-2020-norrvik.txt", "added"), ("strategi-2026-norrvik.txt", "added")]
    assert {change for _, change in changes(second)} == {"unchanged"}
    assert {version.ingested_at for version in register.latest()} == {NOW}


def test_an_unchanged_file_is_not_parsed_again(folder, register):
    path = folder / "strategi.docx"
    path.write_bytes(b"no Word document")
    known = MemoryRegister()
    ingest([folder / "strategi-2026-norrvik.txt"], known, now=NOW)
    stored = known.latest()[0]

    report = ingest([folder / "strategi-2026-norrvik.txt"], known, now=NOW)

    assert report.outcomes[0].version is stored


def test_a_changed_file_becomes_a_new_version_and_keeps_what_a_person_said(folder, register):
    path = folder / "strategi-2026-norrvik.txt"
    ingest([path], register, now=NOW, state=DocumentState.DRAFT, title="Min titel")
    path.write_text(NEW + "\n\nEtt nytt stycke har kommit till.", encoding="utf-8")

    report = ingest([path], register, now=NOW)

    version = report.outcomes[0].version
    assert changes(report) == [(path.name, "new_version")]
    assert (version.number, version.state, version.title) == (2, DocumentState.DRAFT, "Min titel")
    assert len(register.versions(path.name)) == 2


def test_new_options_for_an_unchanged_file_change_what_is_said_of_it_only(folder, register):
    path = folder / "strategi-2026-norrvik.txt"
    ingest([path], register, now=NOW)

    report = ingest([path], register, now=NOW, type=DocumentType.OTHER, valid_from=date(2026, 7, 1))
    again = ingest([path], register, now=NOW, type=DocumentType.OTHER)

    version = register.latest()[0]
    assert (report.outcomes[0].change, again.outcomes[0].change) == (Change.UPDATED, Change.UNCHANGED)
    assert (version.number, version.type, version.valid_from, version.said) == (
        1,
        DocumentType.OTHER,
        date(2026, 7, 1),
        ("type", "valid_from"),
    )


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_newer_strategy_on_the_same_subject_is_current_in_whatever_order_they_come(folder, register, order):
    paths = sorted(folder.iterdir())

    reports = [ingest([paths[at]], register, now=NOW) for at in order]

    old, new = register.latest()
    assert (old.state, old.superseded_by, new.state, new.supersedes) == (
        DocumentState.SUPERSEDED,
        new.document,
        DocumentState.CURRENT,
        old.document,
    )
    assert [version.document for version in reports[1].restated] == ([old.document] if order == (0, 1) else [])
    assert old.state_reason.replace(" och i ", "\noch i ").replace(" Om ", "\nOm ") == snapshot(
        """\
Ersatt enligt regel: strategi-2026-norrvik.txt från 2026 är en nyare strategi i samma ämne (life science),
och i strategi-2026-norrvik.txt står ”ersätta den tidigare life science-strategin för Norrvik”.
Om det inte stämmer: handslag ingest strategi-2020-norrvik.txt --state current\
"""
    )


def test_a_persons_word_on_the_state_is_never_overridden(folder, register):
    ingest([folder / "strategi-2020-norrvik.txt"], register, now=NOW, state=DocumentState.CURRENT)

    ingest([folder / "strategi-2026-norrvik.txt"], register, now=NOW)

    assert states(register) == {"strategi-2020-norrvik.txt": "current", "strategi-2026-norrvik.txt": "current"}


def test_a_draft_replaces_nothing_until_it_is_decided(folder, register):
    ingest([folder / "strategi-2020-norrvik.txt"], register, now=NOW)
    ingest([folder / "strategi-2026-norrvik.txt"], register, now=NOW, state=DocumentState.DRAFT)
    before = states(register)

    ingest([folder / "strategi-2026-norrvik.txt"], register, now=NOW, state=DocumentState.CURRENT)

    assert before == {"strategi-2020-norrvik.txt": "current", "strategi-2026-norrvik.txt": "draft"}
    assert states(register) == {"strategi-2020-norrvik.txt": "superseded", "strategi-2026-norrvik.txt": "current"}


def test_a_person_may_say_which_document_is_superseded(folder, register):
    (folder / "program.txt").write_text("Program för ett helt annat ämne\n\nText om annat.", encoding="utf-8")
    ingest([folder / "program.txt"], register, now=NOW)

    ingest([folder / "strategi-2026-norrvik.txt"], register, now=NOW, supersedes="program")

    assert states(register) == {"program.txt": "superseded", "strategi-2026-norrvik.txt": "current"}


def test_one_broken_file_stores_nothing_and_all_faults_are_told_at_once(folder, register):
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 cut")
    (folder / "b.txt").touch()

    with pytest.raises(SeveralRefusals) as refused:
        ingest([folder], register, now=NOW)

    assert register.latest() == ()
    assert refused.value.text("sv").replace(". ", ".\n  ") == snapshot(
        """\
2 filer kan inte läsas, och därför har ingenting sparats:
• a.pdf är skadad eller ofullständig och kan inte läsas som PDF.
  Hämta filen på nytt, eller öppna dokumentet och spara om det.
• b.txt är tom.
  Spara om dokumentet och försök igen.\
"""
    )


def test_what_cannot_be_read_in_a_folder_is_passed_by_and_told_and_hidden_files_are_not_spoken_of(folder, register):
    for name in ("bild.png", "~$strategi.docx", ".dold.txt"):
        (folder / name).write_bytes(b"x")

    report = ingest([folder], register, now=NOW)

    assert len(report.outcomes) == 2
    assert [note.split("/")[-1].split(" ")[0] for note in report.skipped] == ["bild.png"]


def test_two_different_files_of_one_name_are_refused_and_two_equal_ones_are_one(folder, register):
    (folder / "kopia").mkdir()
    copy = folder / "kopia" / "strategi-2026-norrvik.txt"
    copy.write_text(NEW, encoding="utf-8")
    report = ingest([folder], register, now=NOW)
    copy.write_text("Något annat.", encoding="utf-8")

    with pytest.raises(DocumentRefusal) as refused:
        ingest([folder], register, now=NOW)

    assert len(report.outcomes) == 2
    assert refused.value.code == "documents.same_name"


def test_a_file_of_the_same_name_from_another_folder_is_a_new_version_with_a_warning(folder, register):
    ingest([folder], register, now=NOW)
    (folder / "nytt").mkdir()
    moved = folder / "nytt" / "strategi-2026-norrvik.txt"
    moved.write_text("Ett annat dokument.", encoding="utf-8")

    report = ingest([moved], register, now=NOW, language="en")

    assert changes(report) == [(moved.name, "new_version")]
    assert "If it is another document, the file needs another name." in report.outcomes[0].warnings[-1]


REFUSED = (
    ({"title": "En titel"}, "documents.one_at_a_time"),
    ({"supersedes": "x"}, "documents.one_at_a_time"),
    ({"valid_from": date(2027, 1, 1), "valid_to": date(2026, 1, 1)}, "documents.dates_swapped"),
)


@pytest.mark.parametrize(("options", "code"), REFUSED)
def test_options_that_cannot_be_followed_are_refused(folder, register, options, code):
    with pytest.raises(DocumentRefusal) as refused:
        ingest([folder], register, now=NOW, **options)

    assert refused.value.code == code
    assert register.latest() == ()


def test_an_unknown_document_cannot_be_superseded(folder, register):
    with pytest.raises(DocumentRefusal) as refused:
        ingest([folder / "strategi-2026-norrvik.txt"], register, now=NOW, supersedes="saknas.pdf")

    assert refused.value.code == "documents.unknown_superseded"


def test_progress_is_told_for_every_file(folder, register):
    told = []

    ingest([folder], register, now=NOW, progress=lambda done, count, name: told.append((done, count, name)))

    assert told == [(0, 2, "strategi-2020-norrvik.txt"), (1, 2, "strategi-2026-norrvik.txt"), (2, 2, "")]


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the real documents are not on this machine")
def test_the_real_documents_get_title_type_year_state_and_validity(register):
    names = (
        "strategi-2026-stockholm-uppsala.docx",
        "strategi-2020-stockholm.pdf",
        "tjansteutlatande-2026.txt",
        "remissvar-2026.txt",
    )

    report = ingest([DOCUMENTS / name for name in names], register, now=NOW)

    assert [
        (v.title, v.type.value, v.state.value, v.year, v.valid_to and v.valid_to.isoformat())
        for v in (o.version for o in report.outcomes)
    ] == [
        ("Life science-strategi för Stockholm-Uppsalaregionen", "strategy", "current", 2026, "2031-12-31"),
        ("Life science-strategi för Stockholmsregionen", "strategy", "superseded", 2020, None),
        ("Life science-strategi för Stockholm-Uppsalaregionen", "decision", "current", 2026, None),
        (
            "Remissvar avseende förslag till life science-strategi för Stockholm-Uppsalaregionen",
            "consultation",
            "current",
            2026,
            None,
        ),
    ]
    (warning,) = [warning for outcome in report.outcomes for warning in outcome.warnings]
    assert warning == (
        "strategi-2026-stockholm-uppsala.docx verkar inte vara beslutad, eftersom datum saknas: "
        "”Beslutad av regionfullmäktige, den XX”. Är den ett utkast, ange --state draft."
    )


def test_an_unchanged_file_is_read_again_when_the_reading_rules_have_changed(folder, register):
    ingest([folder], register, now=NOW)
    new, old = (replace(version, reader="1") for version in reversed(register.latest()))
    register.save([new, replace(old, content=CleanText("Som det lästes förr.\n", ()))])

    report = ingest([folder], register, now=NOW)
    again = ingest([folder], register, now=NOW)

    assert changes(report) == [("strategi-2020-norrvik.txt", "new_version"), ("strategi-2026-norrvik.txt", "unchanged")]
    assert {(version.label, version.reader) for version in register.latest()} == {("2", READING), ("1", READING)}
    assert {change for _, change in changes(again)} == {"unchanged"}
