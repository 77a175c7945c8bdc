"""What the clock does in the confidential lane: tells handlers, lays rows down anew, deletes what is over."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Exists, F, Model, OuterRef
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.feedback.models import Box, Case, HandlerKey, SealedCase, SealedFile, SealedKey, SealedMessage
from sumvay.feedback.services.sealed_reminders import remind_of_sealed
from sumvay.notifications import services as notifications

# Told to writers on the page
KEPT = timedelta(days=365)
# Boxes and keys too: a row that refers to them leaves the number of its transaction on them
TABLES = [SealedCase, SealedKey, SealedMessage, SealedFile, Box, HandlerKey]


@transaction.atomic
def tell_handlers(*, now: datetime) -> int:
    """
    Once an hour: whose lot has come is told that something new lies in the sealed box, not what and not how much.

    Says how many were told.
    """
    due = list(SealedKey.objects.select_for_update(of=("self",)).filter(rounds=0).select_related("key"))
    told = {held.key.officer_id for held in due if held.key.ended_on is None}
    # What was sealed since we looked is told in an hour
    SealedKey.objects.filter(pk__in=[held.pk for held in due]).update(rounds=None)
    SealedKey.objects.filter(rounds__gt=0).update(rounds=F("rounds") - 1)
    return notifications.notify_officers(
        officers=User.objects.filter(pk__in=told),
        kind="sealed",
        title=_("A new confidential message"),
        body=_("Please open the sealed messages with your passphrase."),
        path=reverse("feedback:sealed"),
        about="",
        now=now,
    )


def tidy(*, now: datetime) -> None:
    """Every night: what is over goes, the rest lies as if it had come at once; who forgets what waits is reminded."""
    forget_sealed(now=now)
    lay_down_anew()
    # Last, as nothing it meets may keep these rows from being tidied
    remind_of_sealed(now=now)


def forget_sealed(*, now: datetime) -> int:
    """Delete what had its result and of which nothing was said for more than a year; says how many cases."""
    since = localdate(now) - KEPT
    lately = SealedMessage.objects.filter(case=OuterRef("pk"), day__gte=since)
    over = SealedCase.objects.filter(~Exists(lately), state=Case.State.RESOLVED, day__lt=since)
    return over.delete()[1].get(SealedCase._meta.label, 0)


def lay_down_anew() -> None:
    """
    Write every sealed row anew, in the order of its random key.

    PostgreSQL keeps rows in the order of their coming and notes with each the number of its transaction (xmin); a copy
    of the disk, or a dump, would tell which came first and beside which dated rows. After this they all came at once.
    """
    with connection.cursor() as cursor:
        for table in TABLES:
            name = connection.ops.quote_name(table._meta.db_table)
            cursor.execute(f"UPDATE {name} SET id = id")  # noqa: S608
            cursor.execute(f"CLUSTER {name} USING {connection.ops.quote_name(_primary_key(cursor, table))}")


def _primary_key(cursor: CursorWrapper, table: type[Model]) -> str:
    found = connection.introspection.get_constraints(cursor, table._meta.db_table)
    return next(name for name, constraint in found.items() if constraint["primary_key"])
