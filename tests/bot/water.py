"""A small Swedish strategy that a program with a language model has read."""

from bot.settings import Settings
from bot.wiring import build
from retrieval.ingesting import Said

STRATEGY = """\
# Strategi för vattenrening

## Prioriteringar

### Läkemedelsrester

Skumfraktionering ska prövas vid två reningsverk.

### Samverkan

Kommunerna delar laboratorium.

### Vattenprover

Sjöarna provtas varje vår.
"""
FOUND = "Skumfraktionering ska prövas vid två reningsverk."


def app_beside(server, folder, **more):
    """Return the program with the strategy read in and the model of `server`; `more` are settings."""
    strategy = folder / "strategi.md"
    strategy.write_text(STRATEGY, encoding="utf-8")
    settings = Settings(
        home=folder / "home",
        model="openai:gpt-test",
        model_base_url=server.url,
        model_api_key="k",
        **{"model_seconds": 30, **more},
    )
    made = build(settings)
    made.intake.documents([strategy], Said())
    made.models.language_model.open()  # importing takes long on a busy machine
    return made
