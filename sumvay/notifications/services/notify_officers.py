"""Telling officers something: a notice in the app for everyone, a letter for those with an address."""

from collections.abc import Iterable
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


def _letter(body: str, path: str) -> str:
    """The lines of the letter: what, where to look, and that a machine wrote it."""
    lines = [body, settings.BASE_URL + path if path else "", _("This letter was written by Sum Vầy.")]
    return "\n\n".join(line for line in lines if line)
