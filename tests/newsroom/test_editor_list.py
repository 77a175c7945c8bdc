"""The editor's list of pieces: where each stands, in as many questions for one as for many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import desk_seats, long_lists
from sumvay.newsroom.models import Piece
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


def shown_when(client, standing):
    page = client.get(ADDRESS, {"standing": standing}).content.decode()
    return {title for title in ("Bài nháp", "Bài đăng", "Bài hẹn", "Bài duyệt", "Bài khóa") if title in page}


def test_the_list_is_narrowed_to_what_waits_is_on_the_clock_or_locked(client, ward):
    PieceFactory(unit=ward, title="Bài nháp")
    PieceFactory(unit=ward, title="Bài đăng").get_latest_revision().publish()
    later = PieceFactory(unit=ward, title="Bài hẹn")
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision().publish()
    colleague = officer_of(ward, "editor", full_name="Trần Văn Khóa")
    Piece.objects.filter(pk=PieceFactory(unit=ward, title="Bài khóa").pk).update(locked=True, locked_by=colleague)
    elsewhere = UnitFactory()
    desk_with_steps(ward, "chair")
    desk_with_steps(elsewhere, "editor")
    for unit, title in ((ward, "Bài duyệt"), (elsewhere, "Bài duyệt NƠI KHÁC")):
        unit.desk.workflow.start(PieceFactory(unit=unit, title=title), colleague)
    Piece.objects.filter(pk=PieceFactory(unit=elsewhere, title="Bài khóa NƠI KHÁC").pk).update(locked=True)
    assert shown_when(client, "waiting") == {"Bài duyệt"}
    assert shown_when(client, "clock") == {"Bài hẹn"}
    assert shown_when(client, "locked") == {"Bài khóa"}
    assert shown_when(client, "published") == {"Bài đăng"}
    assert shown_when(client, "draft") == {"Bài nháp", "Bài khóa"}
    assert len(shown_when(client, "")) == len(shown_when(client, "vua")) == 5
    page = client.get(ADDRESS, {"standing": "locked"}).content.decode()
    assert "NƠI KHÁC" not in page + client.get(ADDRESS, {"standing": "waiting"}).content.decode()
    assert "bản nháp; Trần Văn Khóa đang khóa" in page


def test_the_chooser_costs_as_many_queries_for_one_as_for_five(client, ward):
    chooser = reverse("wagtailsnippetchoosers_newsroom_piece:choose")
    PieceFactory(unit=ward, title="Bài thứ nhất")
    client.get(chooser)
    with CaptureQueriesContext(connection) as one:
        assert "Bài thứ nhất" in client.get(chooser).json()["html"]
    for _n in range(4):
        PieceFactory(unit=ward)
    with CaptureQueriesContext(connection) as five:
        client.get(chooser)
    assert len(five) == len(one) < 30


def test_nothing_is_counted_to_its_end_and_every_page_is_reached(client, ward, monkeypatch):
    monkeypatch.setattr(long_lists, "AHEAD", 60)
    for number in range(130):
        PieceFactory(unit=ward, title=f"Bài số {number:03}", created_at=timezone.now() - timedelta(minutes=number))
    with CaptureQueriesContext(connection) as asked:
        first = client.get(ADDRESS)
    assert "hơn 110 bài" in first.content.decode().lower()
    assert not any("COUNT(" in one["sql"] and "newsroom_piece" in one["sql"] for one in asked)
    assert len(asked) < 30
    last = client.get(f"{ADDRESS}?p=3").content.decode()
    assert "Bài số 129" in last
    assert "Bài số 099" not in last
    assert "130 bài" in last
    beyond = client.get(f"{ADDRESS}?p=99999")
    assert beyond.status_code == 200


def test_pieces_of_many_units_are_found_as_those_of_few(client, ward, monkeypatch):
    below, elsewhere = UnitFactory(parent=ward), UnitFactory()
    PieceFactory(unit=below, title="Bài của đơn vị dưới")
    PieceFactory(unit=elsewhere, title="Bài của nơi khác")
    few = client.get(ADDRESS).content.decode()
    monkeypatch.setattr(desk_seats, "FEW", 0)
    many = client.get(ADDRESS).content.decode()
    for shown in (few, many):
        assert "Bài của đơn vị dưới" in shown
        assert "Bài của nơi khác" not in shown
