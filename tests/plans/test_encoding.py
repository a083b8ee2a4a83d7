import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.cycle.closing import content_id
from plans.encoding import canonical, decode, field_texts, joined
from plans.model import Action, DecisionNeed, DecisionState, Implementation, Snapshot, Source, Written


def test_the_same_content_has_the_same_text_whatever_its_order():
    assert canonical({"b": 1, "a": (1, None)}) == canonical({"a": [1, None], "b": 1}) == '{"a":[1,null],"b":1}'


def test_a_number_and_the_same_words_stay_apart():
    @dataclass(frozen=True)
    class Cell:
        value: Written | None

    for value in (Decimal("18.50"), "18.50", "18 %", None):
        found = decode(Cell, canonical(Cell(value))).value
        assert (type(found), str(found)) == (type(value), str(value))


def test_a_field_added_later_takes_its_default():
    old = '{"nr":"S6","title":"Öva","source":{"file":"p.xlsx"}}'

    assert decode(Action, old) == Action(nr="S6", title="Öva", source=Source("p.xlsx"))


def test_a_snapshot_of_the_first_shape_is_read_and_hashes_as_it_did():
    written = (Path(__file__).parent / "snapshot_first_shape.json").read_text(encoding="utf-8").strip()

    snapshot = decode(Snapshot, written)

    assert content_id(snapshot) == snapshot.id
    assert canonical(snapshot) == written


def test_a_record_is_written_again_from_its_fields_texts_with_what_changed():
    action = Action(nr="S6", title="Öva", source=Source("p.xlsx"), contributors=("Region B",))

    again = joined(field_texts(action) | {"title": canonical("Öva igen")})

    assert again == canonical(replace(action, title="Öva igen"))


# What JSON text of its own makes of the same; names are sorted, and so are keys, and letters are escaped.
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_plain_values_are_written_as_json_writes_them(value):
    assert canonical(value) == json.dumps(value, sort_keys=True, separators=(",", ":"))


def test_a_later_field_is_written_once_it_holds_something():
    action = Action(nr="S6", title="Öva", source=Source("p.xlsx"))

    assert '"resources"' not in canonical(action)
    assert '"resources":"2"' in canonical(replace(action, resources="2"))


def test_a_record_that_came_later_comes_back_with_its_defaults():
    moment = datetime(2027, 10, 1, 12, tzinfo=UTC)
    need = DecisionNeed(id="b1", nr="S6", year=2027, update_id="u1", text="Vi behöver beslut", asked_at=moment)

    assert '"state"' not in canonical(need)
    assert decode(DecisionNeed, canonical(need)) == need
    declined = replace(need, state=DecisionState.DECLINED)
    assert decode(DecisionNeed, canonical(declined)) == declined


def test_zero_and_false_are_not_taken_for_each_others_default():
    @dataclass(frozen=True)
    class Count:
        n: int | bool = False

    assert canonical(Count(0)) == '{"n":0}'
    assert canonical(Count()) == "{}"


def test_times_are_written_in_utc_and_dates_as_they_are():
    moment = datetime.fromisoformat("2027-10-01T14:00:00+02:00")

    assert canonical([moment, date(2027, 10, 1)]) == '["2027-10-01T12:00:00+00:00","2027-10-01"]'
    assert decode(datetime, canonical(moment)) == datetime(2027, 10, 1, 12, tzinfo=UTC)


def test_codes_of_enums_stand_as_they_are():
    assert decode(Implementation, canonical(Implementation.ON_HOLD)) is Implementation.ON_HOLD


def test_what_has_no_exact_text_is_refused():
    with pytest.raises(TypeError, match="float"):
        canonical(0.1)
