"""A film that has come whole is looked at by the worker, who takes it in or writes down why not."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.exceptions import AlreadyEnqueued

from sumvay.accounts.models import User
from sumvay.errors import Refusal
from sumvay.files import services as files
from sumvay.files.models import Upload
from sumvay.newsroom import tasks
from sumvay.newsroom.models import Contribution, FilmCheck
from sumvay.newsroom.services.contribution_photos import add_film, hold_for_film

log = logging.getLogger(__name__)


@transaction.atomic
def ask_to_take_in(*, actor: User, contribution: Contribution, upload: Upload, now: datetime) -> FilmCheck:
    """
    Have a film that has come whole looked at and taken in; the sender reads on the form what became of it.

    Asked twice, it is taken in once; why an earlier one was refused is forgotten.
    Raises NotYourUnit, AlreadySent, OneFilm, NotWhole.
    """
    hold_for_film(actor=actor, contribution=contribution, now=now)
    files.refuse_unfinished(upload=upload)
    said = {"upload": upload, "asked_at": now, "refusal": ""}
    check, _new = FilmCheck.objects.update_or_create(contribution=contribution, by=actor, defaults=said)
    try:
        with transaction.atomic():
            tasks.take_in_film.configure(queueing_lock=f"newsroom.film:{check.pk}").defer(check_id=check.pk)
    except AlreadyEnqueued:
        log.info("film check %s waits for the worker already", check.pk)
    return check


def take_in_film(*, check_id: int, now: datetime) -> None:
    """
    Take the film in, or keep the sentence of its refusal for whoever sent it; nothing is left of a refused one.

    Rung by the worker. Done already, or begun by a worker that was killed, it may be rung again.
    """
    waiting = FilmCheck.objects.filter(pk=check_id, refusal="")
    check = waiting.select_related("contribution__unit", "by", "upload").first()
    if check is None:
        return
    with override(check.by.language):
        if refusal := _refusal(check, now):
            _refuse(check, refusal)


def _refusal(check: FilmCheck, now: datetime) -> str:
    if check.upload is None:
        return _("The film could not be sent. Please choose it again to go on.")
    try:
        add_film(actor=check.by, contribution=check.contribution, upload=check.upload, now=now)
    except Refusal as no:
        return str(no)
    return ""


@transaction.atomic
def _refuse(check: FilmCheck, refusal: str) -> None:
    # One that came meanwhile is another film; the same asked about twice is not
    same = FilmCheck.objects.filter(pk=check.pk, refusal="", upload=check.upload)
    same.update(refusal=refusal[:400], upload=None)
    # The film goes together with the sentence: a form that asks in between would read that there was none
    if check.upload:
        files.end_upload(upload=check.upload)
