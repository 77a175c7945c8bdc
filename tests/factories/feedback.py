"""Cases that came in, through the real service."""

import uuid
from datetime import datetime, timedelta
from types import SimpleNamespace

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from sumvay.accounts.models import User
from sumvay.feedback import services
from sumvay.feedback.models import Case, Reception
from sumvay.org.models import Appointment, Unit
from tests.factories.org import UnitFactory, officer_of


def case_received(
    unit: Unit,
    text: str = "Công ty chưa trả lương tháng này.",
    *,
    about_unit: Unit | None = None,
    door: str = Case.Door.WEB_FORM,
    now: datetime | None = None,
    **given,
) -> Case:
    """A message to `unit` from somebody who works in `about_unit`, or in `unit` itself."""
    return services.receive_case(
        unit=unit,
        about_unit=about_unit or unit,
        door=door,
        text=text,
        token=uuid.uuid4(),
        now=now or timezone.now(),
        **given,
    ).case


def sorted_case(unit: Unit, text: str = "Công ty chưa trả lương tháng này.", **given) -> Case:
    """Such a message as an ordinary reflection about wages, however the reader would read it."""
    case = case_received(unit, text, **given)
    Case.objects.filter(pk=case.pk).update(
        category="luong",
        categories=["luong"],
        kind="phan_anh",
        is_urgent=False,
        urgent_why="",
        is_reserved=False,
        enterprise="",
        enterprise_key="",
        put_aside_at=None,
        put_aside_why="",
        due_at=case.received_at + timedelta(hours=24),
    )
    return Case.objects.select_related("unit").get(pk=case.pk)


def reception_of(officer: User, unit: Unit, **said) -> Reception:
    """A visit written into the register by an officer."""
    words = {
        "at": timezone.now(), "way": "visit", "name": "Trần Thị Mơ", "address": "Tổ 3", "id_number": "",
        "phone": "0900000001", "content": "Công ty chưa đóng bảo hiểm ba tháng.", "kind": "phan_anh",
    }  # fmt: skip
    noted = services.note_reception(
        actor=officer, unit=unit, words=services.ReceptionWords(**{**words, **said}), by_chair=False,
        makes_case=False, token=uuid.uuid4(), now=timezone.now(),
    )  # fmt: skip
    return noted.reception


def answering_house() -> SimpleNamespace:
    """A province with two wards, a union in each; who handles messages where, and an outsider of the other ward."""
    house = SimpleNamespace(province=UnitFactory(name="Liên đoàn Lao động tỉnh Thử"))
    house.ward, house.other = (UnitFactory(parent=house.province, name=f"Công đoàn phường {n}") for n in ("An", "Bình"))
    house.unit = UnitFactory(parent=house.ward, name="Công đoàn Công ty May Thử")
    house.head, house.chair = officer_of(house.province), officer_of(house.ward)
    house.clerk = officer_of(house.ward, Appointment.Post.CLERK)
    house.outsider = officer_of(house.other)
    return house


def tell_officers_in_the_app_alone() -> None:
    """Nobody who works here has an address: every letter is one to a member."""
    User.objects.update(email=None, phone=Concat(Value("+8490"), Cast(F("pk") + 1_000_000, CharField())))
