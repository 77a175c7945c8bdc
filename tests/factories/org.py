"""Units, posts and rights for tests; units come with their name, link and paths."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from sumvay.org import spans
from sumvay.org.models import Appointment, Grant, Unit, UnitKind, UnitSize
from sumvay.org.naming import name_columns
from sumvay.org.services import plant
from tests.factories.accounts import PersonFactory

LONG_AGO = date(2025, 7, 1)


class UnitKindFactory(DjangoModelFactory):
    """A kind; asking twice for a code gives the same one."""

    class Meta:
        model = UnitKind
        django_get_or_create = ("code",)

    code = "grassroots"
    name = "Công đoàn cơ sở"
    rank = 50
    is_grassroots = factory.LazyAttribute(lambda kind: kind.code == "grassroots")


class UnitFactory(DjangoModelFactory):
    """A unit since `on`, under `parent` when one is given."""

    class Meta:
        model = Unit

    class Params:
        on = LONG_AGO

    code = factory.Sequence(lambda n: f"CD{n:05d}")
    name = factory.Sequence(lambda n: f"Công đoàn Thử {n}")
    kind = factory.SubFactory(UnitKindFactory)
    lifetime = factory.LazyAttribute(lambda unit: spans.since(unit.on))

    @classmethod
    def _create(cls, model_class, *args, parent=None, **fields):
        names = {key: fields.get(key, "") for key in ("code", "name", "short_name")}
        unit = model_class.objects.create(**fields, **name_columns(**names))
        plant(unit=unit, parent=parent, on=unit.lifetime.lower)
        return unit


class AppointmentFactory(DjangoModelFactory):
    """A post held since `on`; a chair unless said otherwise."""

    class Meta:
        model = Appointment

    class Params:
        on = LONG_AGO

    officer = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(UnitFactory)
    post = Appointment.Post.CHAIR
    valid = factory.LazyAttribute(lambda appointment: spans.since(appointment.on))


class GrantFactory(DjangoModelFactory):
    """A right given by name since `on`; to see unless said otherwise."""

    class Meta:
        model = Grant

    class Params:
        on = LONG_AGO

    officer = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(UnitFactory)
    reason = "Theo phân công"
    valid = factory.LazyAttribute(lambda grant: spans.since(grant.on))


class UnitSizeFactory(DjangoModelFactory):
    """How big a unit is as of a day."""

    class Meta:
        model = UnitSize

    unit = factory.SubFactory(UnitFactory)
    on = LONG_AGO
    members = 120
    workers = 150
    women = 70


def officer_of(unit: Unit, post: str = Appointment.Post.CHAIR, **person):
    """A new person who holds a post in the unit."""
    officer = PersonFactory(**person)
    AppointmentFactory(officer=officer, unit=unit, post=post)
    return officer
