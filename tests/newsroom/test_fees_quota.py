"""Who sent what is expected in a month: large grassroots unions an item, units directly above them one each week."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sumvay.newsroom.selectors import quota as selectors
from tests.factories.newsroom import SentContributionFactory, editing_house
from tests.factories.org import UnitFactory, UnitKindFactory, UnitSizeFactory
from tests.newsroom.fee_house import JANUARY, at

pytestmark = pytest.mark.django_db
AFTER = date(2026, 6, 1)


@pytest.fixture
def house():
    """A province over two wards; below the first two large unions, a small one and one nobody counted."""
    house = editing_house()
    kind = UnitKindFactory(code="ward", name="Công đoàn phường", rank=40)
    type(house.ward).objects.filter(pk=house.ward.pk).update(kind=kind)
    house.second_ward = UnitFactory(kind=kind, parent=house.province, name="Công đoàn phường Bình")
    house.bare_ward = UnitFactory(kind=kind, parent=house.province, name="Công đoàn phường chưa có cơ sở")
    house.small = UnitFactory(parent=house.ward, name="CĐCS Tổ hợp nhỏ")
    house.uncounted = UnitFactory(parent=house.ward, name="CĐCS chưa có số liệu")
    house.far = UnitFactory(parent=house.second_ward, name="CĐCS Công ty Giày")
    for unit, members in ((house.units[0], 100), (house.units[1], 5_000), (house.small, 99), (house.far, 300)):
        UnitSizeFactory(unit=unit, members=members)
    return house


def send(unit, *moments, **fields):
    for moment in moments:
        SentContributionFactory(unit=unit, at=moment, **fields)


def found(house, unit=None, today=AFTER):
    """The lines by the unit's name."""
    return {line.name: line for line in selectors.quota_of(unit or house.province, JANUARY, today=today).lines}


def test_large_unions_owe_an_item_and_units_above_them_one_each_week(house):
    rows = found(house)
    # January 2026 ends four weeks: those whose Sundays are the 4th, 11th, 18th and 25th
    assert {(name, line.asked) for name, line in rows.items()} == {
        (house.units[0].name, 1), (house.units[1].name, 1), (house.far.name, 1), (house.ward.name, 4),
        (house.second_ward.name, 4),
    }  # fmt: skip
    assert all(line.missed == line.asked for line in rows.values())


def test_what_was_sent_counts_and_what_is_a_draft_or_taken_back_does_not(house):
    one, two = house.units
    send(one, at(31, hour=23), state="refused")
    send(two, at(5), state="draft")
    send(two, at(6), state="withdrawn")
    send(two, at(1, month=2, hour=0))
    send(house.far, at(7), at(8), state="published")
    rows = found(house)
    assert (rows[one.name].given, rows[one.name].published, rows[one.name].missed) == (1, 0, 0)
    assert (rows[two.name].given, rows[two.name].missed) == (0, 1)
    assert (rows[house.far.name].items, rows[house.far.name].published, rows[house.far.name].missed) == (2, 2, 0)
    assert selectors.quota_of(house.province, JANUARY, today=AFTER).figures() == {
        "units": 5,
        "missed": 3,
        "items": 3,
        "published": 2,
    }


def test_weeks_count_once_and_belong_to_the_month_of_their_sunday(house):
    # Monday the 29th of December begins the first week; two items in one week are one week
    send(house.ward, at(29, month=12).replace(year=2025), at(5), at(11, hour=23), at(12, hour=0), at(31))
    rows = found(house)
    assert (rows[house.ward.name].given, rows[house.ward.name].missed) == (3, 1)
    assert rows[house.ward.name].items == 4


def test_running_weeks_and_sizes_to_come_are_not_held_against_anybody(house):
    UnitSizeFactory(unit=house.small, on=date(2026, 2, 1), members=150)
    UnitSizeFactory(unit=house.units[1], on=date(2026, 1, 20), members=90)
    assert house.small.name not in found(house)
    assert house.units[1].name not in found(house)
    early = found(house, today=date(2026, 1, 12))
    assert early[house.ward.name].asked == 2
    assert house.units[1].name in early
    assert house.ward.name not in found(house, today=date(2026, 1, 3))


def test_members_nobody_counted_are_said_and_not_guessed(house):
    assert selectors.quota_of(house.province, JANUARY, today=AFTER).of_unknown_size == 1
    assert house.uncounted.name not in found(house)


def test_branches_stand_with_those_first_that_miss_most(house):
    send(house.far, at(5))
    branches = selectors.branches_shown(selectors.quota_of(house.province, JANUARY, today=AFTER))
    assert [(one.name, one.met, one.wanting) for one in branches] == [
        (house.ward.name, 0, 3),
        (house.second_ward.name, 1, 1),
    ]


def test_another_branch_is_left_out(house):
    send(house.units[0], at(5))
    stranger = UnitFactory(parent=house.other, name="CĐCS tỉnh khác")
    UnitSizeFactory(unit=stranger, members=900)
    assert stranger.name not in found(house)
    assert set(found(house, house.ward)) == {unit.name for unit in house.units}


def open_page(house, **query):
    client = Client()
    client.force_login(house.editors[house.province])
    return client.get(reverse("newsroom:quota", kwargs={"month": JANUARY}), query).content.decode()


def test_the_screen_names_who_missed_it(house):
    send(house.units[0], at(5))
    page = open_page(house, which="missed")
    assert house.units[1].name in page
    assert house.units[0].name not in page
    assert house.units[0].name in open_page(house, which="met")
    assert "4 đơn vị chưa đạt chỉ tiêu tin, bài" in page


def test_the_workbook_lists_every_unit_with_numbers(house):
    send(house.units[0], at(5))
    client = Client()
    client.force_login(house.editors[house.province])
    content = client.get(reverse("newsroom:quota_workbook", kwargs={"month": JANUARY})).content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    lines = {row[1]: row for row in rows[3:]}
    assert lines[house.units[0].name][2:] == [100, 1, "số tin, bài trong tháng", 1, 1, 0, 0]
    assert lines[house.ward.name][2:] == ["", 4, "số tuần có tin, bài", 0, 0, 0, 4]
    assert len(lines) == 6


def test_more_units_cost_no_more_queries(house, django_assert_num_queries):
    client = Client()
    client.force_login(house.editors[house.province])
    for _round in range(2):
        with django_assert_num_queries(8):
            client.get(reverse("newsroom:quota", kwargs={"month": JANUARY}))
        for number in range(3):
            UnitSizeFactory(unit=UnitFactory(parent=house.ward, name=f"CĐCS thêm {number}"), members=200)
