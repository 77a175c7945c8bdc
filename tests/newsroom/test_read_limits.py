"""A script does not choose what is most read: of one network a day's measure is counted, and nothing of it is kept."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client

from sumvay.newsroom import read_limits
from sumvay.newsroom.models import ReadTick
from sumvay.newsroom.read_limits import OF_A_PIECE, OF_ALL, ReadLimits
from sumvay.newsroom.views import pieces
from tests.factories.newsroom import PieceFactory

TODAY = date(2026, 11, 22)
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36"


def counted(limits, address, times, piece=1, on=TODAY):
    return sum(limits.allows(address, piece, on=on) for _ in range(times))


def test_of_a_piece_one_network_counts_to_its_measure_and_others_go_on():
    limits = ReadLimits()
    assert counted(limits, "203.0.113.7", OF_A_PIECE + 30) == OF_A_PIECE
    assert counted(limits, "203.0.113.8", 3) == 3
    assert counted(limits, "203.0.113.7", 3, piece=2) == 3


def test_of_all_pieces_too():
    limits = ReadLimits()
    assert sum(counted(limits, "203.0.113.7", 40, piece=piece) for piece in range(30)) == OF_ALL


def test_the_next_day_begins_anew_with_another_salt():
    limits = ReadLimits()
    counted(limits, "203.0.113.7", OF_A_PIECE)
    before = set(limits._counts)
    assert counted(limits, "203.0.113.7", 1, on=TODAY + timedelta(days=1)) == 1
    assert before.isdisjoint(limits._counts)


def test_what_is_kept_names_no_address_and_stays_small(monkeypatch):
    monkeypatch.setattr(read_limits, "MOST_KEPT", 50)
    limits = ReadLimits()
    for number in range(200):
        limits.allows(f"203.0.113.{number}", 1, on=TODAY)
    assert type(limits._counts) is Counter
    assert {len(key) for key in limits._counts} == {16}
    assert len(limits._counts) <= 52
    assert b"203.0.113" not in b"".join(limits._counts)


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("2001:db8:1:2::5", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::5", "2001:db8:1:3::5", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("không phải địa chỉ", "cũng không", True),
    ],
)
def test_addresses_of_one_network_share_its_measure(one, other, are_one):
    limits = ReadLimits()
    assert counted(limits, one, OF_A_PIECE) == OF_A_PIECE
    assert counted(limits, other, 1) == (0 if are_one else 1)


@pytest.fixture
def piece(db, monkeypatch):
    monkeypatch.setattr(pieces, "LIMITS", ReadLimits())
    piece = PieceFactory()
    piece.get_latest_revision().publish()
    return piece


def open_it(piece, times, **headers):
    for _ in range(times):
        answer = Client(headers={"user-agent": PHONE, **headers}).post(f"/bai/{piece.pk}/doc")
        assert answer.status_code == 204


def test_a_script_that_opens_a_piece_again_and_again_is_believed_for_a_while(piece):
    open_it(piece, OF_A_PIECE + 5)
    assert ReadTick.objects.count() == OF_A_PIECE


def test_without_a_proxy_of_ours_nobody_passes_for_many_by_naming_addresses(piece):
    for number in range(OF_A_PIECE + 5):
        open_it(piece, 1, **{"x-forwarded-for": f"198.51.100.{number}"})
    assert ReadTick.objects.count() == OF_A_PIECE


def test_behind_our_proxy_readers_are_told_apart_by_what_it_says_last(piece, settings):
    settings.BEHIND_TLS = True
    open_it(piece, OF_A_PIECE + 5, **{"x-forwarded-for": "198.51.100.1, 203.0.113.7"})
    open_it(piece, 2, **{"x-forwarded-for": "198.51.100.1, 203.0.113.9"})
    assert ReadTick.objects.count() == OF_A_PIECE + 2
