"""Taking what lies at a desk, and putting it back."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.errors import Refusal
from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution, ContributionStep
from sumvay.newsroom.services.desk_work import InOtherHands, NotAtYourDesk
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.newsroom import SentContributionFactory, editing_house, not_at_desk
from tests.factories.org import AppointmentFactory, officer_of

State = Contribution.State


@pytest.fixture
def house(db):
    return editing_house()


@pytest.fixture
def item(house):
    contribution = SentContributionFactory(unit=house.units[0], desk=house.ward)
    AppointmentFactory(officer=contribution.author, unit=house.units[0])
    return contribution


def take(actor, contribution):
    services.take(actor=actor, contribution=contribution, now=timezone.now())


def test_it_is_in_ones_hands_and_the_author_is_told(house, item):
    editor = house.editors[house.ward]
    take(editor, item)
    item.refresh_from_db()
    assert (item.state, item.editor) == (State.TAKEN, editor)
    step = item.steps.get()
    assert (step.act, step.desk, step.by, step.title, step.text) == (
        "received", house.ward, editor, item.title, item.text,
    )  # fmt: skip
    assert (
        Notice.objects.get(officer=item.author).title == f"“{item.title}” đang được biên tập tại Công đoàn phường An."
    )
    assert Entry.objects.filter(action="contribution.take", target_id=item.pk, unit_id=house.ward.pk).count() == 1


def test_an_editor_of_a_unit_above_may_take_it(house, item):
    take(house.editors[house.province], item)
    item.refresh_from_db()
    assert item.editor == house.editors[house.province]


@pytest.mark.parametrize("who", ["outsider", "clerk", "author"])
def test_others_may_not(house, item, who):
    with pytest.raises(NotAtYourDesk):
        take(not_at_desk(house, item)[who], item)
    item.refresh_from_db()
    assert (item.state, item.editor, item.steps.count()) == (State.WAITING, None, 0)


def test_the_second_press_finds_it_taken(house, item):
    take(house.editors[house.ward], item)
    with pytest.raises(InOtherHands):
        take(house.editors[house.province], item)
    item.refresh_from_db()
    assert item.editor == house.editors[house.ward]
    assert item.steps.count() == 1


def test_of_two_who_press_at_once_one_gets_it(module_database):
    house = editing_house()
    contribution = SentContributionFactory(unit=house.units[0], desk=house.ward)
    editors = [officer_of(house.ward, Appointment.Post.EDITOR) for _ in range(4)]
    together = Barrier(len(editors))

    def press(editor):
        mine = Contribution.objects.select_related("desk").get(pk=contribution.pk)
        together.wait(timeout=20)
        try:
            take(editor, mine)
        except Refusal:
            return None
        else:
            return editor.pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(editors)) as presses:
        got = [who for who in presses.map(press, editors) if who]
    contribution.refresh_from_db()
    assert got == [contribution.editor_id]
    assert ContributionStep.objects.filter(contribution=contribution).count() == 1


def test_it_is_put_back_by_whoever_holds_it(house, item):
    editor = house.editors[house.ward]
    take(editor, item)
    services.put_back(actor=editor, contribution=item, now=timezone.now())
    item.refresh_from_db()
    assert (item.state, item.editor) == (State.WAITING, None)
    assert Entry.objects.get(action="contribution.put_back").changes == {"editor": editor.pk}
    with pytest.raises(NotAtYourDesk):
        services.put_back(actor=editor, contribution=item, now=timezone.now())


def test_for_a_colleague_who_is_away_whoever_publishes_there_puts_it_back(house, item):
    take(officer_of(house.ward, Appointment.Post.COMMUNICATIONS), item)
    with pytest.raises(NotAtYourDesk):
        services.put_back(
            actor=officer_of(house.ward, Appointment.Post.COMMUNICATIONS), contribution=item, now=timezone.now()
        )
    with pytest.raises(NotAtYourDesk):
        services.put_back(actor=house.outsider, contribution=item, now=timezone.now())
    chief = officer_of(house.ward, Appointment.Post.MANAGING_EDITOR)
    services.put_back(actor=chief, contribution=item, now=timezone.now())
    item.refresh_from_db()
    assert item.state == State.WAITING


def test_the_door_takes_and_puts_back(house, item, client):
    client.force_login(house.editors[house.ward])
    assert client.get(reverse("newsroom:take", args=[item.pk])).status_code == 405
    assert client.post(reverse("newsroom:take", args=[item.pk])).url == reverse("newsroom:at_desk", args=[item.pk])
    item.refresh_from_db()
    assert item.state == State.TAKEN
    page = client.post(reverse("newsroom:take", args=[item.pk]), follow=True)
    assert "Đã có người nhận tin này trước." in page.content.decode()
    client.post(reverse("newsroom:put_back", args=[item.pk]))
    item.refresh_from_db()
    assert item.state == State.WAITING


def test_the_door_is_not_there_for_others(house, item, client):
    client.force_login(house.outsider)
    assert client.post(reverse("newsroom:take", args=[item.pk])).status_code == 404
    client.force_login(item.author)
    assert client.post(reverse("newsroom:take", args=[item.pk])).status_code == 404
