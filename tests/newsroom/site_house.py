"""A federation with open desks, who leads the highest of them, and readers' pages kept from before."""

from types import SimpleNamespace

from django.test import Client

from sumvay.audit.models import Entry
from sumvay.org.models import Appointment
from tests.factories.newsroom import editing_house
from tests.factories.org import officer_of

Post = Appointment.Post


def leading_house() -> SimpleNamespace:
    """`.leader` leads the nation's desk; `.others` are near but may not shape the site."""
    house = editing_house()
    house.leader = officer_of(house.nation, Post.EDITOR_IN_CHIEF)
    house.others = [
        house.editors[house.nation], officer_of(house.nation, Post.COLLABORATOR),
        officer_of(house.province, Post.EDITOR_IN_CHIEF), officer_of(house.ward, Post.CHAIR), house.outsider,
    ]  # fmt: skip
    return house


def signed_in(person) -> Client:
    """Someone at the desk."""
    client = Client()
    client.force_login(person)
    return client


def keep(pages, *paths) -> None:
    """Pages as readers left them."""
    for path in paths:
        place = pages / path.strip("/") / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("trang cũ")


def kept(pages) -> int:
    """How many are left."""
    return len(list(pages.rglob("index.html")))


def trail(action: str) -> list:
    """What the trail says of an action, oldest first: who and what changed."""
    entries = Entry.objects.filter(action=action).order_by("pk")
    return [(entry.actor_id, entry.changes) for entry in entries]
