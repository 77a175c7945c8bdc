"""Telling officers something: a notice in the app for everyone, a letter for those with an address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.mail import services as mail
from sumvay.notifications.models import Notice
from sumvay.org.models import Unit

BATCH = 5_000
# Gives back only the officers who had not been told before, which bulk_create with ignore_conflicts cannot
INSERT = f"""
    INSERT INTO {Notice._meta.db_table} (officer_id, unit_id, kind, title, body, path, about, created_at)
    SELECT officer, %(unit)s, %(kind)s, %(title)s, %(body)s, %(path)s, %(about)s, %(now)s
    FROM unnest(%(officers)s::bigint[]) AS officer
    ON CONFLICT DO NOTHING RETURNING officer_id
"""  # noqa: S608
INSERT_EACH = f"""
    INSERT INTO {Notice._meta.db_table} (officer_id, unit_id, kind, title, body, path, about, created_at)
    SELECT officer, unit, %(kind)s, title, body, path, about, %(now)s
    FROM unnest(%(officers)s::bigint[], %(units)s::bigint[], %(titles)s::text[], %(bodies)s::text[], %(paths)s::text[],
                %(abouts)s::text[]) AS told(officer, unit, title, body, path, about)
    ON CONFLICT DO NOTHING RETURNING officer_id, about
"""  # noqa: S608


@dataclass(frozen=True)
class Telling:
    """What one of many officers is told; the words mean what they mean in `notify_officers`."""

    officer: User
    unit_id: int
    title: str
    body: str
    path: str
    about: str


@transaction.atomic(savepoint=False)
def notify_officers(
    *,
    officers: Iterable[User],
    kind: str,
    title: str,
    body: str,
    path: str,
    about: str,
    now: datetime,
    unit: Unit | None = None,
) -> int:
    """
    Tell officers one thing: the sentence `title`, some lines `body`, and the page `path` it is about.

    With `about` filled, each officer is told once per `kind` and `about`, so ringing twice is harmless. Says how many
    were told now. Works through any number in batches of 5,000; the letters are only queued, the worker sends them.
    """
    words = {"kind": kind, "title": title[:300], "body": body, "path": path, "about": about, "now": now}
    told = 0
    for batch in batched(officers, BATCH):
        active = {officer.pk: officer.email for officer in batch if officer.is_active}
        with connection.cursor() as cursor:
            cursor.execute(INSERT, {**words, "unit": unit.pk if unit else None, "officers": sorted(active)})
            new = [row[0] for row in cursor.fetchall()]
        told += len(new)
        addresses = [address for pk in new if (address := active[pk])]
        mail.queue_messages(recipients=addresses, subject=title, text=_letter(body, path), about=about, now=now)
    return told


@transaction.atomic(savepoint=False)
def notify_each(*, tellings: Iterable[Telling], kind: str, now: datetime) -> int:
    """
    Tell many officers each a sentence of their own, `about` filled: once per officer, `kind` and `about`.

    Works through any number in batches of 5,000: one INSERT and one job for the letters of each.
    """
    told = 0
    for batch in batched(tellings, BATCH):
        active = [one for one in batch if one.officer.is_active]
        columns = {
            "officers": [one.officer.pk for one in active], "units": [one.unit_id for one in active],
            "titles": [one.title[:300] for one in active], "bodies": [one.body for one in active],
            "paths": [one.path for one in active], "abouts": [one.about for one in active],
        }  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(INSERT_EACH, {**columns, "kind": kind, "now": now})
            new = set(cursor.fetchall())
        told += len(new)
        letters = [
            mail.Letter(
                recipient=one.officer.email, subject=one.title, text=_letter(one.body, one.path), about=one.about
            )
            for one in active
            if one.officer.email and (one.officer.pk, one.about) in new
        ]
        mail.queue_letters(letters=letters, now=now)
    return told


def _letter(body: str, path: str) -> str:
    """The lines of the letter: what, where to look, and that a machine wrote it."""
    lines = [body, settings.BASE_URL + path if path else "", _("This letter was written by Sum Vầy.")]
    return "\n\n".join(line for line in lines if line)
