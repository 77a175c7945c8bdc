"""Letters for tests: rows, and raw ones as mail programs write them."""

from datetime import UTC, datetime
from email.message import EmailMessage

import factory
from factory.django import DjangoModelFactory

from sumvay.mail.models import InboundMessage, OutboundMessage

NOW = datetime(2027, 1, 18, 2, 5, tzinfo=UTC)


class OutboundMessageFactory(DjangoModelFactory):
    """A letter waiting to be sent."""

    class Meta:
        model = OutboundMessage

    message_id = factory.Sequence(lambda n: f"<thu{n}@sumvay.example>")
    recipient = factory.Sequence(lambda n: f"nguoi{n}@congdoan.example")
    subject = "Nhắc báo cáo"
    text = "Kính gửi đồng chí"
    created_at = NOW
    due_at = NOW


class InboundMessageFactory(DjangoModelFactory):
    """A letter that came in and waits to be claimed."""

    class Meta:
        model = InboundMessage

    message_id = factory.Sequence(lambda n: f"<den{n}@congdoan.example>")
    purpose = "report-5-17"
    sender = "hoa@congdoan.example"
    subject = "Báo cáo"
    raw = b"Subject: x\r\n\r\nx\r\n"
    received_at = NOW


def raw_letter(
    text: str = "Đã tuyên truyền 3 bài.\n",
    *,
    subject: str = "Báo cáo kết quả",
    to: str = "sumvay+report-5-17@sumvay.example",
    message_id: str = "<1@congdoan.example>",
    attachments: tuple = (),
    **headers: str,
) -> bytes:
    """A letter from Lê Thị Hoa; header names are given with underscores, attachments as (name, media type, bytes)."""
    letter = EmailMessage()
    letter["From"] = "Lê Thị Hoa <hoa@congdoan.example>"
    letter["To"] = to
    letter["Subject"] = subject
    if message_id:
        letter["Message-ID"] = message_id
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content(text)
    for name, media_type, content in attachments:
        main, _slash, sub = media_type.partition("/")
        letter.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return letter.as_bytes()
