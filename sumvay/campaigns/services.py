"""What can happen to a campaign and to the calendar of holidays."""

from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.campaigns import selectors
from sumvay.campaigns.models import Campaign, KeyMessage, Topic
from sumvay.campaigns.working_days import NoTimeLeft, propose_due
from sumvay.errors import Refusal
from sumvay.org import permissions as org_permissions
from sumvay.org.models import Unit


class NotYourCampaign(Refusal):
    """The officer does not draft for the campaign's unit."""


class EndsBeforeItStarts(Refusal):
    """The last day lies before the first."""


class TopicInput(NamedTuple):
    """A topic as an officer enters it."""

    title: str
    items: list[str]


@transaction.atomic
def create_campaign(
    *,
    actor: User,
    unit: Unit,
    title: str,
    starts_on: date,
    now: datetime,
    ends_on: date | None = None,
    topics: list[TopicInput] | None = None,
    key_messages: list[str] | None = None,
    hashtags: list[str] | None = None,
) -> Campaign:
    """Begin a campaign of `unit` as a draft.

    Raises NotYourCampaign, EndsBeforeItStarts.
    """
    _check(actor, unit, starts_on, ends_on, now)
    campaign = Campaign.objects.create(
        unit=unit, title=title, starts_on=starts_on, ends_on=ends_on, hashtags=hashtags or [], created_at=now
    )
    _write_content(campaign, topics or [], key_messages or [])
    audit.record(actor=actor, action="campaign.create", target=campaign, at=now, unit_id=unit.pk)
    return campaign


@transaction.atomic
def change_campaign(
    *,
    actor: User,
    campaign: Campaign,
    title: str,
    starts_on: date,
    ends_on: date | None,
    topics: list[TopicInput],
    key_messages: list[str],
    hashtags: list[str],
    now: datetime,
) -> None:
    """Replace a campaign's wording, dates, topics and key messages.

    Raises NotYourCampaign, EndsBeforeItStarts.
    """
    _check(actor, campaign.unit, starts_on, ends_on, now)
    campaign.title, campaign.starts_on, campaign.ends_on, campaign.hashtags = title, starts_on, ends_on, hashtags
    campaign.save(update_fields=["title", "starts_on", "ends_on", "hashtags"])
    campaign.topics.all().delete()
    campaign.key_messages.all().delete()
    _write_content(campaign, topics, key_messages)
    audit.record(actor=actor, action="campaign.change", target=campaign, at=now, unit_id=campaign.unit_id)


def start_campaign(*, campaign: Campaign) -> None:
    """Set a draft campaign running; the service that issues its directive asks for this."""
    Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.DRAFT).update(state=Campaign.State.RUNNING)


def _check(actor, unit, starts_on, ends_on, now):
    if not org_permissions.can_draft(actor, unit, on=localdate(now)):
        raise NotYourCampaign(_("Only officers who draft for %(unit)s can do this.") % {"unit": unit.name})
    if ends_on and ends_on < starts_on:
        raise EndsBeforeItStarts(_("The last day lies before the first day."))


def _write_content(campaign, topics, key_messages):
    Topic.objects.bulk_create(
        Topic(campaign=campaign, position=i, title=t.title, items=t.items) for i, t in enumerate(topics)
    )
    KeyMessage.objects.bulk_create(
        KeyMessage(campaign=campaign, position=i, text=text) for i, text in enumerate(key_messages)
    )


def propose_report_due(*, superior_due: datetime | None, levels_below: int, now: datetime) -> datetime | None:
    """When lower units should report, in working days by the calendar of holidays; None when no time is left."""
    try:
        return propose_due(
            superior_due,
            localdate(now),
            holidays=selectors.days_off(),
            swapped_workdays=selectors.worked_weekend_days(),
            levels_below=levels_below,
        )
    except NoTimeLeft:
        return None
