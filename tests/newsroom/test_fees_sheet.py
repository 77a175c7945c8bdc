"""The month's fee sheet: each contribution a desk published, once, by the rate of its day; on screen and as .xlsx."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sumvay.newsroom.models import ContributionStep, Desk
from sumvay.newsroom.selectors import fees as selectors
from sumvay.org.models import Appointment
from tests.factories.newsroom import editing_house
from tests.factories.org import officer_of
from tests.newsroom.fee_house import JANUARY, at, published, rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    house = editing_house()
    house.desk = Desk.objects.get(unit=house.province)
    return house


def get(officer, name="fee_sheet", **query):
    client = Client()
    client.force_login(officer)
    return client.get(reverse(f"newsroom:{name}", kwargs={"month": JANUARY}), query)


def test_each_line_is_paid_by_the_rate_of_its_day(house):
    unit, province = house.units[0], house.province
    rate(province, "news", "1.5", 70_001, points=2, until=date(2026, 1, 15))
    rate(province, "news", "2", 100_000, points=3, since=date(2026, 1, 15))
    rate(province, "article", "4.25", 100_000, points=5)
    rate(house.ward, "news", "9", 999_999)
    for moment, kind in ((at(14, hour=23), "news"), (at(15, hour=0), "news"), (at(20), "article"), (at(21), "video")):
        published(unit, province, moment, kind=kind)
    lines = selectors.fee_lines(house.desk, JANUARY)
    # 1.5 × 70.001 = 105.001,5 is paid in whole đồng
    assert [line.amount for line in lines] == [105_002, 200_000, 425_000, None]
    assert [line.worth for line in lines] == [2, 3, 5, None]
    assert selectors.fee_totals(house.desk, JANUARY) == {"items": 4, "fee": 730_002, "points": 10, "unpriced": 1}
    kinds = {
        row["kind"]: (row["items"], row["fee"], row["points"]) for row in selectors.fees_by_kind(house.desk, JANUARY)
    }
    assert kinds == {"news": (2, 305_002, 5), "article": (1, 425_000, 5), "video": (1, 0, 0)}


def test_months_end_by_the_clock_here_and_desks_pay_for_their_own(house):
    unit, province = house.units[0], house.province
    mine = [published(unit, province, moment) for moment in (at(1, hour=0), at(31, hour=23))]
    published(unit, province, at(1, month=2, hour=0))
    published(unit, house.ward, at(10))
    sent = published(unit, house.ward, at(11))
    ContributionStep.objects.create(contribution=sent, act="received", desk=province, at=at(12))
    lines = selectors.fee_lines(house.desk, JANUARY)
    assert [line.contribution for line in lines] == mine


def test_the_screen_shows_lines_sums_and_what_has_no_rate(house):
    rate(house.province, "news", "1.5", 100_000)
    published(house.units[0], house.province, at(5), title="Chuyến xe nghĩa tình", byline="Minh Hà")
    published(house.units[0], house.province, at(6), kind="video", title="Phim ngắn")
    page = get(house.editors[house.province]).content.decode()
    for words in ("Chuyến xe nghĩa tình", "Minh Hà", "CĐCS Công ty May số 1", "150.000", "05/01/2026", "Phim ngắn"):
        assert words in page
    assert "1 tin, bài chưa tính được nhuận bút" in page
    assert 'href="/bai/trao-qua-1/"' in page


def test_the_workbook_has_numbers_and_sums(house):
    rate(house.province, "news", "1.5", 100_000, points=2)
    published(house.units[0], house.province, at(5), title="=1+1", byline="Minh Hà")
    published(house.units[1], house.province, at(6), kind="video")
    answer = get(house.editors[house.province], "fee_workbook")
    assert answer["Content-Disposition"].endswith(f'"nhuan-but-2026-01-{house.province.code}.xlsx"')
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Bảng nhuận bút tháng 01/2026"
    first, second, total = rows[3:6]
    assert first[:3] == [1, date(2026, 1, 5), "=1+1"]
    assert first[7:11] == [1.5, 100_000, 150_000, 2]
    assert second[7:11] == ["", "", "", ""]
    assert (total[2], total[9], total[10]) == ("Cộng", 150_000, 2)


def test_who_edits_at_or_above_the_desk_sees_it_and_nobody_else(house):
    published(house.units[0], house.province, at(5), title="Chỉ tỉnh biết")
    asked = {"desk": house.province.pk}
    for officer in (house.editors[house.province], house.editors[house.nation]):
        assert "Chỉ tỉnh biết" in get(officer, **asked).content.decode()
    writer = officer_of(house.province, Appointment.Post.COLLABORATOR)
    for officer in (house.editors[house.ward], house.outsider, writer):
        for name in ("fee_sheet", "fee_workbook", "fee_points", "points_workbook", "quota", "quota_workbook"):
            assert get(officer, name, **asked).status_code == 404
    assert "Chỉ tỉnh biết" not in get(house.outsider).content.decode()
    assert get(writer).status_code == 404
    assert "/accounts/login/" in Client().get(reverse("newsroom:fee_sheet", kwargs={"month": JANUARY})).url


def test_the_short_address_leads_to_the_running_month(house):
    client = Client()
    client.force_login(house.editors[house.province])
    assert client.get(reverse("newsroom:fees")).status_code == 302
    assert client.post(reverse("newsroom:fee_sheet", kwargs={"month": JANUARY})).status_code == 405
    for odd in ("2026-13", "2026-1", "1999-01"):
        assert client.get(f"/newsroom/fees/{odd}/").status_code == 404


@pytest.mark.parametrize("items", [1, 3])
def test_three_lines_cost_as_many_queries_as_one(house, items, django_assert_num_queries):
    for number in range(items):
        published(house.units[number % 2], house.province, at(5 + number))
    client = Client()
    client.force_login(house.editors[house.province])
    address = reverse("newsroom:fee_sheet", kwargs={"month": JANUARY})
    client.get(address)
    with django_assert_num_queries(11):
        client.get(address)
