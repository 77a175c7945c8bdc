"""Points of the month by unit and by person, of what a desk published."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sumvay.newsroom.models import Desk
from sumvay.newsroom.selectors import fees as selectors
from tests.factories.newsroom import editing_house
from tests.factories.org import officer_of
from tests.newsroom.fee_house import JANUARY, at, published, rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    """Two units; Hoa writes for both, Tư for the second."""
    house = editing_house()
    first, second = house.units
    hoa, tu = officer_of(first, full_name="Trần Thị Hoa"), officer_of(second, full_name="Lê Văn Tư")
    rate(house.province, "news", "1", 100_000, points=1)
    rate(house.province, "article", "3", 100_000, points=4)
    for unit, author, kind in (
        (first, hoa, "article"),
        (second, hoa, "news"),
        (second, tu, "news"),
        (second, tu, "video"),
    ):
        published(unit, house.province, at(5), author=author, kind=kind)
    published(first, house.ward, at(5), author=hoa)
    house.desk = Desk.objects.get(unit=house.province)
    return house


def test_points_rise_by_unit(house):
    rows = [
        (row["unit_id"], row["points"], row["items"], row["fee"])
        for row in selectors.points_by_unit(house.desk, JANUARY)
    ]
    first, second = house.units
    assert rows == [(first.pk, 4, 1, 300_000), (second.pk, 2, 3, 200_000)]


def test_points_rise_by_person_whichever_unit_they_wrote_for(house):
    rows = [
        (row["author_name"], row["points"], row["items"]) for row in selectors.points_by_author(house.desk, JANUARY)
    ]
    assert rows == [("Trần Thị Hoa", 5, 2), ("Lê Văn Tư", 1, 2)]


@pytest.mark.parametrize(("by", "names"), [("", "CĐCS Công ty May số 1"), ("author", "Lê Văn Tư")])
def test_the_screen_shows_both(house, by, names):
    client = Client()
    client.force_login(house.editors[house.province])
    page = client.get(reverse("newsroom:fee_points", kwargs={"month": JANUARY}), {"by": by}).content.decode()
    assert names in page
    assert "500.000" in page


@pytest.mark.parametrize(
    ("by", "first"), [("", [1, "CĐCS Công ty May số 1", 4, 1, 300_000]), ("author", [1, "Trần Thị Hoa", 5, 2, 400_000])]
)
def test_both_are_kept_as_a_sheet(house, by, first):
    client = Client()
    client.force_login(house.editors[house.province])
    answer = client.get(reverse("newsroom:points_workbook", kwargs={"month": JANUARY}), {"by": by})
    assert answer["Content-Disposition"].endswith(f'"diem-cong-tac-2026-01-{house.province.code}.xlsx"')
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[3] == first
    assert rows[-1][1:] == ["Cộng", 6, 4, 500_000]
