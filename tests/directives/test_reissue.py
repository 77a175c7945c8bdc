"""A ward makes its own directive of what came from the province; each unit is counted once, by its nearest one."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import selectors, services
from sumvay.directives.models import Directive, Dispatch
from sumvay.directives.services.refusals import BegunAlready, NotYours, ReasonMissing
from sumvay.documents.models import OfficialPaper
from sumvay.tally import selectors as tally
from tests.factories.directives import dispatch_to, issued_directive


@pytest.fixture
def directive(house):
    return issued_directive(actor=house.chair_of(house.province), unit=house.province)


@pytest.fixture
def child(house, directive):
    """The first ward's draft of its own."""
    received = dispatch_to(directive, house.wards[0])
    return services.draft_from_superior(
        actor=house.chair_of(house.wards[0]), dispatch=received, now=timezone.now(), paper=None
    )


def issue(house, child):
    services.issue_directive(actor=house.chair_of(house.wards[0]), directive=child, now=timezone.now())


def counted(directive, unit):
    found = tally.totals(subject=directive.tally_subject, unit_ids=[unit.pk])[unit.pk]
    return {measure: int(value) for measure, value in found.items() if value}


def test_every_duty_is_carried_on_and_locked_to_its_origin(directive, child):
    assert child.parent == directive
    assert child.root == directive
    assert list(child.assignments.order_by("position").values_list("origin", flat=True)) == list(
        directive.assignments.order_by("position").values_list("pk", flat=True)
    )


def test_a_duty_cannot_be_dropped_in_silence(house, child):
    kept = child.assignments.order_by("position")[:2]
    inputs = [services.AssignmentInput(a.kind, a.wording, 1, a.due_at, a.proofs, a.origin_id) for a in kept]
    with pytest.raises(ReasonMissing):
        services.change_directive(
            actor=house.chair_of(house.wards[0]),
            directive=child,
            title=child.title,
            report_due_at=child.report_due_at,
            audience="all_below",
            audience_ids=[],
            assignments=inputs,
            now=timezone.now(),
        )
    assert child.assignments.count() == 3


def test_each_unit_counts_once_by_its_nearest_dispatch(house, directive, child):
    services.see_dispatch(
        actor=house.chair_of(house.units[0]), dispatch=dispatch_to(directive, house.units[0]), now=timezone.now()
    )
    issue(house, child)
    assert counted(directive, house.province) == {"state:sent": 5, "state:seen": 1}
    assert counted(directive, house.wards[0]) == {"state:sent": 2, "state:seen": 1}
    far = Dispatch.objects.get(directive=directive, unit=house.units[0])
    assert far.via == Dispatch.objects.get(directive=child, unit=house.units[0])


def test_the_unit_sees_only_the_nearer_one_in_its_work(house, directive, child):
    issue(house, child)
    assert [d.directive_id for d in selectors.open_work_of(house.units[0])] == [child.pk]
    assert [d.directive_id for d in selectors.open_work_of(house.units[2])] == [directive.pk]


def test_finishing_below_finishes_the_wards_own_and_is_carried_to_the_far_one(house, directive, child):
    issue(house, child)
    for unit in house.units[:2]:
        services.complete_dispatch(actor=house.chair_of(unit), dispatch=dispatch_to(child, unit), now=timezone.now())
    assert dispatch_to(directive, house.wards[0]).state == "done"
    assert dispatch_to(directive, house.units[0]).state == "done"
    assert counted(directive, house.province)["state:done"] == 3
    assert counted(directive, house.province)["state:sent"] == 3


def test_passing_on_needs_no_paper_and_carries_the_note(house, directive):
    received = dispatch_to(directive, house.wards[1])
    passed = services.pass_on(
        actor=house.chair_of(house.wards[1]), dispatch=received, note="Chú ý hạn", now=timezone.now()
    )
    assert passed.status == Directive.Status.ISSUED
    assert passed.paper is None
    assert passed.note == "Chú ý hạn"
    assert set(passed.dispatches.values_list("unit", flat=True)) == {u.pk for u in house.units[2:]}


def pass_on(house, directive):
    ward = house.wards[1]
    return services.pass_on(
        actor=house.chair_of(ward), dispatch=dispatch_to(directive, ward), note="", now=timezone.now()
    )


def test_what_is_passed_on_is_passed_on_once(house, directive):
    pass_on(house, directive)
    before = counted(directive, house.province)
    with pytest.raises(BegunAlready):
        pass_on(house, directive)
    assert Directive.objects.count() == 2
    assert counted(directive, house.province) == before


def test_a_second_press_begins_no_second_paper(house, directive, client):
    received = dispatch_to(directive, house.wards[1])
    client.force_login(house.chair_of(house.wards[1]))
    for _twice in range(2):
        answer = client.post(reverse("directives:reissue", args=[received.pk]))
    assert answer.url == reverse("directives:dispatch", args=[received.pk])
    assert (Directive.objects.count(), OfficialPaper.objects.count()) == (2, 1)


def test_after_a_recall_a_unit_may_begin_anew(house, directive, client):
    received = dispatch_to(directive, house.wards[1])
    client.force_login(house.chair_of(house.wards[1]))
    services.recall_directive(
        actor=house.chair_of(house.wards[1]), directive=pass_on(house, directive), reason="Nhầm", now=timezone.now()
    )
    page = client.get(reverse("directives:dispatch", args=[received.pk])).content.decode()
    assert reverse("directives:pass_on", args=[received.pk]) in page
    assert pass_on(house, directive).status == Directive.Status.ISSUED


def test_others_may_not_reissue(house, directive, client):
    received = dispatch_to(directive, house.wards[0])
    with pytest.raises(NotYours):
        services.pass_on(actor=house.chair_of(house.units[0]), dispatch=received, note="", now=timezone.now())
    client.force_login(house.stranger)
    assert client.post(reverse("directives:reissue", args=[received.pk])).status_code == 404
    assert client.get(reverse("directives:pass_on", args=[received.pk])).status_code == 404
    assert Directive.objects.count() == 1


def test_the_lineage_reads_from_the_top(directive, child):
    assert selectors.lineage_of(child) == [directive, child]


def test_what_a_unit_did_before_the_reissue_is_not_forgotten(house, directive, child):
    unit, chair = house.units[0], house.chair_of(house.units[0])
    far = dispatch_to(directive, unit)
    assignment = directive.assignments.get(kind="spread")
    services.give_link(
        actor=chair, dispatch=far, assignment=assignment, url="https://baodemo.vn/bai-1", now=timezone.now()
    )
    services.complete_dispatch(actor=chair, dispatch=far, now=timezone.now())
    issue(house, child)
    near = dispatch_to(child, unit)
    assert near.state == "done"
    assert near.progress.get().quantity == 1
    assert counted(directive, house.province)["state:done"] == 1
    assert counted(directive, house.province)["state:sent"] == 5


def test_a_new_local_duty_opens_a_finished_unit_again(house, directive, child):
    unit, chair = house.units[0], house.chair_of(house.units[0])
    services.complete_dispatch(actor=chair, dispatch=dispatch_to(directive, unit), now=timezone.now())
    inputs = [
        services.AssignmentInput(a.kind, a.wording, a.quantity, a.due_at, a.proofs, a.origin_id)
        for a in child.assignments.order_by("position")
    ]
    services.change_directive(
        actor=house.chair_of(house.wards[0]),
        directive=child,
        title=child.title,
        report_due_at=child.report_due_at,
        audience="all_below",
        audience_ids=[],
        assignments=[*inputs, services.AssignmentInput("other", "Treo pa nô", 1, None, ["photo"])],
        now=timezone.now(),
    )
    issue(house, child)
    assert dispatch_to(child, unit).state == "in_progress"
    found = counted(directive, house.province)
    assert found == {"state:sent": 5, "state:in_progress": 1}


def test_a_recalled_reissue_gives_units_back_to_the_superior(house, directive, child):
    issue(house, child)
    services.see_dispatch(
        actor=house.chair_of(house.units[0]), dispatch=dispatch_to(child, house.units[0]), now=timezone.now()
    )
    services.recall_directive(
        actor=house.chair_of(house.wards[0]), directive=child, reason="Sai ngày", now=timezone.now()
    )
    assert [d.directive_id for d in selectors.open_work_of(house.units[0])] == [directive.pk]
    assert counted(directive, house.province) == {"state:sent": 5, "state:seen": 1}


def test_recalling_above_recalls_what_was_made_of_it(house, directive, child):
    issue(house, child)
    services.recall_directive(
        actor=house.chair_of(house.province), directive=directive, reason="Thay thế", now=timezone.now()
    )
    child.refresh_from_db()
    assert child.status == Directive.Status.RECALLED
    assert list(selectors.open_work_of(house.units[0])) == []
