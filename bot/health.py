"""What `handslag check` looks at: each check says what it found and, where something is missing, how to get it."""

import os
from collections.abc import Callable, Iterator

from bot.finding import Finding
from bot.keeping import Keeping
from bot.settings import Settings, unknown_names
from bot.slack_health import slack_findings
from bot.teams_health import teams_findings
from bot.wiring import App
from plans.model import Role
from prompts.refusal import Refusal


def findings(settings: Settings, open_app: Callable[[], App]) -> tuple[Finding, ...]:
    """Return every check's outcome; what cannot be reached hides what lies behind it."""
    return tuple(_all(settings, open_app))


def _all(settings: Settings, open_app: Callable[[], App]) -> Iterator[Finding]:
    names = unknown_names(settings)
    yield Finding("unknown", not names, {"names": ", ".join(names)})
    home = _home(settings)
    yield home
    if not home.ok:
        return
    try:
        app = open_app()
        app.engine.connect().close()
    except Refusal as refusal:
        yield Finding("database", ok=False, values={"reason": refusal.text(settings.language)}, needed=True)
        return
    yield Finding("database", ok=True, needed=True)
    yield from _contents(app)


def _home(settings: Settings) -> Finding:
    reason = ""
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
    writable = not reason and os.access(settings.home, os.W_OK)
    return Finding("home", writable, {"home": settings.home, "reason": reason or "read-only"}, needed=True)


def _contents(app: App) -> Iterator[Finding]:
    documents = app.register.latest()
    yield Finding("documents", bool(documents), {"count": len(documents)})
    if documents:
        yield Finding("vectors", app.vectors.health(), {"folder": app.settings.home / "vectors"})
    yield from _models(app)
    with app.store.reading() as ledger:
        actions, people = ledger.actions.all(), ledger.people.all()
    reporters = sum(action.reporter is not None for action in actions)
    yield Finding("plan", bool(actions), {"count": len(actions), "reporters": reporters})
    coordinators = sum(person.role in {Role.COORDINATOR, Role.ADMINISTRATOR} for person in people)
    yield Finding("people", bool(coordinators), {"count": coordinators})
    there = app.platforms
    unheard = sum(("slack" not in there and bool(p.slack)) or ("teams" not in there and bool(p.teams)) for p in people)
    yield Finding("platforms", not unheard, {"count": unheard})
    yield from slack_findings(app.settings, app.inbox)
    yield from teams_findings(app.settings, app.inbox)
    yield _retention(app)
    bad, last = app.trail_files.check()
    yield Finding(
        "trail", bad is None, {"count": last.number if last else 0, "row": bad.row if bad else 0}, needed=True
    )


def _retention(app: App) -> Finding:
    try:
        due = Keeping(app).due()
    except Refusal as refusal:
        return Finding("retention", ok=False, values={"count": refusal.text(app.settings.language)})
    return Finding("retention", not due, {"count": sum(due.values())})


def _models(app: App) -> Iterator[Finding]:
    settings, models = app.settings, app.models
    if settings.model is None:
        yield Finding("model_none", ok=True)
    elif missing := models.missing_for_model():
        yield Finding("model_unusable", ok=False, values={"reason": missing.text(settings.language)})
    else:
        fault, seconds = models.model_fault()
        yield Finding("model", fault is None, {"name": settings.model, "reason": fault or ""})
        if fault is None:
            took = {"seconds": f"{seconds:.1f}", "limit": f"{settings.model_seconds:g}"}
            yield Finding("model_speed", seconds < settings.model_seconds, took)
        used, most = models.tokens_this_month, settings.model_monthly_tokens
        yield Finding("model_use", not 0 < most <= used, {"used": used, "most": most or "∞"})
    if models.nearness is None:
        yield Finding("embeddings_none", ok=True)
        return
    if missing := models.missing_for_embeddings():
        yield Finding("embeddings_unusable", ok=False, values={"reason": missing.text(settings.language)})
        return
    fault = models.embeddings_fault()
    yield Finding("embeddings", fault is None, {"name": settings.embeddings, "reason": fault or ""})
    held = models.nearness.holds(app.library.passages(app.library.versions()))
    yield Finding("embeddings_built", held, {"name": settings.embeddings})
