"""A rename is an event: old days keep the old name."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from sumvay.org import selectors, services
from sumvay.org.services.details import RenamedSince

DAY = date(2026, 3, 1)
OLD, NEW = "Công đoàn Công ty Dệt Lụa", "Công đoàn Công ty Dệt Lụa Hà Đông"
pytestmark = pytest.mark.django_db


def rename(movement, **changes):
    asked = {"actor": movement.ward_chair, "unit": movement.mill, "name": NEW, "on": DAY}
    services.rename_unit(**{**asked, **changes})


def test_each_day_knows_the_name_of_that_day(movement):
    rename(movement)
    assert movement.mill.name == NEW
    assert selectors.name_on(movement.mill, DAY) == NEW
    assert selectors.name_on(movement.mill, DAY - timedelta(days=1)) == OLD
    assert selectors.name_on(movement.mill, date(1990, 1, 1)) == OLD
    assert list(selectors.units_found(movement.ward_chair, "ha dong", on=DAY)) == [movement.mill]


def test_renaming_twice_on_a_day_keeps_the_last(movement):
    rename(movement, name="Nhầm")
    rename(movement)
    assert selectors.name_on(movement.mill, DAY) == NEW
    assert movement.mill.names.count() == 2


def test_not_before_the_present_name_began(movement):
    rename(movement)
    with pytest.raises(RenamedSince):
        rename(movement, name="Khác", on=DAY - timedelta(days=1))


def test_neighbours_do_not_rename(movement):
    with pytest.raises(services.NotPermitted):
        rename(movement, actor=movement.south_chair)
    movement.mill.refresh_from_db()
    assert movement.mill.name == OLD


def test_the_page_renames(client, movement):
    client.force_login(movement.ward_chair)
    url = reverse("org:rename", args=[movement.mill.pk])
    assert OLD in client.get(url).content.decode()
    assert client.post(url, {"name": NEW, "on": "2026-03-01"}).status_code == 302
    assert NEW in client.get(reverse("org:detail", args=[movement.mill.pk])).content.decode()
