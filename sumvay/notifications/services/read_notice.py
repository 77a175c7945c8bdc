"""An officer has read a notice, or all of them."""

from datetime import datetime

from sumvay.accounts.models import User
from sumvay.notifications.models import Notice


def read_notice(*, actor: User, notice: Notice, now: datetime) -> None:
    """Note that the officer opened this notice; the first time counts, another's notice stays as it is."""
    Notice.objects.filter(pk=notice.pk, officer=actor, read_at__isnull=True).update(read_at=now)


def read_all_notices(*, actor: User, now: datetime) -> int:
    """Note that the officer has seen all notices; says how many were new."""
    return Notice.objects.filter(officer=actor, read_at__isnull=True).update(read_at=now)
