"""The pages of units: what they show, and that strangers find nothing at all."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sumvay.org import services
from sumvay.org.models import Appointment
from sumvay.org.urls import urlpatterns
from tests.factories.accounts import PersonFactory
from tests.factories.org import GrantFactory, UnitFactory, UnitSizeFactory, officer_of

pytestmark = pytest.mark.django_db
ABOUT_ONE_UNIT = [pattern.name for pattern in urlpatterns if str(pattern.pattern).startswith("<int:pk>/")]
ABOUT_ONE_POST = [pattern.name for pattern in urlpatterns if str(pattern.pattern).startswith("officers/")]


def address(name, unit):
    extra = {"end_side_link": [1], "end_grant": [1]}.get(name, [])
    return reverse(f"org:{name}", args=[unit.pk, *extra])


@pytest.mark.parametrize("name", ABOUT_ONE_UNIT)
@pytest.mark.parametrize("who", ["south_chair", "mill_chair", "nobody"])
def test_every_page_of_a_unit_is_404_for_those_who_do_not_see_it(client, movement, name, who):
    client.force_login(PersonFactory() if who == "nobody" else getattr(movement, who))
    url = address(name, movement.ward)
    assert {client.get(url).status_code, client.post(url, {"name": "x", "on": "2026-01-01"}).status_code} <= {404, 405}
    assert client.post(url).status_code != 200


@pytest.mark.parametrize("name", ABOUT_ONE_POST)
def test_every_page_of_an_officer_is_404_for_those_who_do_not_see_the_unit(client, movement, name):
    client.force_login(movement.south_chair)
    seat = Appointment.objects.get(officer=movement.ward_chair)
    url = reverse(f"org:{name}", args=[seat.pk])
    assert {client.get(url).status_code, client.post(url, {"phone": "0912345678"}).status_code} <= {404, 405}


@pytest.mark.parametrize("name", [*ABOUT_ONE_UNIT, "list", "import"])
def test_who_has_not_signed_in_is_asked_to(client, movement, name):
    url = address(name, movement.ward) if name in ABOUT_ONE_UNIT else reverse(f"org:{name}")
    response = client.post(url) if client.get(url).status_code == 405 else client.get(url)
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["create", "edit", "rename", "invite_officer", "grant", "link_beside"])
def test_who_sees_but_does_not_manage_is_kept_out_of_changes(client, movement, name):
    client.force_login(officer_of(movement.north, "communications"))
    assert client.get(address(name, movement.ward)).status_code == 403
    assert client.post(address(name, movement.ward), {}).status_code == 403


def test_the_list_shows_the_officers_own_branch(client, movement):
    client.force_login(movement.ward_chair)
    page = client.get(reverse("org:list")).content.decode()
    assert "Công đoàn phường Đông Ngạc" in page
    assert "tỉnh Nam" not in page
    assert "tỉnh Bắc" not in page
    rows = client.get(reverse("org:children", args=[movement.ward.pk])).content.decode()
    assert "Công đoàn Công ty Dệt Lụa" in rows
    assert f'data-parent="unit-{movement.ward.pk}"' in rows
    assert "<html" not in rows


def test_search_and_kind_and_ended_units(client, movement):
    client.force_login(movement.top_chair)
    listing = reverse("org:list")
    assert "Dệt Lụa" in client.get(listing, {"q": "det lua"}).content.decode()
    by_kind = client.get(listing, {"kind": "grassroots"}).content.decode()
    assert "Dệt Lụa" in by_kind
    assert "Đông Ngạc</a>" not in by_kind
    services.end_unit(actor=movement.ward_chair, unit=movement.mill, heirs=[], on=date(2026, 3, 1), paper="")
    assert "Dệt Lụa" not in client.get(listing, {"q": "det lua"}).content.decode()
    assert "Dệt Lụa" in client.get(listing, {"ended": "1"}).content.decode()
    assert "01/03/2026" in client.get(reverse("org:detail", args=[movement.mill.pk])).content.decode()


def test_a_unit_page_tells_size_posts_and_the_way_up_without_linking_what_is_unseen(client, movement):
    UnitSizeFactory(unit=movement.mill, members=1234)
    client.force_login(movement.ward_chair)
    page = client.get(reverse("org:detail", args=[movement.mill.pk])).content.decode()
    assert "1.234" in page
    assert movement.mill_chair.full_name in page
    assert f'href="{reverse("org:detail", args=[movement.ward.pk])}"' in page
    assert "Liên đoàn Lao động tỉnh Bắc" in page
    assert f'href="{reverse("org:detail", args=[movement.north.pk])}"' not in page


def test_the_total_below_says_how_many_units_gave_a_figure(client, movement):
    UnitSizeFactory(unit=movement.mill, members=700, on=date(2025, 12, 1))
    UnitSizeFactory(unit=movement.mill, members=800, on=date(2026, 2, 1))
    UnitFactory(parent=movement.ward)
    client.force_login(movement.north_chair)
    page = client.get(reverse("org:detail", args=[movement.north.pk])).content.decode()
    assert "800 đoàn viên tại 1/3 đơn vị" in page


def fill(unit, number):
    for _each in range(number):
        child = UnitFactory(parent=unit)
        officer_of(child)
        officer_of(unit, "collaborator")
        UnitSizeFactory(unit=child)
        GrantFactory(unit=unit)


@pytest.mark.parametrize("page", ["detail", "list", "search", "children"])
def test_pages_ask_the_same_number_of_questions_for_one_and_three_rows(client, movement, page):
    url = {
        "detail": reverse("org:detail", args=[movement.ward.pk]),
        "list": reverse("org:list"),
        "search": reverse("org:list") + "?q=cong",
        "children": reverse("org:children", args=[movement.ward.pk]),
    }[page]
    client.force_login(movement.ward_chair)
    counted = []
    for rows in (1, 2):
        fill(movement.ward, rows)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 28


def test_the_officer_page_shows_only_posts_one_sees(client, movement):
    seat = Appointment.objects.get(officer=movement.mill_chair)
    services.appoint(
        actor=movement.south_chair,
        officer=movement.mill_chair,
        unit=movement.dock,
        post="editor",
        on=timezone.localdate(),
        now=timezone.now(),
    )
    client.force_login(movement.ward_chair)
    page = client.get(reverse("org:officer", args=[seat.pk])).content.decode()
    assert "Dệt Lụa" in page
    assert "Cảng Nam" not in page
