"""The editor's list of pieces: where each stands, in as many questions for one as for many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.newsroom import PieceFactory, desk_with_steps
from tests.factories.org import UnitFactory, officer_of

ADDRESS = "/newsroom/editor/snippets/newsroom/piece/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward(client):
    unit = UnitFactory()
    client.force_login(officer_of(unit, "editor"))
    return unit


def test_each_piece_says_where_it_stands(client, ward):
    PieceFactory(unit=ward, title="Bài còn nháp", live=False).save_revision()
    published = PieceFactory(unit=ward, title="Bài đã lên trang", live=False)
    published.save_revision().publish()
    later = PieceFactory(unit=ward, title="Bài chờ giờ", live=False)
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision().publish()
    desk_with_steps(ward, "chair")
    waiting = PieceFactory(unit=ward, title="Bài chờ chủ tịch", live=False)
    waiting.save_revision()
    ward.desk.workflow.start(waiting, officer_of(ward, "editor"))
    shown = " ".join(client.get(ADDRESS).content.decode().split())
    for title, standing in {
        "Bài còn nháp": "bản nháp",
        "Bài đã lên trang": "đã đăng",
        "Bài chờ giờ": "đã hẹn giờ",
        "Bài chờ chủ tịch": "chờ duyệt",
    }.items():
        row = shown[shown.index(title) :]
        assert standing in row[: row.index("</tr>")], title


def test_one_piece_costs_as_many_queries_as_five(client, ward):
    PieceFactory(unit=ward)
    client.get(ADDRESS)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(ADDRESS)
    for _n in range(4):
        PieceFactory(unit=ward)
    with CaptureQueriesContext(connection) as five:
        client.get(ADDRESS)
    assert len(five) == len(one)
