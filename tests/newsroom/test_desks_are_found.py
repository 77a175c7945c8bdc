"""Whoever edits at more desks than a list holds is told so, and finds each by the name of its unit."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom.selectors import desk as selectors
from sumvay.newsroom.views import bulletins
from tests.factories.newsroom import PieceFactory, editing_house

pytestmark = pytest.mark.django_db
CUT = "Danh sách chỉ có 1 tòa soạn đầu."


@pytest.fixture
def house(monkeypatch):
    monkeypatch.setitem(selectors.desks_to_choose.__kwdefaults__, "at_most", 1)
    monkeypatch.setattr(bulletins, "MOST_DESKS", 1)
    return editing_house()


@pytest.fixture
def editor(house, client):
    """The province's, who edits at two desks."""
    client.force_login(house.editors[house.province])
    return house.editors[house.province]


def addresses():
    """Every screen with desks to choose from."""
    month = timezone.localdate().replace(day=1)
    of_month = [reverse(f"newsroom:{name}", args=[month]) for name in ("fee_sheet", "fee_points", "quota")]
    return [reverse(f"newsroom:{name}") for name in ("desk", "calendar", "bulletins", "fee_rates")] + of_month


def chosen(house, text):
    choice = selectors.desks_to_choose(house.editors[house.province], text=text, on=timezone.localdate())
    return [desk.unit for desk in choice.desks], choice.more


def test_a_cut_list_says_so_on_every_screen(house, editor, client):
    for address in addresses():
        html = client.get(address).content.decode()
        assert CUT in html, address
        assert 'name="desks"' in html, address


def test_a_list_that_holds_all_asks_for_no_name(house, client):
    client.force_login(house.editors[house.ward])
    for address in addresses():
        assert 'name="desks"' not in client.get(address).content.decode(), address


def test_a_desk_is_found_by_words_of_its_unit_without_accents(house):
    assert chosen(house, "") == ([house.province], True)
    assert chosen(house, "an PHUONG") == ([house.ward], False)
    assert chosen(house, "\x00 phường") == ([house.ward], False)


def test_a_desk_out_of_reach_is_not_found(house):
    assert chosen(house, house.other.name) == ([], False)


def test_the_desk_that_was_found_is_opened(house, editor, client):
    for address in addresses():
        page = client.get(address, {"desks": "phuong an"})
        opened = page.context["without"][0] if address == reverse("newsroom:bulletins") else page.context["desk"]
        assert opened.unit == house.ward, address


def test_where_none_is_found_it_says_so_and_the_own_desk_stays(house, editor, client):
    page = client.get(reverse("newsroom:desk"), {"desks": "khongcogi"})
    assert "không có tòa soạn nào của đơn vị tên như vậy" in page.content.decode()
    assert page.context["desk"].unit == house.province


def test_a_desk_behind_the_cut_is_named_as_the_one_that_is_open(house, editor, client):
    page = client.get(reverse("newsroom:desk"), {"desk": house.ward.pk}).content.decode()
    assert f'<option value="{house.ward.pk}" selected>' in page


def test_every_screen_opens_the_desk_of_the_unit_asked_for(house, editor, client):
    for address in addresses():
        if address != reverse("newsroom:bulletins"):
            assert client.get(address, {"desk": house.ward.pk}).context["desk"].unit == house.ward, address


def test_a_screen_asks_once_for_the_desks_to_choose_from(house, editor, client):
    for address in addresses():
        assert len(asked_of(client, address, 'FROM "newsroom_desk"', "LIMIT 2")) == 1, address


def test_bulletins_of_many_desks_are_asked_for_in_one_go(house, editor, client, monkeypatch):
    monkeypatch.setattr(bulletins, "MOST_DESKS", 2)
    address = reverse("newsroom:bulletins")
    assert len(asked_of(client, address, 'FROM "newsroom_piece"', '"happened_on" = ')) == 1
    assert [desk.unit for desk in client.get(address).context["without"]] == [house.province, house.ward]


def test_a_desk_with_a_bulletin_of_today_is_offered_no_other(house, editor, client, monkeypatch):
    monkeypatch.setattr(bulletins, "MOST_DESKS", 2)
    PieceFactory(kind="bulletin", unit=house.province, happened_on=timezone.localdate())
    without = client.get(reverse("newsroom:bulletins")).context["without"]
    assert [desk.unit for desk in without] == [house.ward]


def asked_of(client, address, *parts):
    """The questions to the database with these parts that a screen asks."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return [one["sql"] for one in asked if all(part in one["sql"] for part in parts)]
