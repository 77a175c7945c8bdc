"""A unit ends: what stands below and what was open goes to the heir, nothing is counted twice or lost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives.models import Dispatch
from sumvay.org import selectors as org
from sumvay.org.models import Unit
from sumvay.reorganisation import services
from sumvay.reorganisation.services import HeirUnclear
from sumvay.tally import services as tallying
from tests.factories.org import UnitFactory
from tests.reorganisation.test_move_branch import sent

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
pytestmark = pytest.mark.django_db


def end(movement, heirs, **changes):
    asked = {"actor": movement.top_chair, "unit": movement.ward, "heirs": heirs, "on": TODAY, "paper": "9/QĐ"}
    services.end_unit(**{**asked, "now": NOW, **changes})


def test_the_one_heir_gets_the_units_below(movement):
    end(movement, [movement.south])
    assert org.parent_of(movement.mill, on=TODAY) == movement.south
    assert Unit.objects.get(pk=movement.ward.pk).lifetime.upper == TODAY


@pytest.mark.parametrize("number", [0, 2])
def test_without_exactly_one_heir_units_below_must_be_moved_first(movement, number):
    with pytest.raises(HeirUnclear):
        end(movement, [movement.south, movement.north][:number])
    assert org.parent_of(movement.mill, on=TODAY) == movement.ward
    assert Unit.objects.get(pk=movement.ward.pk).lifetime.upper is None


@pytest.mark.parametrize("is_folded", [True, False])
def test_open_work_passes_to_the_heir_and_counts_once(movement, is_folded):
    heir = UnitFactory(code="MOI", name="Công đoàn mới", parent=movement.south)
    if is_folded:
        tallying.fold_all()
    end(movement, [heir], unit=movement.mill)
    assert set(Dispatch.objects.values_list("unit__code", flat=True)) == {"P1", "MOI"}
    assert sent(movement) == [2, 1, 1, 1, 0]
    tallying.fold_all()
    assert sent(movement) == [2, 1, 1, 1, 0]


def test_the_page_ends(client, movement):
    client.force_login(movement.top_chair)
    url = reverse("reorganisation:end", args=[movement.ward.pk])
    fields = {"on": TODAY.isoformat(), "paper": "9/QĐ", "heirs": "NAM"}
    assert client.post(url, {**fields, "heirs": "không có"}).status_code == 422
    assert client.post(url, {**fields, "paper": ""}).status_code == 422
    assert client.post(url, {**fields, "heirs": ""}).status_code == 422
    assert client.post(url, fields).status_code == 302
    assert org.parent_of(movement.mill, on=TODAY) == movement.south
    assert client.post(url, fields).status_code == 404
