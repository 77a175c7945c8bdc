"""The bulletin of the day: drafts itself, is arranged by an editor, goes out to subscribers."""

import logging
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom import desk_seats, tasks
from sumvay.newsroom.bulletin_picks import Candidate, chosen, contents_line
from sumvay.newsroom.models import Desk, Listing, Piece
from sumvay.newsroom.permissions import desks as permissions
from sumvay.newsroom.permissions.publishing import can_change
from sumvay.newsroom.selectors import bulletins as selectors
from sumvay.newsroom.selectors.withdrawals import touched_among
from sumvay.org.models import Unit
from sumvay.vietnamese import fold, format_date

log = logging.getLogger(__name__)

MOST_ARRANGED = 20
# Fewer pieces than these make no bulletin by themselves; an editor may still begin one
ENOUGH = 3


class NotYourBulletin(Refusal):
    """The officer does not edit for the unit."""


class AlreadyDrafted(Refusal):
    """The unit has its bulletin of the day."""


class NoDeskHere(Refusal):
    """The unit has no open desk, or the portal no section."""


class WaitsForApproval(Refusal):
    """It has been handed in."""


class NotPublic(Refusal):
    """Something picked is not public."""


class TooManyPicks(Refusal):
    """A bulletin is short."""


class NotPublished(Refusal):
    """Only a published bulletin goes out."""


class NotForSubscribers(Refusal):
    """Subscribers get the bulletin of the site's own desk, on its day."""


class ConsentTakenBack(Refusal):
    """Somebody no longer agrees to be shown or told of in one of its pieces."""


@transaction.atomic
def draft_bulletin(*, actor: User, unit: Unit, day: date, now: datetime) -> Piece:
    """
    Begin the unit's bulletin of a day: the day's pieces of its branch are picked and its line of contents written.

    Raises NotYourBulletin, NoDeskHere, AlreadyDrafted.
    """
    if not permissions.can_edit_at(actor, unit.pk):
        raise NotYourBulletin(_("Only editors of %(unit)s can do this.") % {"unit": unit.name})
    return _draft(unit, day, now, by=actor)


def draft_bulletins(*, now: datetime) -> int:
    """Draft today's bulletin of every open desk whose branch published at least three pieces; says how many."""
    today, drafted = localdate(now), 0
    for desk in selectors.desks_that_are_open():
        enough = selectors.pieces_of_day(desk.unit, until=now)[:ENOUGH].count() == ENOUGH
        if enough and selectors.bulletin_on(desk.unit, today) is None:
            drafted += _drafted_by_the_clock(desk.unit, today, now)
    return drafted


@transaction.atomic
def arrange(*, actor: User, bulletin: Piece, picks: list[int], now: datetime) -> Piece:
    """
    Carry these pieces in this order; the line of contents follows, unless an editor has written it anew.

    A bulletin that is public stays as it is until it is published again. Gives the bulletin as it is now drafted.
    While it waits for approval, only those who may approve it arrange it.
    Raises NotYourBulletin, WaitsForApproval, TooManyPicks, NotPublic.
    """
    if bulletin.kind != Piece.Kind.BULLETIN or not permissions.can_edit_at(actor, bulletin.unit_id):
        raise NotYourBulletin(_("Only editors of %(unit)s can do this.") % {"unit": bulletin.unit.name})
    if not can_change(actor, bulletin):
        raise WaitsForApproval(_("The bulletin waits for approval; until then only those who approve it change it."))
    wanted = list(dict.fromkeys(picks))
    listings = _public(wanted, now)
    Piece.objects.select_for_update().get(pk=bulletin.pk)
    draft = bulletin.get_latest_revision_as_object() if bulletin.latest_revision_id else bulletin
    former = selectors.listings_in_order(list(draft.picks), now=now)
    if draft.standfirst in ("", _standfirst(former)):
        draft.standfirst = _standfirst(listings)
    draft.picks = wanted
    draft.save_revision(user=actor)
    Piece.objects.filter(pk=bulletin.pk, live=False).update(picks=wanted, standfirst=draft.standfirst)
    audit.record(
        actor=actor, action="bulletin.arrange", target=bulletin, at=now, unit_id=bulletin.unit_id,
        changes={"picks": wanted},
    )  # fmt: skip
    return draft


@transaction.atomic
def mail_bulletin(*, actor: User, bulletin: Piece, now: datetime) -> None:
    """
    Send a published bulletin to everyone who asked for it; pressing twice sends nothing twice.

    A letter cannot be called back, so nothing goes out while somebody shown or told of in one of its pieces has taken
    their consent back. Raises NotYourBulletin, NotPublished, NotForSubscribers, ConsentTakenBack.
    """
    if not desk_seats.holds(actor, desk_seats.PUBLISHING, bulletin.unit_id):
        raise NotYourBulletin(_("Only those who publish for %(unit)s can do this.") % {"unit": bulletin.unit.name})
    if not Piece.objects.filter(pk=bulletin.pk, live=True, kind=Piece.Kind.BULLETIN).exists():
        raise NotPublished(_("The bulletin is sent once it is published."))
    if bulletin.happened_on != localdate(now) or not selectors.speaks_for_the_site(bulletin.unit, on=localdate(now)):
        raise NotForSubscribers(_("Subscribers get today's bulletin of the highest desk."))
    _refuse_taken_back(bulletin, now)
    audit.record(actor=actor, action="bulletin.mail", target=bulletin, at=now, unit_id=bulletin.unit_id)
    tasks.send_bulletin.defer(bulletin_id=bulletin.pk)


def _refuse_taken_back(bulletin: Piece, now: datetime) -> None:
    touched = touched_among(bulletin.picks)
    named = next((row for row in selectors.listings_in_order(bulletin.picks, now=now) if row.pk in touched), None)
    if named:
        raise ConsentTakenBack(
            _(
                "Somebody no longer agrees to be shown or told of in “%(title)s”. Please mend that piece, or take it "
                "out of the bulletin and publish the bulletin anew."
            )
            % {"title": named.title}
        )


def _drafted_by_the_clock(unit: Unit, day: date, now: datetime) -> bool:
    try:
        with transaction.atomic():
            _draft(unit, day, now, by=None)
    except (AlreadyDrafted, NoDeskHere) as no:
        # An editor was quicker, or the desk has just closed: the other desks go on
        log.info("no bulletin drafted for unit %s: %s", unit.pk, no)
        return False
    return True


def _draft(unit: Unit, day: date, now: datetime, *, by: User | None) -> Piece:
    # Held until the end, so that the clock and an editor do not draft side by side
    desk = Desk.objects.select_for_update().filter(unit=unit, is_open=True).first()
    section = selectors.section_for_bulletins()
    if desk is None or section is None:
        raise NoDeskHere(_("The unit has no open desk, or the portal has no section yet."))
    if selectors.bulletin_on(unit, day):
        raise AlreadyDrafted(_("The bulletin of this day is already there."))
    until = selectors.day_end(day, now)
    rows = selectors.pieces_of_day(unit, until=until).select_related("piece")
    ids = chosen(map(_candidate, rows.prefetch_related("piece__sources__contribution")), now=until)
    with override("vi"):
        title = _("Bulletin of %(day)s") % {"day": format_date(day)}
    bulletin = Piece.objects.create(
        unit=unit, section=section, kind=Piece.Kind.BULLETIN, title=title, happened_on=day, live=False, picks=ids,
        standfirst=_standfirst(selectors.listings_in_order(ids, now=now)), created_by=by, created_at=now,
    )  # fmt: skip
    bulletin.save_revision(user=by)
    audit.record(actor=by, action="bulletin.draft", target=bulletin, at=now, unit_id=unit.pk, changes={"picks": ids})
    return bulletin


def _candidate(listing: Listing) -> Candidate:
    wrote = [source.contribution.unit_id for source in listing.piece.sources.all()]
    topic = listing.piece.topic_id
    return Candidate(
        pk=listing.pk,
        published_at=listing.published_at,
        place=fold(listing.place) or (wrote or [listing.unit_id])[0],
        topic=("topic", topic) if topic else ("campaign", listing.campaign_id or -listing.section_id),
        kind=listing.kind,
        is_lead=listing.is_lead,
    )


def _public(ids: list[int], now: datetime) -> list[Listing]:
    if len(ids) > MOST_ARRANGED:
        raise TooManyPicks(_("A bulletin carries at most %(most)d pieces.") % {"most": MOST_ARRANGED})
    found = selectors.listings_in_order(ids, now=now)
    if len(found) != len(ids) or any(listing.kind == Piece.Kind.BULLETIN for listing in found):
        raise NotPublic(_("A piece in the list is not public any more. Please take it out."))
    return found


def _standfirst(listings: list[Listing]) -> str:
    return contents_line([listing.title for listing in listings])
