"""The trail: what is written, what is answered, and that nothing can be changed afterwards."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from sumvay.accounts.models import User
from sumvay.audit import selectors, services
from sumvay.audit.models import Entry

NOW = datetime(2027, 1, 18, 9, 5, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return User.objects.create_user("mai@congdoan.example", full_name="Nguyễn Thị Mai")


def test_a_deed_is_written_with_its_doer_target_and_changes(officer):
    entry = services.record(
        actor=officer,
        action="user.rename",
        target=officer,
        at=NOW,
        unit_id=7,
        changes={"state": "new"},
        request_id="r1",
    )
    entry.refresh_from_db()
    assert (entry.actor_id, entry.actor_kind, entry.action) == (officer.pk, "user", "user.rename")
    assert (entry.target_label, entry.target_id, entry.unit_id) == ("accounts.user", officer.pk, 7)
    assert (entry.at, entry.changes, entry.request_id) == (NOW, {"state": "new"}, "r1")


def test_what_nobody_did_is_written_as_done_by_the_house(officer):
    entry = services.record(actor=None, action="user.sleep", target=officer, at=NOW)
    assert (entry.actor_id, entry.actor_kind, entry.changes) == (None, "house", {})


def test_history_of_a_target_is_its_own_and_newest_first(officer):
    other = User.objects.create_user("an@congdoan.example", full_name="Lê An")
    first = services.record(actor=officer, action="user.invite", target=officer, at=NOW)
    services.record(actor=officer, action="user.invite", target=other, at=NOW)
    second = services.record(actor=officer, action="user.rename", target=officer, at=NOW, unit_id=3)
    assert list(selectors.history_of(officer)) == [second, first]
    assert list(selectors.history_of_unit(3)) == [second]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"],
    ids=["update", "delete", "truncate"],
)
def test_the_database_refuses_to_change_the_trail(officer, statement):
    services.record(actor=officer, action="user.invite", target=officer, at=NOW)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get().action == "user.invite"


def test_a_deed_that_is_undone_leaves_no_trace(officer):
    with transaction.atomic():
        services.record(actor=officer, action="user.invite", target=officer, at=NOW)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
