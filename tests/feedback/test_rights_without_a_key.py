"""Who has no key asks an officer; what is owed is not forgotten, and the outcome goes out by letter."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import services
from sumvay.feedback.models import Case, RightsRequest
from sumvay.feedback.services import NotYourCase
from sumvay.mail.models import OutboundMessage
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.feedback import answering_house, sorted_case, tell_officers_in_the_app_alone
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
# A Monday; two working days end on Wednesday
EIGHT = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DAY = timedelta(days=1)
ADDRESS = "hoa@congdoan.example"


@pytest.fixture
def house():
    house = answering_house()
    house.below = officer_of(house.unit)
    tell_officers_in_the_app_alone()
    return house


@pytest.fixture
def case(house):
    return sorted_case(house.unit, "Gọi tôi 0912345678", name="Lê Thị Hoa", email=ADDRESS)


def asked_for(house, case, wish="erase", words="", now=EIGHT):
    return services.ask_for_rights(actor=house.below, case=case, wish=wish, words=words, now=now)


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("officer", flat=True))


def test_an_officer_notes_it_and_stands_in_the_trail(house, case, client):
    client.force_login(house.below)
    act = reverse("feedback:rights_of_case", args=[case.pk])
    assert act in client.get(reverse("feedback:case", args=[case.pk])).text
    assert client.get(act).status_code == 405
    assert client.post(act, {"wish": "correct"}).status_code == 422
    assert client.post(act, {"wish": "correct", "words": "Tên tôi là Hoà"}).status_code == 302
    client.post(act, {"wish": "correct", "words": "Tên tôi là Hoà"})
    asked = RightsRequest.objects.get()
    assert (asked.case, asked.words, Entry.objects.get(action="rights.ask").actor_id) == (
        case, "Tên tôi là Hoà", house.below.pk,
    )  # fmt: skip


def test_others_note_nothing(house, case, client):
    with pytest.raises(NotYourCase):
        services.ask_for_rights(actor=house.chair, case=case, wish="erase", words="", now=EIGHT)
    client.force_login(house.outsider)
    assert client.post(reverse("feedback:rights_of_case", args=[case.pk]), {"wish": "erase"}).status_code == 404
    assert not RightsRequest.objects.exists()


def test_on_the_day_it_is_owed_handlers_are_reminded_once_and_afterwards_the_level_above(house, case):
    asked_for(house, case)
    Case.objects.update(resolved_at=EIGHT, state="resolved")
    services.remind_handlers(now=EIGHT + DAY)
    assert (told("rights_due"), told("rights_late")) == ([], [])
    for hours in (0, 1):
        services.remind_handlers(now=EIGHT + 2 * DAY + timedelta(hours=hours))
    assert (told("rights_due"), told("rights_late")) == ([house.below.pk], [])
    for days in (3, 4):
        services.remind_handlers(now=EIGHT + days * DAY)
    assert (told("rights_due"), told("rights_late")) == ([house.below.pk], sorted([house.chair.pk, house.clerk.pk]))
    assert not any(secret in f"{list(Notice.objects.values())}" for secret in ("Hoa", "0912345678", ADDRESS))


def test_of_a_denunciation_the_designated_alone_are_told(house, case):
    inspector = officer_of(house.ward, Appointment.Post.INSPECTION)
    asked_for(house, case)
    Case.objects.update(is_reserved=True, resolved_at=EIGHT, state="resolved")
    services.remind_handlers(now=EIGHT + 3 * DAY)
    assert told("rights_late") == [inspector.pk]


@pytest.mark.parametrize("told_last", ["ward", "province"])
def test_also_of_a_message_that_has_risen_the_nearest_level_is_told(house, case, told_last):
    asked_for(house, case)
    Case.objects.update(escalated_at=EIGHT, escalated_to=getattr(house, told_last))
    services.remind_handlers(now=EIGHT + 3 * DAY)
    assert told("rights_late") == sorted([house.chair.pk, house.clerk.pk])


def test_what_was_answered_is_owed_no_more(house, case):
    services.refuse_rights(actor=house.below, asked=asked_for(house, case), reason="Đang điều tra", now=EIGHT)
    services.remind_handlers(now=EIGHT + 3 * DAY)
    assert told("rights_due") + told("rights_late") == []


def test_erased_the_sender_is_told_by_letter_and_the_address_goes_with_the_night(house, case):
    services.erase_case(actor=house.below, asked=asked_for(house, case), now=timezone.now())
    letter = OutboundMessage.objects.get()
    assert (letter.recipient, letter.state) == (ADDRESS, "queued")
    assert "đã được xóa" in letter.text
    assert "0912345678" not in letter.text
    services.forget_letters(now=timezone.now())
    letter.refresh_from_db()
    assert letter.recipient == ADDRESS
    OutboundMessage.objects.update(state="sent", sent_at=timezone.now())
    services.forget_letters(now=timezone.now())
    letter.refresh_from_db()
    assert (letter.recipient, letter.text) == ("", "")


def test_corrected_the_letter_goes_to_the_address_as_it_reads_now(house, case):
    words = {"text": "Gọi tôi", "name": "Hoà", "phone": "", "email": "hoà@congdoan.example"}
    services.correct_case(
        actor=house.below, asked=asked_for(house, case, wish="correct", words="Tên"), now=timezone.now(), **words
    )
    assert OutboundMessage.objects.get().recipient == "hoà@congdoan.example"


def test_refused_the_sender_reads_why(house, case):
    services.refuse_rights(
        actor=house.below, asked=asked_for(house, case), reason="Hồ sơ đang điều tra", now=timezone.now()
    )
    assert "Hồ sơ đang điều tra" in OutboundMessage.objects.get().text


def test_without_an_address_or_where_it_fails_nobody_is_written_to(house, case):
    with pytest.raises(NotYourCase):
        services.refuse_rights(actor=house.outsider, asked=asked_for(house, case), reason="Không", now=timezone.now())
    Case.objects.update(email="")
    services.refuse_rights(
        actor=house.below, asked=RightsRequest.objects.select_related("case").get(), reason="Không", now=timezone.now()
    )
    assert not OutboundMessage.objects.exists()
