"""Writing the trail: one row per thing somebody did."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from sumvay.audit.models import Entry


def record(
    *,
    actor: AbstractBaseUser | None,
    action: str,
    target: Model,
    at: datetime,
    unit_id: int | None = None,
    changes: dict | None = None,
    request_id: str = "",
) -> Entry:
    """
    Write down who did what, inside the caller's transaction, so that the deed and its trace stand or fall together.

    `actor` None means the house itself (worker, clock, a link without a sign-in). `action` is "<noun>.<verb>", such as
    "directive.issue". `changes` holds ids, states and figures alone: never names, addresses or anything a person typed,
    because the database refuses to delete a row of the trail.
    """
    return Entry.objects.create(
        at=at,
        actor_id=actor.pk if actor else None,
        actor_kind="user" if actor else "house",
        action=action,
        target_label=target._meta.label_lower,
        target_id=target.pk,
        unit_id=unit_id,
        changes=changes or {},
        request_id=request_id,
    )
