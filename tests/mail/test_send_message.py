"""Sending over a real SMTP conversation: claim, speak, write down."""

import email
from datetime import timedelta
from email import policy

import pytest
from django.db import connection

from sumvay.files.disk import place_of
from sumvay.mail import selectors, services
from sumvay.mail.models import OutboundMessage
from sumvay.mail.services.send_message import BATCH, WAITS
from tests.factories.files import PDF, stored_file
from tests.factories.mail import NOW, OutboundMessageFactory

pytestmark = pytest.mark.django_db


def send(message, now=NOW):
    services.send_message(message_id=message.pk, now=now)
    message.refresh_from_db()
    return message


def letter_in(postman):
    return email.message_from_bytes(postman.letters[0][1], policy=policy.default)


def test_a_letter_arrives_and_is_written_down_as_sent(postman):
    message = send(
        OutboundMessageFactory(recipient="hoa@congdoan.example", reply_to="sumvay+report-5-17@sumvay.example")
    )
    assert (message.state, message.sent_at, message.error, message.attempts) == ("sent", NOW, "", 1)
    assert postman.letters[0][0] == ["hoa@congdoan.example"]
    letter = letter_in(postman)
    assert (letter["Subject"], letter["Message-ID"]) == ("Nhắc báo cáo", message.message_id)
    assert (letter["From"], letter["Reply-To"]) == ("sumvay@sumvay.example", "sumvay+report-5-17@sumvay.example")
    assert letter.get_content().strip() == "Kính gửi đồng chí"


def test_a_letter_says_that_a_machine_wrote_it(postman):
    send(OutboundMessageFactory())
    assert (letter_in(postman)["Auto-Submitted"], letter_in(postman)["X-Auto-Response-Suppress"]) == (
        "auto-generated", "All",
    )  # fmt: skip


def test_an_attached_file_goes_along(postman):
    file = stored_file(PDF, name="Công văn 42.pdf", media_type="application/pdf")
    send(OutboundMessageFactory(attachment=file))
    attached = next(letter_in(postman).iter_attachments())
    assert (attached.get_filename(), attached.get_content()) == ("Công văn 42.pdf", PDF)


def test_a_letter_whose_file_is_lost_fails_and_nothing_is_sent(postman):
    file = stored_file(PDF)
    place_of(file.sha256).unlink()
    assert send(OutboundMessageFactory(attachment=file)).state == "failed"
    assert postman.letters == []


def test_a_letter_is_sent_once_however_often_it_is_rung(postman):
    message = OutboundMessageFactory()
    send(message)
    send(message)
    services.send_queued(now=NOW)
    assert len(postman.letters) == 1


def test_an_address_that_is_refused_for_good_fails_with_the_reason(postman):
    postman.answer_to_address = "550 5.1.1 no such person"
    message = send(OutboundMessageFactory())
    assert (message.state, message.error, message.sent_at) == ("failed", "550 5.1.1 no such person", None)


def test_a_letter_that_is_refused_for_good_fails(postman):
    postman.answer_to_letter = "554 5.7.1 looks like spam"
    assert send(OutboundMessageFactory()).error == "554 5.7.1 looks like spam"


@pytest.mark.parametrize("refusal", ["450 4.2.0 greylisted", "421 4.3.2 come back later"])
def test_a_refusal_for_the_moment_waits_a_minute_and_then_goes(postman, refusal):
    postman.answer_to_address = refusal
    message = send(OutboundMessageFactory())
    assert (message.state, message.error, message.due_at) == ("queued", refusal, NOW + timedelta(minutes=1))
    postman.answer_to_address = "250 OK"
    services.send_queued(now=NOW + timedelta(seconds=59))
    assert postman.letters == []
    services.send_queued(now=NOW + timedelta(minutes=1))
    message.refresh_from_db()
    assert (message.state, message.attempts, message.error) == ("sent", 2, "")


def test_a_server_that_is_away_keeps_the_letter_waiting(nobody_there):
    message = send(OutboundMessageFactory())
    assert (message.state, message.due_at) == ("queued", NOW + WAITS[0])
    assert "Connection" in message.error


def test_a_server_that_is_away_leaves_bulk_letters_untouched(nobody_there):
    message = OutboundMessageFactory()
    services.send_queued(now=NOW)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.claimed_at) == ("queued", 0, None)


def test_after_the_eighth_try_the_letter_has_failed(postman):
    postman.answer_to_letter = "451 4.3.0 try again"
    message, now, waited = OutboundMessageFactory(), NOW, []
    while message.state == "queued":
        services.send_queued(now=now)
        message.refresh_from_db()
        waited.append(message.due_at - now)
        now = message.due_at
    assert (message.state, message.attempts) == ("failed", 8)
    assert waited[:-1] == WAITS


def test_a_line_that_breaks_leaves_the_letter_in_doubt_and_never_sends_it_again(postman):
    postman.breaks_off = True
    message = send(OutboundMessageFactory())
    assert (message.state, message.sent_at) == ("sending", None)
    assert list(selectors.messages_in_doubt(now=NOW)) == [message]
    postman.breaks_off = False
    services.send_queued(now=NOW + timedelta(days=1))
    send(message, NOW + timedelta(days=1))
    assert postman.letters == []


def test_a_sender_that_died_leaves_the_letter_to_a_person(postman):
    message = OutboundMessageFactory(state="sending", claimed_at=NOW, attempts=1)
    assert not selectors.messages_in_doubt(now=NOW + timedelta(minutes=9)).exists()
    assert list(selectors.messages_in_doubt(now=NOW + timedelta(minutes=10))) == [message]
    services.send_queued(now=NOW + timedelta(days=1))
    assert postman.letters == []


def test_an_address_that_is_none_fails_without_a_word_to_the_server(postman):
    assert send(OutboundMessageFactory(recipient="không phải địa chỉ")).state == "failed"
    assert postman.letters == []


def test_bulk_letters_go_over_one_line(postman):
    OutboundMessageFactory.create_batch(20)
    services.send_queued(now=NOW)
    assert len(postman.letters) == 20
    assert len(postman.sessions) == 1
    assert OutboundMessage.objects.filter(state="sent", sent_at=NOW).count() == 20


def test_one_refused_letter_does_not_hold_up_the_others(postman):
    OutboundMessageFactory(recipient="không phải địa chỉ")
    OutboundMessageFactory.create_batch(2)
    services.send_queued(now=NOW)
    assert sorted(OutboundMessage.objects.values_list("state", flat=True)) == ["failed", "sent", "sent"]


def waiting_jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'mail.send_queued'")
        return cursor.fetchone()[0]


def test_more_letters_than_one_job_takes_call_for_one_more_job(postman):
    OutboundMessageFactory.create_batch(BATCH + 1)
    services.send_queued(now=NOW)
    assert (len(postman.letters), waiting_jobs()) == (BATCH, 1)
    OutboundMessageFactory.create_batch(BATCH)
    services.send_queued(now=NOW)
    assert (len(postman.letters), waiting_jobs()) == (2 * BATCH, 1)


def test_a_broken_line_in_bulk_puts_one_letter_in_doubt_and_leaves_the_rest(postman):
    OutboundMessageFactory.create_batch(3)
    postman.breaks_off = True
    services.send_queued(now=NOW)
    assert sorted(OutboundMessage.objects.values_list("state", flat=True)) == ["queued", "queued", "sending"]
    assert waiting_jobs() == 0
