"""A piece leads to the page of its campaign only where that page is."""

from datetime import timedelta

from django.utils import timezone

from sumvay.newsroom.models import Piece
from tests.factories.newsroom import campaign, listed

HUB = "Thuộc đợt truyền thông"


def told(of, **fields) -> Piece:
    return listed(at=timezone.now() - timedelta(hours=1), campaign=of, **fields).piece


def leads_to(reader, piece, of) -> bool:
    """Whether its page links the hub; a link that is there has to open."""
    page = reader.get(piece.get_absolute_url()).content.decode()
    is_linked = f'href="/dot/{of.pk}/"' in page
    assert is_linked == (reader.get(f"/dot/{of.pk}/").status_code == 200)
    return is_linked


def test_a_campaign_told_in_english_only_has_no_page_and_no_link(db, reader):
    of = campaign()
    english = told(of, language="en", title="Buses home")
    assert not leads_to(reader, english, of)


def test_with_a_vietnamese_piece_both_lead_there(db, reader):
    of = campaign()
    english, own = told(of, language="en", title="Buses home"), told(of)
    assert leads_to(reader, english, of)
    assert leads_to(reader, own, of)


def test_when_the_vietnamese_piece_has_ended_nothing_leads_there(db, reader):
    of = campaign()
    english = told(of, language="en", title="Buses home")
    told(of, expire_at=timezone.now() - timedelta(minutes=1))
    assert not leads_to(reader, english, of)
