"""Somebody of a grassroots unit who writes, and what they write, for the tests of contributing."""

from types import SimpleNamespace

from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.models import Consent, Contribution, ContributionPhoto
from sumvay.org.models import Appointment
from tests.factories.files import photo
from tests.factories.newsroom import editing_house
from tests.factories.org import officer_of

TITLE = "Công nhân may đón Tết sớm"
TEXT = "Sáng 10/01, công đoàn công ty tổ chức bữa cơm tất niên cho 320 công nhân.\n\nMỗi người nhận một suất quà."


def writing_house() -> SimpleNamespace:
    """The house with desks; `.writer` is chair of the first unit, `.colleague` collaborates there, `.stranger` not."""
    house = editing_house()
    house.unit = house.units[0]
    house.writer = officer_of(house.unit, full_name="Trần Thị Hoa")
    house.colleague = officer_of(house.unit, Appointment.Post.COLLABORATOR, full_name="Lê Văn Nam")
    house.stranger = officer_of(house.units[1])
    return house


def begun(house, **fields) -> Contribution:
    """A draft with title and text, or with the words given."""
    draft = services.start_contribution(actor=house.writer, unit=house.unit, now=timezone.now())
    save(house.writer, draft, **{"title": TITLE, "text": TEXT, "place": "Xưởng may số 2", **fields})
    return draft


def save(actor, draft, edition=None, **fields) -> None:
    services.save_contribution(actor=actor, contribution=draft, fields=fields, edition=edition, now=timezone.now())


def sent(house, **fields) -> Contribution:
    """The same at the desk of the ward."""
    draft = begun(house, **fields)
    services.send_contribution(actor=house.writer, contribution=draft, now=timezone.now())
    return draft


def shot(house, draft, size=(64, 48), name="anh.jpg", **said) -> ContributionPhoto:
    """One photo of a draft with its caption; nobody can be recognised in it unless said otherwise."""
    added = services.add_photo(
        actor=house.writer, contribution=draft, name=name, content=photo(size), now=timezone.now()
    )
    words = {"caption": "Bữa cơm tất niên", "credit": "", "shows_people": False} | said
    services.change_photo(actor=house.writer, photo=added, now=timezone.now(), **words)
    return added


def agreed(house, draft, photo=None, person="Nguyễn Thị Lan", **fields) -> Consent:
    """Somebody agrees to be shown in a photo, or to be told of in the text."""
    words = {"uses": ["portal"], "how": "Ký phiếu đồng ý", "given_on": timezone.localdate()} | fields
    return services.record_consent(
        actor=house.writer, contribution=draft, photo=photo, person=person, now=timezone.now(), **words
    )
