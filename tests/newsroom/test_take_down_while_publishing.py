"""Taking down and publishing the same piece at one moment: one waits for the other, neither for ever."""

import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connections, transaction
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.models import Listing, Piece
from tests.factories.newsroom import PieceFactory
from tests.factories.org import officer_of
from tests.turns import someone_waits


def test_who_takes_down_waits_for_who_publishes(module_database):
    piece = PieceFactory()
    piece.get_latest_revision().publish()
    editor = officer_of(piece.unit, "editor")

    def take_down():
        try:
            services.take_down(actor=editor, piece=piece, reason="Nhầm số liệu", now=timezone.now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor() as other:
        with transaction.atomic():
            # As far as publishing is when it turns to the list
            Piece.objects.filter(pk=piece.pk).update(title=piece.title)
            ended = other.submit(take_down)
            until = time.monotonic() + 20
            while not someone_waits() and not ended.done() and time.monotonic() < until:
                time.sleep(0.02)
            assert Listing.objects.select_for_update(nowait=True).filter(pk=piece.pk).exists()
        ended.result(timeout=20)
    assert not Listing.objects.filter(pk=piece.pk).exists()
    assert not Piece.objects.get(pk=piece.pk).live
