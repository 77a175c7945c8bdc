"""Kinds of units are data, shaped by those who lead the whole tree."""

import pytest
from django.urls import reverse

from sumvay.org.models import UnitKind
from tests.factories.accounts import PersonFactory
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
FIELDS = {"name": "Công đoàn đặc khu", "code": "special", "rank": "30"}


@pytest.mark.parametrize("post", ["chair", "clerk"])
def test_the_top_unit_adds_and_rewords(client, movement, post):
    client.force_login(officer_of(movement.top, post))
    assert client.post(reverse("org:kinds"), FIELDS).status_code == 302
    kind = UnitKind.objects.get(code="special")
    assert (kind.name, kind.rank, kind.is_grassroots) == ("Công đoàn đặc khu", 30, False)
    client.post(reverse("org:change_kind", args=[kind.pk]), {"name": "Đặc khu", "rank": "31", "is_grassroots": "on"})
    kind.refresh_from_db()
    assert (kind.code, kind.name, kind.rank, kind.is_grassroots) == ("special", "Đặc khu", 31, True)
    assert "Đặc khu" in client.get(reverse("org:kinds")).content.decode()


@pytest.mark.parametrize("changes", [{"code": "province"}, {"code": "có dấu"}, {"name": ""}, {"rank": "-1"}])
def test_what_cannot_be_is_not_added(client, movement, changes):
    client.force_login(movement.top_chair)
    before = UnitKind.objects.count()
    assert client.post(reverse("org:kinds"), FIELDS | changes).status_code == 422
    assert UnitKind.objects.count() == before


def test_nobody_else_touches_kinds(client, movement):
    kind = UnitKind.objects.get(code="province")
    for officer in (movement.north_chair, officer_of(movement.top, "communications"), PersonFactory()):
        client.force_login(officer)
        assert client.post(reverse("org:kinds"), FIELDS).status_code == 403
        assert client.post(reverse("org:change_kind", args=[kind.pk]), {"name": "x", "rank": 1}).status_code == 403
    assert not UnitKind.objects.filter(code="special").exists()
    assert UnitKind.objects.get(pk=kind.pk).name == kind.name
