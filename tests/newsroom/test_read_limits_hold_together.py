"""The measure of a network is one for all processes of the web server."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.db import connection
from django.utils import timezone

from sumvay.newsroom.models import ReadMeasure, ReadTick
from sumvay.newsroom.read_limits import OF_A_PIECE
from tests.factories.newsroom import listed
from tests.processes import WebServer, wait_until

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36"


@pytest.fixture
def two_processes(module_database, monkeypatch):
    monkeypatch.setenv("SUMVAY_WEB_WORKERS", "2")
    monkeypatch.setenv("SUMVAY_WEB_THREADS", "1")
    running = WebServer()
    # The first answers while the second still starts; each comes to the database when it is first asked
    wait_until(lambda: urlopen(f"{running.url}/readyz").close() or of_the_web() >= 2, "both processes answer")  # noqa: S310
    yield running.url
    running.stop()


def of_the_web():
    """How many processes speak with the database: each keeps the connection of its one thread."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]


def test_two_processes_together_believe_one_network_no_more_often_than_one_does(two_processes):
    piece = listed(at=timezone.now())

    def open_it(_number):
        line = HTTPConnection(urlsplit(two_processes).netloc, timeout=20)
        line.request("POST", f"/bai/{piece.pk}/doc", body=b"", headers={"User-Agent": PHONE})
        return line.getresponse().status

    with ThreadPoolExecutor(8) as readers:
        assert set(readers.map(open_it, range(2 * OF_A_PIECE))) == {204}
    assert ReadTick.objects.count() == OF_A_PIECE
    assert sorted(ReadMeasure.objects.values_list("count", flat=True)) == [OF_A_PIECE, OF_A_PIECE]
