"""The command line keeps its contract: shapes, exit statuses, and errors that say what, why and what to do."""

import json

import pytest
from inline_snapshot import snapshot

NOW = "2027-10-01T10:00"


def open_follow_up(handslag, plan):
    handslag("plan", "import", plan)
    handslag("people", "add", "samordnare@havsbandet.example", "--role", "coordinator")
    return handslag("cycle", "open", "2027", "--due", "2027-10-29", "--now", NOW, "--json")


def test_answer_quotes_the_list_under_the_heading_and_the_earlier_strategy_apart(handslag, strategy, earlier):
    handslag("ingest", strategy, earlier)

    answer = handslag("ask", "vad säger strategin om beredskap?", "--json").json

    assert answer["status"] == "answered"
    current = [source["quote"] for source in answer["sources"] if source["state"] == "current"]
    assert current == [
        "Beredskap för oljeutsläpp längs hela kusten",
        "Ett gemensamt lager av sanerande utrustning",
        "Övningar tillsammans med räddningstjänsten varje år",
    ]
    assert {source["document"] for source in answer["sources"] if {"n": source["n"]} in answer["earlier"]} == {
        "strategi-2020.md"
    }


def test_every_quote_is_its_span_of_the_text_that_is_shown(handslag, strategy, earlier):
    handslag("ingest", strategy, earlier)

    sources = handslag("ask", "what does the strategy say about preparedness?", "--json").json["sources"]

    assert sources
    for source in sources:
        text = handslag("documents", "show", source["document"], "--text").out
        assert text[source["start"] : source["end"]] == source["quote"]


def test_a_document_with_the_title_of_another_in_force_is_pointed_out_once(handslag, strategy, tmp_path):
    handslag("ingest", strategy, "--state", "current")
    copy = tmp_path / "kopia.md"
    copy.write_text(strategy.read_text("utf-8"), "utf-8")

    twin = handslag("ingest", copy, "--state", "current")
    again = handslag("ingest", copy, "--state", "current")

    assert "kopia.md har samma titel som" in twin.err
    assert "--state revoked" in twin.err
    assert "samma titel" not in again.err


def test_question_that_the_documents_do_not_touch_is_refused_with_exit_status_1(handslag, strategy):
    handslag("ingest", strategy)

    ran = handslag("ask", "Hur lagar man pannkakor?", "--json")

    assert (ran.status, ran.json["status"], ran.json["sentences"]) == (1, "not_found", [])
    assert "Strategi för havsbandet 2026" in ran.json["text"]


def test_unchanged_file_is_not_read_again_and_a_changed_one_is_a_new_version(handslag, strategy):
    first = handslag("ingest", strategy, "--json").json["documents"][0]
    again = handslag("ingest", strategy, "--json").json["documents"][0]
    strategy.write_text(strategy.read_text(encoding="utf-8") + "\nEtt tillägg.\n", encoding="utf-8")

    changed = handslag("ingest", strategy, "--json").json["documents"][0]

    assert [(found["change"], found["version"]) for found in (first, again, changed)] == [
        ("added", "1"),
        ("unchanged", "1"),
        ("new_version", "2"),
    ]


def test_search_batch_prints_a_line_for_each_question(handslag, strategy, tmp_path):
    handslag("ingest", strategy)
    batch = tmp_path / "questions.jsonl"
    batch.write_text(
        '{"id": "a", "question": "länsor och lager"}\n{"id": 2, "question": "badplatser"}\n', encoding="utf-8"
    )

    ran = handslag("search", "--batch", batch, "--json")

    found = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["id"] for row in found] == ["a", 2]
    assert set(found[0]) == {"id", "question", "hits", "band", "ms"}
    assert set(found[0]["hits"][0]) == {
        "document", "title", "version", "state", "page", "section", "start", "end", "text", "score",
    }  # fmt: skip


def test_plan_is_listed_in_the_contracts_shape(handslag, plan):
    handslag("plan", "import", plan)

    action = handslag("plan", "list", "--json").json[1]

    assert action == snapshot(
        {
            "nr": "H2",
            "title": "Bygg upp ett lager av länsor",
            "aspect": "A. Hav och hälsa",
            "area": "Beredskap",
            "goal": None,
            "accountable": "Region Havsbandet",
            "contributors": [],
            "reporter": "lager@havsbandet.example",
            "start": None,
            "end": "2027-12-31",
            "continuous": False,
            "schedule_text": "Q4 2027",
            "indicator": "Antal meter länsa",
            "baseline": 200,
            "target": 900,
            "implementation": "not_started",
            "forecast": None,
            "comment": None,
            "source": {"file": "plan.xlsx", "sheet": "Kusten", "row": 5},
            "scope": "Kusten",
            "indicators": [
                {
                    "name": "Antal meter länsa",
                    "unit": None,
                    "baseline": 200,
                    "baseline_year": None,
                    "target": 900,
                    "target_year": None,
                    "source": None,
                    "frequency": None,
                }
            ],
            "milestones": [],
            "resources": None,
            "predecessor": None,
        }
    )


def test_empty_plan_is_an_empty_list(handslag):
    assert handslag("plan", "list", "--json").json == []


def test_export_read_again_changes_nothing(handslag, plan, tmp_path):
    handslag("plan", "import", plan)
    handslag("plan", "export", tmp_path / "ut.xlsx")

    report = handslag("plan", "import", tmp_path / "ut.xlsx", "--dry-run", "--json").json

    assert (report["created"], report["changed"], report["missing"]) == ([], [], [])
    assert report["unchanged"] == ["H1", "H2", "H3"]


def test_where_nothing_is_read_in_that_is_said_and_how_to_begin(handslag):
    assert handslag("search", "beredskap").out.strip() == snapshot(
        "Inga dokument är inlästa än. Läs in dem med handslag ingest följt av filerna."
    )
    assert handslag("plan", "gaps").out.strip() == snapshot(
        "Ingen handlingsplan är inläst än. Läs in den med handslag plan import följt av filen."
    )


def test_before_the_first_question_the_dry_run_tells_when_it_goes_out(handslag, plan):
    handslag("plan", "import", plan)
    handslag("cycle", "open", "2027", "--due", "2027-10-29", "--now", "2027-01-15T09:00")

    shown = handslag("cycle", "remind", "--dry-run", "--now", "2027-01-15T09:00")

    assert shown.out.strip() == snapshot("Inget är på väg att skickas. Den första frågan går ut 2027-10-01.")


def test_areas_of_the_strategy_without_an_action_are_gaps(handslag, strategy, plan):
    handslag("ingest", strategy)
    handslag("plan", "import", plan)

    gaps = handslag("plan", "gaps", "--json").json

    assert all(set(gap) == {"kind", "subject", "evidence", "severity", "closed_by"} for gap in gaps)
    assert "challenge_without_action" in {gap["kind"] for gap in gaps}


def test_opened_cycle_asks_each_reporter_once(handslag, plan):
    opened = open_follow_up(handslag, plan)

    assert (opened.status, opened.json["requests"], opened.json["awaiting"]) == (0, 3, 3)
    repeated = handslag("cycle", "open", "2027", "--due", "2027-10-29", "--now", NOW)
    assert repeated.status == 1
    assert "2027" in repeated.err


def test_dry_run_says_what_would_be_sent_to_whom_and_why(handslag, plan):
    open_follow_up(handslag, plan)

    reminders = handslag("cycle", "remind", "--dry-run", "--json", "--now", "2027-10-15T09:00").json

    assert reminders[1] == snapshot(
        {
            "to": "ovning@kusten.example",
            "actions": ["H1", "H3"],
            "rule": "remind",
            "step": "-10",
            "at": "2027-10-15T09:00+02:00",
            "channel": "console",
            "why": "Inget svar än. "
            "Påminnelsen 10 arbetsdagar före sista svarsdag, 29 oktober 2027, går till den som inte har svarat.",
        }
    )


def test_reply_is_read_and_nothing_is_stored_until_it_is_confirmed(handslag, plan):
    open_follow_up(handslag, plan)

    read = handslag("reply", "H1", "Två övningar är klara, det går enligt plan.", "--now", NOW, "--json").json
    before = handslag("cycle", "status", "--json", "--now", NOW).json["answered_on_time"]
    confirmed = handslag(
        "reply", "h1", "Två övningar är klara, det går enligt plan.", "--confirm", "--now", NOW, "--json"
    ).json
    after = handslag("cycle", "status", "--json", "--now", NOW).json["answered_on_time"]

    assert (read["state"], confirmed["state"], before, after) == ("awaiting_confirmation", "submitted", 0, 1)
    assert read["values"] == [{"indicator": "Antal genomförda övningar", "value": 2, "unit": None}]
    assert read["forecast"] == "on_track"


def test_reply_of_somebody_else_is_refused_and_says_what_to_do(handslag, plan):
    open_follow_up(handslag, plan)

    ran = handslag("reply", "H1", "Klart.", "--as", "lager@havsbandet.example", "--confirm", "--now", NOW)

    assert ran.status == 1
    assert "be samordnaren byta rapportör" in ran.err
    assert "ovning@kusten.example" not in ran.err


def test_batch_of_replies_prints_a_line_for_each(handslag, plan, tmp_path):
    handslag("plan", "import", plan)
    batch = tmp_path / "replies.jsonl"
    batch.write_text('{"id": "x", "nr": "H1", "text": "Vi är klara.", "now": "2027-10-01"}\n', encoding="utf-8")

    row = json.loads(handslag("reply", "--batch", batch).out)

    assert (row["id"], row["nr"], row["implementation"]) == ("x", "H1", "completed")


def test_report_holds_the_figures_and_its_files_have_a_manifest(handslag, plan, tmp_path):
    open_follow_up(handslag, plan)
    handslag("reply", "H1", "Två övningar är klara, det går enligt plan.", "--confirm", "--now", NOW)

    ran = handslag(
        "report", "2027", "--format", "docx,md,json", "--out", tmp_path / "ut", "--now", "2027-11-22T09:00", "--json"
    )

    names = [name.rsplit("/", 1)[-1] for name in ran.json["files"]]
    assert names == [
        "uppfoljning-2027.docx", "uppfoljning-2027.md", "uppfoljning-2027.json", "uppfoljning-2027.manifest.json",
    ]  # fmt: skip
    figures = json.loads((tmp_path / "ut" / "uppfoljning-2027.json").read_text(encoding="utf-8"))["figures"]
    assert (figures["actions"], figures["requests"], figures["answered_on_time"]) == (3, 3, 1)


def test_trail_verifies_and_names_the_first_bad_row(handslag, plan, home):
    import sqlite3

    open_follow_up(handslag, plan)
    whole = handslag("audit", "verify", "--json")
    with sqlite3.connect(home / "handslag.db") as database:
        database.execute("UPDATE trail SET actor = 'nagon@annan.example' WHERE number = 2")

    broken = handslag("audit", "verify", "--json")

    assert (whole.status, whole.json["intact"]) == (0, True)
    assert (broken.status, broken.json["first_bad_row"]) == (1, 2)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["plan", "show", "X9"], "X9"),
        (["plan", "import", "saknas.xlsx"], "saknas.xlsx"),
        (["ingest", "saknas.pdf"], "saknas.pdf"),
        (["documents", "show", "saknas.pdf"], "saknas.pdf"),
        (["reply", "X9", "klart"], "X9"),
        (["cycle", "status"], "cycle open"),
        (["report", "2031"], "2031"),
        (["ask", "vad säger strategin?", "--as-of", "igår"], "igår"),
        (["people", "add", "ingen adress"], "ingen adress"),
        (["search", "--batch", "saknas.jsonl"], "saknas.jsonl"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_with_exit_status_1(handslag, arguments, says):
    ran = handslag(*arguments)

    assert ran.status == 1
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert "inte hade förutsett" not in ran.err


def test_refusal_is_a_json_document_where_json_was_asked_for(handslag):
    ran = handslag("plan", "show", "X9", "--json")

    assert ran.status == 1
    assert ran.json["error"]["message"] in ran.err


@pytest.mark.parametrize("arguments", [["--nonsense"], ["plan", "show"], ["cycle", "open", "2027"], ["search"]])
def test_wrong_usage_ends_with_exit_status_2(handslag, arguments):
    assert handslag(*arguments).status == 2


def test_what_nobody_foresaw_is_written_to_a_file_and_said_in_a_sentence(handslag, home, monkeypatch):
    monkeypatch.setattr("plans.planning.plan_list_json", lambda _actions: 1 / 0)

    ran = handslag("plan", "list", "--json")

    [file] = (home / "faults").iterdir()
    assert ran.status == 1
    assert str(file) in ran.err
    assert "ZeroDivisionError" in file.read_text(encoding="utf-8")


def test_check_says_what_is_missing_and_how_to_get_it(handslag, strategy, plan, monkeypatch):
    monkeypatch.setenv("HANDSLAG_LANGAUGE", "en")
    before = handslag("check")
    handslag("ingest", strategy)
    handslag("plan", "import", plan)

    after = handslag("check", "--json").json

    assert "handslag ingest" in before.out
    assert "HANDSLAG_LANGAUGE" in before.out
    assert {check["check"]: check["ok"] for check in after["checks"]} == snapshot(
        {
            "unknown": False,
            "home": True,
            "database": True,
            "documents": True,
            "vectors": True,
            "plan": True,
            "people": False,
            "platforms": True,
            "slack_none": True,
            "model_none": True,
            "embeddings_none": True,
            "teams_none": True,
            "retention": True,
            "trail": True,
        }
    )
