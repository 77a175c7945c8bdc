"""A letter is on its way exactly when the rows it belongs to are committed."""

import json

import pytest
from django.core import mail as django_mail
from django.db import connection, transaction
from django.utils import timezone

from sumvay.mail import services
from sumvay.mail.models import OutboundMessage
from tests.factories.mail import NOW


def jobs() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args::text FROM procrastinate_jobs ORDER BY id")
        return [(name, json.loads(arguments)) for name, arguments in cursor.fetchall()]


@pytest.fixture
def clean_tables(module_database):
    OutboundMessage.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def queue(**fields):
    words = {"recipient": "hoa@congdoan.example", "subject": "Nhắc báo cáo", "text": "Kính gửi", "now": NOW}
    return services.queue_message(**(words | fields))


def test_row_and_job_are_there_once_the_transaction_commits(clean_tables):
    with transaction.atomic():
        message = queue()
    assert jobs() == [("mail.send_message", {"message_id": message.pk})]
    assert OutboundMessage.objects.get().state == "queued"


def test_neither_is_there_when_the_transaction_is_undone(clean_tables):
    with transaction.atomic():
        queue()
        services.queue_messages(recipients=["an@congdoan.example"], subject="a", text="b", now=NOW)
        transaction.set_rollback(True)
    assert jobs() == []
    assert not OutboundMessage.objects.exists()


@pytest.mark.django_db
def test_a_letter_knows_its_name_recipient_and_subject():
    message = queue(about="directive:5", reply_to="sumvay+report-5-17@sumvay.example")
    message.refresh_from_db()
    assert message.message_id.endswith("@sumvay.example>")
    assert (message.recipient, message.subject, message.about) == (
        "hoa@congdoan.example",
        "Nhắc báo cáo",
        "directive:5",
    )
    assert (message.reply_to, message.created_at) == ("sumvay+report-5-17@sumvay.example", NOW)


@pytest.mark.django_db
def test_what_a_header_or_the_database_cannot_hold_is_left_out():
    message = queue(subject="Nhắc\r\nBcc: ai@do.example " + "x" * 400, text="a\x00b")
    message.refresh_from_db()
    assert message.subject.startswith("Nhắc Bcc: ai@do.example x")
    assert len(message.subject) == 300
    assert message.text == "ab"


@pytest.mark.django_db
def test_many_letters_are_queued_by_two_statements_and_one_job(django_assert_num_queries):
    addresses = [f"nguoi{n}@congdoan.example" for n in range(500)]
    with django_assert_num_queries(2):
        assert services.queue_messages(recipients=addresses, subject="Mời", text="Kính mời", now=NOW) == 500
    assert [name for name, _arguments in jobs()] == ["mail.send_queued"]
    assert set(OutboundMessage.objects.values_list("recipient", flat=True)) == set(addresses)
    assert OutboundMessage.objects.values("message_id").distinct().count() == 500


@pytest.mark.django_db
def test_nobody_to_write_to_leaves_no_job():
    assert services.queue_messages(recipients=[], subject="a", text="b", now=NOW) == 0
    assert jobs() == []


@pytest.mark.django_db
def test_the_worker_sends_what_was_queued(run_jobs):
    queue(now=timezone.now())
    assert run_jobs() == ["mail.send_message"]
    assert [letter.to for letter in django_mail.outbox] == [["hoa@congdoan.example"]]
    assert OutboundMessage.objects.get().state == "sent"


def test_letters_that_differ_are_queued_together_in_their_order(run_jobs, django_assert_num_queries):
    letters = [
        services.Letter(recipient=f"a{n}@x.example", subject="Trả lời\ný kiến", text=f"Thư {n}\x00", about=f"case:{n}",
                        reply_to=f"ykien+{n}@x.example", in_reply_to=f"<{n}@x.example>", hand="no")
        for n in range(3)
    ]  # fmt: skip
    with django_assert_num_queries(2):
        queued = services.queue_letters(letters=letters, now=timezone.now())
    assert services.queue_letters(letters=[], now=timezone.now()) == []
    rows = OutboundMessage.objects.order_by("pk")
    assert [row.pk for row in rows] == [row.pk for row in queued]
    assert [(row.recipient, row.subject, row.text, row.reply_to, row.hand) for row in rows] == [
        (f"a{n}@x.example", "Trả lời ý kiến", f"Thư {n}", f"ykien+{n}@x.example", "no") for n in range(3)
    ]
    run_jobs()
    assert set(rows.values_list("state", flat=True)) == {"sent"}
