"""Statements run on the driver's own cursor behave as SQLAlchemy's own way of running them, on each database."""

import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from plans.model import Role
from plans.stores import tables
from plans.stores.prepared import fetched, written

PEOPLE = tables.people
ADD = insert(PEOPLE)
ANNA = {"address": "anna@region.example", "role": Role.OWNER, "areas": ("1.1",)}


def test_values_are_stored_and_looked_for_by_their_columns_types(engine):
    query = select(PEOPLE.c.address, PEOPLE.c.areas).where(PEOPLE.c.role == bindparam("wanted"))

    with engine.begin() as connection:
        written(connection, ADD, [ANNA])
        found = [tuple(row) for row in fetched(connection, query, {"wanted": Role.OWNER})]

    assert found == [("anna@region.example", '["1.1"]')]


def test_what_a_statement_itself_says_need_not_be_given(engine):
    query = select(PEOPLE.c.address).where(PEOPLE.c.role == Role.OWNER).limit(1)

    with engine.begin() as connection:
        written(connection, ADD, [ANNA, ANNA | {"address": "bo@region.example", "role": Role.ACTOR}])
        found = fetched(connection, query)

    assert len(found) == 1


def test_what_goes_wrong_is_sqlalchemys_own_error_without_what_somebody_wrote(engine):
    with engine.begin() as connection:
        written(connection, ADD, [ANNA])

    with pytest.raises(IntegrityError, match="INSERT INTO people") as raised, engine.begin() as connection:
        written(connection, ADD, [ANNA | {"name": "Anna Ek"}])

    assert "Anna Ek" not in str(raised.value)


def test_a_look_begins_the_transaction_that_it_is_part_of(engine):
    with engine.connect() as connection:
        fetched(connection, select(PEOPLE.c.address))

        assert connection.in_transaction()


def test_a_statement_that_is_worded_anew_each_time_is_refused(engine):
    query = select(PEOPLE.c.address).where(PEOPLE.c.address.in_(["anna@region.example"]))

    with pytest.raises(ValueError, match="give each a parameter"), engine.begin() as connection:
        fetched(connection, query)


def test_a_value_that_is_missing_is_a_fault(engine):
    query = select(PEOPLE.c.address).where(PEOPLE.c.role == bindparam("wanted"))

    with pytest.raises(KeyError, match="wanted"), engine.begin() as connection:
        fetched(connection, query)
