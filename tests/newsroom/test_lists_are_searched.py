"""What is planned, the bulletins and the quota are searched by words without accents, in the address, page by page."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from sumvay.newsroom.models import PlannedPiece
from tests.factories.newsroom import PieceFactory, editing_house
from tests.factories.org import UnitFactory, UnitSizeFactory
from tests.newsroom.fee_house import JANUARY

ODD = ["%_'\\", "x" * 2_000]


@pytest.fixture
def house(db, client):
    house = editing_house()
    house.editor = house.editors[house.ward]
    client.force_login(house.editor)
    return house


def get(client, name, *args, **query):
    return client.get(reverse(name, args=args), query)


# -- planned


def planned(house, title, unit=None, **fields):
    desk = (unit or house.ward).desk
    return PlannedPiece.objects.create(desk=desk, on=fields.pop("on", timezone.localdate()), title=title, **fields)


def lines(client, **query):
    return [line.title for line in get(client, "newsroom:desk", view="planned", **query).context["page"]]


def test_the_plan_is_found_by_words_of_title_note_and_who_writes(house, client):
    planned(house, "Lương thưởng Tết", note="phỏng vấn chị Đào")
    planned(house, "Hội thao", assignee=house.editor)
    planned(house, "Lương thưởng của tỉnh", unit=house.province)
    assert lines(client, q="luong  TET") == ["Lương thưởng Tết"]
    assert lines(client, q="chi dao") == ["Lương thưởng Tết"]
    assert lines(client, q=house.editor.full_name) == ["Hội thao"]
    assert len(lines(client, q="")) == 2
    assert [lines(client, q=odd) for odd in ODD] == [[], []]


def test_a_plan_without_such_a_line_says_so_and_leads_back(house, client):
    planned(house, "Hội thao")
    page = get(client, "newsroom:desk", view="planned", q="tet").content.decode()
    assert "Không có bài dự kiến nào như vậy" in page
    assert 'href="?view=planned"' in page
    assert 'value="tet"' in page


def test_the_next_page_of_the_plan_keeps_the_words(house, client):
    for number in range(21):
        planned(house, f"Tin Tết {number:02}")
    planned(house, "Hội thao")
    page = get(client, "newsroom:desk", view="planned", q="tet")
    assert page.context["page"].paginator.count == 21
    assert "?view=planned&amp;q=tet&amp;page=2" in page.content.decode()
    assert lines(client, q="tet", page=2) == ["Tin Tết 20"]


# -- bulletins


def bulletin(unit, title, days_ago=0):
    day = timezone.localdate() - timedelta(days=days_ago)
    return PieceFactory(unit=unit, kind="bulletin", title=title, happened_on=day)


def shown(client, **query):
    return [one.title for one in get(client, "newsroom:bulletins", **query).context["page"]]


def test_bulletins_are_found_by_day_and_unit_within_reach(house, client):
    bulletin(house.ward, "Bản tin ngày 18/01/2027", 1)
    bulletin(house.units[0], "Bản tin ngày 19/01/2027")
    bulletin(house.other, "Bản tin ngày 18/01/2027 của tỉnh khác")
    assert shown(client, q="18/01") == ["Bản tin ngày 18/01/2027"]
    assert shown(client, q="ban tin may so 1") == ["Bản tin ngày 19/01/2027"]
    assert len(shown(client)) == 2
    assert [shown(client, q=odd) for odd in ODD] == [[], []]
    page = get(client, "newsroom:bulletins", q="khong co").content.decode()
    assert "Không có bản tin nào như vậy" in page
    assert f'href="{reverse("newsroom:bulletins")}"' in page


def test_the_next_page_of_bulletins_keeps_the_words(house, client):
    for number in range(21):
        bulletin(house.ward, f"Bản tin số {number:02}", number)
    assert "?q=ban+tin&amp;page=2" in get(client, "newsroom:bulletins", q="ban tin").content.decode()
    assert shown(client, q="ban tin", page=2) == ["Bản tin số 20"]


# -- the quota


@pytest.fixture
def unions(house):
    for number in range(51):
        UnitSizeFactory(unit=UnitFactory(parent=house.ward, name=f"CĐCS Công ty Giày Đế {number:02}"), members=200)
    UnitSizeFactory(unit=UnitFactory(parent=house.ward, name="CĐCS Công ty Giày Đế Vàng"), members=200)
    UnitSizeFactory(unit=UnitFactory(parent=house.ward, code="MAY_7", name="CĐCS May 100%"), members=200)
    stranger = UnitFactory(parent=house.other, name="CĐCS Giày Đế tỉnh khác")
    UnitSizeFactory(unit=stranger, members=900)
    return house


def owing(client, **query):
    page = client.get(reverse("newsroom:quota", args=[JANUARY]), query)
    return page, [line.name for line in page.context["page"]]


def test_units_of_the_quota_are_found_by_name_and_code(unions, client):
    assert owing(client, q="giay  VANG")[1] == ["CĐCS Công ty Giày Đế Vàng"]
    assert owing(client, q="may_7")[1] == ["CĐCS May 100%"]
    assert owing(client, q="100%")[1] == ["CĐCS May 100%"]
    assert owing(client, q="giay tinh khac")[1] == []
    page, rows = owing(client, q="giay vang", which="met")
    assert rows == []
    assert "Không có đơn vị nào có tên như vậy" in page.content.decode()
    # The figures above speak of all
    assert page.context["figures"]["units"] == 53


def test_pages_parts_and_the_workbook_keep_the_words(unions, client):
    page, rows = owing(client, q="giay", which="missed")
    assert (len(rows), page.context["page"].paginator.count) == (50, 52)
    assert "q=giay&amp;which=missed&amp;page=2" in page.content.decode()
    assert len(owing(client, q="giay", which="missed", page=9)[1]) == 2
    address = reverse("newsroom:quota_workbook", args=[JANUARY])
    assert f"{address}?q=giay&amp;which=missed&amp;desk={unions.ward.pk}" in page.content.decode()
    assert len(sheet(client, q="giay vang")) == 2
    assert len(sheet(client)) == 54


def sheet(client, **query):
    content = client.get(reverse("newsroom:quota_workbook", args=[JANUARY]), query).content
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()[3:]


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_find_nothing_and_break_nothing(unions, client, odd):
    page, rows = owing(client, q=odd)
    assert page.status_code == 200
    assert rows == []


def test_others_find_nothing_in_it(unions, client):
    client.force_login(unions.outsider)
    assert owing(client, q="giay de")[1] == ["CĐCS Giày Đế tỉnh khác"]
    assert get(client, "newsroom:quota", JANUARY, desk=unions.ward.pk, q="giay").status_code == 404
