"""Microsoft's library can be told to let anybody in; nothing is started while it is."""

import pytest

from bot.settings import SettingsRefusal, read_settings

OPEN = "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"


@pytest.fixture
def teams_on(monkeypatch):
    for name in ("CLIENT_ID", "TENANT_ID", "CLIENT_SECRET"):
        monkeypatch.setenv(f"HANDSLAG_TEAMS_{name}", "x")


@pytest.mark.parametrize(("language", "told"), [("sv", "Ta bort variabeln"), ("en", "Remove the variable")])
def test_open_door_is_refused_with_what_to_do_about_it(tmp_path, monkeypatch, teams_on, language, told):
    monkeypatch.setenv(OPEN, "true")

    with pytest.raises(SettingsRefusal) as refused:
        read_settings(tmp_path)

    assert OPEN in refused.value.text(language)
    assert told in refused.value.text(language)


def test_open_door_matters_only_where_teams_is_on(tmp_path, monkeypatch):
    monkeypatch.setenv(OPEN, "true")

    assert not read_settings(tmp_path).teams_is_on


def test_closed_door_is_no_hindrance(tmp_path, teams_on):
    assert read_settings(tmp_path).teams_is_on
