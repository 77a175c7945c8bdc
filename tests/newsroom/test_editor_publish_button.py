"""Who finds the button that publishes: the editor of a desk without steps; elsewhere the steps publish."""

import pytest

from sumvay.newsroom.models import Desk
from tests.factories.newsroom import PieceFactory, desk_with_steps
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db
BUTTON = b'name="action-publish"'


def opened(client, unit, post, **fields):
    piece = PieceFactory(unit=unit, live=False, **fields)
    client.force_login(officer_of(unit, post))
    return piece, client.get(f"/newsroom/editor/snippets/newsroom/piece/edit/{piece.pk}/").content


def test_the_one_editor_of_a_small_desk_has_it(client):
    unit = UnitFactory()
    Desk.objects.create(unit=unit, name="Tòa soạn")
    assert BUTTON in opened(client, unit, "editor")[1]


def test_where_there_are_steps_nobody_has_it(client):
    unit = UnitFactory()
    desk_with_steps(unit, "editor", "chair")
    assert BUTTON not in opened(client, unit, "chair")[1]


def test_whoever_edits_but_does_not_publish_has_it_not(client):
    unit = UnitFactory()
    Desk.objects.create(unit=unit, name="Tòa soạn")
    assert BUTTON not in opened(client, unit, "communications")[1]
