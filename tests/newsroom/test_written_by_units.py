"""What a unit wrote stands on its page, in its feed and its search, whichever desk published it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import selectors, services
from sumvay.newsroom.listing_rows import touched_paths
from sumvay.newsroom.models import Listing
from sumvay.newsroom.selectors import listings as lists
from sumvay.newsroom.services.pieces import start_piece
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, SectionFactory, SentContributionFactory, editing_house, listed
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return editing_house()


@pytest.fixture
def piece(house):
    """Written by the first grassroots unit, published by the province."""
    sent = SentContributionFactory(unit=house.units[0], desk=house.province, title="Bữa cơm ca ba ấm nóng")
    now = timezone.now()
    made = start_piece(
        actor=house.editors[house.province], unit=house.province, kind="article", title=sent.title,
        section=SectionFactory(), now=now, contribution=sent,
    )  # fmt: skip
    return services.publish_piece(
        actor=officer_of(house.province, Appointment.Post.MANAGING_EDITOR), piece=made, now=now
    )


def titles(rows):
    return [row.title for row in rows]


@pytest.mark.parametrize("few", [lists.FEW, 0], ids=["gathered", "walked"])
def test_it_stands_with_the_writer_and_all_above_but_not_with_the_neighbour(house, piece, monkeypatch, few):
    monkeypatch.setattr(lists, "FEW", few)
    now = timezone.now()
    writer, neighbour = house.units
    assert titles(selectors.listings_under(writer, now=now)) == [piece.title]
    assert titles(selectors.listings_under(house.ward, now=now)) == [piece.title]
    assert titles(selectors.listings_under(house.nation, now=now)) == [piece.title]
    assert titles(selectors.listings_under(neighbour, now=now)) == []
    assert titles(selectors.listings_under(house.other, now=now)) == []


@pytest.mark.parametrize("few", [1_000, 0], ids=["gathered", "walked"])
def test_the_writers_search_finds_it_and_the_neighbours_does_not(house, piece, monkeypatch, few):
    monkeypatch.setattr("sumvay.newsroom.selectors.searching.FEW", few)
    writer, neighbour = house.units
    for unit, found in ((writer, [piece.title]), (house.ward, [piece.title]), (neighbour, []), (house.other, [])):
        asked = selectors.search(text="bua com ca ba", unit=unit, page=1, now=timezone.now())
        assert titles(asked.rows) == found


def test_the_page_of_the_writer_shows_it_and_offers_to_search_there(client, house, piece):
    page = client.get(reverse("portal:unit", args=[house.units[0].code])).content.decode()
    assert piece.title in page
    assert f'name="don-vi" value="{house.units[0].code}"' in page


def test_the_piece_leads_to_its_writer(client, house, piece):
    page = client.get(piece.get_absolute_url()).content.decode()
    assert reverse("portal:unit", args=[house.units[0].code]) in page
    assert reverse("portal:unit", args=[house.units[1].code]) not in page


def test_a_change_drops_the_writers_pages_and_the_bulletins_that_name_it(house, piece):
    bulletin = listed(at=timezone.now(), kind="bulletin", title="Bản tin", picks=[piece.pk], unit=house.nation)
    other = listed(at=timezone.now(), kind="bulletin", title="Bản tin cũ", picks=[], unit=house.nation)
    touched = touched_paths(Listing.objects.get(pk=piece.pk))
    assert {f"/don-vi/{unit.code}/" for unit in (house.units[0], house.ward, house.province)} <= touched
    assert f"/don-vi/{house.units[1].code}/" not in touched
    assert bulletin.path in touched
    assert other.path not in touched


def test_a_piece_told_alike_under_another_title_is_related(house):
    now = timezone.now()
    body = [("text", "<p>Chuyến xe nghĩa tình đưa công nhân về quê.</p>")]
    one = listed(at=now, title="Chuyến xe nghĩa tình")
    other = listed(at=now, title="Về nhà sum họp", body=body)
    far = listed(at=now, title="Giải bóng chuyền nữ")
    related = titles(selectors.related_to(one, now=now))
    assert other.title in related
    assert far.title not in related


def test_no_unit_is_named_twice_when_the_desk_writes_itself(client, house):
    piece = PieceFactory(unit=house.ward)
    services.publish_piece(
        actor=officer_of(house.ward, Appointment.Post.MANAGING_EDITOR), piece=piece, now=timezone.now()
    )
    page = client.get(piece.get_absolute_url()).content.decode()
    assert page.count(f'href="{reverse("portal:unit", args=[house.ward.code])}"') == 1
