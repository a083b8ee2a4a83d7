"""The shipped example holds together: script, people, plan, documents and texts."""

import re
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from pydantic import ValidationError

from bot.demo.player import FORMATS
from bot.demo.script import FOLDER, Reply, Scene, Script, load_script
from plans.importing.reading import read_plan
from plans.replies import read_reply
from prompts.texts import LANGUAGES, texts

SHARED = Path(__file__).parents[2].parent / "shared" / "documents"


@pytest.fixture(scope="module")
def script():
    return load_script()


def changed(old, new):
    text = (FOLDER / "year.toml").read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('who = "vardskap@lovhamra.example"', 'who = "ingen@lovhamra.example"', "nobody has the address"),
        ("at = 2027-10-05T09:40:00+02:00", "at = 2027-10-03T09:40:00+02:00", "put the events in order"),
        ("at = 2027-10-05T09:40:00+02:00", "at = 2027-10-05T09:40:00+01:00", "has not the offset"),
        ("at = 2027-10-05T09:40:00+02:00", "at = 2027-10-05T09:40:00", "timezone"),
        ('do = "clarify", at', 'do = "confirm", at', "needs a text"),
        ('plan = "handlingsplan-2027.xlsx"', 'plan = "saknas.xlsx"', "there is no file 'saknas.xlsx'"),
        ("\ncorrects = true", "\ncorects = true", "Extra inputs"),
        ('kind = "open_cycle"', 'kind = "opens"', "does not match any of the expected tags"),
    ],
)
def test_a_script_that_does_not_add_up_is_refused_with_the_reason(tmp_path, old, new, complaint):
    file = tmp_path / "year.toml"
    file.write_text(changed(old, new), encoding="utf-8")

    with pytest.raises(ValidationError, match=complaint):
        load_script(file)


def test_a_reply_about_an_action_that_the_plan_does_not_have_is_refused(script):
    known = {reply.nr for reply in script.replies} - {"N7"}

    with pytest.raises(ValueError, match="has no action N7: correct the script"):
        script.check_actions(known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scene_and_note_of_the_script_has_its_text(script, language):
    told = texts(language)

    scenes = [event.scene for event in script.events if isinstance(event, Scene)]
    notes = [event.note for event in script.events if event.note]

    assert all(told(f"demo.scene.{scene}.heading") and told(f"demo.scene.{scene}.text") for scene in scenes)
    assert all(told(f"demo.note.{note}") for note in notes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_scene_or_note_is_written_in_vain(script, language):
    used = {f"demo.scene.{event.scene}.heading" for event in script.events if isinstance(event, Scene)}
    used |= {f"demo.note.{event.note}" for event in script.events if event.note}

    written = {
        key for key in sorted(texts(language).keys()) if re.fullmatch(r"demo\.(scene\..+\.heading|note\..+)", key)
    }

    assert written == used


def test_the_year_has_every_kind_of_reply_that_it_promises(script):
    steps = {step.do for reply in script.replies for step in reply.then}

    assert steps >= {"confirm", "change", "clarify", "hand_over", "accept"}
    assert any(reply.corrects for reply in script.replies)
    assert any(reply.at.date() > script.cycle.due for reply in script.replies)
    assert any(reply.at.date() > script.cycle.cut_off for reply in script.replies)
    assert not any(reply.nr == "E3" for reply in script.replies)


def test_a_correction_comes_after_the_same_persons_update(script):
    for reply in script.replies:
        if reply.corrects:
            earlier = [found for found in script.replies if found.at < reply.at]

            assert (reply.nr, reply.who) in {(found.nr, found.who) for found in earlier}


def test_all_addresses_are_reserved_for_examples(script):
    files = [*FOLDER.glob("*.md"), *FOLDER.glob("*.txt"), *FOLDER.glob("*.toml")]

    addresses = [found for file in files for found in re.findall(r"[\w.]+@([\w.]+)", file.read_text(encoding="utf-8"))]

    assert {cast.address.rpartition(".")[2] for cast in script.people} == {"example"}
    assert {address.rpartition(".")[2] for address in addresses} == {"example"}


def runs_of_words(text, length=7):
    words = re.findall(r"\w+", re.sub(r"-\s*\n\s*", "", text).casefold())
    return {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not here to compare with")
def test_no_seven_words_in_a_row_are_those_of_a_real_document():
    from docx import Document

    real = set()
    for file in SHARED.glob("*.txt"):
        real |= runs_of_words(file.read_text(encoding="utf-8"))
    strategy = "\n".join(found.text for found in Document(str(FOLDER / "strategi-2026-livskusten.docx")).paragraphs)
    own = [file.read_text(encoding="utf-8") for file in (*FOLDER.glob("*.md"), *FOLDER.glob("*.txt"))]

    shared = set().union(*(runs_of_words(text) for text in (strategy, *own))) & real

    assert shared == set()


def test_the_example_stays_small_enough_to_ship():
    assert sum(file.stat().st_size for file in FOLDER.iterdir() if file.is_file()) < 150_000


def test_the_script_is_frozen(script: Script):
    reply = next(event for event in script.events if isinstance(event, Reply))

    with pytest.raises(ValidationError):
        reply.text = "annat"


@pytest.fixture(scope="module")
def plan(script):
    return read_plan(script.plan_path)


def test_the_plan_is_read_without_errors_and_has_its_deliberate_gaps(script, plan):
    actions = {action.nr: action for action in plan.actions}

    script.check_actions(actions)

    assert not plan.errors
    assert len(actions) == 16
    assert [nr for nr, action in actions.items() if action.reporter is None] == ["G4"]
    assert [nr for nr, action in actions.items() if action.indicator is None] == ["G3"]
    assert [nr for nr, action in actions.items() if action.is_over] == ["E5"]
    assert "Gemensam utrustning" not in {action.area for action in actions.values()}


def test_every_reporter_of_the_plan_that_is_asked_has_a_name_in_the_example(script, plan):
    reporters = {action.reporter for action in plan.actions if action.reporter and not action.is_over}

    assert reporters <= script.names.keys()


def words_read(reading):
    """Return what was understood, in the order that people are shown it."""
    said = [reading.implementation, reading.forecast, *(str(value.value) for value in reading.values)]
    if reading.progress is not None:
        said.append(f"{reading.progress} %")
    said += [reading.new_end, reading.completed_on]
    flags = [name for name in ("unchanged", "not_mine") if getattr(reading, name)]
    question = [f"question: {reading.question}"] if reading.question else []
    return " | ".join([str(part) for part in said if part is not None] + flags + question)


def test_the_replies_are_read_as_their_writers_mean_them(script, plan):
    actions = {action.nr: action for action in plan.actions}
    written = [(reply.nr, reply.text, reply.at) for reply in script.replies]
    written += [(reply.nr, step.text, step.at) for reply in script.replies for step in reply.then if step.text]

    read = [
        f"{nr}: {words_read(read_reply(text, action=actions[nr], today=at.date()))}"
        for nr, text, at in sorted(written, key=lambda each: each[2])
    ]

    assert read == snapshot(
        [
            "N3: in_progress | at_risk | 2 | 60 % | 2028-02-29",
            "G1: in_progress | on_track | 1",
            "N5: question: vague",
            "N5: on_track | 63",
            "N1: in_progress | on_track | 46",
            "N4: in_progress | on_track | 455",
            "E4: not_mine",
            "G2: completed | 2027-09-21",
            "N7: on_track | 33",
            "E4: in_progress | on_track | 26",
            "E1: unchanged",
            "N6: in_progress | on_track | 4",
            "N6: in_progress | on_track | 5",
            "G4: not_started",
            "N1: in_progress | on_track | 49",
            "G3: completed | 2027-06-14",
            "N2: at_risk | 41 | 2028-03-31",
            "E2: in_progress | at_risk | 2",
        ]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_end_says_what_each_of_the_summarys_files_is_for(language):
    told = [texts(language)(f"demo.file.{kind}") for kind in (*FORMATS, "manifest")]

    assert len(set(told)) == len(FORMATS) + 1
    assert max(map(len, told)) <= 48, "they stand beside the file's name, on a line of 80"
