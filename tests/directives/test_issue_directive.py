"""Issuing a directive: one dispatch per addressee, counted at once, told once, all or nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.directives import services
from sumvay.directives.models import Directive, Dispatch
from sumvay.directives.services.refusals import (
    AlreadyIssued,
    DateMissing,
    LaterThanSuperior,
    NobodyToAddress,
    NotYours,
)
from sumvay.notifications.models import Notice
from sumvay.tally import selectors as tally
from tests.factories.directives import drafted_directive


@pytest.fixture
def draft(house):
    return drafted_directive(actor=house.chair_of(house.province), unit=house.province)


def states(directive, unit):
    return tally.totals(subject=directive.tally_subject, unit_ids=[unit.pk]).get(unit.pk, {})


def test_every_unit_below_gets_one_dispatch_and_nobody_else(house, draft):
    count = services.issue_directive(actor=house.chair_of(house.province), directive=draft, now=timezone.now())
    reached = set(Dispatch.objects.filter(directive=draft).values_list("unit", flat=True))
    assert count == 6
    assert reached == {u.pk for u in [*house.wards, *house.units]}
    assert draft.status == Directive.Status.ISSUED
    assert Entry.objects.filter(action="directive.issue", target_id=draft.pk).count() == 1


def test_what_was_sent_is_counted_at_every_level_at_once(house, draft):
    services.issue_directive(actor=house.chair_of(house.province), directive=draft, now=timezone.now())
    assert states(draft, house.province) == {"state:sent": 6}
    assert states(draft, house.wards[0]) == {"state:sent": 3}
    assert states(draft, house.units[0]) == {"state:sent": 1}
    assert states(draft, house.other) == {}


def test_the_officers_of_each_addressee_are_told_once(house, draft, run_jobs):
    services.issue_directive(actor=house.chair_of(house.province), directive=draft, now=timezone.now())
    run_jobs()
    services.announce_directive(directive_id=draft.pk, now=timezone.now())
    told = set(Notice.objects.values_list("officer", flat=True))
    assert told == {house.chair_of(u).pk for u in [*house.wards, *house.units]}
    assert Notice.objects.count() == 6


def test_an_officer_of_another_branch_may_not_and_does_not_see_it(house, draft, client):
    with pytest.raises(NotYours):
        services.issue_directive(actor=house.stranger, directive=draft, now=timezone.now())
    client.force_login(house.stranger)
    assert client.post(reverse("reporting:issue", args=[draft.pk])).status_code == 404
    assert client.get(reverse("directives:detail", args=[draft.pk])).status_code == 404
    draft.refresh_from_db()
    assert draft.status == Directive.Status.DRAFT
    assert Dispatch.objects.count() == 0


def test_a_get_issues_nothing(house, draft, client):
    client.force_login(house.chair_of(house.province))
    assert client.get(reverse("reporting:issue", args=[draft.pk])).status_code == 405
    assert Dispatch.objects.count() == 0


def test_the_button_issues_and_leads_to_the_follow_up(house, draft, client):
    client.force_login(house.chair_of(house.province))
    answer = client.post(reverse("reporting:issue", args=[draft.pk]))
    assert answer.url == reverse("directives:follow_up", args=[draft.pk])
    assert Dispatch.objects.filter(directive=draft).count() == 6


def test_the_second_press_is_refused_and_changes_nothing(house, draft):
    chair = house.chair_of(house.province)
    services.issue_directive(actor=chair, directive=draft, now=timezone.now())
    again = Directive.objects.get(pk=draft.pk)
    with pytest.raises(AlreadyIssued):
        services.issue_directive(actor=chair, directive=again, now=timezone.now())
    assert Dispatch.objects.filter(directive=draft).count() == 6
    assert states(draft, house.province) == {"state:sent": 6}


def test_without_an_hour_to_report_by_nothing_is_issued(house):
    chair = house.chair_of(house.province)
    draft = drafted_directive(actor=chair, unit=house.province, report_due_at=None)
    with pytest.raises(DateMissing):
        services.issue_directive(actor=chair, directive=draft, now=timezone.now())
    assert Directive.objects.get(pk=draft.pk).status == Directive.Status.DRAFT


def test_an_empty_audience_leaves_the_draft_a_draft(house, draft):
    Directive.objects.filter(pk=draft.pk).update(audience="hand_picked", audience_ids=[house.elsewhere.pk])
    draft.refresh_from_db()
    with pytest.raises(NobodyToAddress):
        services.issue_directive(actor=house.chair_of(house.province), directive=draft, now=timezone.now())
    assert Directive.objects.get(pk=draft.pk).status == Directive.Status.DRAFT
    assert Entry.objects.filter(action="directive.issue").count() == 0


@pytest.mark.parametrize(
    ("audience", "chosen", "expected"),
    [
        ("direct", lambda h: [], lambda h: h.wards),
        ("branches", lambda h: [h.wards[0].pk], lambda h: [h.wards[0], *h.units[:2]]),
        ("hand_picked", lambda h: [h.units[3].pk], lambda h: [h.units[3]]),
        ("kinds", lambda h: [h.wards[0].kind_id], lambda h: h.wards),
    ],
)
def test_the_audience_is_who_was_chosen(house, draft, audience, chosen, expected):
    Directive.objects.filter(pk=draft.pk).update(audience=audience, audience_ids=chosen(house))
    draft.refresh_from_db()
    services.issue_directive(actor=house.chair_of(house.province), directive=draft, now=timezone.now())
    assert set(draft.dispatches.values_list("unit", flat=True)) == {u.pk for u in expected(house)}


def change(house, draft, **named):
    asked = services.AssignmentInput("report", "Báo cáo", 1, None, ["report"])
    fields = {
        "title": draft.title,
        "report_due_at": draft.report_due_at,
        "audience": "all_below",
        "audience_ids": [],
        "assignments": [asked],
    }
    services.change_directive(
        actor=house.chair_of(house.province), directive=Directive.objects.get(pk=draft.pk), now=timezone.now(),
        **fields | named,
    )  # fmt: skip


def test_it_goes_to_whom_it_was_for_when_it_was_issued_not_when_it_was_opened(house, draft):
    change(house, draft, audience="direct")
    assert services.issue_directive(actor=house.chair_of(house.province), directive=draft, now=timezone.now()) == 2
    assert set(draft.dispatches.values_list("unit", flat=True)) == {ward.pk for ward in house.wards}


def test_what_was_made_incomplete_after_it_was_opened_is_not_issued(house, draft):
    change(house, draft, report_due_at=None)
    with pytest.raises(DateMissing):
        services.issue_directive(actor=house.chair_of(house.province), directive=draft, now=timezone.now())
    assert Directive.objects.get(pk=draft.pk).status == Directive.Status.DRAFT


def test_a_draft_thrown_away_after_it_was_opened_is_not_issued(house, draft):
    chair = house.chair_of(house.province)
    services.discard_draft(actor=chair, directive=Directive.objects.get(pk=draft.pk), now=timezone.now())
    with pytest.raises(AlreadyIssued):
        services.issue_directive(actor=chair, directive=draft, now=timezone.now())


def test_a_recalled_directive_leaves_the_units_lists(house, draft, client):
    chair, unit = house.chair_of(house.province), house.units[0]
    services.issue_directive(actor=chair, directive=draft, now=timezone.now())
    services.recall_directive(actor=chair, directive=draft, reason="Có văn bản thay thế", now=timezone.now())
    client.force_login(house.chair_of(unit))
    page = client.get(reverse("directives:my_work")).content.decode()
    assert draft.title not in page
    assert Dispatch.objects.filter(directive=draft).count() == 6


def test_a_reissue_may_not_be_due_later_than_above(house, draft):
    chair = house.chair_of(house.province)
    services.issue_directive(actor=chair, directive=draft, now=timezone.now())
    received = Dispatch.objects.get(directive=draft, unit=house.wards[0])
    ward_chair = house.chair_of(house.wards[0])
    child = services.draft_from_superior(actor=ward_chair, dispatch=received, now=timezone.now(), paper=None)
    inputs = [
        services.AssignmentInput(a.kind, a.wording, a.quantity, a.due_at, a.proofs, a.origin_id)
        for a in child.assignments.order_by("position")
    ]
    with pytest.raises(LaterThanSuperior):
        services.change_directive(
            actor=ward_chair,
            directive=child,
            title=child.title,
            report_due_at=draft.report_due_at + timedelta(days=1),
            audience="all_below",
            audience_ids=[],
            assignments=inputs,
            now=timezone.now(),
        )
