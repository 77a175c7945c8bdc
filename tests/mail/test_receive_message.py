"""A letter comes in: kept whole, told apart, claimed once, never lost."""

from datetime import timedelta

import pytest

from sumvay.mail import selectors, services
from sumvay.mail.models import InboundMessage, OutboundMessage
from sumvay.mail.services.receive_message import MOST_BYTES
from tests.factories.mail import NOW, InboundMessageFactory, OutboundMessageFactory, raw_letter

pytestmark = pytest.mark.django_db


def receive(raw):
    return services.receive_message(raw=raw, now=NOW)


def test_a_report_waits_to_be_claimed_and_is_kept_whole():
    raw = raw_letter("Đã tuyên truyền 3 bài.\n", in_reply_to="<thu1@sumvay.example>")
    message = InboundMessage.objects.get(pk=receive(raw).pk)
    assert (message.state, message.purpose, message.sender) == ("waiting", "report-5-17", "hoa@congdoan.example")
    assert (message.subject, message.in_reply_to) == ("Báo cáo kết quả", "<thu1@sumvay.example>")
    assert (bytes(message.raw), message.received_at, message.is_automatic) == (raw, NOW, False)
    assert list(selectors.waiting_messages("report-")) == [message]
    assert not selectors.waiting_messages("case-").exists()


def test_the_same_letter_twice_is_one_row():
    first = receive(raw_letter())
    again = receive(b"Received: from another.example\r\n" + raw_letter())
    assert first.pk == again.pk
    assert InboundMessage.objects.count() == 1


def test_another_letter_under_the_same_name_does_not_vanish():
    first, other = receive(raw_letter("Lần một")), receive(raw_letter("Lần hai"))
    assert first.pk != other.pk
    assert receive(raw_letter("Lần hai")).pk == other.pk
    assert InboundMessage.objects.count() == 2


def test_a_letter_without_a_name_gets_one_from_its_content():
    first, again = receive(raw_letter(message_id="")), receive(raw_letter(message_id=""))
    assert first.pk == again.pk
    assert first.message_id.startswith("<sha256.")
    assert receive(raw_letter("khác", message_id="")).pk != first.pk


def test_a_letter_without_a_purpose_goes_to_the_list_a_person_looks_through():
    message = receive(raw_letter(to="sumvay@sumvay.example"))
    assert (message.state, message.purpose) == ("unmatched", "")
    assert list(selectors.unmatched_messages()) == [message]


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ({"to": "ban@example.vn", "Cc": "x@example.vn, SumVay+Report-1-2@SUMVAY.example"}, "report-1-2"),
        ({"to": "sumvay@sumvay.example", "Delivered_To": "sumvay+report-1-2@sumvay.example"}, "report-1-2"),
        ({"to": "sumvay@sumvay.example", "X_Original_To": "sumvay+report-1-2@sumvay.example"}, "report-1-2"),
        ({"to": '"LĐLĐ, Gia Lâm" <sumvay+report-1-2@sumvay.example>'}, "report-1-2"),
        ({"to": "sumvay+report-1-2@khac.example"}, ""),
        ({"to": "khac+report-1-2@sumvay.example"}, ""),
        ({"to": "sumvay+report_1'--@sumvay.example"}, ""),
        ({"to": "sumvay+" + "a" * 90 + "@sumvay.example"}, ""),
    ],
)
def test_the_purpose_comes_from_any_address_of_ours(headers, found):
    assert receive(raw_letter(**headers)).purpose == found


def test_an_answer_to_the_plain_address_finds_its_purpose_by_the_letter_it_answers():
    OutboundMessageFactory(message_id="<thu9@sumvay.example>", reply_to="sumvay+report-3-4@sumvay.example")
    direct = receive(raw_letter(to="sumvay@sumvay.example", in_reply_to="<thu9@sumvay.example>"))
    assert (direct.purpose, direct.state) == ("report-3-4", "waiting")
    thread = raw_letter(
        to="sumvay@sumvay.example", message_id="<2@congdoan.example>", references="<0@x> <thu9@sumvay.example> <1@x>"
    )
    assert receive(thread).purpose == "report-3-4"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; type=x"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"subject": "Trả lời tự động: đi công tác"},
        {"subject": "Automatic reply: Báo cáo"},
        {"Return_Path": "<>"},
    ],
)
def test_automatic_answers_are_set_aside_with_a_note(headers):
    message = receive(raw_letter(**headers))
    assert (message.state, message.is_automatic) == ("set_aside", True)
    assert message.note
    assert not selectors.waiting_messages("report-").exists()
    assert list(selectors.messages_set_aside()) == [message]


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "no"}, {"subject": "Re: Tự động hóa công việc"}])
def test_what_a_person_wrote_is_not_set_aside(headers):
    assert receive(raw_letter(**headers)).state == "waiting"


def returned(message_id: str, action: str = "failed") -> bytes:
    return f"""From: MAILER-DAEMON@mail.example
To: sumvay@sumvay.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <tra-lai@mail.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This is the mail system.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; nguoi@congdoan.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: message/rfc822

From: sumvay@sumvay.example
Message-ID: {message_id}
Subject: x

x
--b--
""".encode()


def test_a_returned_letter_marks_ours_as_not_delivered():
    ours = OutboundMessageFactory(message_id="<thu7@sumvay.example>", state="sent", sent_at=NOW)
    other = OutboundMessageFactory(message_id="<thu8@sumvay.example>", state="sent", sent_at=NOW)
    assert receive(returned("<thu7@sumvay.example>")).state == "set_aside"
    ours.refresh_from_db()
    assert (ours.state, ours.error, ours.sent_at) == ("failed", "5.1.1 smtp; 550 5.1.1 no such user", None)
    assert OutboundMessage.objects.get(pk=other.pk).state == "sent"


def test_a_returned_letter_of_which_only_the_head_came_back_is_found_too():
    ours = OutboundMessageFactory(message_id="<thu7@sumvay.example>", state="sent", sent_at=NOW)
    receive(returned("<thu7@sumvay.example>").replace(b"message/rfc822", b"text/rfc822-headers"))
    ours.refresh_from_db()
    assert ours.state == "failed"


def test_a_letter_that_is_only_late_stays_sent():
    ours = OutboundMessageFactory(message_id="<thu7@sumvay.example>", state="sent", sent_at=NOW)
    receive(returned("<thu7@sumvay.example>", action="delayed"))
    ours.refresh_from_db()
    assert ours.state == "sent"


def test_a_receipt_is_set_aside():
    receipt = returned("<thu7@sumvay.example>").replace(b"delivery-status", b"disposition-notification")
    assert receive(receipt).state == "set_aside"


def test_of_a_letter_too_large_the_head_is_kept_for_a_person():
    message = receive(raw_letter("x") + b"y" * MOST_BYTES)
    assert (message.state, message.subject, message.sender) == ("unmatched", "Báo cáo kết quả", "hoa@congdoan.example")
    assert "30 MB" in message.note
    assert len(bytes(message.raw)) <= 64 * 1024


def test_a_letter_is_claimed_once():
    message = InboundMessageFactory()
    assert services.claim_message(message=message, claimed_by="reporting:17")
    assert not services.claim_message(message=message, claimed_by="feedback:3")
    message.refresh_from_db()
    assert (message.state, message.claimed_by) == ("claimed", "reporting:17")


def test_a_letter_that_could_not_be_placed_waits_in_the_list_and_can_be_claimed_by_hand():
    message = InboundMessageFactory()
    assert services.leave_unmatched(message=message, note="Không thấy đơn vị")
    message.refresh_from_db()
    assert (message.state, message.note) == ("unmatched", "Không thấy đơn vị")
    assert services.claim_message(message=message, claimed_by="reporting:17")
    assert not services.leave_unmatched(message=message, note="muộn")


def test_a_letter_set_aside_is_not_claimed():
    assert not services.claim_message(message=InboundMessageFactory(state="set_aside"), claimed_by="reporting:1")


@pytest.mark.parametrize("rows", [1, 3])
def test_waiting_letters_are_asked_for_in_one_query(rows, django_assert_num_queries):
    InboundMessageFactory.create_batch(rows)
    InboundMessageFactory(purpose="case-1")
    with django_assert_num_queries(1):
        assert len(selectors.waiting_messages("report-")) == rows


def test_a_returned_letter_knows_what_ours_was_for_and_is_forgotten_in_time():
    OutboundMessageFactory(
        message_id="<thu7@sumvay.example>", state="sent", sent_at=NOW, reply_to=reply("ykien-case-7-a")
    )
    OutboundMessageFactory(message_id="<thu8@sumvay.example>", state="sent", sent_at=NOW, reply_to=reply("report-5-17"))
    ours, report = receive(returned("<thu7@sumvay.example>")), receive(returned("<thu8@sumvay.example>"))
    assert (ours.purpose, report.purpose) == ("ykien-case-7-a", "report-5-17")
    assert services.forget_set_aside(purpose="ykien", before=NOW) == 0
    for _time in range(2):
        services.forget_set_aside(purpose="ykien", before=NOW + timedelta(seconds=1))
    for row in (ours, report):
        row.refresh_from_db()
    assert (bytes(ours.raw), ours.sender, ours.subject) == (b"", "", "")
    assert bytes(report.raw)


def reply(purpose: str) -> str:
    return selectors.reply_address(purpose)
