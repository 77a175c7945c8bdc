"""Units are set up below those one manages."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.org import selectors, services, spans
from sumvay.org.models import ParentLink, Unit
from sumvay.org.services.rules import Ended, FutureDated
from sumvay.org.services.tree import CodeTaken
from tests.factories.accounts import OperatorFactory
from tests.factories.org import officer_of

DAY = date(2026, 3, 1)
pytestmark = pytest.mark.django_db


def create(movement, actor=None, **changes):
    asked = {"code": "MOI", "name": "Công  đoàn   Mới ", "kind": movement.mill.kind, "parent": movement.ward, "on": DAY}
    return services.create_unit(actor=actor or movement.north_chair, **{**asked, **changes})


def test_it_stands_below_its_parent_is_found_and_sorted_and_leaves_a_trace(movement):
    unit = create(movement, paper="12/QĐ-LĐLĐ")
    assert unit.name == "Công đoàn Mới"
    assert [u.pk for u in selectors.ancestors_of(unit, on=DAY)] == [
        movement.ward.pk,
        movement.north.pk,
        movement.top.pk,
    ]
    assert list(selectors.units_found(movement.ward_chair, "cong doan moi", on=DAY)) == [unit]
    assert unit.names.get().paper == "12/QĐ-LĐLĐ"
    entry = Entry.objects.get(action="unit.create")
    assert (entry.target_id, entry.actor_id, entry.unit_id) == (unit.pk, movement.north_chair.pk, unit.pk)


def test_before_its_first_day_it_is_not_there(movement):
    unit = create(movement)
    before = DAY - timedelta(days=1)
    assert selectors.parent_of(unit, on=before) is None
    assert unit not in selectors.descendants_of(movement.top, on=before)
    assert unit in selectors.descendants_of(movement.top, on=DAY)


@pytest.mark.parametrize("post", ["inspection", "communications", "editor", "collaborator"])
def test_other_posts_set_nothing_up(movement, post):
    with pytest.raises(services.NotPermitted):
        create(movement, actor=officer_of(movement.ward, post))
    assert not Unit.objects.filter(code="MOI").exists()


@pytest.mark.parametrize("who", ["south_chair", "mill_chair"])
def test_neither_a_neighbour_nor_a_lower_unit_sets_anything_up(movement, who):
    with pytest.raises(services.NotPermitted):
        create(movement, actor=getattr(movement, who))


def test_only_an_operator_makes_a_top_unit(movement):
    with pytest.raises(services.NotPermitted):
        create(movement, actor=movement.top_chair, parent=None)
    assert selectors.parent_of(create(movement, actor=OperatorFactory(), parent=None), on=DAY) is None


@pytest.mark.parametrize("code", ["DET", "det", " det "])
def test_a_code_belongs_to_one_unit_in_any_case(movement, code):
    with pytest.raises(CodeTaken):
        create(movement, code=code)


def test_a_future_day_is_refused(movement):
    with pytest.raises(FutureDated):
        create(movement, on=timezone.localdate() + timedelta(days=1))


def test_nothing_is_set_up_below_a_unit_that_has_ended(movement):
    services.end_unit(actor=movement.ward_chair, unit=movement.mill, heirs=[], on=DAY, paper="")
    with pytest.raises(Ended):
        create(movement, actor=OperatorFactory(), parent=movement.mill)


def test_the_database_lets_a_unit_have_one_parent_at_a_time(movement):
    with pytest.raises(IntegrityError, match="unit_has_one_parent_at_a_time"), transaction.atomic():
        ParentLink.objects.create(child=movement.mill, parent=movement.south, valid=spans.since(DAY))
    with pytest.raises(IntegrityError, match="unit_is_not_its_own_parent"), transaction.atomic():
        ParentLink.objects.create(child=movement.top, parent=movement.top, valid=spans.since(DAY))


def test_the_page_sets_it_up(client, movement):
    client.force_login(movement.ward_chair)
    url = reverse("org:create", args=[movement.ward.pk])
    fields = {"name": "Công đoàn Mới", "code": "MOI", "kind": movement.mill.kind_id, "on": "2026-03-01"}
    assert client.post(url, fields | {"code": "DET"}).status_code == 422
    assert client.post(url, fields | {"phone": "123"}).status_code == 422
    response = client.post(url, fields | {"phone": "024 3825 1234"})
    unit = Unit.objects.get(code="MOI")
    assert response.url == reverse("org:detail", args=[unit.pk])
    assert (unit.phone, unit.lifetime.lower) == ("+842438251234", DAY)
    assert "Công đoàn Mới" in client.get(response.url).content.decode()


def test_the_page_is_closed_to_those_who_do_not_manage(client, movement):
    client.force_login(officer_of(movement.ward, "communications"))
    assert client.get(reverse("org:create", args=[movement.ward.pk])).status_code == 403
