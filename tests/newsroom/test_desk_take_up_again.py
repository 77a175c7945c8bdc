"""What a desk decided not to use is kept in sight there, and taken up again."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import selectors, services
from sumvay.newsroom.models import Contribution, ContributionStep
from sumvay.newsroom.services.desk_work import InOtherHands, NotAtYourDesk
from sumvay.notifications.models import Notice
from tests.factories.newsroom import SectionFactory, SentContributionFactory, editing_house, not_at_desk
from tests.factories.org import officer_of

State = Contribution.State


@pytest.fixture
def house(db):
    return editing_house()


@pytest.fixture
def item(house):
    """One that the ward does not use."""
    unit = house.units[0]
    return refused(house, SentContributionFactory(unit=unit, desk=house.ward, author=officer_of(unit)), house.ward)


def refused(house, contribution, desk):
    services.refuse(actor=house.editors[desk], contribution=contribution, reason="Trùng tin khác.", now=timezone.now())
    contribution.refresh_from_db()
    return contribution


def published_below(house):
    """One that the ward has before readers and the province does not use."""
    item = SentContributionFactory(unit=house.units[0], desk=house.ward, title="Đã đăng ở phường")
    editor, now = house.editors[house.ward], timezone.now()
    piece = services.start_piece(
        actor=editor, unit=house.ward, kind="article", title=item.title, section=SectionFactory(), now=now,
        contribution=item,
    )  # fmt: skip
    services.publish_piece(actor=editor, piece=piece, now=now)
    item.refresh_from_db()
    services.lift(actor=editor, contribution=item, note="", now=now)
    item.refresh_from_db()
    return refused(house, item, house.province)


def take_up(actor, contribution):
    services.take_up_again(actor=actor, contribution=contribution, now=timezone.now())


def shown(client, editor, unit):
    client.force_login(editor)
    page = client.get(reverse("newsroom:desk"), {"view": "refused", "desk": unit.pk})
    assert 'aria-current="page">Không sử dụng</a>' in page.content.decode()
    return [row.title for row in page.context["page"]]


def test_the_desk_sees_what_it_does_not_use_and_not_what_others_do_not(house, item, client):
    SentContributionFactory(unit=house.units[0], desk=house.ward, title="Đang chờ")
    elsewhere = SentContributionFactory(unit=house.units[0], desk=house.province, title="Tỉnh không dùng")
    refused(house, elsewhere, house.province)
    assert shown(client, house.editors[house.ward], house.ward) == [item.title]


def test_what_a_desk_below_has_published_is_seen_where_it_was_not_used(house, client):
    item = published_below(house)
    assert item.state == State.PUBLISHED
    assert shown(client, house.editors[house.province], house.province) == [item.title]
    assert shown(client, house.editors[house.province], house.ward) == []


def test_a_large_desk_is_not_read_through_for_the_few_it_does_not_use(house, item):
    given = {"unit": house.units[0], "desk": house.ward, "author": item.author, "state": State.PUBLISHED}
    rows = Contribution.objects.bulk_create(SentContributionFactory.build(**given) for _item in range(3_000))
    told = {"act": ContributionStep.Act.PUBLISHED, "desk": house.ward, "at": timezone.now()}
    ContributionStep.objects.bulk_create(ContributionStep(contribution=row, **told) for row in rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE newsroom_contribution, newsroom_contributionstep")
    queue = selectors.queue(house.ward.desk, view="refused", officer=house.editors[house.ward])
    for asked in (queue, queue[:20]):
        plan = asked.explain()
        assert "step_refused_by_desk" in plan
        assert "Seq Scan on newsroom_contribution " not in plan
    assert list(queue) == [item]


def test_it_is_in_ones_hands_and_the_author_is_told(house, item):
    editor = house.editors[house.ward]
    take_up(editor, item)
    item.refresh_from_db()
    assert (item.state, item.editor, item.desk, item.outcome_at) == (State.TAKEN, editor, house.ward, None)
    assert list(item.steps.values_list("act", "desk", "by")) == [
        ("refused", house.ward.pk, editor.pk),
        ("received", house.ward.pk, editor.pk),
    ]
    told = Notice.objects.filter(officer=item.author).latest("pk")
    assert told.title == f"“{item.title}” đang được biên tập tại Công đoàn phường An."
    assert Entry.objects.get(action="contribution.take_up_again", target_id=item.pk).unit_id == house.ward.pk


def test_what_is_before_readers_below_is_taken_up_too(house):
    item = published_below(house)
    take_up(house.editors[house.province], item)
    item.refresh_from_db()
    assert (item.state, item.desk) == (State.TAKEN, house.province)


@pytest.mark.parametrize("who", ["outsider", "clerk", "author"])
def test_others_may_not_and_nothing_changes(house, item, who):
    with pytest.raises(NotAtYourDesk):
        take_up(not_at_desk(house, item)[who], item)
    item.refresh_from_db()
    assert (item.state, item.editor, item.steps.count()) == (State.REFUSED, None, 1)


def test_the_second_press_finds_it_taken(house, item):
    take_up(house.editors[house.ward], item)
    with pytest.raises(InOtherHands):
        take_up(house.editors[house.province], item)
    item.refresh_from_db()
    assert (item.editor, item.steps.count()) == (house.editors[house.ward], 2)


@pytest.mark.parametrize("state", [one for one in State if one != State.REFUSED])
def test_only_what_is_not_used_is_taken_up(house, state):
    item = SentContributionFactory(unit=house.units[0], desk=house.ward, state=state)
    with pytest.raises(InOtherHands):
        take_up(house.editors[house.ward], item)
    item.refresh_from_db()
    assert (item.state, item.steps.count()) == (state, 0)


def test_nothing_comes_to_lie_at_a_closed_desk(house, item):
    services.close_desk(actor=officer_of(house.ward), unit=house.ward, now=timezone.now())
    with pytest.raises(InOtherHands):
        take_up(house.editors[house.ward], item)
    item.refresh_from_db()
    assert item.state == State.REFUSED


def test_the_door(house, item, client):
    address, page = (reverse(f"newsroom:{name}", args=[item.pk]) for name in ("take_up_again", "at_desk"))
    client.force_login(house.outsider)
    assert client.post(address).status_code == 404
    client.force_login(house.editors[house.ward])
    assert client.get(address).status_code == 405
    assert f'action="{address}"' in client.get(page).content.decode()
    assert client.post(address).url == page
    again = client.post(address, follow=True).content.decode()
    assert "Tin này vừa chuyển sang bước khác." in again
    assert f'action="{address}"' not in again
    item.refresh_from_db()
    assert item.state == State.TAKEN
