"""A command line that cannot be read is told of in the installation's language, and ends with status 2."""

import pytest
from inline_snapshot import snapshot


def test_unknown_command_is_told_of_in_swedish_with_what_to_write(handslag):
    ran = handslag("aks", "hej")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err == snapshot("""\
Det finns inget kommando som heter aks. Menade du ask?
Så skrivs det: handslag [OPTIONS] COMMAND [ARGS]...
Mer hjälp: handslag --help
""")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("opna", "Det finns inget kommando som heter opna."),
        ("cycle opn", "Det finns inget kommando som heter opn. Menade du open, reopen?"),
        ("ask", "Kommandot behöver question, som saknas."),
        ("cycle open 2027", "Kommandot behöver tillvalet --due, som saknas."),
        ("ask hej --jsn", "Kommandot har inget tillval som heter --jsn. Menade du --json, --now?"),
        ("ask hej --xyzzy", "Kommandot har inget tillval som heter --xyzzy."),
        (
            "ask a b",
            "Kommandot tar inte emot så mycket, det här är för mycket: b. Skriv citattecken runt det som hör ihop.",
        ),
        ("search x --top", "Tillvalet --top behöver ett värde efter sig."),
        ("ask x --json=1", "Tillvalet --json ska stå för sig, utan värde."),
        ("search x --top abc", "--top ska vara ett tal."),
        ("search x --top 500", "--top får vara högst 100."),
        ("search x --top 0", "--top ska vara minst 1."),
        ("cycle open 20x --due 2027-10-29", "year ska vara ett tal."),
        (
            "people add a@b.se --role chef",
            "--role kan inte vara chef. Välj bland actor, owner, area_lead, coordinator, administrator.",
        ),
        ("search", "Skriv en fråga, eller ange en fil med --batch; inte båda."),
    ],
)
def test_every_kind_of_wrong_usage_says_what_is_wrong_in_swedish(handslag, line, told):
    ran = handslag(*line.split())

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == told
    assert "--help" in ran.err


def test_wrong_usage_is_told_of_in_english_where_the_installation_is_english(handslag, home):
    (home / ".env").write_text("HANDSLAG_LANGUAGE=en\n", encoding="utf-8")

    assert handslag("aks").err.startswith("There is no command called aks. Did you mean ask?\n")
    assert handslag("ask").err.startswith("The command needs question, which is missing.\n")


def test_commands_keep_their_exit_status(handslag):
    assert handslag("--help").status == 0
    assert handslag("cycle").status == 2
    assert handslag("documents").status == 0
    assert handslag("documents", "show", "finns-ej").status == 1
