"""Answers leave by e-mail in the thread of the letter they answer; how each fares stands with the message."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback import selectors, services
from sumvay.feedback.letter_addresses import address_of_case
from sumvay.feedback.models import Case, Message
from sumvay.mail import services as mail
from sumvay.mail.models import InboundMessage, OutboundMessage
from sumvay.notifications.models import Notice
from tests.factories.feedback import answering_house, sorted_case
from tests.factories.mail import InboundMessageFactory, OutboundMessageFactory

pytestmark = pytest.mark.django_db
LAW = "Bộ luật Lao động 2019, Điều 97"


@pytest.fixture
def house(settings):
    settings.DEFAULT_FROM_EMAIL = "Sum Vầy <sumvay@sumvay.example>"
    return answering_house()


def answer(house, case, text="Lương phải trả đúng hạn.", *, resolves=False):
    return services.answer_case(
        actor=house.clerk, case=case, text=text, source=LAW, resolves=resolves, now=timezone.now()
    )


def by_mail(house):
    case = sorted_case(house.ward, door=Case.Door.EMAIL, email="hoa@congdoan.example")
    InboundMessageFactory(
        message_id="<thu1@congdoan.example>", subject="Re: Chậm lương", state="claimed", claimed_by=f"case:{case.pk}"
    )
    return case


def test_an_answer_goes_into_the_thread(house):
    case = by_mail(house)
    said = answer(house, case)
    letter = OutboundMessage.objects.get()
    assert (said.letter, letter.recipient, letter.subject) == (letter, "hoa@congdoan.example", "Re: Chậm lương")
    assert (letter.in_reply_to, letter.reply_to, letter.hand) == (
        "<thu1@congdoan.example>", address_of_case(case), "no",
    )  # fmt: skip
    assert (letter.about, letter.state) == (f"case:{case.pk}", "queued")
    assert all(words in letter.text for words in (house.ward.name, "Lương phải trả đúng hạn.", LAW))


def test_what_came_by_another_door_is_not_told_in_the_subject(house):
    case = sorted_case(house.ward, "Công ty nợ lương ba tháng.", email="hoa@congdoan.example")
    answer(house, case, resolves=True)
    letter = OutboundMessage.objects.get()
    assert "lương" not in letter.subject.lower()
    assert (letter.in_reply_to, "nợ lương" in letter.text) == ("", False)


def test_nobody_is_written_to_without_an_address(house):
    said = answer(house, sorted_case(house.ward))
    assert (said.letter, OutboundMessage.objects.count()) == (None, 0)


def test_one_answer_to_many_is_a_letter_to_each_address(house, django_assert_max_num_queries):
    cases = [sorted_case(house.ward, email=f"nguoi{number}@x.example") for number in range(5)]
    cases.append(sorted_case(house.ward))
    with django_assert_max_num_queries(90):
        pks = [case.pk for case in cases]
        services.answer_cases(actor=house.clerk, pks=pks, text="Đã xem.", source="", resolves=False, now=timezone.now())
    assert OutboundMessage.objects.count() == 5
    assert OutboundMessage.objects.values("reply_to").distinct().count() == 5


def test_a_refused_answer_sends_nothing(house):
    case = by_mail(house)
    with pytest.raises(services.NotYourCase):
        services.answer_case(
            actor=house.outsider, case=case, text="Thử.", source="", resolves=False, now=timezone.now()
        )
    assert OutboundMessage.objects.count() == 0


def test_a_returned_letter_is_shown_with_the_message(house, client):
    case = by_mail(house)
    letter = answer(house, case).letter
    OutboundMessage.objects.update(state="sent", sent_at=timezone.now())
    returned = (
        f"From: MAILER-DAEMON@x.example\nTo: sumvay@sumvay.example\nMessage-ID: <b1@x.example>\nSubject: Undelivered\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\nMIME-Version: 1.0\n\n--b\n'
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n\nFinal-Recipient: rfc822; hoa@x\n"
        "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user\n\n--b\n"
        f"Content-Type: text/rfc822-headers\n\nMessage-ID: {letter.message_id}\n\n--b--\n"
    )
    mail.receive_message(raw=returned.encode(), now=timezone.now())
    assert services.claim_letters(now=timezone.now()) == 0
    assert (Case.objects.count(), InboundMessage.objects.filter(state="set_aside").count()) == (1, 1)
    client.force_login(house.clerk)
    page = client.get(reverse("feedback:case", args=[case.pk])).content.decode()
    assert "550 no such user" in page


def returned_answer(house, **given):
    case = sorted_case(house.ward, "Quạt hỏng", email="hoa@congdoan.example", **given)
    OutboundMessage.objects.filter(pk=answer(house, case, resolves=True).letter_id).update(state="failed", error="550")
    return case


def returned_shown(client, **asked):
    page = client.get(reverse("feedback:triage"), {"view": "returned", **asked})
    return [row.pk for row in page.context["page"].object_list]


def test_what_did_not_arrive_is_marked_and_found_in_the_queue(house, client):
    case = returned_answer(house)
    answer(house, sorted_case(house.ward, email="an@congdoan.example"), resolves=True)
    client.force_login(house.clerk)
    assert (returned_shown(client), returned_shown(client, q="quat hong")) == ([case.pk], [case.pk])
    assert "Thư không đến được" in client.get(reverse("feedback:triage"), {"view": "resolved"}).text
    client.force_login(house.outsider)
    assert returned_shown(client) == []


def test_a_press_marks_the_row_as_the_queue_does(house, client):
    case = returned_answer(house)
    client.force_login(house.clerk)
    note = reverse("feedback:note", args=[case.pk])
    for erased_at, is_marked in ((None, True), (timezone.now(), False)):
        Case.objects.filter(pk=case.pk).update(erased_at=erased_at)
        part = client.post(note, {"text": "Đã gọi"}, headers={"HX-Request": "true"}).text
        assert ("Thư không đến được" in part.partition(f'id="row-{case.pk}"')[2]) == is_marked


def test_what_did_not_arrive_is_found_from_the_letters_that_failed(house):
    case = returned_answer(house)
    for number in range(30):
        answer(house, sorted_case(house.ward, email=f"an{number}@congdoan.example"), text=f"Lần {number}")
    with connection.cursor() as cursor:
        # Of so few rows a walk through all is cheapest otherwise
        cursor.execute("ANALYZE feedback_case, feedback_message, mail_outboundmessage; SET LOCAL enable_seqscan = off")
    found = selectors.with_letter_returned(Case.objects.filter(unit=house.ward))
    assert [row.pk for row in found] == [case.pk]
    assert "outbound_failed" in found.explain()
    assert "outbound_failed" in selectors.answers_returned(since=timezone.now() - timedelta(days=7)).explain()


def test_of_two_answers_the_later_moment_counts_for_queue_and_reminder_alike(house):
    case = sorted_case(house.ward, email="hoa@congdoan.example")
    last, before = answer(house, case, text="Sau"), answer(house, case, text="Trước")
    Message.objects.filter(pk=before.pk).update(at=last.at - timedelta(hours=1))
    OutboundMessage.objects.filter(pk=before.letter_id).update(state="failed")
    since = timezone.now() - timedelta(days=7)
    assert (selectors.letters_returned_among([case.pk]), list(selectors.answers_returned(since=since))) == (set(), [])
    OutboundMessage.objects.filter(pk=last.letter_id).update(state="failed")
    assert selectors.letters_returned_among([case.pk]) == {case.pk}
    assert list(selectors.answers_returned(since=since)) == [last]


@pytest.mark.parametrize("changes", [{}, {"put_aside_at": timezone.now()}, {"state": "received", "resolved_at": None}])
def test_words_find_it_wherever_it_stands_and_in_the_unit_alone(house, client, changes):
    case = returned_answer(house)
    Case.objects.filter(pk=case.pk).update(**changes)
    client.force_login(house.clerk)
    with CaptureQueriesContext(connection) as asked:
        assert returned_shown(client, q="quat hong") == [case.pk]
    searched = [query["sql"] for query in asked if "quat hong" in query["sql"]]
    assert searched
    assert all(f"'{standing}{house.ward.pk}'" in sql for sql in searched for standing in "ora")


def test_an_answer_that_arrives_later_takes_the_mark_away(house, client):
    case = returned_answer(house)
    client.force_login(house.clerk)
    assert returned_shown(client) == [case.pk]
    answer(house, case, text="Gửi lại đồng chí.", resolves=True)
    assert returned_shown(client) == []


def test_who_answered_learns_once_a_day_how_many_did_not_arrive(house):
    now = timezone.now()
    for _answer in range(3):
        returned_answer(house)
    for days in (0, 0, 1, 9):
        services.remind_handlers(now=now + timedelta(days=days))
    _next_day, notice = Notice.objects.filter(kind="letter_returned").order_by("-pk")
    assert (notice.officer, "3 " in notice.title) == (house.clerk, True)
    assert notice.path == f"{reverse('feedback:triage')}?unit={house.ward.pk}&view=returned"
    assert not any(secret in notice.title + notice.body for secret in ("hoa@", "Lương", "Quạt"))


def test_where_who_answered_has_left_those_who_handle_it_learn(house):
    returned_answer(house)
    house.clerk.appointments.all().delete()
    services.remind_handlers(now=timezone.now())
    assert Notice.objects.get(kind="letter_returned").officer == house.chair


def test_of_what_was_answered_anew_nobody_is_told(house):
    answer(house, returned_answer(house), text="Gửi lại đồng chí.", resolves=True)
    services.remind_handlers(now=timezone.now())
    assert not Notice.objects.filter(kind="letter_returned").exists()


def test_of_a_denunciation_s_answer_the_designated_alone_learn(house):
    case = returned_answer(house)
    Case.objects.filter(pk=case.pk).update(is_reserved=True)
    services.remind_handlers(now=timezone.now())
    assert Notice.objects.get(kind="letter_returned").officer == house.chair


def test_of_an_erased_message_nobody_is_told(house):
    case = returned_answer(house)
    Case.objects.filter(pk=case.pk).update(erased_at=timezone.now())
    services.remind_handlers(now=timezone.now())
    assert not Notice.objects.filter(kind="letter_returned").exists()


def test_a_letter_with_the_key_that_came_back_is_shown_too(house, client):
    case = by_mail(house)
    OutboundMessageFactory(about=f"case-key:{case.pk}", state="failed", error="5.2.2 hộp thư đầy")
    other = sorted_case(house.ward)
    client.force_login(house.clerk)
    assert "hộp thư đầy" in client.get(reverse("feedback:case", args=[case.pk])).content.decode()
    assert "hộp thư đầy" not in client.get(reverse("feedback:case", args=[other.pk])).content.decode()
