"""A board asks as often for thirty branches as for three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.dashboard.movement import finish, movement, report, running


def queries(client, made, page, **query):
    """How many statements the page takes for the province's chair."""
    client.force_login(made.chair)
    address = reverse(page, args=[made.directive.pk])
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, query).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", ["dashboard:board", "dashboard:board_units", "dashboard:board_proofs"])
def test_as_many_queries_for_thirty_branches_as_for_three(client, db, page):
    small, large = running(movement(wards=3, bases=1)), running(movement(wards=30, bases=2))
    for made in (small, large):
        finish(made, made.base(0, 0))
        report(made, made.base(1, 0))
    assert queries(client, small, page) == queries(client, large, page) <= 24


def test_opening_a_branch_takes_a_handful(client, db):
    made = running(movement(wards=2, bases=30))
    client.force_login(made.chair)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(
            reverse("dashboard:board", args=[made.directive.pk]),
            {"branch": made.wards[0].pk, "depth": 1},
            headers={"HX-Request": "true"},
        )
    assert answer.content.decode().count("<tr") == 31
    assert len(asked) <= 12
