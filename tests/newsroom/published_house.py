"""Pieces of a branch before readers, for the tests of the desk's published list."""

from types import SimpleNamespace

from django.test import Client

from sumvay.newsroom.models import Piece
from sumvay.org.models import Appointment
from tests.factories.newsroom import PieceFactory, editing_house
from tests.factories.org import officer_of

SECRET = "BÀI CỦA TỈNH HOÀNG HÔN"


def before_readers(unit, **fields) -> Piece:
    """Published as Wagtail publishes."""
    piece = PieceFactory(unit=unit, **fields)
    piece.get_latest_revision().publish()
    return Piece.objects.get(pk=piece.pk)


def published_house() -> SimpleNamespace:
    """The house with `.own` of the first unit below the ward and `.strange` of the other province, both published."""
    house = editing_house()
    house.own = before_readers(house.units[0], title="Tết sum vầy ở xóm trọ")
    house.strange = before_readers(house.other, title=SECRET)
    house.editor = house.editors[house.ward]
    # Edits but does not publish
    house.writer = officer_of(house.ward, Appointment.Post.COMMUNICATIONS)
    house.collaborator = officer_of(house.units[0], Appointment.Post.COLLABORATOR)
    return house


def signed_in(person) -> Client:
    """Someone at the desk."""
    client = Client()
    client.force_login(person)
    return client
