"""What partners publish elsewhere: their feeds are kept here, and read each hour for titles and links."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.http import http_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom import tasks
from sumvay.newsroom.models import PartnerFeed, PartnerItem
from sumvay.newsroom.permissions.partners import can_keep_partners
from sumvay.newsroom.services.readers_pages import refresh
from sumvay.newsroom.wire import fetching
from sumvay.newsroom.wire.partner_feed import Entry, NotAFeed, entries_of
from sumvay.vietnamese import nfc

KEPT_FOR = timedelta(days=30)
# Clocks differ; what changed within this time of the last look is fetched again
SLACK = timedelta(hours=1)


class PartnersNotYours(Refusal):
    """The officer's post does not keep the list of partners."""


class NotAWebAddress(Refusal):
    """What was typed cannot be a feed's address."""


class PartnerKnown(Refusal):
    """The feed is on the list."""


class AlreadyClosed(Refusal):
    """Somebody closed the feed first."""


@transaction.atomic
def add_partner(*, actor: User, name: str, url: str, now: datetime) -> PartnerFeed:
    """
    Put a partner's feed on the list, or open a closed one again, and have it read at once.

    Only titles, links and the partner's name will be shown. Raises PartnersNotYours, NotAWebAddress, PartnerKnown.
    """
    _refuse_stranger(actor, now)
    address, called = url.strip(), nfc(" ".join(name.split()))
    if not fetching.is_web_address(address):
        raise NotAWebAddress(_("A feed's address begins with http:// or https:// and leads to a public website."))
    feed = _opened(address, called)
    audit.record(actor=actor, action="partner.add", target=feed, at=now)
    tasks.fetch_partner.defer(feed_id=feed.pk)
    return feed


@transaction.atomic
def close_partner(*, actor: User, feed: PartnerFeed, now: datetime) -> None:
    """Read a partner's feed no more; its titles leave the portal at once. Raises PartnersNotYours, AlreadyClosed."""
    _refuse_stranger(actor, now)
    if not PartnerFeed.objects.filter(pk=feed.pk, is_open=True).update(is_open=False):
        raise AlreadyClosed(_("This feed is already closed."))
    PartnerItem.objects.filter(feed=feed).delete()
    audit.record(actor=actor, action="partner.close", target=feed, at=now)
    refresh(["/"])


def ask_partners() -> None:
    """Have every open feed read, each by a job of its own, so that a slow one holds up nobody."""
    for pk in PartnerFeed.objects.filter(is_open=True).order_by("pk").values_list("pk", flat=True):
        tasks.fetch_partner.defer(feed_id=pk)


def fetch_partner(*, feed: PartnerFeed, now: datetime) -> int:
    """
    Read one feed: keep new titles and links, forget those older than thirty days; gives how many are new.

    What went wrong is written on the feed for the officer who keeps the list.
    """
    if not feed.is_open:
        return 0
    entries, trouble = _read(feed)
    with transaction.atomic():
        PartnerItem.objects.filter(feed=feed, published_at__lt=now - KEPT_FOR).delete()
        # Closed while it was read: nothing of it may appear again
        still_open = PartnerFeed.objects.filter(pk=feed.pk, is_open=True)
        if not still_open.update(fetched_at=now, trouble=trouble):
            return 0
        new = _keep(feed, entries, now)
    if new:
        refresh(["/"])
    return new


def _refuse_stranger(actor: User, now: datetime) -> None:
    if not can_keep_partners(actor, on=localdate(now)):
        raise PartnersNotYours(_("The list of partners is kept by those who publish at the highest unit."))


def _opened(address: str, called: str) -> PartnerFeed:
    closed = PartnerFeed.objects.filter(url=address, is_open=False)
    if closed.update(is_open=True, name=called, trouble="", fetched_at=None):
        return PartnerFeed.objects.get(url=address)
    try:
        with transaction.atomic():
            return PartnerFeed.objects.create(name=called, url=address)
    except IntegrityError as no:
        raise PartnerKnown(_("This feed is already on the list.")) from no


def _read(feed: PartnerFeed) -> tuple[list[Entry], str]:
    """The entries, or none and the trouble in words."""
    since = http_date((feed.fetched_at - SLACK).timestamp()) if feed.fetched_at and not feed.trouble else ""
    try:
        content = fetching.fetch(feed.url, unchanged_since=since)
        return (entries_of(content, feed.url) if content is not None else []), ""
    except NotAFeed:
        return [], _("The address answers, but not with RSS or Atom.")
    except fetching.NotPublic:
        return [], _("The address does not lead to a public website.")
    except fetching.TooLarge:
        return [], _("The answer is larger than 2 MB.")
    except fetching.BadAnswer as no:
        return [], _("The website answers with error %(status)s.") % {"status": no.status}
    except fetching.NotFetched:
        return [], _("The website does not answer.")


def _keep(feed: PartnerFeed, entries: list[Entry], now: datetime) -> int:
    """Each link once; one without a time, or from the future, counts as published now."""
    known = set(PartnerItem.objects.filter(feed=feed).values_list("url", flat=True))
    rows = [
        PartnerItem(feed=feed, title=one.title, url=one.url, published_at=min(one.published_at or now, now))
        for one in entries
        if one.url not in known
    ]
    fresh = [row for row in rows if row.published_at >= now - KEPT_FOR]
    PartnerItem.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)
