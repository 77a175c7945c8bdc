"""Readers are counted by piece and day, robots left out, and nothing about them is kept."""

import pytest
from django.test import Client
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.models import ReadCount, ReadTick
from sumvay.newsroom.robots import is_robot
from tests.factories.newsroom import PieceFactory

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36 Zalo android/24"


@pytest.fixture
def piece():
    piece = PieceFactory()
    piece.get_latest_revision().publish()
    return piece


def opened(piece_id, calls_itself=PHONE, **headers):
    client = Client(enforce_csrf_checks=True, headers={"user-agent": calls_itself, **headers})
    answer = client.post(f"/bai/{piece_id}/doc")
    assert not answer.cookies
    return answer.status_code


def counts():
    services.fold_reads()
    return {(row.piece_id, row.on): row.count for row in ReadCount.objects.all()}


def test_reads_add_up_by_piece_and_day(piece):
    today = timezone.localdate()
    assert [opened(piece.pk) for _ in range(3)] == [204, 204, 204]
    assert counts() == {(piece.pk, today): 3}
    opened(piece.pk)
    assert counts() == {(piece.pk, today): 4}
    assert counts() == {(piece.pk, today): 4}
    assert not ReadTick.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 HeadlessChrome/126.0",
    ],
)
def test_robots_are_not_readers(piece, name):
    assert opened(piece.pk, name) == 204
    assert counts() == {}


def test_a_phone_and_a_chat_apps_browser_are_readers():
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
    assert not is_robot(PHONE)
    assert not is_robot(firefox)


def test_what_is_not_public_is_not_counted(piece):
    draft = PieceFactory()
    assert opened(draft.pk) == 204
    assert opened(987_654) == 204
    assert counts() == {}


def test_looking_at_the_counting_address_counts_nothing(piece):
    assert Client().get(f"/bai/{piece.pk}/doc").status_code == 405
    assert counts() == {}
