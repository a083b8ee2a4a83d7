"""Settings are read once, from the environment, then `.env`, then the defaults; what cannot be used is refused."""

from datetime import UTC, datetime

import pytest

from bot.clock import clock_of, moment
from bot.settings import SettingsRefusal, lines, read_settings, unknown_names


def test_environment_wins_over_the_file_in_the_home(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("HANDSLAG_LANGUAGE=en\nHANDSLAG_TICK_SECONDS=5\n", encoding="utf-8")
    monkeypatch.setenv("HANDSLAG_LANGUAGE", "sv")

    settings = read_settings(tmp_path)

    origins = {line.name: line.origin for line in lines(settings, tmp_path)}
    assert (settings.language, settings.tick_seconds) == ("sv", 5)
    assert origins["HANDSLAG_LANGUAGE"] == "environment"
    assert origins["HANDSLAG_TICK_SECONDS"] == ".env"
    assert origins["HANDSLAG_TIMEZONE"] == "default"
    assert origins["HANDSLAG_HOME"] == "command line"


def test_home_comes_from_the_environment_when_the_command_line_is_silent(tmp_path, monkeypatch):
    monkeypatch.setenv("HANDSLAG_HOME", str(tmp_path / "hem"))

    assert read_settings().home == tmp_path / "hem"


@pytest.mark.parametrize(
    ("name", "value"),
    [("LANGUAGE", "fi"), ("TIMEZONE", "Mars/Olympus"), ("TICK_SECONDS", "0"), ("CLOCK_FILE", "nu.txt")],
)
def test_setting_that_cannot_be_used_is_named(tmp_path, monkeypatch, name, value):
    monkeypatch.setenv(f"HANDSLAG_{name}", value)

    with pytest.raises(SettingsRefusal, match=f"HANDSLAG_{name}|{name}"):
        read_settings(tmp_path)


def test_faults_in_settings_are_told_in_the_readers_language_all_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("HANDSLAG_LANGUAGE", "fi")
    monkeypatch.setenv("HANDSLAG_TICK_SECONDS", "0")
    monkeypatch.setenv("HANDSLAG_TIMEZONE", "Mars")

    with pytest.raises(SettingsRefusal) as refused:
        read_settings(tmp_path)

    told = refused.value.text("sv")
    assert "HANDSLAG_LANGUAGE är fi men ska vara något av: sv, en." in told
    assert "HANDSLAG_TICK_SECONDS är 0 men ska vara minst 1." in told
    assert "HANDSLAG_TIMEZONE: Mars är ingen tidszon." in told
    assert "HANDSLAG_TIMEZONE: Mars is no time zone." in refused.value.text("en")


def test_secret_is_masked(tmp_path, monkeypatch):
    monkeypatch.setenv("HANDSLAG_DATABASE_URL", "postgresql://anna:hemligt@db/handslag")

    shown = " ".join(line.value for line in lines(read_settings(tmp_path)))

    assert "hemligt" not in shown


def test_misspelt_setting_is_found(tmp_path, monkeypatch):
    monkeypatch.setenv("HANDSLAG_LANGAUGE", "en")

    assert unknown_names(read_settings(tmp_path)) == ("HANDSLAG_LANGAUGE",)


def test_time_without_a_zone_is_local(tmp_path):
    zone = read_settings(tmp_path).zone

    assert moment("2027-10-01T09:00", zone) == datetime(2027, 10, 1, 7, 0, tzinfo=UTC)
    assert moment("2027-12-01", zone) == datetime(2027, 11, 30, 23, 0, tzinfo=UTC)
    assert moment("2027-10-01T09:00+00:00", zone) == datetime(2027, 10, 1, 9, 0, tzinfo=UTC)


def test_clock_file_is_read_afresh_each_time(tmp_path, monkeypatch):
    file = tmp_path / "nu.txt"
    file.write_text("2027-10-01T09:00", encoding="utf-8")
    monkeypatch.setenv("HANDSLAG_ENVIRONMENT", "test")
    monkeypatch.setenv("HANDSLAG_CLOCK_FILE", str(file))
    clock = clock_of(read_settings(tmp_path))
    first = clock()
    file.write_text("2027-10-02T09:00", encoding="utf-8")

    assert (clock() - first).days == 1


def test_clock_file_that_is_gone_is_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setenv("HANDSLAG_ENVIRONMENT", "test")
    monkeypatch.setenv("HANDSLAG_CLOCK_FILE", str(tmp_path / "borta.txt"))

    with pytest.raises(SettingsRefusal, match=r"borta\.txt"):
        clock_of(read_settings(tmp_path))()
