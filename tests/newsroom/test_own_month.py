"""A unit reads its own month: what it sent, what was published, its points, and what is expected of it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from sumvay.newsroom.models import ContributionStep, FeeRate
from sumvay.newsroom.selectors import quota
from sumvay.newsroom.selectors.own_month import own_month
from sumvay.org.models import Appointment
from tests.factories.newsroom import SentContributionFactory, editing_house
from tests.factories.org import UnitKindFactory, UnitSizeFactory, officer_of
from tests.newsroom.fee_house import JANUARY, at

pytestmark = pytest.mark.django_db
AFTER = date(2026, 6, 1)
Act = ContributionStep.Act


@pytest.fixture
def house():
    house = editing_house()
    kind = UnitKindFactory(code="ward", name="Công đoàn phường", rank=40)
    type(house.ward).objects.filter(pk=house.ward.pk).update(kind=kind)
    house.ward.refresh_from_db()
    for unit, members in zip(house.units, (500, 40), strict=True):
        UnitSizeFactory(unit=unit, members=members)
    return house


def step(contribution, act, desk, moment):
    ContributionStep.objects.create(contribution=contribution, act=act, desk=desk, at=moment)


def test_a_grassroots_union_reads_items_points_and_its_quota(house):
    one, two = house.units
    sent = SentContributionFactory(unit=one, at=at(8), state="published")
    step(sent, Act.PUBLISHED, house.ward, at(9))
    FeeRate.objects.create(desk=house.ward.desk, kind="news", coefficient=1, unit_of_fee=100_000, points=3)
    SentContributionFactory(unit=two, at=at(8))
    SentContributionFactory(unit=one, at=at(8), state="draft")
    own = own_month(one, JANUARY, today=AFTER)
    assert (own.items, own.published, own.points) == (1, 1, 3)
    assert (own.quota.asked, own.quota.given, own.quota.is_grassroots) == (1, 1, True)
    assert own_month(two, JANUARY, today=AFTER).quota is None


def test_a_ward_gives_by_sending_publishing_and_lifting(house):
    sent = SentContributionFactory(unit=house.units[0], desk=house.ward, at=at(5))
    step(sent, Act.PUBLISHED, house.ward, at(6))
    step(sent, Act.LIFTED, house.ward, at(13))
    step(sent, Act.PUBLISHED, house.province, at(20))
    own = own_month(house.ward, JANUARY, today=AFTER)
    assert (own.items, own.quota.asked, own.quota.given, own.quota.is_grassroots) == (0, 4, 2, False)
    line = next(
        line for line in quota.quota_of(house.province, JANUARY, today=AFTER).lines if line.name == house.ward.name
    )
    assert line == own.quota


def test_the_list_of_ones_own_says_it_and_the_fee_sheet_leads_there(house):
    client = Client()
    client.force_login(officer_of(house.units[0], Appointment.Post.CHAIR))
    assert "Chỉ tiêu mỗi tháng một tin, bài: chưa gửi." in client.get(reverse("newsroom:mine")).content.decode()
