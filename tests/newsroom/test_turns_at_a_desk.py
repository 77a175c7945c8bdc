"""Two at one moment in the newsroom: neither undoes the other, and nothing is begun, lost or published by it."""

import pytest
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution, Desk, Piece
from sumvay.newsroom.services.desk_setup import DeskNotEmpty
from tests.factories.newsroom import SectionFactory, SentContributionFactory
from tests.factories.org import AppointmentFactory, officer_of
from tests.newsroom.writing import begun, writing_house
from tests.turns import begun_meanwhile


@pytest.fixture
def house(module_database):
    """With a desk of the enterprise's own."""
    house = writing_house()
    services.open_desk(actor=house.writer, unit=house.unit, name="Tổ tin công ty", posts=[], now=timezone.now())
    return house


def closing(actor, unit):
    return lambda: services.close_desk(actor=actor, unit=unit, now=timezone.now())


def sending(house, draft):
    return lambda: services.send_contribution(actor=house.writer, contribution=draft, now=timezone.now())


def test_what_is_sent_to_a_desk_that_is_just_closing_goes_to_the_next_above(house):
    draft = begun(house)
    begun_meanwhile(closing(house.writer, house.unit), sending(house, draft))
    assert Contribution.objects.get(pk=draft.pk).desk == house.ward


def test_a_desk_is_not_closed_while_something_is_just_sent_to_it(house):
    draft = begun(house)
    with pytest.raises(DeskNotEmpty):
        begun_meanwhile(sending(house, draft), closing(house.writer, house.unit))
    assert Contribution.objects.get(pk=draft.pk).desk == house.unit
    assert Desk.objects.get(unit=house.unit).is_open


def test_what_had_come_back_from_a_desk_that_is_just_closing_goes_to_the_next_above(house):
    draft = begun(house)
    Contribution.objects.filter(pk=draft.pk).update(state=Contribution.State.RETURNED, desk=house.unit)
    draft.refresh_from_db()
    begun_meanwhile(closing(house.writer, house.unit), sending(house, draft))
    assert Contribution.objects.get(pk=draft.pk).desk == house.ward


def test_what_is_lifted_to_a_desk_that_is_just_closing_goes_to_the_next_above(house):
    item = SentContributionFactory(unit=house.unit, desk=house.ward)
    AppointmentFactory(officer=item.author, unit=house.unit)
    editor, now = house.editors[house.ward], timezone.now()
    begun_meanwhile(
        closing(officer_of(house.province), house.province),
        lambda: services.lift(actor=editor, contribution=item, note="", now=now),
    )
    assert Contribution.objects.get(pk=item.pk).desk == house.nation


def test_two_presses_at_once_begin_one_draft(house):
    def start():
        return services.start_contribution(actor=house.writer, unit=house.unit, now=timezone.now())

    begun_meanwhile(start, start)
    assert Contribution.objects.filter(author=house.writer).count() == 1


def joined(house):
    """The ward's draft of one item and a second that may be added to it, with who does all of it."""
    items = [SentContributionFactory(unit=house.unit, desk=house.ward, author=house.writer) for _item in range(2)]
    editor, now = house.editors[house.ward], timezone.now()
    piece = services.start_piece(
        actor=editor, unit=house.ward, kind="article", title=items[0].title, section=SectionFactory(), now=now,
        contribution=items[0],
    )  # fmt: skip

    def add():
        services.add_to_piece(actor=editor, piece=piece, contribution=items[1], now=now)

    def withdraw():
        found = Contribution.objects.get(pk=items[1].pk)
        services.withdraw_contribution(actor=house.writer, contribution=found, now=now)

    def publish():
        services.publish_piece(actor=editor, piece=Piece.objects.get(pk=piece.pk), now=now)

    return piece, items, add, withdraw, publish


def test_a_piece_published_while_what_was_added_is_withdrawn_goes_out_without_it(house):
    piece, (first, second), add, withdraw, publish = joined(house)
    add()
    begun_meanwhile(withdraw, publish)
    assert list(piece.sources.values_list("contribution", flat=True)) == [first.pk]
    assert Contribution.objects.get(pk=second.pk).state == Contribution.State.WITHDRAWN
    assert not second.steps.filter(act="published").exists()


def test_what_is_withdrawn_while_it_is_just_added_leaves_the_draft(house):
    piece, (first, second), add, withdraw, _publish = joined(house)
    begun_meanwhile(add, withdraw)
    assert list(piece.sources.values_list("contribution", flat=True)) == [first.pk]
    assert Contribution.objects.get(pk=second.pk).state == Contribution.State.WITHDRAWN
