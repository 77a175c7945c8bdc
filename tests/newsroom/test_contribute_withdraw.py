"""Taking back what was sent."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution
from sumvay.newsroom.services.contribution_refusals import NotOnItsWay, NotYourUnit
from sumvay.notifications.models import Notice
from tests.newsroom.writing import begun, sent, writing_house


@pytest.fixture
def house(db):
    return writing_house()


@pytest.fixture
def item(house):
    return sent(house)


def withdraw(actor, item):
    services.withdraw_contribution(actor=actor, contribution=item, now=timezone.now())


def test_it_leaves_the_desk(house, item):
    withdraw(house.colleague, item)
    item.refresh_from_db()
    assert item.state == "withdrawn"
    assert item.outcome_at
    assert item.steps.last().act == "withdrawn"
    assert Entry.objects.filter(action="contribution.withdraw", target_id=item.pk).count() == 1
    assert not Notice.objects.filter(kind="contribution_withdrawn").exists()


def test_the_editor_who_works_on_it_is_told(house, item):
    editor = house.editors[house.ward]
    services.take(actor=editor, contribution=item, now=timezone.now())
    item.refresh_from_db()
    withdraw(house.writer, item)
    notice = Notice.objects.get(officer=editor, kind="contribution_withdrawn")
    assert notice.title == "CĐCS Công ty May số 1 đã rút “Công nhân may đón Tết sớm”."


def test_a_draft_is_put_away(house):
    draft = begun(house)
    withdraw(house.writer, draft)
    assert draft.state == "withdrawn"


@pytest.mark.parametrize("state", ["published", "refused", "withdrawn"])
def test_what_has_ended_its_way_stays(house, item, state):
    Contribution.objects.filter(pk=item.pk).update(state=state)
    with pytest.raises(NotOnItsWay):
        withdraw(house.writer, item)
    item.refresh_from_db()
    assert (item.state, item.steps.count()) == (state, 1)


def test_twice_is_refused(house, item):
    withdraw(house.writer, item)
    with pytest.raises(NotOnItsWay):
        withdraw(house.writer, item)
    assert item.steps.filter(act="withdrawn").count() == 1


def test_outsiders_may_not(house, item):
    for outsider in (house.stranger, house.editors[house.ward]):
        with pytest.raises(NotYourUnit):
            withdraw(outsider, item)
    item.refresh_from_db()
    assert item.state == "waiting"


def test_the_door(house, item, client):
    client.force_login(house.stranger)
    address = reverse("newsroom:withdraw", args=[item.pk])
    assert client.post(address).status_code == 404
    client.force_login(house.writer)
    assert client.get(address).status_code == 405
    assert "Đã rút." in client.post(address, follow=True).content.decode()
    assert "Không rút được" in client.post(address, follow=True).content.decode()
