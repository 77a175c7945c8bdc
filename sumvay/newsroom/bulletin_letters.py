"""What the letters to subscribers say: the bulletin itself, and the question whether one really asked for it."""

from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import EmailPolicy, default
from email.utils import make_msgid
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from sumvay.mail import services as mail
from sumvay.newsroom.models import Listing, Piece, Subscriber


class Edition(NamedTuple):
    """A bulletin as all its letters say it; only the way to unsubscribe differs from reader to reader."""

    title: str
    text: str
    html: str


WAY_OUT = "List-Unsubscribe"
# Stands in the rendered bulletin where each reader's own address goes
LEAVE = "https://leave.invalid/"


class WayOutWhole(EmailPolicy):
    """Writes the address to unsubscribe in one piece: encoded, as Python folds long words, it is none to programs."""

    def fold(self, name: str, value: str) -> str:
        """A header as text."""
        return f"{name}: {value}{self.linesep}" if name == WAY_OUT else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """A header as it goes over the line."""
        return self.fold(name, value).encode() if name == WAY_OUT else super().fold_binary(name, value)


class Letter(EmailMultiAlternatives):
    """A letter with a button to unsubscribe."""

    def message(self, *, policy: EmailPolicy = default) -> EmailMessage:
        """As the server gets it."""
        return super().message(policy=WayOutWhole(linesep=policy.linesep, utf8=policy.utf8))


def edition(bulletin: Piece, picks: Iterable[Listing]) -> Edition:
    """The bulletin rendered once for all its readers, in its own language; no picture goes along, nobody is shown."""
    context = {
        "bulletin": bulletin,
        "picks": list(picks),
        "base": settings.BASE_URL,
        "leave_url": LEAVE,
        "url": settings.BASE_URL + bulletin.get_absolute_url(),
    }
    with override(bulletin.language):
        text = render_to_string("newsroom/letters/bulletin.txt", context)
        html = render_to_string("newsroom/letters/bulletin.html", context)
    return Edition(" ".join(bulletin.title.split()), text, html)


def letter_for(reader: Subscriber, printed: Edition) -> Letter:
    """The bulletin for one reader."""
    leave_url = settings.BASE_URL + reverse("newsroom:leave_bulletin", args=[reader.key])
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    letter = Letter(
        subject=printed.title,
        body=printed.text.replace(LEAVE, leave_url),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[reader.email],
        headers={
            "Message-ID": make_msgid(domain=domain),
            **mail.NO_ANSWERS,
            "List-Id": f"<ban-tin.{domain}>",
            # RFC 2369 and RFC 8058: the reader's own mail program shows a button and posts without asking further
            WAY_OUT: f"<{leave_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    letter.attach_alternative(printed.html.replace(LEAVE, leave_url), "text/html")
    return letter


def question(reader: Subscriber, *, is_known: bool) -> str:
    """The letter after an asking: press here if it was you; or, to who gets the bulletin already, that this is so."""
    context = {
        "confirm_url": settings.BASE_URL + reverse("newsroom:confirm_bulletin", args=[reader.key]),
        "leave_url": settings.BASE_URL + reverse("newsroom:leave_bulletin", args=[reader.key]),
        "is_known": is_known,
    }
    return render_to_string("newsroom/letters/question.txt", context)
