"""What a unit sends to the desk counts for what it was asked to write, without anybody typing it again."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.directives import selectors as directives_selectors
from sumvay.directives import services as directives
from sumvay.newsroom.models import Contribution


def count_for_duty(*, contribution: Contribution, now: datetime) -> None:
    """Give a sent contribution as proof of the campaign's first unfinished duty to write; once, and only if asked.

    Rung by the service that sent it, which asked for permission.
    """
    if contribution.deliverable or not contribution.campaign:
        return
    duty = directives_selectors.writing_asked_of(contribution.unit, contribution.campaign)
    if duty is None:
        return
    dispatch, assignment = duty
    with override("vi"):
        note = _("Sent to the newsroom: %(title)s") % {"title": contribution.title}
    given = directives.give_note(
        actor=None, dispatch=dispatch, assignment=assignment, note=note, giver_name=contribution.byline, now=now
    )
    Contribution.objects.filter(pk=contribution.pk).update(deliverable=given)


def take_back_from_duty(*, contribution: Contribution, now: datetime) -> None:
    """What its author has withdrawn counts for no duty."""
    if contribution.deliverable:
        directives.withdraw_proof(actor=None, deliverable=contribution.deliverable, now=now)
        Contribution.objects.filter(pk=contribution.pk).update(deliverable=None)
