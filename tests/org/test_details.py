"""Contacts, sizes and ties beside the parent."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.org import permissions, selectors, services, spans
from sumvay.org.models import SideLink, Unit, UnitSize
from sumvay.org.services.details import LinkedAlready, LinkEnded

DAY = date(2026, 3, 1)
NOW = timezone.now()
pytestmark = pytest.mark.django_db


def link(movement, **changes):
    asked = {
        "actor": movement.top_chair,
        "unit": movement.ward,
        "beside": movement.south,
        "kind": SideLink.Kind.CARETAKER,
        "on": DAY,
        "paper": "",
    }
    return services.link_beside(**{**asked, **changes})


def test_contacts_are_corrected_and_the_trail_names_fields_only(client, movement):
    client.force_login(movement.ward_chair)
    url = reverse("org:edit", args=[movement.mill.pk])
    client.post(
        url, {"kind": movement.mill.kind_id, "phone": "0243 825 1234", "address": "Số 1", "paper_symbol": "CĐCS"}
    )
    unit = Unit.objects.get(pk=movement.mill.pk)
    assert (unit.phone, unit.address, unit.paper_symbol) == ("+842438251234", "Số 1", "CĐCS")
    entry = Entry.objects.get(action="unit.change")
    assert set(entry.changes["fields"]) == {"phone", "address", "paper_symbol"}
    client.post(
        url, {"kind": movement.mill.kind_id, "phone": "0243 825 1234", "address": "Số 1", "paper_symbol": "CĐCS"}
    )
    assert Entry.objects.filter(action="unit.change").count() == 1


def test_a_size_is_one_per_day_and_what_is_unknown_stays_empty(client, movement):
    client.force_login(movement.mill_chair)
    url = reverse("org:record_size", args=[movement.mill.pk])
    client.post(url, {"on": "2026-03-01", "members": "120", "workers": "", "women": "0"})
    client.post(url, {"on": "2026-03-01", "members": "121", "workers": "", "women": "0"})
    size = UnitSize.objects.get(unit=movement.mill)
    assert (size.members, size.workers, size.women) == (121, None, 0)


@pytest.mark.parametrize("fields", [{"members": "-1"}, {"members": "nhiều"}, {}])
def test_a_size_that_cannot_be_is_refused(client, movement, fields):
    client.force_login(movement.mill_chair)
    response = client.post(reverse("org:record_size", args=[movement.mill.pk]), {"on": "2026-03-01", **fields})
    assert response.status_code == 422
    assert not UnitSize.objects.exists()


def test_neighbours_write_no_sizes(movement):
    with pytest.raises(services.NotPermitted):
        services.record_size(
            actor=movement.south_chair, unit=movement.mill, on=DAY, members=1, workers=None, women=None, now=NOW
        )


def test_a_caretaker_sees_the_branch_and_works_for_it_while_totals_stay(movement):
    link(movement)
    on = timezone.localdate()
    assert {movement.ward, movement.mill} <= set(selectors.units_visible_to(movement.south_chair, on=on))
    assert movement.mill not in selectors.descendants_of(movement.south, on=on)
    assert permissions.can_act_on_behalf(movement.south_chair, movement.mill, on=on)
    assert not permissions.can_manage(movement.south_chair, movement.mill, on=on)


def test_a_sector_tie_gives_sight_but_no_hand(movement):
    link(movement, kind=SideLink.Kind.SECTOR)
    on = timezone.localdate()
    assert permissions.can_see(movement.south_chair, movement.mill, on=on)
    assert not permissions.can_act_on_behalf(movement.south_chair, movement.mill, on=on)


def test_the_tie_ends_and_with_it_the_sight(movement):
    tie = link(movement)
    on = timezone.localdate()
    services.end_side_link(actor=movement.top_chair, link=tie, on=on, now=NOW)
    assert not permissions.can_see(movement.south_chair, movement.ward, on=on)
    with pytest.raises(LinkEnded):
        services.end_side_link(actor=movement.top_chair, link=tie, on=on, now=NOW)


@pytest.mark.parametrize("beside", ["north", "top", "ward"])
def test_a_tie_to_oneself_or_to_those_above_is_refused(movement, beside):
    with pytest.raises(LinkedAlready):
        link(movement, beside=getattr(movement, beside))


def test_one_tie_of_a_kind_at_a_time(movement):
    link(movement)
    with pytest.raises(LinkedAlready):
        link(movement, beside=movement.dock, on=DAY + timedelta(days=3))
    with pytest.raises(IntegrityError), transaction.atomic():
        SideLink.objects.create(unit=movement.ward, beside=movement.dock, kind="caretaker", valid=spans.since(DAY))


def test_a_unit_does_not_tie_itself(movement):
    for officer in (movement.ward_chair, movement.south_chair):
        with pytest.raises(services.NotPermitted):
            link(movement, actor=officer)
    assert not SideLink.objects.exists()


def test_the_page_ties_and_unties(client, movement):
    client.force_login(movement.top_chair)
    url = reverse("org:link_beside", args=[movement.ward.pk])
    client.post(url, {"beside": "Liên đoàn Lao động tỉnh Nam (NAM)", "kind": "caretaker", "on": "2026-03-01"})
    tie = SideLink.objects.get()
    assert (tie.unit, tie.beside) == (movement.ward, movement.south)
    page = client.get(reverse("org:detail", args=[movement.ward.pk])).content.decode()
    assert "Liên đoàn Lao động tỉnh Nam" in page
    end = reverse("org:end_side_link", args=[movement.ward.pk, tie.pk])
    assert client.get(end).status_code == 405
    client.post(end)
    assert SideLink.objects.get().valid.upper == timezone.localdate()
    assert client.post(end).status_code == 404
