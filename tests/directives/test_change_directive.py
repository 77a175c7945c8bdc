"""Changing a draft: what is typed is kept, what is wrong is said beside it, an issued one stays as it is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import services
from sumvay.directives.models import Directive
from tests.factories.directives import drafted_directive


@pytest.fixture
def chair(house):
    return house.chair_of(house.province)


@pytest.fixture
def draft(house, chair):
    return drafted_directive(actor=chair, unit=house.province)


def body(draft, **changes):
    """The edit form as the browser sends it."""
    local = timezone.localtime(draft.report_due_at).strftime("%Y-%m-%dT%H:%M")
    rows = list(draft.assignments.order_by("position"))
    filled = {
        "title": draft.title,
        "report_due_at": local,
        "note": "",
        "audience": "all_below",
        "assignments-TOTAL_FORMS": str(len(rows)),
        "assignments-INITIAL_FORMS": str(len(rows)),
    }
    for n, row in enumerate(rows):
        filled |= {
            f"assignments-{n}-kind": row.kind,
            f"assignments-{n}-wording": row.wording,
            f"assignments-{n}-quantity": str(row.quantity),
            f"assignments-{n}-due_at": local,
            f"assignments-{n}-proofs": row.proofs,
        }
    return filled | changes


def send(client, draft, **changes):
    return client.post(reverse("directives:edit", args=[draft.pk]), body(draft, **changes))


def test_wording_quantity_and_order_are_kept(chair, draft, client):
    client.force_login(chair)
    answer = send(client, draft, **{"assignments-0-wording": "Viết ba tin", "assignments-0-quantity": "3"})
    assert answer.url == reverse("directives:detail", args=[draft.pk])
    first = draft.assignments.order_by("position").first()
    assert (first.wording, first.quantity) == ("Viết ba tin", 3)
    assert draft.assignments.count() == 3


def test_a_deleted_row_goes_and_an_added_one_comes(chair, draft, client):
    client.force_login(chair)
    page = send(client, draft, add_assignment="1")
    assert page.status_code == 200
    assert 'name="assignments-3-wording"' in page.content.decode()
    assert draft.assignments.count() == 3
    send(client, draft, **{"assignments-1-DELETE": "on"})
    assert draft.assignments.count() == 2


def test_an_audience_by_hand_needs_somebody(house, chair, draft, client):
    client.force_login(chair)
    page = send(client, draft, audience="hand_picked")
    assert page.status_code == 200
    draft.refresh_from_db()
    assert draft.audience == "all_below"
    send(client, draft, audience="hand_picked", units=[house.units[1].pk])
    draft.refresh_from_db()
    assert draft.audience_ids == [house.units[1].pk]


def test_units_of_another_branch_cannot_be_chosen(house, chair, draft, client):
    client.force_login(chair)
    send(client, draft, audience="hand_picked", units=[house.elsewhere.pk])
    draft.refresh_from_db()
    assert draft.audience_ids == []


def test_an_issued_directive_stays_as_it_is(chair, draft, client):
    services.issue_directive(actor=chair, directive=draft, now=timezone.now())
    client.force_login(chair)
    send(client, draft, title="Đổi tiêu đề sau khi phát hành")
    assert Directive.objects.get(pk=draft.pk).title != "Đổi tiêu đề sau khi phát hành"


def test_strangers_and_units_below_do_not_find_it(house, draft, client):
    for officer in (house.stranger, house.chair_of(house.units[0])):
        client.force_login(officer)
        assert send(client, draft, title="Của tôi").status_code == 404
    assert Directive.objects.get(pk=draft.pk).title == draft.title


def test_a_draft_can_be_thrown_away_an_issued_one_cannot(chair, draft, client):
    client.force_login(chair)
    issued = drafted_directive(actor=chair, unit=draft.unit)
    services.issue_directive(actor=chair, directive=issued, now=timezone.now())
    for directive in (draft, issued):
        client.post(reverse("directives:discard", args=[directive.pk]))
    assert list(Directive.objects.all()) == [issued]


def test_the_list_finds_without_accents(chair, draft, client):
    client.force_login(chair)
    found = client.get(reverse("directives:list"), {"q": "cham lo tet dinh mui"}).content.decode()
    assert draft.title in found
    assert draft.title not in client.get(reverse("directives:list"), {"q": "mua he"}).content.decode()


def test_a_later_date_than_now_is_kept_to_the_minute(chair, draft, client):
    client.force_login(chair)
    later = timezone.localtime(draft.report_due_at + timedelta(days=1)).strftime("%Y-%m-%dT09:30")
    send(client, draft, report_due_at=later)
    draft.refresh_from_db()
    assert timezone.localtime(draft.report_due_at).strftime("%Y-%m-%dT%H:%M") == later
