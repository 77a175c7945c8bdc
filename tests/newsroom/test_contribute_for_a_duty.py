"""What a unit sends counts for the campaign's duty to write, once; what it takes back counts no more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.directives import services as directives
from sumvay.directives.models import AssignmentProgress, Deliverable
from sumvay.newsroom import services
from sumvay.org.models import Appointment
from tests.factories.directives import dispatch_to
from tests.factories.newsroom import campaign
from tests.factories.org import officer_of
from tests.newsroom.writing import begun, save, writing_house


@pytest.fixture
def house(db):
    """The province asks everyone below to write two items for its campaign."""
    house = writing_house()
    house.campaign = campaign(unit=house.province)
    chair = officer_of(house.province, Appointment.Post.CHAIR)
    now, due = timezone.now(), timezone.now() + timedelta(days=10)
    asked = [("write", "Viết tin, bài về chuyến xe", 2, []), ("report", "Báo cáo", 1, ["report"])]
    directive = directives.draft_directive(
        actor=chair, unit=house.province, title="Truyền thông Tết", campaign=house.campaign, report_due_at=due, now=now,
        assignments=[directives.AssignmentInput(kind, words, count, due, proof) for kind, words, count, proof in asked],
    )  # fmt: skip
    directives.issue_directive(actor=chair, directive=directive, now=now)
    house.dispatch = dispatch_to(directive, house.unit)
    return house


def send(house, **fields):
    draft = begun(house, **fields)
    services.send_contribution(actor=house.writer, contribution=draft, now=timezone.now())
    draft.refresh_from_db()
    return draft


def progress(house):
    found = AssignmentProgress.objects.filter(dispatch=house.dispatch, assignment__kind="write").first()
    return (found.quantity, found.is_done) if found else (0, False)


def test_two_items_fulfil_the_duty_and_a_third_changes_nothing(house):
    first = send(house, campaign_id=house.campaign.pk)
    assert first.deliverable.assignment.wording == "Viết tin, bài về chuyến xe"
    assert progress(house) == (1, False)
    send(house, campaign_id=house.campaign.pk)
    assert progress(house) == (2, True)
    assert send(house, campaign_id=house.campaign.pk).deliverable is None
    assert progress(house) == (2, True)


def test_without_the_campaign_it_counts_for_nothing(house):
    assert send(house).deliverable is None
    assert progress(house) == (0, False)
    assert not Deliverable.objects.exists()


def test_sent_again_after_a_return_it_still_counts_once(house):
    item = send(house, campaign_id=house.campaign.pk)
    editor = house.editors[house.ward]
    services.desk_work.return_contribution(actor=editor, contribution=item, reason="Thiếu ảnh", now=timezone.now())
    item.refresh_from_db()
    save(house.writer, item, text="Đã thêm.")
    services.send_contribution(actor=house.writer, contribution=item, now=timezone.now())
    assert progress(house) == (1, False)


def test_what_is_withdrawn_counts_no_more(house):
    item = send(house, campaign_id=house.campaign.pk)
    services.withdraw_contribution(actor=house.writer, contribution=item, now=timezone.now())
    assert progress(house) == (0, False)
    assert Deliverable.objects.get().withdrawn_at is not None


def test_the_neighbours_duty_is_untouched(house):
    send(house, campaign_id=house.campaign.pk)
    neighbour = dispatch_to(house.dispatch.directive, house.units[1])
    assert not AssignmentProgress.objects.filter(dispatch=neighbour).exists()
