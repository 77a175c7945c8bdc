"""A writer seals a message, comes back, writes more, erases it."""

import uuid

import pytest
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import sealed_content
from sumvay.feedback.models import HandlerKey, SealedCase, SealedFile, SealedKey, SealedMessage
from sumvay.feedback.services import EmptyMessage, sealed_boxes, sealed_handling
from sumvay.feedback.services import sealed_writing as services
from sumvay.files.sniffing import NotAccepted
from tests.factories.files import photo
from tests.factories.org import UnitFactory
from tests.factories.sealed import case_of, private_of, sealed_message, with_box

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return with_box(UnitFactory(), first=False, second=False)


def opened(officer, case):
    return sealed_handling.open_sealed(actor=officer, case=case, private=private_of(officer), now=timezone.now())


def nothing_sealed():
    return not (SealedCase.objects.exists() or SealedMessage.objects.exists() or SealedKey.objects.exists())


def test_the_chosen_reader_and_the_writer_read_it_and_nobody_else_has_a_key(place):
    sent = sealed_message(place.box, [place.first], "Chủ tịch nhận tiền của công ty.", topic="to_cao")

    seen = opened(place.first, sent.case)
    assert [said.text for said in seen.talk] == ["Chủ tịch nhận tiền của công ty."]
    assert (seen.frame.about, seen.frame.topic) == ("CĐCS Công ty May Thử Nghiệm", "to_cao")
    assert seen.frame.left_out == [place.second.pk]
    case, content_key = services.opened_by_receipt(receipt=sent.receipt.lower())
    assert sealed_content.talk_in(case, content_key)[0].text == "Chủ tịch nhận tiền của công ty."
    assert [held.key.officer for held in SealedKey.objects.all()] == [place.first]


def test_writing_leaves_no_trail_and_no_job(place, run_jobs):
    run_jobs()
    before = Entry.objects.count()

    sent = sealed_message(place.box, [place.first])
    services.say_more(receipt=sent.receipt, text="Thêm", contents=[], token=uuid.uuid4(), now=timezone.now())
    services.erase_sealed(receipt=sent.receipt)

    assert Entry.objects.count() == before
    assert run_jobs() == []


def test_the_same_form_sent_twice_is_one_case_with_one_receipt(place):
    token = uuid.uuid4()
    first, second = (sealed_message(place.box, [place.first], token=token) for _ in range(2))
    assert first.receipt == second.receipt
    assert (SealedCase.objects.count(), SealedMessage.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"text": " \x00 "}, EmptyMessage),
        ({"contents": [b"x"] * 4}, services.TooManyFiles),
        ({"contents": [b"x" * (10 * 1024 * 1024 + 1)]}, services.FileTooLarge),
        ({"contents": [b"%PDF-1.7 hop dong"]}, NotAccepted),
    ],
)
def test_what_is_refused_leaves_nothing(place, change, refusal):
    with pytest.raises(refusal):
        sealed_message(place.box, [place.first], **change)
    assert nothing_sealed()


def test_a_message_that_nobody_would_read_is_refused(place):
    for readers in ([], [place.chair]):
        with pytest.raises(services.NobodyToRead):
            sealed_message(place.box, readers)
    assert nothing_sealed()


def test_a_box_that_was_replaced_takes_nothing_more(place):
    sealed_boxes.set_up_box(actor=place.chair, unit=place.unit, leaders=[place.chair, place.vice], now=timezone.now())
    with pytest.raises(services.BoxClosed):
        sealed_message(place.box, [place.first])
    assert nothing_sealed()


def test_where_a_leader_is_left_out_there_is_no_spare_key(place):
    both = with_box(UnitFactory(), first=False)
    sealed_boxes.name_handler(
        actor=both.chair, unit=both.unit, officer=both.chair, tied_to_employer=False, now=timezone.now()
    )
    assert sealed_message(both.box, [both.first]).case.for_box is None
    assert sealed_message(both.box, [both.first, both.chair]).case.for_box is not None
    assert sealed_message(both.box, [both.first, both.chair], has_escrow=False).case.for_box is None


def test_photos_are_drawn_anew_before_they_are_sealed(place):
    taken = photo(place=(21.0, 105.8))
    sent = sealed_message(place.box, [place.first], contents=[taken])
    said = opened(place.first, sent.case).talk[0]
    kind, content = sealed_handling.read_sealed_file(
        actor=place.first, case=sent.case, file=SealedFile.objects.get(), private=private_of(place.first),
        now=timezone.now(),
    )  # fmt: skip
    assert (kind, said.files[0].is_picture) == ("image/jpeg", True)
    assert content.startswith(b"\xff\xd8\xff")
    assert b"Exif" in taken
    assert b"Exif" not in content


def test_the_writer_writes_more_once_and_opens_the_case_again(place):
    sent, token = sealed_message(place.box, [place.first]), uuid.uuid4()
    SealedCase.objects.update(state="resolved")
    SealedKey.objects.update(rounds=None)

    for _ in range(2):
        services.say_more(receipt=sent.receipt, text="Hôm nay lại bị", contents=[], token=token, now=timezone.now())

    assert [said.text for said in opened(place.first, sent.case).talk][1:] == ["Hôm nay lại bị"]
    assert case_of(sent.receipt).state == "received"
    assert not SealedKey.objects.filter(rounds=None).exists()


def test_erasing_leaves_nothing_of_it(place):
    sent, other = (sealed_message(place.box, [place.first], contents=[photo()]) for _ in range(2))

    services.erase_sealed(receipt=sent.receipt)

    assert [case.pk for case in SealedCase.objects.all()] == [other.case.pk]
    assert (SealedMessage.objects.count(), SealedFile.objects.count(), SealedKey.objects.count()) == (1, 1, 1)
    with pytest.raises(services.ReceiptUnknown):
        services.erase_sealed(receipt=sent.receipt)


@pytest.mark.parametrize("receipt", ["", "ngắn", "ABCD-EFGH-IJKL-MNOP-QRST", "x" * 5_000])
def test_a_wrong_receipt_opens_nothing(place, receipt):
    sealed_message(place.box, [place.first])
    with pytest.raises(services.ReceiptUnknown):
        services.say_more(receipt=receipt, text="Thêm", contents=[], token=uuid.uuid4(), now=timezone.now())
    assert SealedMessage.objects.count() == 1


def test_no_row_can_stand_in_the_place_of_another(place):
    one, other = (sealed_message(place.box, [place.first], text) for text in ("Một", "Hai"))
    held = {row.case_id: bytes(row.sealed) for row in SealedKey.objects.all()}
    SealedKey.objects.filter(case=one.case).update(sealed=held[other.case.pk])
    with pytest.raises(sealed_handling.ReadingDenied):
        opened(place.first, one.case)
    assert HandlerKey.objects.filter(officer=place.first).count() == 1
    assert opened(place.first, other.case).talk[0].text == "Hai"
