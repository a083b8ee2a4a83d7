"""What is left of files whose row was never written goes after a day; what a row names, or is new, stays."""

import hashlib
import os
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import pytest

from bot.settings import Settings
from bot.wiring import build
from plans.model import Action, Person, Role, Source

NOW = datetime(2027, 10, 4, 8, 0, tzinfo=UTC)
ANNA = "anna@kommun.se"
PDF = b"%PDF-1.7\n..."
DAYS = 24 * 60 * 60


@pytest.fixture
def app(tmp_path):
    """On the real store, as `serve` has it."""
    app = build(Settings(home=tmp_path / "home"), clock=lambda: NOW)
    with app.store.transaction() as ledger:
        ledger.people.save([Person(address=ANNA, name="Anna Berg", role=Role.OWNER)])
        ledger.actions.save([Action(nr="S1", title="Öva", reporter=ANNA, source=Source("plan.xlsx"))])
    return app


def attach(app, content=PDF):
    return app.attachments.attach("S1", "protokoll.pdf", content, ANNA, NOW)


def place_of(app, content=PDF):
    return app.attachments.place(hashlib.sha256(content).hexdigest())


def aged(file, days):
    then = file.stat().st_mtime - days * DAYS
    os.utime(file, (then, then))
    return file


def undone(app, content=PDF):
    """A file is attached in a transaction that is undone."""
    with suppress(RuntimeError), app.engine.together():
        attach(app, content)
        raise RuntimeError("the platform's event failed")
    return place_of(app, content)


def test_file_of_a_transaction_that_was_undone_goes_after_a_day(app):
    left = aged(undone(app), 1.1)

    assert (app.attachments.sweep(), left.exists()) == (1, False)


def test_file_that_came_today_stays_for_its_row_may_be_on_its_way(app):
    left = aged(undone(app), 0.9)

    assert (app.attachments.sweep(), left.exists()) == (0, True)


def test_file_that_a_row_names_stays_however_old(app):
    attach(app)
    kept = aged(place_of(app), 900)

    assert (app.attachments.sweep(), kept.read_bytes()) == (0, PDF)


def test_half_a_file_goes_and_what_somebody_else_laid_there_stays(app):
    attach(app)
    folder = place_of(app).parent
    (folder / "tmp3x_9k2aq").write_bytes(b"%PDF")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    aged(folder / "tmp3x_9k2aq", 2)
    aged(folder / "notes.txt", 2)

    assert app.attachments.sweep() == 1
    assert {path.name for path in folder.iterdir()} == {"notes.txt", place_of(app).name}


def test_file_that_was_left_and_comes_again_is_as_new(app):
    aged(undone(app), 30)

    attach(app)
    aged(place_of(app), 0.5)

    assert (app.attachments.sweep(), place_of(app).read_bytes()) == (0, PDF)


def test_file_whose_row_is_being_written_stays(app):
    """It is named after the sweep has looked: it looks again where no other can write."""
    aged(undone(app), 30)
    reading = app.store.reading

    @contextmanager
    def named_then():
        with reading() as ledger:
            yield ledger
        app.store.reading = reading
        attach(app)
        aged(place_of(app), 30)

    app.store.reading = named_then

    assert (app.attachments.sweep(), place_of(app).read_bytes()) == (0, PDF)


def test_file_that_is_swept_before_its_row_is_there_is_written_once_more(app):
    attached = app.follow_up.attach

    def swept_first(*said):
        place_of(app).unlink()
        return attached(*said)

    app.follow_up.attach = swept_first

    attach(app)

    assert place_of(app).read_bytes() == PDF


def test_nothing_is_swept_where_nothing_was_ever_attached(app):
    assert app.attachments.sweep() == 0
