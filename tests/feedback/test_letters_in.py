"""Letters of members become messages, or go on with one; machines' letters never do, and nothing vanishes."""

import re
from datetime import timedelta
from importlib import import_module

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback import selectors, services
from sumvay.feedback.letter_addresses import address_of_case, address_of_unit
from sumvay.feedback.models import Case, Enclosure, Message
from sumvay.feedback.reading import reader
from sumvay.mail import selectors as mail_selectors
from sumvay.mail import services as mail
from sumvay.mail.models import InboundMessage, OutboundMessage
from sumvay.org import spans
from sumvay.org.models import Unit
from sumvay.reporting import reach
from tests.factories.feedback import answering_house, sorted_case, tell_officers_in_the_app_alone
from tests.factories.files import photo
from tests.factories.mail import raw_letter
from tests.factories.org import UnitFactory

claiming = import_module("sumvay.feedback.services.claim_letters")
pytestmark = pytest.mark.django_db
WORDS = "Ký túc xá của công ty mất nước ba ngày nay.\n"
State = InboundMessage.State


@pytest.fixture
def house(settings, tmp_path):
    settings.DEFAULT_FROM_EMAIL = "Sum Vầy <sumvay@sumvay.example>"
    settings.MEDIA_ROOT = tmp_path / "files"
    house = answering_house()
    tell_officers_in_the_app_alone()
    return house


def write(to, text=WORDS, *, sender="hoa@congdoan.example", subject="Ký túc xá mất nước", **named):
    raw = raw_letter(text, to=to, subject=subject, **named).replace(b"hoa@congdoan.example", sender.encode())
    return mail.receive_message(raw=raw, now=timezone.now())


def claim():
    return services.claim_letters(now=timezone.now())


def test_a_letter_to_a_unit_is_a_message_there(house):
    letter = write(f"sumvay+ykien-{house.ward.code.lower()}@sumvay.example")
    assert (address_of_unit(house.ward), claim()) == (f"sumvay+ykien-{house.ward.code.lower()}@sumvay.example", 1)
    case = Case.objects.get()
    assert (case.unit, case.about_unit, case.door) == (house.ward, house.ward, "email")
    assert (case.name, case.email, case.text) == (
        "Lê Thị Hoa", "hoa@congdoan.example", "Ký túc xá mất nước\n\nKý túc xá của công ty mất nước ba ngày nay.",
    )  # fmt: skip
    letter.refresh_from_db()
    assert (letter.state, letter.claimed_by, case.received_at) == (State.CLAIMED, f"case:{case.pk}", letter.received_at)


def test_pay_goes_above_the_enterprise_as_on_the_form(house):
    write(address_of_unit(house.unit), "Công ty chưa trả lương tháng 10.\n", subject="Chậm lương")
    claim()
    assert Case.objects.get().unit in {house.ward, house.province}


def test_addresses_without_a_unit_or_of_an_ended_one_find_somebody(house):
    odd = UnitFactory(code="CĐ Hòa_Bình", parent=house.province)
    assert address_of_unit(odd) == f"sumvay+ykien--{odd.pk}@sumvay.example"
    asked = {
        "ykien": house.province, "ykien-khong-co": house.province, "ykien--999999": house.province,
        f"ykien--{odd.pk}": odd,
    }  # fmt: skip
    for purpose, unit in asked.items():
        assert selectors.unit_written_to(purpose, on=timezone.localdate()) == unit, purpose
    Unit.objects.filter(pk=odd.pk).update(lifetime=spans.ended("lifetime", timezone.localdate()))
    assert selectors.unit_written_to(f"ykien--{odd.pk}", on=timezone.localdate()) == house.province


def test_each_message_is_acknowledged_with_its_own_key(house):
    write(address_of_unit(house.ward))
    write(address_of_unit(house.ward), "Còn nữa: điện cũng chập chờn.\n", message_id="<2@congdoan.example>")
    assert claim() == 2
    first, second = Case.objects.order_by("pk")
    told, other = OutboundMessage.objects.order_by("pk")
    assert (told.recipient, told.hand, told.in_reply_to) == (
        "hoa@congdoan.example",
        "auto-replied",
        "<1@congdoan.example>",
    )
    assert (told.about, told.reply_to, told.subject) == (
        f"case-key:{first.pk}", address_of_case(first), "Re: Ký túc xá mất nước",
    )  # fmt: skip
    keys = [re.search(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}", letter.text)[0] for letter in (told, other)]
    assert [selectors.case_by_key(key) for key in keys] == [first, second]


def test_five_letters_of_a_sender_are_acknowledged_within_a_day_and_no_more(house):
    for number in range(7):
        write(address_of_unit(house.ward), f"Chuyện thứ {number}: {WORDS}", message_id=f"<{number}@x.example>")
    assert claim() == 7
    assert OutboundMessage.objects.count() == 5
    Case.objects.update(received_at=timezone.now() - timedelta(days=2))
    write(address_of_unit(house.ward), f"Chuyện hôm sau: {WORDS}", message_id="<9@x.example>")
    claim()
    assert OutboundMessage.objects.count() == 6


def test_a_letter_that_reads_like_advertising_gets_its_key_and_is_told_that_it_lies_apart(house, monkeypatch):
    monkeypatch.setattr(reader, "read", lambda texts: [reader.Reading(kind="spam")] * len(texts))
    write(address_of_unit(house.ward))
    claim()
    assert Case.objects.get().put_aside_why == "spam"
    told = OutboundMessage.objects.get()
    assert told.about == f"case-key:{Case.objects.get().pk}"
    assert "để riêng" in told.text


def test_the_key_is_forgotten_once_it_is_sent(house):
    write(address_of_unit(house.ward))
    claim()
    claim()
    assert re.search(r"[A-Z2-7]{4}-", OutboundMessage.objects.get().text)
    OutboundMessage.objects.update(state="sent", sent_at=timezone.now())
    claim()
    assert not re.search(r"[A-Z2-7]{4}-", OutboundMessage.objects.get().text)


@pytest.mark.parametrize("given", [{"List_Id": "<tin.x.example>"}, {"sender": "no-reply@x.example"}])
def test_lists_and_no_reply_addresses_are_never_written_to(house, given):
    write(address_of_unit(house.ward), **given)
    assert claim() == 1
    assert (Case.objects.get().email, OutboundMessage.objects.count()) == ("", 0)


def test_machines_letters_are_no_messages(house):
    write(address_of_unit(house.ward), Auto_Submitted="auto-replied")
    write(address_of_unit(house.ward), subject="Automatic reply: nghỉ phép", message_id="<2@congdoan.example>")
    assert (claim(), Case.objects.count(), OutboundMessage.objects.count()) == (0, 0, 0)
    assert set(InboundMessage.objects.values_list("state", flat=True)) == {State.SET_ASIDE}


def test_the_same_letter_twice_is_one_message(house):
    for _time in range(2):
        write(address_of_unit(house.ward))
        claim()
    assert (Case.objects.count(), OutboundMessage.objects.count()) == (1, 1)


def test_an_empty_letter_lies_with_operators_and_with_nobody_else(house):
    letter = write(address_of_unit(house.ward), "\n", subject="")
    assert claim() == 0
    letter.refresh_from_db()
    assert (letter.state, bool(letter.note)) == (State.UNMATCHED, True)
    assert reach.letters_to_place(house.head, on=timezone.localdate()) == []
    house.head.is_superuser = True
    assert reach.letters_to_place(house.head, on=timezone.localdate()) == [letter]


def test_photos_are_enclosed_and_the_rest_is_told_to_both_sides(house):
    attached = (("anh.jpg", "image/jpeg", photo()), ("don.exe", "application/octet-stream", b"MZ\x00" * 50))
    write(address_of_unit(house.ward), attachments=attached)
    claim()
    note = Message.objects.get()
    assert (Enclosure.objects.count(), note.author) == (1, "note")
    assert note.text.splitlines()[1] in OutboundMessage.objects.get().text


def test_a_second_voice_note_without_words_is_kept_too(house):
    case = sorted_case(house.unit)
    for size in ((30, 20), (31, 20)):
        write(
            address_of_case(case), "\n", subject="", message_id=f"<{size[0]}@x.example>",
            attachments=(("a.jpg", "image/jpeg", photo(size=size)),),
        )  # fmt: skip
    assert claim() == 2
    assert Message.objects.filter(case=case, author="writer").count() == Enclosure.objects.count() == 2


def test_a_malformed_letter_lies_aside_and_stops_none_behind_it(house, monkeypatch):
    first, second = (write(address_of_unit(house.unit), message_id=f"<{number}@x.example>") for number in (1, 2))
    parsed = mail_selectors.parsed

    def torn(raw):
        if b"<1@" in raw:
            raise ValueError("int of 5,000 digits")
        return parsed(raw)

    monkeypatch.setattr(mail_selectors, "parsed", torn)
    assert claim() == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, bool(first.note), second.state) == (State.UNMATCHED, True, State.CLAIMED)


def test_a_key_sent_late_is_forgotten_in_the_night(house):
    write(address_of_unit(house.unit))
    claim()
    long_ago = timezone.now() - timedelta(days=9)
    letters = OutboundMessage.objects.filter(about__startswith="case-key:")
    letters.update(state="sent", sent_at=timezone.now(), created_at=long_ago)
    claim()
    key = re.search(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}", letters.get().text)[0]
    services.forget_letters(now=timezone.now())
    assert key not in letters.get().text


def test_an_answer_to_the_address_of_a_message_goes_on_with_it(house):
    case = sorted_case(house.ward, email="hoa@congdoan.example")
    letter = write(
        address_of_case(case), "Đến nay vẫn chưa có.\n\nVào 09:00 Công đoàn đã viết:\n> Đã nhận\n", subject="Re: x"
    )
    assert (claim(), Case.objects.count()) == (1, 1)
    added = case.messages.get()
    assert (added.author, added.text, added.at) == ("writer", "Đến nay vẫn chưa có.", letter.received_at)
    assert (claim(), case.messages.count(), OutboundMessage.objects.count()) == (0, 1, 0)


def test_a_made_up_address_opens_no_message_of_another(house):
    case = sorted_case(house.ward)
    write(f"sumvay+ykien-case-{case.pk}-aaaaaaaaaaaaaaaa@sumvay.example", "Cho tôi xem với, đây là thư thử.\n")
    claim()
    assert (case.messages.count(), Case.objects.exclude(pk=case.pk).get().unit) == (0, house.province)


def test_after_the_result_a_letter_asks_again_and_thanks_do_not(house):
    case = sorted_case(house.ward)
    services.answer_case(
        actor=house.clerk, case=case, text="Công ty đã sửa.", source="", resolves=True, now=timezone.now()
    )
    write(address_of_case(case), "Cảm ơn công đoàn nhiều lắm ạ!\n", subject="Re: x")
    claim()
    case.refresh_from_db()
    assert case.state == "resolved"
    write(
        address_of_case(case), "Công ty vẫn chưa trả tiền cho chúng tôi.\n", subject="Re: x", message_id="<2@x.example>"
    )
    claim()
    case.refresh_from_db()
    assert (case.state, case.resolved_at, case.messages.filter(author="writer").count()) == ("verifying", None, 2)


def test_a_letter_about_an_erased_message_is_a_new_one_in_the_same_unit(house):
    case = sorted_case(house.ward)
    Case.objects.filter(pk=case.pk).update(erased_at=timezone.now(), text="", folded="")
    write(address_of_case(case))
    claim()
    assert Case.objects.exclude(pk=case.pk).get().unit == house.ward


def test_very_many_letters_of_one_sender_wait_aside(house):
    for number in range(21):
        write(address_of_unit(house.ward), f"Chuyện thứ {number}: {WORDS}", message_id=f"<{number}@x.example>")
    claim()
    assert Case.objects.filter(put_aside_at__isnull=False).count() == 1


def test_what_fails_midway_leaves_the_letter_waiting(house, monkeypatch):
    letter = write(address_of_unit(house.ward))
    monkeypatch.setattr(claiming.mail, "claim_message", lambda **_given: False)
    assert claim() == 0
    letter.refresh_from_db()
    assert (letter.state, Case.objects.count(), OutboundMessage.objects.count()) == (State.WAITING, 0, 0)


def test_erasing_a_message_erases_its_letters(house):
    write(address_of_unit(house.ward))
    claim()
    case = Case.objects.get()
    Case.objects.update(state="resolved", resolved_at=timezone.now() - timedelta(days=900))
    services.forget_old(now=timezone.now())
    case.refresh_from_db()
    told, letter = OutboundMessage.objects.get(), InboundMessage.objects.get()
    assert (case.text, told.recipient, told.text, letter.sender, bytes(letter.raw)) == ("", "", "", "", b"")


def test_the_form_tells_the_address_where_a_mailbox_is(house, client, settings):
    settings.MAILBOX = None
    page = client.get(reverse("feedback:ask", args=[house.ward.code]))
    assert "mailto:sumvay" not in page.content.decode()
    settings.MAILBOX = {"host": "x"}
    page = client.get(reverse("feedback:ask", args=[house.ward.code]))
    assert f"mailto:{address_of_unit(house.ward)}" in page.content.decode()
