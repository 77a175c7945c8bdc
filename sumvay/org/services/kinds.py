"""Kinds of units are data: those who lead the whole tree add and reword them."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.org import permissions
from sumvay.org.models import UnitKind
from sumvay.org.services import rules
from sumvay.vietnamese import nfc


class KindTaken(Refusal):
    """Another kind has this code."""


@transaction.atomic
def add_kind(*, actor: User, code: str, name: str, rank: int, is_grassroots: bool, now: datetime) -> UnitKind:
    """Add a kind of unit; RANK orders kinds from the top, grassroots units are those that have members of their own.

    Raises NotPermitted, KindTaken.
    """
    rules.permit(permissions.can_shape_kinds(actor, on=timezone.localdate(now)))
    try:
        with transaction.atomic():
            kind = UnitKind.objects.create(code=code, name=nfc(name), rank=rank, is_grassroots=is_grassroots)
    except IntegrityError as taken:
        raise KindTaken(_("The code %(code)s belongs to another kind.") % {"code": code}) from taken
    audit.record(actor=actor, action="kind.create", target=kind, at=now)
    return kind


@transaction.atomic
def change_kind(*, actor: User, kind: UnitKind, name: str, rank: int, is_grassroots: bool, now: datetime) -> None:
    """Reword a kind; its code stays. Raises NotPermitted."""
    rules.permit(permissions.can_shape_kinds(actor, on=timezone.localdate(now)))
    UnitKind.objects.filter(pk=kind.pk).update(name=nfc(name), rank=rank, is_grassroots=is_grassroots)
    audit.record(actor=actor, action="kind.change", target=kind, at=now)
