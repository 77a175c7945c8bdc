"""Speaks to the mail server: one letter over an open connection, and what every answer of the server means."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend

from sumvay.files import selectors as files
from sumvay.mail.models import OutboundMessage


class TemporaryFailure(Exception):
    """Not now; the same letter may go a little later."""


class PermanentFailure(Exception):
    """Never to this address; a person must look."""


class OutcomeUnknown(Exception):
    """The line broke while the letter was being handed over: it may have arrived."""


@contextmanager
def open_line() -> Iterator[BaseEmailBackend]:
    """A connection to the mail server. Raises TemporaryFailure when there is none."""
    line = mailers.default
    try:
        line.open()
    except (smtplib.SMTPException, OSError) as error:
        raise TemporaryFailure(f"{type(error).__name__}: {error}") from error
    try:
        yield line
    finally:
        # What happens after the last letter was accepted changes nothing about it
        with suppress(smtplib.SMTPException, OSError):
            line.close()


def speak(line: BaseEmailBackend, message: OutboundMessage) -> None:
    """
    Hand one letter over. Returns when the server has taken responsibility for it (RFC 5321, 4.2.5).

    Raises TemporaryFailure (4xx), PermanentFailure (5xx, or the letter cannot be written) and OutcomeUnknown.
    """
    letter = _letter(message)
    try:
        line.send_messages([letter])
    except smtplib.SMTPRecipientsRefused as refused:
        _raise_by_code(*next(iter(refused.recipients.values())))
    except smtplib.SMTPResponseException as refused:
        _raise_by_code(refused.smtp_code, refused.smtp_error)
    except ValueError as error:
        raise PermanentFailure(str(error)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise OutcomeUnknown(f"{type(error).__name__}: {error}") from error


def _raise_by_code(code: int, answer: bytes | str) -> None:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    failure = TemporaryFailure if 400 <= code < 500 else PermanentFailure
    raise failure(f"{code} {words}")


def _letter(message: OutboundMessage) -> EmailMessage:
    letter = EmailMessage(
        subject=message.subject,
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.recipient],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "Message-ID": message.message_id,
            # RFC 3834: no holiday answers to what a machine wrote; the second is what Exchange reads instead
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    if message.attachment:
        try:
            content = files.read_bytes(message.attachment)
        except FileNotFoundError as error:
            raise PermanentFailure(f"attachment {message.attachment_id} is lost") from error
        letter.attach(message.attachment.name, content, message.attachment.media_type)
    return letter
