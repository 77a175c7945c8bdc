"""A branch that moves takes its counts along, in one transaction, whether they were folded or not."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.org import selectors as org
from sumvay.org import services as org_services
from sumvay.reorganisation import services
from sumvay.tally import selectors as tally
from sumvay.tally import services as tallying

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
pytestmark = pytest.mark.django_db


def sent(movement):
    """How many have not seen the directive: at top, north, south, ward, mill."""
    units = [movement.top, movement.north, movement.south, movement.ward, movement.mill]
    found = tally.totals(subject=movement.directive.tally_subject, unit_ids=[unit.pk for unit in units])
    return [int(found.get(unit.pk, {}).get("state:sent", 0)) for unit in units]


@pytest.mark.parametrize("is_folded", [True, False])
def test_counts_go_along(movement, is_folded):
    if is_folded:
        tallying.fold_all()
    assert sent(movement) == [2, 2, 0, 2, 1]
    services.move_unit(
        actor=movement.top_chair, unit=movement.ward, parent=movement.south, on=TODAY, paper="7/QĐ", now=NOW
    )
    assert sent(movement) == [2, 0, 2, 2, 1]
    tallying.fold_all()
    assert sent(movement) == [2, 0, 2, 2, 1]


def test_a_refused_move_leaves_tree_and_counts(movement):
    with pytest.raises(org_services.NotPermitted):
        services.move_unit(
            actor=movement.south_chair, unit=movement.ward, parent=movement.south, on=TODAY, paper="", now=NOW
        )
    assert sent(movement) == [2, 2, 0, 2, 1]
    assert org.parent_of(movement.ward, on=TODAY) == movement.north


def test_the_page_moves(client, movement):
    client.force_login(movement.top_chair)
    url = reverse("reorganisation:move", args=[movement.ward.pk])
    assert "1 đơn vị" in client.get(url).content.decode()
    fields = {"on": TODAY.isoformat(), "paper": "7/QĐ"}
    for wrong in ("không có", "DET", "P1", ""):
        assert client.post(url, {**fields, "parent": wrong}).status_code == 422
    assert client.post(url, {**fields, "parent": "liên đoàn lao động tỉnh nam"}).status_code == 302
    assert org.parent_of(movement.ward, on=TODAY) == movement.south


@pytest.mark.parametrize(("who", "status"), [("south_chair", 404), ("mill_chair", 404), ("ward_chair", 403)])
@pytest.mark.parametrize("name", ["move", "end"])
def test_the_pages_are_closed_to_those_who_may_not(client, movement, who, status, name):
    client.force_login(getattr(movement, who))
    url = reverse(f"reorganisation:{name}", args=[movement.ward.pk])
    assert client.get(url).status_code == status
    assert client.post(url, {"parent": "NAM", "on": TODAY.isoformat(), "paper": "x"}).status_code == status
    assert org.parent_of(movement.ward, on=TODAY) == movement.north
