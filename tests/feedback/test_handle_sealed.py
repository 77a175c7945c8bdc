"""A handler unlocks, opens, answers, lets another read; everybody else finds nothing there."""

import base64
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.feedback import unlocked
from sumvay.feedback.models import Handler, SealedCase, SealedFile, SealedKey, SealedMessage
from sumvay.feedback.selectors import sealed as selectors
from sumvay.feedback.services import sealed_boxes, sealed_handling, sealed_keys
from sumvay.feedback.services import sealed_writing as writing
from tests.factories.accounts import OperatorFactory
from tests.factories.files import photo
from tests.factories.org import AppointmentFactory, GrantFactory, UnitFactory, officer_of
from tests.factories.sealed import PASSPHRASE, keyed, private_of, sealed_message, with_box

pytestmark = pytest.mark.django_db
TEXT = "Giám đốc ép chúng tôi ký giấy trắng"


@pytest.fixture
def place():
    return with_box(UnitFactory(), first=False, second=False, third=True)


@pytest.fixture
def sent(place):
    return sealed_message(place.box, [place.first], TEXT, topic="to_cao", contents=[photo()])


def door(case, name="case", **more):
    return reverse(f"feedback:sealed_{name}", kwargs={"pk": case.pk, **more})


def signed_in(client, officer, passphrase=PASSPHRASE):
    client.force_login(officer)
    client.post(reverse("feedback:sealed_unlock"), {"passphrase": passphrase})
    return client


def doors_of(case):
    file = SealedFile.objects.get()
    named = [("case", {}), ("answer", {}), ("share", {}), ("to_heir", {}), ("file", {"file_pk": file.pk})]
    return [door(case, name, **more) for name, more in named]


def test_the_chosen_handler_reads_after_the_passphrase_and_leaves_a_trail(client, place, sent):
    client.force_login(place.first)
    assert TEXT not in client.get(door(sent.case)).content.decode()

    client.post(reverse("feedback:sealed_unlock"), {"passphrase": PASSPHRASE, "case": sent.case.pk})
    shown = client.get(door(sent.case)).content.decode()

    assert TEXT in shown
    assert "CĐCS Công ty May Thử Nghiệm" in shown
    entry = Entry.objects.get(action="sealed.open")
    assert (entry.actor_id, entry.target_id, entry.changes) == (
        place.first.pk,
        place.box.pk,
        {"case": str(sent.case.pk)},
    )
    assert place.first.full_name in shown


def test_opening_alone_changes_only_the_trail(client, place, sent):
    signed_in(client, place.first)
    before = list(SealedCase.objects.values()), list(SealedMessage.objects.values()), list(SealedKey.objects.values())
    client.get(door(sent.case))
    client.get(reverse("feedback:sealed"))
    after = list(SealedCase.objects.values()), list(SealedMessage.objects.values()), list(SealedKey.objects.values())
    assert after == before


def test_the_list_shows_only_what_one_was_chosen_for_and_nothing_of_it(client, place, sent):
    other = sealed_message(place.box, [place.second])
    listed = signed_in(client, place.first).get(reverse("feedback:sealed")).content.decode()
    assert str(sent.case.pk) in listed
    assert str(other.case.pk) not in listed
    assert TEXT not in listed


def outsiders(place):
    """People who lead, run or once handled, none of them chosen; the last ones hold keys of their own."""
    above = UnitFactory()
    operator = keyed(OperatorFactory())
    AppointmentFactory(officer=operator, unit=place.unit, post="chair")
    granted = keyed(officer_of(above))
    GrantFactory(officer=granted, unit=place.unit, scope="act")
    elsewhere = with_box(above, first=False)
    return [place.chair, place.vice, operator, granted, place.second, place.third, elsewhere.first]


def test_nobody_else_reads_by_rank_by_running_the_machine_or_by_handling_others(client, place, sent):
    for person in outsiders(place):
        signed_in(client, person)
        listed = client.get(reverse("feedback:sealed"))
        assert str(sent.case.pk) not in listed.content.decode()
        for address in doors_of(sent.case):
            body = {"text": "Tôi đọc", "state": "verifying", "officer": person.pk}
            assert {client.get(address).status_code, client.post(address, body).status_code} <= {404, 405}
        with pytest.raises(sealed_handling.ReadingDenied):
            sealed_handling.open_sealed(actor=person, case=sent.case, private=private_of(person), now=timezone.now())
    assert SealedMessage.objects.count() == SealedKey.objects.count() == 1
    assert not Entry.objects.filter(action__in=["sealed.open", "sealed.answer", "sealed.share"]).exists()


def test_who_is_not_signed_in_is_sent_to_do_so(client, sent):
    for address in doors_of(sent.case):
        assert client.get(address).status_code in (302, 405)
        assert client.post(address).status_code in (302, 405)


def test_a_handler_whose_post_or_naming_has_ended_reads_no_more(client, place, sent):
    Handler.objects.filter(officer=place.first).update(ended_on=timezone.localdate())
    assert signed_in(client, place.first).get(door(sent.case)).status_code == 404
    Handler.objects.filter(officer=place.first).update(ended_on=None)
    assert client.get(door(sent.case)).status_code == 200
    place.first.appointments.all().delete()
    assert client.get(door(sent.case)).status_code == 404


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_what_writes_takes_a_press_only(client, place, sent, method):
    signed_in(client, place.first)
    for name in ("answer", "share", "to_heir"):
        assert getattr(client, method)(door(sent.case, name)).status_code == 405
    for address in (reverse("feedback:sealed_unlock"), reverse("feedback:sealed_lock")):
        assert getattr(client, method)(address).status_code == 405


def test_an_answer_and_a_state_reach_the_writer(client, place, sent):
    signed_in(client, place.first)
    body = {"text": "Chúng tôi đã đến công ty.", "state": "employer"}

    assert client.post(door(sent.case, "answer"), body).status_code == 302

    case, content_key = writing.opened_by_receipt(receipt=sent.receipt)
    said = writing.sealed_content.talk_in(case, content_key)[-1]
    assert (said.text, said.is_writers, case.state) == ("Chúng tôi đã đến công ty.", False, "employer")
    assert said.name.startswith(place.first.full_name)
    assert Entry.objects.filter(action="sealed.answer", changes__state="employer").count() == 1
    assert "Chúng tôi" not in str(Entry.objects.values_list("changes"))


@pytest.mark.parametrize(
    "body",
    [{"text": "", "state": "received"}, {"text": " ", "state": "forwarded"}, {"state": "resolved"}, {"text": "x"}],
)
def test_an_answer_without_what_it_needs_leaves_nothing(client, place, sent, body):
    signed_in(client, place.first)
    answer = client.post(door(sent.case, "answer"), body)
    assert answer.status_code == 422
    assert (SealedMessage.objects.count(), SealedCase.objects.get().state) == (1, "received")


def test_a_colleague_is_let_in_but_never_one_whom_the_writer_left_out(client, place, sent):
    later = keyed(officer_of(place.unit, "inspection"))
    sealed_boxes.name_handler(
        actor=place.chair, unit=place.unit, officer=later, tied_to_employer=False, now=timezone.now()
    )
    signed_in(client, place.first)
    assert place.second.full_name not in client.get(door(sent.case)).content.decode()

    tied = keyed(officer_of(place.unit, "inspection"))
    sealed_boxes.name_handler(
        actor=place.chair, unit=place.unit, officer=tied, tied_to_employer=True, now=timezone.now()
    )
    for _ in range(2):
        client.post(door(sent.case, "share"), {"officer": later.pk})
    # A denunciation is not for who is tied to the employer
    client.post(door(sent.case, "share"), {"officer": tied.pk})
    client.post(door(sent.case, "share"), {"officer": place.second.pk})
    assert client.post(door(sent.case, "share"), {"officer": place.chair.pk}).status_code == 404

    assert {held.key.officer for held in SealedKey.objects.all()} == {place.first, later}
    assert TEXT in signed_in(client, later).get(door(sent.case)).content.decode()
    with pytest.raises(sealed_handling.LeftOut):
        sealed_handling.share_sealed(
            actor=place.first, case=sent.case, private=private_of(place.first), officer=place.second, now=timezone.now()
        )


def test_a_photo_is_opened_for_the_reader_and_kept_by_nobody(client, place, sent):
    answer = signed_in(client, place.first).get(door(sent.case, "file", file_pk=SealedFile.objects.get().pk))
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    other = sealed_message(place.box, [place.first], contents=[photo()])
    theirs = SealedFile.objects.get(message__case=other.case)
    assert client.get(door(sent.case, "file", file_pk=theirs.pk)).status_code == 404
    assert client.get(door(sent.case, "file", file_pk=uuid.uuid4())).status_code == 404


def test_a_wrong_passphrase_opens_nothing_and_cannot_be_tried_for_long(client, place, sent):
    client.force_login(place.first)
    answers = [client.post(reverse("feedback:sealed_unlock"), {"passphrase": "sai"}).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
    assert TEXT not in client.get(door(sent.case)).content.decode()


def test_the_key_is_open_for_fifteen_minutes_and_lies_whole_in_no_single_place(client, place, sent, monkeypatch):
    signed_in(client, place.first)
    private, cookie = private_of(place.first), client.cookies[unlocked.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", reverse("feedback:sealed"))
    kept = Session.objects.get().get_decoded()[unlocked.ROW]
    for secret in (private.hex(), base64.b64encode(private).decode()):
        assert secret not in str(kept) + cookie.value

    later = timezone.now() + timedelta(minutes=16)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert TEXT not in client.get(door(sent.case)).content.decode()
    answer = client.post(door(sent.case, "answer"), {"text": "Viết dở dang", "state": "verifying"}).content.decode()
    assert "Viết dở dang" in answer
    assert SealedMessage.objects.count() == 1


def test_locking_and_signing_out_close_it(client, place, sent):
    signed_in(client, place.first)
    assert TEXT in client.get(door(sent.case)).content.decode()
    cookie = client.cookies[unlocked.COOKIE].value
    client.post(reverse("feedback:sealed_lock"))
    client.cookies[unlocked.COOKIE] = cookie
    assert TEXT not in client.get(door(sent.case)).content.decode()


def test_the_cookie_of_one_opens_nothing_in_the_session_of_another(client, place, sent):
    signed_in(client, place.first)
    cookie = client.cookies[unlocked.COOKIE].value
    row = Session.objects.get().get_decoded()[unlocked.ROW]
    client.logout()
    client.force_login(place.second)
    session = client.session
    session[unlocked.ROW] = row
    session.save()
    client.cookies[unlocked.COOKIE] = cookie
    client.get(reverse("feedback:sealed"))
    assert "Đang khóa" in client.get(reverse("feedback:sealed")).content.decode()


def test_a_key_is_made_changed_and_made_anew(client, place):
    officer, address = officer_of(place.unit), reverse("feedback:sealed_key")
    client.force_login(officer)
    new = "một con vịt xòe ra hai cái cánh"
    for weak in ("ngắn", "123456789012", "mật khẩu thử"):
        assert client.post(address, {"step": "make", "new": weak, "again": weak}).status_code == 422
    assert client.post(address, {"step": "make", "new": new, "again": "khác hẳn mật khẩu kia"}).status_code == 422
    assert client.post(address, {"step": "make", "new": PASSPHRASE, "again": PASSPHRASE}).status_code == 302
    private = private_of(officer)
    assert client.post(address, {"step": "make", "new": new, "again": new}).status_code == 422
    for old in ("sai hoàn toàn", PASSPHRASE):
        client.post(address, {"step": "change", "passphrase": old, "new": new, "again": new})
    assert private_of(officer, new) == private
    with pytest.raises(sealed_keys.WrongPassphrase):
        private_of(officer)
    for password in (new,):
        body = {"step": "replace", "new": PASSPHRASE, "again": PASSPHRASE, "password": password}
        assert client.post(address, body).status_code == 422
    assert private_of(officer, new) == private
    client.post(address, {"step": "replace", "new": PASSPHRASE, "again": PASSPHRASE, "password": "mật khẩu thử"})
    assert private_of(officer) != private
    assert officer.sealed_keys.count() == 2


def test_what_is_lost_with_another_key_is_said_before(client, place):
    sealed_message(place.box, [place.first], has_escrow=False)
    sealed_message(place.box, [place.first, place.second], has_escrow=False)
    sealed_message(place.box, [place.first])
    client.force_login(place.first)
    page = client.get(reverse("feedback:sealed_key")).content.decode()
    assert "1 ý kiến không có chìa dự phòng" in page
    client.force_login(place.second)
    assert "không có chìa dự phòng" not in client.get(reverse("feedback:sealed_key")).content.decode()


def test_who_is_marked_as_tied_later_reads_no_more_of_pay_unless_the_writer_knew(client, place):
    now, private = timezone.now(), private_of(place.first)
    pay, other = (sealed_message(place.box, [place.first], topic=topic).case for topic in ("luong", "khac"))
    handler = Handler.objects.get(officer=place.first)
    sealed_boxes.change_tie(actor=place.vice, handler=handler, tied_to_employer=True, now=now)
    knowing = sealed_message(place.box, [place.first], topic="luong").case

    with pytest.raises(sealed_handling.LeftOut):
        sealed_handling.open_sealed(actor=place.first, case=pay, private=private, now=now)
    for case in (other, knowing):
        assert sealed_handling.open_sealed(actor=place.first, case=case, private=private, now=now).talk
    client.force_login(place.first)
    client.post(reverse("feedback:sealed_unlock"), {"passphrase": PASSPHRASE})
    shown = client.get(reverse("feedback:sealed_case", args=[pay.pk]), follow=True)
    assert "ràng buộc" in shown.content.decode()
    assert "Trưởng phòng" not in shown.content.decode()


def test_what_was_taken_back_meanwhile_is_a_plain_refusal(client, place, sent, monkeypatch):
    client.force_login(place.first)
    client.post(reverse("feedback:sealed_unlock"), {"passphrase": PASSPHRASE})
    private, now = private_of(place.first), timezone.now()
    case = sent.case
    writing.erase_sealed(receipt=sent.receipt)
    for act in (
        lambda: sealed_handling.open_sealed(actor=place.first, case=case, private=private, now=now),
        lambda: sealed_handling.answer_sealed(
            actor=place.first, case=case, private=private, text="Chào", state="verifying", now=now
        ),
    ):
        with pytest.raises(sealed_handling.TakenBack):
            act()
    with pytest.raises(writing.ReceiptUnknown):
        writing.say_more(receipt=sent.receipt, text="Thêm", contents=[], token=uuid.uuid4(), now=now)
    # Erased between the finding of the case and its opening
    monkeypatch.setattr(selectors, "sealed_cases_of", lambda officer, on: SimpleNamespace(
        filter=lambda pk: SimpleNamespace(first=lambda: case)
    ))  # fmt: skip
    answer = client.post(reverse("feedback:sealed_answer", args=[case.pk]), {"text": "Chào", "state": "verifying"})
    assert answer.status_code == 302
    assert not SealedMessage.objects.exists()
