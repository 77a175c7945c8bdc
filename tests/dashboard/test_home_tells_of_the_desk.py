"""The home of those who edit says what waits at their unit's desk, and of nobody else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom.models import Contribution, Desk
from sumvay.newsroom.services import approval
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, SentContributionFactory, desk_with_steps, editing_house
from tests.factories.org import UnitFactory, officer_of

Post = Appointment.Post
State = Contribution.State


@pytest.fixture
def house(db):
    return editing_house()


@pytest.fixture
def home(client):
    def read(officer):
        client.force_login(officer)
        return client.get(reverse("dashboard:home"))

    return read


def line(answer):
    return next((line for line in answer.context["lines"] if line.icon == "note"), None)


def lying(house, count, desk=None, **fields):
    for _number in range(count):
        SentContributionFactory(unit=house.units[0], desk=desk or house.ward, **fields)


def test_what_is_new_and_what_one_holds_is_counted_and_led_to(house, home, client):
    editor = house.editors[house.ward]
    lying(house, 3)
    lying(house, 2, state=State.TAKEN, editor=editor)
    lying(house, 1, state=State.TAKEN, editor=house.editors[house.province])
    lying(house, 1, desk=house.province)
    found = line(home(editor))
    assert found.text == "Tòa soạn: 3 tin mới gửi đến, 2 tin đồng chí đang giữ"
    opened = client.get(found.url)
    assert (opened.context["desk"], opened.context["view"]) == (house.ward.desk, "new")
    assert len(opened.context["page"].object_list) == 3


def test_what_one_holds_alone_opens_that_part_of_the_queue(house, home, client):
    editor = house.editors[house.ward]
    lying(house, 1, state=State.TAKEN, editor=editor)
    found = line(home(editor))
    assert found.text == "Tòa soạn: 1 tin đồng chí đang giữ"
    assert client.get(found.url).context["view"] == "mine"


def test_what_waits_for_approval_is_told_to_who_may_give_it(house, home):
    house.ward.desk.delete()
    desk_with_steps(house.ward, Post.MANAGING_EDITOR)
    manager, editor = officer_of(house.ward, Post.MANAGING_EDITOR), house.editors[house.ward]
    piece = PieceFactory(unit=house.ward, created_by=editor)
    approval.submit_piece(actor=editor, piece=piece, now=timezone.now())
    assert line(home(manager)).text == "Tòa soạn: 1 bài chờ đồng chí duyệt"
    assert line(home(editor)) is None


def test_with_nothing_there_is_no_line(house, home):
    assert line(home(house.editors[house.ward])) is None


def test_who_holds_no_editing_post_in_the_unit_reads_nothing_of_it(house, home):
    lying(house, 1)
    for post in (Post.CLERK, Post.COLLABORATOR):
        assert line(home(officer_of(house.ward, post))) is None
    assert line(home(house.editors[house.province])) is None


def test_a_closed_desk_has_no_line(house, home):
    lying(house, 1)
    Desk.objects.filter(unit=house.ward).update(is_open=False)
    assert line(home(house.editors[house.ward])) is None


def test_a_unit_without_units_below_reads_it_too(house, home):
    alone = UnitFactory(parent=house.province, kind=house.province.kind)
    desk_with_steps(alone)
    lying(house, 1, desk=alone)
    chair = officer_of(alone)
    assert line(home(chair)).text == "Tòa soạn: 1 tin mới gửi đến"
    Desk.objects.filter(unit=alone).update(is_open=False)
    assert line(home(chair)) is None


def test_more_than_99_are_not_counted_to_the_end(house, home):
    rows = SentContributionFactory.build_batch(120, unit=house.units[0], author=house.outsider, desk=house.ward)
    Contribution.objects.bulk_create(rows)
    assert line(home(house.editors[house.ward])).text == "Tòa soạn: 99+ tin mới gửi đến"


@pytest.mark.parametrize("size", [1, 12])
def test_it_costs_the_same_however_much_lies_there(house, home, client, django_assert_num_queries, size):
    editor = house.editors[house.ward]
    lying(house, size)
    lying(house, size, state=State.TAKEN, editor=editor)
    home(editor)
    with django_assert_num_queries(15):
        client.get(reverse("dashboard:home"))
