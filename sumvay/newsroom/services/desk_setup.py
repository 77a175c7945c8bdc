"""Opening and closing a unit's desk, and the order of its steps of approval."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Workflow, WorkflowTask

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom.models import ApprovalStep, Contribution, Desk
from sumvay.newsroom.permissions import desks as permissions
from sumvay.newsroom.selectors import desk as selectors
from sumvay.org.models import Appointment, Unit
from sumvay.vietnamese import nfc


class SettingUpDenied(Refusal):
    """Only those who manage the unit."""


class StepsRepeated(Refusal):
    """A post approves once."""


class DeskNotEmpty(Refusal):
    """Items would lie where nobody looks."""


class NotOpen(Refusal):
    """The desk is closed already."""


@transaction.atomic
def open_desk(*, actor: User, unit: Unit, name: str, posts: list[str], now: datetime) -> Desk:
    """
    Open a unit's desk, or change its name and steps; `posts` approve one after the other (Appointment.Post values),
    none means that one editor publishes alone. Pieces on their way keep the steps they began with.

    Raises SettingUpDenied, StepsRepeated.
    """
    _permit(actor, unit, now)
    if len(posts) != len(set(posts)):
        raise StepsRepeated(_("Each post approves once."))
    desk, _is_new = Desk.objects.get_or_create(unit=unit, defaults={"name": nfc(name)})
    workflow = desk.workflow if selectors.approval_posts_of(desk) == posts else _workflow(name, posts)
    Desk.objects.filter(pk=desk.pk).update(name=nfc(name), workflow=workflow, is_open=True)
    desk.refresh_from_db()
    audit.record(
        actor=actor, action="desk.open", target=desk, at=now, unit_id=unit.pk, changes={"posts": posts}
    )  # fmt: skip
    return desk


@transaction.atomic
def close_desk(*, actor: User, unit: Unit, now: datetime) -> None:
    """
    Close a unit's desk; what units below send then goes to the next desk above.

    Raises SettingUpDenied, NotOpen, DeskNotEmpty.
    """
    _permit(actor, unit, now)
    # Who sends something here this moment is waited for, or finds it closed
    keep_open(unit=unit)
    lying = Contribution.objects.filter(desk=unit, state__in=[Contribution.State.WAITING, Contribution.State.TAKEN])
    if lying.exists():
        raise DeskNotEmpty(_("Items still lie at this desk. Send them up, return them or say that they are not used."))
    if not Desk.objects.filter(unit=unit, is_open=True).update(is_open=False):
        raise NotOpen(_("This desk is already closed."))
    audit.record(actor=actor, action="desk.close", target=unit.desk, at=now, unit_id=unit.pk)


def keep_open(*, unit: Unit) -> bool:
    """Hold a unit's desk open until the transaction ends; False when it is closed. A step of services."""
    return bool(Desk.objects.select_for_update(no_key=True).filter(unit=unit, is_open=True))


def held_open(nearest: Callable[[], Unit | None]) -> Unit | None:
    """
    The unit whose desk receives something, its desk held open until the transaction ends; None where there is none.

    One that is closed this moment receives nothing: `nearest`, asked anew, tells the next above. A step of services.
    """
    while (unit := nearest()) and not keep_open(unit=unit):
        pass
    return unit


def _permit(actor: User, unit: Unit, now: datetime) -> None:
    if not permissions.can_set_up(actor, unit, on=localdate(now)):
        raise SettingUpDenied(_("Only those who manage the unit set up its desk."))


def _workflow(name: str, posts: list[str]) -> Workflow | None:
    """A workflow of these steps; the former one stays as it is, for pieces on their way."""
    if not posts:
        return None
    workflow = Workflow.objects.create(name=name)
    tasks = [_step(post) for post in posts]
    WorkflowTask.objects.bulk_create(
        WorkflowTask(workflow=workflow, task=task, sort_order=place) for place, task in enumerate(tasks)
    )
    return workflow


def _step(post: str) -> ApprovalStep:
    """One step for each post, shared by all desks; named in the language of the house, since names are data."""
    known = ApprovalStep.objects.filter(post=post, active=True).first()
    with override(settings.LANGUAGE_CODE):
        return known or ApprovalStep.objects.create(name=str(Appointment.Post(post).label), post=post)
