"""The use of models and the vectors paid for, on every database."""

from datetime import UTC, date, datetime

import numpy as np

from retrieval.models.allowance import Trouble, Use
from retrieval.stores.model_use import SqlUse
from retrieval.stores.text_vectors import SqlVectors


def test_use_adds_up_by_person_and_month(engine):
    ledger = SqlUse(engine)

    ledger.add("anna", date(2026, 11, 21), questions=1, tokens=300)
    ledger.add("anna", date(2026, 11, 22), questions=1)
    ledger.add("anna", date(2026, 11, 22), tokens=700)
    ledger.add("bo", date(2026, 10, 31), questions=1, tokens=900)

    assert ledger.use("anna", date(2026, 11, 22)) == Use(1, 1000)
    assert ledger.use("bo", date(2026, 11, 22)) == Use(0, 1000)


def test_trouble_is_noted_and_forgotten(engine):
    ledger = SqlUse(engine)
    trouble = Trouble(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), "ReadTimeout")

    ledger.note("openai:x", trouble)
    noted = ledger.trouble("openai:x")
    ledger.note("openai:x", None)

    assert noted == trouble
    assert ledger.trouble("openai:x") is None


def test_vectors_come_back_as_they_were_put(engine):
    cache = SqlVectors(engine)
    cache.put("openai:e", {"h": np.asarray([0.5, -2.0], np.float32)})

    found = cache.get("openai:e", ["h", "other"])

    assert {key: list(vector) for key, vector in found.items()} == {"h": [0.5, -2.0]}
