"""The law of `core/inbox.py`, source by source, on a world where things wait: the demonstration and its people."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.where import WhereNode
from django.test.utils import CaptureQueriesContext

from fabrique.core import inbox
from fabrique.ground.people.enums import Role
from fabrique.ground.people.models import Person
from tests.world import make_person

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("demonstration")]
# dates that a row has when it waits, and may lack otherwise
DATED = {"date", "on", "due_on", "review_on", "closes_on", "link_dead_at"}


def all_rows(waiting: inbox.Waiting) -> QuerySet:
    """As if every row of the table waited: those that have their date, or all when none has one."""
    rows = waiting.rows.order_by()
    rows.query.where = WhereNode()
    dated = DATED & {field.name for field in rows.model._meta.concrete_fields}
    with_their_date = rows.filter(**{f"{name}__isnull": False for name in dated})
    return with_their_date if with_their_date.exists() else rows


def queries(function, *given) -> tuple[int, object]:
    with CaptureQueriesContext(connection) as asked:
        answer = function(*given)
    return len(asked), answer


def people():
    for role in Role.values:
        person = Person.objects.filter(email=f"{role}@demo.invalid").first() or make_person(role)
        assert person.grants
        yield role, person


def tell_everything(role, person) -> set[str]:
    """The sources that told something; each said without a query what may wait, and never asks once a row."""
    told = set()
    for source in inbox.sources:
        name = f"{source.__module__}.{source.__name__}"
        said, waiting = queries(source, person)
        assert said == 0, (name, role)
        for one in waiting:
            read, rows = queries(list, all_rows(one))
            asked, acts = queries(one.tell, rows)
            assert read + asked <= 2, (name, role)
            told |= {name for _act in acts}
    return told


def test_source_says_without_a_query_and_tells_in_two():
    """One query for all the sources, then at most two for each that has rows, for each of the roles."""
    told = set()
    for role, person in people():
        told |= tell_everything(role, person)
        found = sum(bool(one.rows) for source in inbox.sources for one in source(person))
        asked, acts = queries(inbox.inbox, person)
        assert asked <= 1 + 2 * found, role
        assert bool(acts) == bool(found), role

    assert told == {f"{source.__module__}.{source.__name__}" for source in inbox.sources}
