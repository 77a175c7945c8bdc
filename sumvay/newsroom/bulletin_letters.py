"""What the letters to subscribers say: the bulletin itself, and the question whether one really asked for it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from sumvay.newsroom.models import Listing, Piece, Subscriber


class Letter(NamedTuple):
    """One letter to one reader."""

    recipient: str
    subject: str
    text: str
    html: str
    leave_url: str


class Edition(NamedTuple):
    """A bulletin as all its letters say it; only the way to unsubscribe differs from reader to reader."""

    title: str
    text: str
    html: str


# Stands in the rendered bulletin where each reader's own address goes
LEAVE = "https://leave.invalid/"


def edition(bulletin: Piece, picks: Iterable[Listing]) -> Edition:
    """The bulletin rendered once for all its readers, in its own language."""
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
    return Letter(
        reader.email,
        printed.title,
        printed.text.replace(LEAVE, leave_url),
        printed.html.replace(LEAVE, leave_url),
        leave_url,
    )


def question(reader: Subscriber, *, is_known: bool) -> str:
    """The letter after an asking: press here if it was you; or, to who gets the bulletin already, that this is so."""
    context = {
        "confirm_url": settings.BASE_URL + reverse("newsroom:confirm_bulletin", args=[reader.key]),
        "leave_url": settings.BASE_URL + reverse("newsroom:leave_bulletin", args=[reader.key]),
        "is_known": is_known,
    }
    return render_to_string("newsroom/letters/question.txt", context)
