"""A script does not choose what is most read: of one network a day's measure is counted, and nothing of it is kept."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.models import ReadMeasure, ReadTick
from sumvay.newsroom.read_limits import OF_A_PIECE, OF_ALL, marks_of
from sumvay.newsroom.services import reading
from tests.factories.newsroom import PieceFactory, listed

TODAY = date(2026, 11, 22)
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36"


@pytest.fixture
def pieces(db):
    return [listed(at=timezone.now()).pk for _ in range(2)]


def counted(address, times, piece, on=TODAY):
    before = ReadTick.objects.count()
    for _ in range(times):
        services.count_read(piece_id=piece, address=address, on=on)
    return ReadTick.objects.count() - before


def test_of_a_piece_one_network_counts_to_its_measure_and_others_go_on(pieces):
    one, two = pieces
    assert counted("203.0.113.7", OF_A_PIECE + 30, one) == OF_A_PIECE
    assert counted("203.0.113.8", 3, one) == 3
    assert counted("203.0.113.7", 3, two) == 3


def test_of_all_pieces_too(db, monkeypatch):
    monkeypatch.setattr(reading, "OF_ALL", 12)
    pieces = [listed(at=timezone.now()).pk for _ in range(4)]
    assert sum(counted("203.0.113.7", 5, piece) for piece in pieces) == 12
    assert OF_ALL > OF_A_PIECE


def test_the_next_day_begins_anew_under_other_marks_and_the_day_before_is_forgotten(pieces):
    counted("203.0.113.7", OF_A_PIECE, pieces[0])
    before, tomorrow = set(ReadMeasure.objects.values_list("mark", flat=True)), TODAY + timedelta(days=1)
    assert counted("203.0.113.7", 1, pieces[0], on=tomorrow) == 1
    services.forget_networks(on=tomorrow)
    left = ReadMeasure.objects.values_list("mark", "on")
    assert {on for _mark, on in left} == {tomorrow}
    assert before.isdisjoint(mark for mark, _on in left)
    assert len(left) == 2


def test_a_flood_of_addresses_does_not_fill_the_disk(pieces, monkeypatch):
    monkeypatch.setattr(reading, "MOST_KEPT", 20)
    for number in range(10):
        counted(f"203.0.113.{number}", 1, pieces[0])
    services.forget_networks(on=TODAY)
    assert ReadMeasure.objects.count() == 20
    counted("203.0.113.99", 1, pieces[0])
    services.forget_networks(on=TODAY)
    assert ReadMeasure.objects.count() == 0


def test_what_is_kept_tells_nobody_which_network_it_was(pieces, settings):
    counted("203.0.113.7", 1, pieces[0])
    marks = set(ReadMeasure.objects.values_list("mark", flat=True))
    assert marks == set(marks_of("203.0.113.7", pieces[0], on=TODAY))
    # Whoever has the table and the address, but not the key that the web server keeps in its memory, finds nothing
    settings.READ_KEY = "ab" * 32
    assert marks.isdisjoint(marks_of("203.0.113.7", pieces[0], on=TODAY))
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'newsroom_readmeasure'")
        assert cursor.fetchone() == ("u",)


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
    assert (marks_of(one, 1, on=TODAY) == marks_of(other, 1, on=TODAY)) is are_one


def test_what_is_not_before_readers_takes_nothing_of_the_measure(db):
    draft = PieceFactory()
    assert counted("203.0.113.7", 2, draft.pk) == 0
    assert not ReadMeasure.objects.exists()


@pytest.fixture
def piece(db):
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
