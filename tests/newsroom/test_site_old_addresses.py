"""Links to a former site lead on to the piece or section that stands for it now, as the highest desk says."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom.models import Listing, OldAddress
from sumvay.newsroom.services import site as services
from sumvay.newsroom.services.sections import SiteNotYours
from tests.factories.newsroom import SectionFactory, listed
from tests.newsroom.site_house import leading_house, signed_in, trail

pytestmark = pytest.mark.django_db
ADDRESS = "/newsroom/site/addresses/"
FORMER = "/tin-tuc/chuyến-xe-123.html"


@pytest.fixture
def house():
    house = leading_house()
    house.piece = listed(at=timezone.now(), title="Chuyến xe nghĩa tình")
    return house


@pytest.fixture
def leader(house):
    return signed_in(house.leader)


def test_a_former_address_leads_to_the_piece_while_it_is_public(house, leader):
    given = {"path": f"https://cu.congdoan.example{FORMER}?in=1", "leads_to": f"https://x.example{house.piece.path}"}
    assert leader.post(ADDRESS, given).status_code == 302
    answer = Client().get(FORMER)
    assert (answer.status_code, answer.url) == (301, house.piece.path)
    assert trail("old_address.add") == [(house.leader.pk, {})]
    assert FORMER in leader.get(ADDRESS).content.decode()
    Listing.objects.all().delete()
    assert Client().get(FORMER).status_code == 404


def test_it_may_lead_to_a_section(leader):
    SectionFactory(slug="van-hoa", name="Văn hóa")
    leader.post(ADDRESS, {"path": "chuyen-muc/van-hoa", "leads_to": "/muc/van-hoa/"})
    assert Client().get("/chuyen-muc/van-hoa").url == "/muc/van-hoa/"


@pytest.mark.parametrize("target", ["/bai/khong-co-999999/", "/muc/khong-co/", "/tim/", "https://example.com/x", "?"])
def test_nothing_leads_to_where_nothing_is(leader, target):
    refused = leader.post(ADDRESS, {"path": FORMER, "leads_to": target})
    assert refused.status_code == 422
    assert not OldAddress.objects.exists()


def test_the_same_former_address_twice_is_refused(house, leader):
    given = {"path": FORMER, "leads_to": house.piece.path}
    leader.post(ADDRESS, given)
    assert "đã có trong danh sách" in leader.post(ADDRESS, given).content.decode()
    assert OldAddress.objects.count() == 1


def test_it_is_taken_off_the_list(house, leader):
    old = OldAddress.objects.create(path=FORMER, piece=house.piece.piece)
    remove = reverse("newsroom:remove_old_address", args=[old.pk])
    assert leader.get(remove).status_code == 405
    assert leader.post(remove).status_code == 302
    assert Client().get(FORMER).status_code == 404
    assert leader.post(remove).status_code == 404
    assert trail("old_address.remove") == [(house.leader.pk, {})]


def test_of_many_those_with_a_text_are_found(house, leader):
    for number in range(103):
        OldAddress.objects.create(path=f"/cu/{number}.html", piece=house.piece.piece)
    page = leader.get(ADDRESS).content.decode()
    assert ("/cu/102.html" in page, "/cu/2.html" in page, "100 địa chỉ mới nhất trong số 103" in page) == (
        True, False, True,
    )  # fmt: skip
    assert "/cu/2.html" in leader.get(ADDRESS, {"q": "/cu/2.h"}).content.decode()


def test_nobody_else_keeps_former_addresses(house):
    old = OldAddress.objects.create(path=FORMER, piece=house.piece.piece)
    for person in house.others:
        client = signed_in(person)
        given = {"path": "/x", "leads_to": house.piece.path}
        assert [client.get(ADDRESS).status_code, client.post(ADDRESS, given).status_code] == [404, 404]
        assert client.post(reverse("newsroom:remove_old_address", args=[old.pk])).status_code == 404
        with pytest.raises(SiteNotYours):
            services.remove_old_address(actor=person, address=old, now=timezone.now())
    assert list(OldAddress.objects.all()) == [old]
