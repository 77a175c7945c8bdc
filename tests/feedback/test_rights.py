"""A writer has a message erased or corrected: asked with the key, due in two working days, done by who handles it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.documents.models import OfficialPaper
from sumvay.feedback import services
from sumvay.feedback.letter_addresses import purpose_of_case
from sumvay.feedback.models import Case, Enclosure, Message, Reception, RightsRequest
from sumvay.feedback.services.enclose import enclose
from sumvay.feedback.services.erase_words import erase_words
from sumvay.feedback.working_days import working_days_after
from sumvay.files import disk
from sumvay.files import services as files
from sumvay.files.models import StoredFile
from sumvay.notifications.models import Notice
from tests.directives.conftest import house  # noqa: F401 (a fixture)
from tests.factories.feedback import reception_of, sorted_case
from tests.factories.files import photo
from tests.factories.mail import InboundMessageFactory, OutboundMessageFactory
from tests.factories.org import officer_of
from tests.feedback.asking import RECEIPT, WORDS, key_in, open_receipt, send
from tests.feedback.test_enclosures import file

pytestmark = pytest.mark.django_db
SAID = {"name": "Lê Thị Hoa", "phone": "0912345678", "email": "hoa@example.vn"}


@pytest.fixture
def key(house, settings, tmp_path):  # noqa: F811
    settings.MEDIA_ROOT = tmp_path / "files"
    return key_in(send(house.units[0], reads="don-vi", photos=[file(photo())], **SAID))


def ask(key, wish="erase", words=""):
    return open_receipt(key, at="du-lieu/", wish=wish, words=words)


def act(officer, wish, **typed):
    client = Client()
    client.force_login(officer)
    return client.post(reverse("feedback:request", args=[wish.pk]), typed)


def test_a_wish_stands_on_the_officers_list_with_its_day_and_they_are_told(key, house):  # noqa: F811
    chair = house.chair_of(house.units[0])
    assert ask(key).status_code == 200
    wish = RightsRequest.objects.get()
    assert wish.due_on == working_days_after(timezone.localdate(), 2)
    assert Notice.objects.filter(officer=chair).count() == 1
    client = Client()
    client.force_login(chair)
    assert f"/cases/requests/{wish.pk}/" in client.get(reverse("feedback:requests")).content.decode()


def test_asked_twice_it_is_one_wish_and_one_notice(key, house):  # noqa: F811
    ask(key)
    ask(key)
    assert (RightsRequest.objects.count(), Notice.objects.count()) == (1, 1)


def test_what_is_written_later_is_added_to_the_open_wish(key):
    for words in ("Tổ 3, không phải tổ 5", "Tên em là Hoà", "Tổ 3, không phải tổ 5"):
        ask(key, wish="correct", words=words)
    assert RightsRequest.objects.get().words == "Tổ 3, không phải tổ 5\n\nTên em là Hoà"


def test_who_opens_a_wish_sees_who_wrote_and_that_is_kept(key, house):  # noqa: F811
    ask(key, wish="correct", words="Tổ 3")
    chair, client = house.chair_of(house.units[0]), Client()
    client.force_login(chair)
    desk = client.get(reverse("feedback:triage"))
    assert (desk.context["wishes"], reverse("feedback:requests") in desk.text) == (1, True)
    assert not Entry.objects.filter(action="case.open").exists()
    page = reverse("feedback:request", args=[RightsRequest.objects.get().pk])
    assert not any(secret in client.get(page).text for secret in SAID.values())
    assert not Entry.objects.filter(action="case.open").exists()
    shown = client.post(page, {"act": "open"}).text
    assert all(secret in shown for secret in SAID.values())
    opened = Entry.objects.get(action="case.open")
    assert (opened.actor_id, opened.target_id) == (chair.pk, Case.objects.get().pk)
    client.force_login(house.chair_of(house.units[1]))
    assert client.get(reverse("feedback:triage")).context["wishes"] == 0


def test_who_wants_a_correction_says_which(key):
    assert ask(key, wish="correct").status_code == 422
    assert RightsRequest.objects.count() == 0
    assert ask(key, wish="correct", words="Tổ 3, không phải tổ 5").status_code == 200
    assert RightsRequest.objects.get().words == "Tổ 3, không phải tổ 5"


def test_without_the_key_nobody_asks(key):
    assert ask("AAAA-AAAA-AAAA-AAAA").status_code == 404
    assert Client().get(f"{RECEIPT}du-lieu/").status_code == 405
    assert ask(key, wish="steal").status_code == 422
    assert RightsRequest.objects.count() == 0


def test_erased_are_words_name_contact_messages_and_files_and_the_figures_stay(key, house):  # noqa: F811
    before = Case.objects.get()
    open_receipt(key, at="viet-them/", text="Số nhà 12, ngõ 5")
    Case.objects.update(is_urgent=True, urgent_why="Lê Thị Hoa ngất")
    ask(key)
    act(house.chair_of(house.units[0]), RightsRequest.objects.get(), act="erase")

    case, stored = Case.objects.get(), StoredFile.objects.get()
    assert (case.text, case.folded, case.name, case.phone, case.email) == ("", "", "", "", "")
    assert (case.category, case.received_at, case.unit) == (before.category, before.received_at, before.unit)
    assert case.erased_at
    assert case.is_urgent
    everything = f"{list(Case.objects.values())}{list(Message.objects.values())}{list(RightsRequest.objects.values())}"
    assert not any(word in everything for word in (WORDS, "Hoa", "0912345678", "ngõ 5"))
    assert stored.removed_at
    files.sweep_films(now=timezone.now())
    assert not disk.place_of(stored.sha256).exists()
    page = open_receipt(key).content.decode()
    assert "đã được xóa ngày" in page
    assert RightsRequest.objects.get().outcome == "done"


def test_the_letters_of_the_message_are_erased_too(key, house):  # noqa: F811
    case = Case.objects.get()
    out = OutboundMessageFactory(recipient=SAID["email"], text=f"Về việc: {WORDS}", state="queued")
    other = OutboundMessageFactory(text="Thư của người khác")
    Message.objects.create(case=case, author="officer", text="Đã xem", letter=out, at=timezone.now())
    letter = InboundMessageFactory(
        sender=SAID["email"], raw=WORDS.encode(), state="claimed", claimed_by=f"case:{case.pk}"
    )
    ask(key)
    act(house.chair_of(house.units[0]), RightsRequest.objects.get(), act="erase")
    for row in (out, letter, other):
        row.refresh_from_db()
    assert (out.recipient, out.text, out.state) == ("", "", "failed")
    assert (letter.sender, bytes(letter.raw)) == ("", b"")
    assert other.text == "Thư của người khác"


def test_what_stands_elsewhere_about_the_writer_goes_too(house):  # noqa: F811
    unit, now = house.units[0], timezone.now()
    officer = house.chair_of(unit)
    case = sorted_case(unit, name="Lê Thị Hoa", phone="0912345678")
    said = reception_of(officer, unit, name="Lê Thị Hoa", address="Ngõ 5", phone="0912345678")
    Reception.objects.filter(pk=said.pk).update(case=case, id_number="001099012345")
    other = reception_of(officer, unit, name="Trần Văn Bình")
    slip = services.forward_case(
        actor=officer, case=case, authority="Bảo hiểm xã hội", summary="Chị Hoa, ngõ 5", names_writer=True, now=now
    )
    numbered = services.forward_case(
        actor=officer,
        case=Case.objects.get(pk=case.pk),
        authority="Sở",
        summary="Việc khác",
        names_writer=False,
        now=now,
    )
    OfficialPaper.objects.filter(pk=numbered.paper_id).update(number="7", issued_on=now.date(), state="numbered")
    sent = OutboundMessageFactory(about=f"case:{case.pk}", state="failed", error="550 hoa@example.vn unknown")
    back = InboundMessageFactory(raw=b"Hoa", state="set_aside", purpose=purpose_of_case(case.pk), claimed_by="")
    waiting = InboundMessageFactory(raw=b"Hoa", purpose=purpose_of_case(case.pk), claimed_by="")
    RightsRequest.objects.create(case=case, wish="correct", words="Hoa", asked_at=now, due_on=now.date())

    assert erase_words(cases=Case.objects.filter(pk=case.pk), now=now) == 1

    line = Reception.objects.get(pk=said.pk)
    assert (line.name, line.address, line.id_number, line.phone, line.content) == ("–", "", "", "", "–")
    assert (line.number, line.year) == (said.number, said.year)
    assert Reception.objects.get(pk=other.pk).name == "Trần Văn Bình"
    assert "Hoa" not in str(OfficialPaper.objects.filter(pk=slip.paper_id).values())
    assert "Việc khác" in str(OfficialPaper.objects.filter(pk=numbered.paper_id).values("body"))
    for row in (sent, back, waiting):
        row.refresh_from_db()
    assert sent.error == ""
    assert bytes(back.raw) == b""
    # A new letter that nobody has read yet is not lost
    assert bytes(waiting.raw) == b"Hoa"
    assert RightsRequest.objects.get().words == ""


def test_nothing_is_added_to_what_was_erased_meanwhile(key):
    case = Case.objects.get()
    Enclosure.objects.all().delete()
    erase_words(cases=Case.objects.filter(pk=case.pk), now=timezone.now())
    left_out = enclose(case=case, message=None, contents=[photo()], now=timezone.now())
    assert left_out
    assert not Enclosure.objects.exists()


def test_nothing_of_what_was_written_is_in_the_trail(key, house):  # noqa: F811
    ask(key, wish="correct", words="Tổ 3")
    act(house.chair_of(house.units[0]), RightsRequest.objects.get(), act="correct", text="Chữ mới", name="Hoa")
    trail = str(list(Entry.objects.values()))
    assert not any(word in trail for word in (WORDS, "Hoa", "Tổ 3", "Chữ mới", key))


def test_a_correction_is_written_as_the_officer_puts_it(key, house):  # noqa: F811
    ask(key, wish="correct", words="Chuyền 5 mới đúng")
    act(
        house.chair_of(house.units[0]), RightsRequest.objects.get(), act="correct", text="Chuyền may 5 làm thêm",
        name="", phone="", email="",
    )  # fmt: skip
    case = Case.objects.get()
    assert (case.text, case.folded, case.name) == ("Chuyền may 5 làm thêm", "chuyen may 5 lam them", "")


def test_who_is_refused_reads_why(key, house):  # noqa: F811
    ask(key)
    chair, wish = house.chair_of(house.units[0]), RightsRequest.objects.get()
    assert act(chair, wish, act="refuse", reason=" ").status_code == 422
    act(chair, wish, act="refuse", reason="Hồ sơ đang được cơ quan điều tra giữ")
    assert Case.objects.get().text == WORDS
    assert "cơ quan điều tra" in open_receipt(key).content.decode()


def test_only_who_handles_the_message_sees_and_answers_the_wish(key, house):  # noqa: F811
    ask(key)
    wish = RightsRequest.objects.get()
    for outsider in (house.chair_of(house.wards[0]), house.chair_of(house.units[1]), house.stranger):
        assert act(outsider, wish, act="erase").status_code == 404
        client = Client()
        client.force_login(outsider)
        assert f"requests/{wish.pk}/" not in client.get(reverse("feedback:requests")).content.decode()
    assert act(officer_of(house.units[0], "collaborator"), wish, act="erase").status_code == 404
    assert Client().post(reverse("feedback:request", args=[wish.pk]), {"act": "erase"}).status_code == 302
    assert Case.objects.get().text == WORDS


def test_a_wish_about_a_denunciation_is_for_the_designated_alone(house):  # noqa: F811
    unit = house.units[0]
    clerk = officer_of(unit, "clerk")
    ask(key_in(send(unit, reads="don-vi", topics=["to_cao"])))
    wish = RightsRequest.objects.get()
    assert act(clerk, wish, act="erase").status_code == 404
    assert set(Notice.objects.values_list("officer", flat=True)) == {house.chair_of(unit).pk}


def test_answered_twice_the_second_is_told(key, house):  # noqa: F811
    ask(key)
    chair, wish = house.chair_of(house.units[0]), RightsRequest.objects.get()
    services.refuse_rights(actor=chair, asked=wish, reason="Chưa được", now=timezone.now())
    with pytest.raises(services.AnsweredAlready):
        services.erase_case(actor=chair, asked=wish, now=timezone.now())
    assert Case.objects.get().text == WORDS


def test_another_case_s_same_photo_keeps_its_bytes(key, house):  # noqa: F811
    send(house.units[0], photos=[file(photo())])
    ask(key)
    act(house.chair_of(house.units[0]), RightsRequest.objects.get(), act="erase")
    files.sweep_films(now=timezone.now())
    kept = StoredFile.objects.get(removed_at=None)
    assert disk.place_of(kept.sha256).exists()


@pytest.mark.parametrize(
    ("asked", "due"),
    [(date(2026, 11, 23), date(2026, 11, 25)), (date(2026, 11, 26), date(2026, 11, 30)),
     (date(2026, 11, 28), date(2026, 12, 1))],
)  # fmt: skip
def test_two_working_days_leave_saturdays_and_sundays_out(asked, due):
    assert working_days_after(asked, 2) == due


def test_what_is_over_goes_by_itself(house):  # noqa: F811
    now = datetime(2029, 1, 5, 3, 0, tzinfo=UTC)
    keys = [key_in(send(house.units[0], text=f"Ý kiến {n}")) for n in range(5)]
    old, young, aside, _waiting, unseen = Case.objects.order_by("pk")
    Case.objects.filter(pk=unseen.pk).update(put_aside_at=now - timedelta(days=900))
    Case.objects.filter(pk=old.pk).update(state="resolved", resolved_at=now - timedelta(days=731))
    Case.objects.filter(pk=young.pk).update(state="resolved", resolved_at=now - timedelta(days=700))
    long_ago = now - timedelta(days=91)
    Case.objects.filter(pk=aside.pk).update(put_aside_at=long_ago, aside_confirmed_at=long_ago)
    assert services.forget_old(now=now) == 2
    assert services.forget_old(now=now) == 0
    left = [case.text for case in Case.objects.order_by("pk")]
    assert left == ["", "Ý kiến 1", "", "Ý kiến 3", "Ý kiến 4"]
    assert len(set(keys)) == 5
