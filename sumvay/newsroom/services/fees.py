"""What a desk pays for each kind of contribution, from which day, and what for a single item."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom.models import ContributionStep, Desk, FeeRate, OwnCoefficient
from sumvay.newsroom.permissions.fees import can_set_rates
from sumvay.vietnamese import format_date, nfc


class RatesNotYours(Refusal):
    """The officer's post does not set this desk's rates."""


class SheetClosed(Refusal):
    """A month that is over has been paid by the rates of that time."""


class NoRate(Refusal):
    """There is no value of coefficient 1 to multiply by."""


class ReasonMissing(Refusal):
    """Why this item is worth more or less."""


@transaction.atomic
def set_rate(
    *, actor: User, desk: Desk, kind: str, coefficient: Decimal, unit_of_fee: int, points: int, on: date, now: datetime
) -> FeeRate:
    """
    Pay coefficient × unit of fee (đồng) and give points for a kind of contribution from a day on.

    The rate valid until then ends the day before; one that begins later stays, and the new one ends before it. A rate
    set for the same day is replaced. The sheets of months that are over are closed, also where there was no rate.
    Raises RatesNotYours, SheetClosed.
    """
    if not can_set_rates(actor, desk):
        raise RatesNotYours(_("The rates of this desk are set by those who publish there."))
    this_month = localdate(now).replace(day=1)
    if on < this_month:
        raise SheetClosed(
            _("Months that are over keep their rates. Please choose a day from %(day)s on.")
            % {"day": format_date(this_month)}
        )
    Desk.objects.select_for_update().get(pk=desk.pk)
    said = {"coefficient": coefficient, "unit_of_fee": unit_of_fee, "points": points}
    rate = _replaced(desk, kind, said, on)
    audit.record(
        actor=actor, action="fee_rate.set", target=rate, at=now, unit_id=desk.unit_id,
        changes={"kind": kind, "on": on.isoformat(), **{name: str(value) for name, value in said.items()}},
    )  # fmt: skip
    return rate


@transaction.atomic
def set_own_coefficient(
    *, actor: User, desk: Desk, line: ContributionStep, coefficient: Decimal | None, reason: str, now: datetime
) -> None:
    """
    Pay one published item by a coefficient of its own, for a reason its author reads; None: by the rate of its kind.

    `line` is one of selectors.fees.fee_line. A month's sheet is made up in the month after it: what was published
    before the last month stands. Twice the same changes nothing.
    Raises RatesNotYours, SheetClosed, NoRate, ReasonMissing.
    """
    if not can_set_rates(actor, desk):
        raise RatesNotYours(_("The rates of this desk are set by those who publish there."))
    _refuse_closed(line, now)
    words = " ".join(nfc(reason).split())
    if coefficient is None:
        gone, _each = OwnCoefficient.objects.filter(step=line).delete()
        changed = bool(gone)
    else:
        changed = _give(actor, line, coefficient, words, now)
    if changed:
        given = None if coefficient is None else str(coefficient)
        audit.record(
            actor=actor, action="fee.own_coefficient", target=line, at=now, unit_id=desk.unit_id,
            changes={"contribution": line.contribution_id, "coefficient": given},
        )  # fmt: skip


def _refuse_closed(line: ContributionStep, now: datetime) -> None:
    last_month = (localdate(now).replace(day=1) - timedelta(days=1)).replace(day=1)
    if localdate(line.at) < last_month:
        raise SheetClosed(
            _("Sheets of months before %(day)s are closed; an item there keeps its coefficient.")
            % {"day": format_date(last_month)}
        )


def _give(actor: User, line: ContributionStep, coefficient: Decimal, reason: str, now: datetime) -> bool:
    # What selectors.fees.fee_line knows of it beside its columns
    if vars(line)["unit_of_fee"] is None:
        raise NoRate(_("The desk had no rate for this kind that day, so there is no value to multiply by."))
    if not reason:
        raise ReasonMissing(_("Please write the reason for another coefficient."))
    if OwnCoefficient.objects.filter(step=line, coefficient=coefficient, reason=reason).exists():
        return False
    said = {"coefficient": coefficient, "reason": reason, "by": actor, "at": now}
    OwnCoefficient.objects.update_or_create(step=line, defaults=said)
    return True


def _replaced(desk: Desk, kind: str, said: dict, on: date) -> FeeRate:
    mine = FeeRate.objects.filter(desk=desk, kind=kind)
    current = mine.filter(valid__contains=on).first()
    if current and current.valid.lower == on:
        mine.filter(pk=current.pk).update(**said)
        current.refresh_from_db()
        return current
    if current:
        mine.filter(pk=current.pk).update(valid=(current.valid.lower, on))
        until = current.valid.upper
    else:
        later = mine.filter(valid__startswith__gt=on).order_by("valid").first()
        until = later.valid.lower if later else None
    return FeeRate.objects.create(desk=desk, kind=kind, valid=(on, until), **said)
