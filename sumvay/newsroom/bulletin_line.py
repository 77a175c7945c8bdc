"""The bulletin on the wire: one open connection, a letter at a time, and what each answer of the mail server means."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend

from sumvay.newsroom.bulletin_letters import Letter


class NotNow(Exception):
    """The server cannot take the letter for the moment; it may go later."""


class NoSuchAddress(Exception):
    """The server knows that nobody is there (RFC 3463, 5.1.x)."""


class NotTaken(Exception):
    """The server refuses this letter for good, for another reason."""


class Unknown(Exception):
    """The line broke while the letter was handed over: it may have arrived."""


@contextmanager
def open_line() -> Iterator[BaseEmailBackend]:
    """A connection to the mail server. Raises NotNow when there is none."""
    line = mailers.default
    try:
        line.open()
    except (smtplib.SMTPException, OSError) as error:
        raise NotNow(str(error)) from error
    try:
        yield line
    finally:
        # What happens after the last letter was accepted changes nothing about it
        with suppress(smtplib.SMTPException, OSError):
            line.close()


def hand_over(line: BaseEmailBackend, letter: Letter) -> None:
    """Returns when the server has taken the letter. Raises NotNow, NoSuchAddress, NotTaken, Unknown."""
    try:
        line.send_messages([_message(letter)])
    except smtplib.SMTPRecipientsRefused as refused:
        _refused(*next(iter(refused.recipients.values())))
    except smtplib.SMTPResponseException as refused:
        _refused(refused.smtp_code, refused.smtp_error)
    except ValueError as error:
        raise NotTaken(str(error)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unknown(f"{type(error).__name__}: {error}") from error


def _refused(code: int, answer: bytes | str) -> None:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    if 400 <= code < 500:
        raise NotNow(f"{code} {words}")
    raise (NoSuchAddress if words.startswith("5.1.") else NotTaken)(f"{code} {words}")


def _message(letter: Letter) -> EmailMultiAlternatives:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.recipient],
        headers={
            "Message-ID": make_msgid(domain=domain),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "List-Id": f"<ban-tin.{domain}>",
            # RFC 2369 and RFC 8058: the reader's own mail program shows a button and posts without asking further
            "List-Unsubscribe": f"<{letter.leave_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(letter.html, "text/html")
    return message
