"""Beginning to write for one's unit."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution
from sumvay.newsroom.services.contribution_refusals import NotYourUnit
from tests.factories.accounts import PersonFactory
from tests.factories.org import GrantFactory
from tests.newsroom.writing import save, writing_house


@pytest.fixture
def house(db):
    return writing_house()


def start(actor, unit):
    return services.start_contribution(actor=actor, unit=unit, now=timezone.now())


def test_a_draft_is_begun_in_ones_own_name(house):
    draft = start(house.writer, house.unit)
    assert (draft.state, draft.unit, draft.author, draft.byline) == ("draft", house.unit, house.writer, "Trần Thị Hoa")
    assert Entry.objects.filter(action="contribution.start", target_id=draft.pk, unit_id=house.unit.pk).count() == 1


def test_a_collaborator_of_the_unit_may(house):
    assert start(house.colleague, house.unit).author == house.colleague


def test_who_was_granted_to_act_on_the_unit_may(house):
    helper = PersonFactory()
    GrantFactory(officer=helper, unit=house.ward, scope="act")
    assert start(helper, house.unit).author == helper


def test_others_may_not_and_nothing_is_left(house):
    seer = PersonFactory()
    GrantFactory(officer=seer, unit=house.unit, scope="see")
    for outsider in (house.stranger, house.editors[house.ward], seer):
        with pytest.raises(NotYourUnit):
            start(outsider, house.unit)
    assert not Contribution.objects.exists()


def test_twice_without_a_word_between_gives_the_same_draft(house):
    first = start(house.writer, house.unit)
    assert start(house.writer, house.unit) == first
    assert start(house.colleague, house.unit) != first
    save(house.writer, first, title="Tin đầu")
    assert start(house.writer, house.unit) != first


def test_the_button_leads_to_the_page_one_writes_on(house, client):
    client.force_login(house.writer)
    assert client.get(reverse("newsroom:start")).status_code == 405
    answer = client.post(reverse("newsroom:start"))
    draft = Contribution.objects.get()
    assert answer.url == reverse("newsroom:write", args=[draft.pk])
    page = client.get(answer.url)
    assert page.status_code == 200
    assert "Thể loại gửi" in page.content.decode()


def test_who_has_no_post_is_told_so(house, client):
    client.force_login(PersonFactory())
    answer = client.post(reverse("newsroom:start"), follow=True)
    assert "Đồng chí chưa giữ chức vụ ở đơn vị nào." in answer.content.decode()
    assert not Contribution.objects.exists()
