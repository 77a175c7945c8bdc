"""What a desk has published may climb further; each desk answers for itself, and the author hears of each."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.contribution_details import details_of
from sumvay.newsroom.models import Contribution, ContributionStep, Section
from sumvay.newsroom.selectors import desk as selectors
from sumvay.newsroom.services import desk_work
from sumvay.newsroom.services.pieces import NotYourDesk, start_piece
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.newsroom import SectionFactory, SentContributionFactory, editing_house
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
State, Act = Contribution.State, ContributionStep.Act


@pytest.fixture
def house():
    return editing_house()


@pytest.fixture
def sent(house):
    unit = house.units[0]
    return SentContributionFactory(unit=unit, desk=house.ward, author=officer_of(unit))


def publisher_of(unit):
    return officer_of(unit, Appointment.Post.MANAGING_EDITOR)


def publish(house, unit, contribution):
    """A piece of the unit made of the contribution, and published."""
    editor = house.editors[unit]
    piece = start_piece(
        actor=editor, unit=unit, kind="article", title=contribution.title, section=SectionFactory(),
        now=timezone.now(), contribution=contribution,
    )  # fmt: skip
    return services.publish_piece(actor=publisher_of(unit), piece=piece, now=timezone.now())


def lift(house, unit, contribution):
    contribution.refresh_from_db()
    desk_work.lift(actor=house.editors[unit], contribution=contribution, note="", now=timezone.now())
    contribution.refresh_from_db()


def published_at(contribution):
    return list(contribution.steps.filter(act=Act.PUBLISHED).values_list("desk_id", flat=True))


def test_a_published_item_climbs_and_the_desk_above_publishes_it_too(house, sent):
    publish(house, house.ward, sent)
    lift(house, house.ward, sent)
    assert (sent.desk, sent.state) == (house.province, State.WAITING)
    publish(house, house.province, sent)
    sent.refresh_from_db()
    assert sent.state == State.PUBLISHED
    assert published_at(sent) == [house.ward.pk, house.province.pk]
    told = Notice.objects.filter(officer=sent.author, kind="contribution", title__contains="đăng")
    assert told.count() == 2


def test_what_was_lifted_stays_in_the_queue_above_when_the_desk_below_publishes(house, sent):
    sent_piece = start_piece(
        actor=house.editors[house.ward], unit=house.ward, kind="article", title=sent.title, section=SectionFactory(),
        now=timezone.now(), contribution=sent,
    )  # fmt: skip
    lift(house, house.ward, sent)
    services.publish_piece(actor=publisher_of(house.ward), piece=sent_piece, now=timezone.now())
    sent.refresh_from_db()
    assert (sent.desk, sent.state) == (house.province, State.WAITING)
    assert published_at(sent) == [house.ward.pk]
    desk = selectors.desk_at(house.province)
    assert sent in selectors.queue(desk, view="new", officer=house.editors[house.province])


def test_a_new_version_tells_nobody_again(house, sent):
    piece = publish(house, house.ward, sent)
    services.publish_piece(actor=publisher_of(house.ward), piece=piece, now=timezone.now())
    assert published_at(sent) == [house.ward.pk]


def test_refusing_above_leaves_it_published_below(house, sent):
    publish(house, house.ward, sent)
    lift(house, house.ward, sent)
    desk_work.refuse(actor=house.editors[house.province], contribution=sent, reason="Đã có tin", now=timezone.now())
    sent.refresh_from_db()
    assert sent.state == State.PUBLISHED


def test_a_refused_item_whose_piece_goes_out_is_published(house, sent):
    piece = start_piece(
        actor=house.editors[house.ward], unit=house.ward, kind="article", title=sent.title, section=SectionFactory(),
        now=timezone.now(), contribution=sent,
    )  # fmt: skip
    sent.refresh_from_db()
    desk_work.refuse(actor=house.editors[house.ward], contribution=sent, reason="Trùng", now=timezone.now())
    services.publish_piece(actor=publisher_of(house.ward), piece=piece, now=timezone.now())
    sent.refresh_from_db()
    assert sent.state == State.PUBLISHED


def test_the_page_of_a_published_item_offers_to_send_it_up_and_nothing_else(client, house, sent):
    publish(house, house.ward, sent)
    client.force_login(house.editors[house.ward])
    page = client.get(reverse("newsroom:at_desk", args=[sent.pk])).content.decode()
    assert reverse("newsroom:lift", args=[sent.pk]) in page
    assert reverse("newsroom:refuse", args=[sent.pk]) not in page
    queue = client.get(reverse("newsroom:desk"), {"view": "published", "desk": house.ward.pk})
    assert sent.title in queue.content.decode()


def test_the_desk_above_is_offered_a_piece_of_its_own_beside_the_one_below(client, house, sent):
    below = publish(house, house.ward, sent)
    lift(house, house.ward, sent)
    client.force_login(house.editors[house.province])
    address, making = (reverse(f"newsroom:{name}", args=[sent.pk]) for name in ("at_desk", "make_piece"))
    page = client.get(address).content.decode()
    assert f'action="{making}"' in page
    assert f"/piece/edit/{below.pk}/" in page
    client.post(making, {"title": sent.title, "kind": "article", "section": SectionFactory().pk})
    page = client.get(address).content.decode()
    assert f'action="{making}"' not in page
    assert page.count("/piece/edit/") == 2


def test_another_branch_can_not_lift_it(client, house, sent):
    publish(house, house.ward, sent)
    client.force_login(house.outsider)
    assert client.post(reverse("newsroom:lift", args=[sent.pk]), {"note": ""}).status_code == 404
    sent.refresh_from_db()
    assert (sent.desk, sent.state) == (house.ward, State.PUBLISHED)


def test_the_desk_above_reads_what_the_unit_first_sent(client, house, sent):
    now = timezone.now()
    ContributionStep.objects.create(
        contribution=sent, act=Act.SENT, desk=house.ward, by=sent.author, at=now, title=sent.title, text=sent.text
    )
    first = sent.text.split("\n")[0]
    editor = house.editors[house.ward]
    desk_work.take(actor=editor, contribution=sent, now=now)
    sent.refresh_from_db()
    desk_work.edit_contribution(actor=editor, contribution=sent, title="Tết ấm", text="Viết lại.", note="", now=now)
    lift(house, house.ward, sent)
    client.force_login(house.editors[house.province])
    page = client.get(reverse("newsroom:at_desk", args=[sent.pk])).content.decode()
    assert first in page
    assert "Bản gốc và những chỗ đã sửa" in page


def test_a_change_of_place_alone_is_shown_too(client, house, sent):
    kept = {"title": sent.title, "text": sent.text, "desk": house.ward, "by": sent.author, "at": timezone.now()}
    details = details_of(sent)
    for act, place in ((Act.SENT, "Sân bóng"), (Act.EDITED, "Nhà văn hóa")):
        ContributionStep.objects.create(contribution=sent, act=act, details={**details, "place": place}, **kept)
    client.force_login(house.editors[house.ward])
    page = client.get(reverse("newsroom:at_desk", args=[sent.pk])).content.decode()
    assert "Bản gốc và những chỗ đã sửa" in page
    assert "Nhà văn hóa" in page


def test_no_piece_begins_where_no_desk_is_open(house):
    editor = officer_of(house.units[0], Appointment.Post.EDITOR)
    with pytest.raises(NotYourDesk):
        start_piece(
            actor=editor, unit=house.units[0], kind="article", title="Tin", section=SectionFactory(), now=timezone.now()
        )
    assert Section.objects.exists()
