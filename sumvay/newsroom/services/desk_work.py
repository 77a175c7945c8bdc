"""What an editor does with a contribution at a desk: take, put back, edit, lift, return, refuse, take up again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.newsroom.contribution_details import details_of
from sumvay.newsroom.contribution_gaps import TEXTLESS
from sumvay.newsroom.models import Contribution, ContributionPhoto, ContributionStep, NewsPicture
from sumvay.newsroom.permissions import desks as permissions
from sumvay.newsroom.selectors import desk as selectors
from sumvay.newsroom.selectors.shown_pictures import pieces_showing
from sumvay.newsroom.services import drawing
from sumvay.newsroom.services.added_sources import leave_drafts
from sumvay.newsroom.services.arrivals import tell_desk
from sumvay.newsroom.services.contributing import tell_author
from sumvay.newsroom.services.contribution_photos import DESCRIBED, describe
from sumvay.newsroom.services.desk_setup import held_open, keep_open
from sumvay.org.models import Unit
from sumvay.vietnamese import fold, nfc

State = Contribution.State
Act = ContributionStep.Act
VERBS = {Act.RECEIVED: "take", Act.EDITED: "edit", Act.LIFTED: "lift", Act.RETURNED: "return", Act.REFUSED: "refuse"}


class NotAtYourDesk(Refusal):
    """The officer does not edit at the desk where it lies."""


class InOtherHands(Refusal):
    """A colleague has it, or it has left the desk."""


class NotInHand(Refusal):
    """Only what one has taken is edited."""


class NothingChanged(Refusal):
    """The edit left everything as it was."""


class TextMissing(Refusal):
    """A contribution keeps a title, and a text where its kind needs one."""


class ReasonMissing(Refusal):
    """The author is told why."""


class NoDeskAbove(Refusal):
    """Nobody above has opened a desk."""


@transaction.atomic
def take(*, actor: User, contribution: Contribution, now: datetime) -> None:
    """
    Take what waits at the desk into one's own hands; of two who press at once, one gets it.

    Raises NotAtYourDesk, InOtherHands.
    """
    _permit(actor, contribution)
    waiting = Contribution.objects.filter(pk=contribution.pk, desk=contribution.desk_id, state=State.WAITING)
    if not waiting.update(state=State.TAKEN, editor=actor, changed_at=now):
        raise InOtherHands(_("Somebody took this item first."))
    _write_down(Act.RECEIVED, actor, contribution, now)


@transaction.atomic
def put_back(*, actor: User, contribution: Contribution, now: datetime) -> None:
    """
    Lay what was taken back on the desk, for others; who publishes there may do so for a colleague who is away.

    Raises NotAtYourDesk, InOtherHands.
    """
    contribution.refresh_from_db()
    if not permissions.can_put_back(actor, contribution):
        raise NotAtYourDesk(_("Only the editor who took it, or who publishes here, can put it back."))
    taken = Contribution.objects.filter(
        pk=contribution.pk, desk=contribution.desk_id, state=State.TAKEN, editor=contribution.editor_id
    )
    if not taken.update(state=State.WAITING, editor=None, changed_at=now):
        raise InOtherHands(_("This item has moved on in the meantime."))
    audit.record(
        actor=actor, action="contribution.put_back", target=contribution, at=now, unit_id=contribution.desk_id,
        changes={"editor": contribution.editor_id},
    )  # fmt: skip


@transaction.atomic
def edit_contribution(
    *,
    actor: User,
    contribution: Contribution,
    title: str,
    text: str,
    note: str,
    now: datetime,
    facts: dict[str, Any] | None = None,
    shots: dict[int, dict[str, Any]] | None = None,
) -> None:
    """
    Write title and text anew; the author reads what was changed, with the editor's remark.

    `facts` are any of "place", "happened_on" and "names_hardship"; `shots` say by the photo's number any of "caption",
    "credit" and "shows_people". Raises NotAtYourDesk, NotInHand, TextMissing, NothingChanged.
    """
    _permit(actor, contribution)
    title, text = " ".join(nfc(title).split()), nfc(text).replace("\r\n", "\n").strip()
    if not title or not (text or contribution.kind in TEXTLESS):
        raise TextMissing(_("Please write a title and a text."))
    mine = Contribution.objects.filter(
        pk=contribution.pk, desk=contribution.desk_id, state=State.TAKEN, editor=actor, edition=contribution.edition
    )
    words = {"title": title, "text": text, **_facts(facts or {})}
    photos = contribution.photos.filter(pk__in=shots or {})
    described = [photo for photo in photos if describe(photo=photo, said=(shots or {})[photo.pk])]
    if not described and all(getattr(contribution, name) == value for name, value in words.items()):
        raise NothingChanged(_("Nothing was changed."))
    words |= {"folded": fold(f"{title} {text}"), "changed_at": now, "changed_by": actor}
    if not mine.update(**words, edition=F("edition") + 1):
        raise NotInHand(_("Take this item before you edit it."))
    ContributionPhoto.objects.bulk_update(described, DESCRIBED)
    drawing.show_anew(pieces_showing(NewsPicture.objects.filter(photo__in=described)))
    _write_down(Act.EDITED, actor, contribution, now, note)


@transaction.atomic
def lift(*, actor: User, contribution: Contribution, note: str, now: datetime) -> None:
    """
    Send it up to the next open desk, also after publishing it here; unit, author, consents and photos stay attached,
    and the editors there are told.

    Raises NotAtYourDesk, NoDeskAbove, InOtherHands.
    """
    _permit(actor, contribution)
    above = held_open(lambda: _unit_above(contribution, now))
    if above is None:
        raise NoDeskAbove(_("There is no desk above this one."))
    rising = {"desk": above, "state": State.WAITING, "at_desk_since": now, "changed_at": now}
    _move(actor, contribution, published_too=True, **rising)
    _write_down(Act.LIFTED, actor, contribution, now, note, to=above.pk)
    tell_desk(contribution=contribution, by=actor, now=now)


@transaction.atomic
def return_contribution(*, actor: User, contribution: Contribution, reason: str, now: datetime) -> None:
    """
    Give it back to its author to mend, saying why.

    Raises NotAtYourDesk, ReasonMissing, InOtherHands.
    """
    _permit(actor, contribution)
    reason = _reason(reason)
    _move(actor, contribution, state=State.RETURNED, changed_at=now)
    _write_down(Act.RETURNED, actor, contribution, now, reason)


@transaction.atomic
def refuse(*, actor: User, contribution: Contribution, reason: str, now: datetime) -> None:
    """
    Say that it will not be used, and why; what a desk below has before readers stays published. A draft of this desk it
    was added to lets it go.

    Raises NotAtYourDesk, ReasonMissing, InOtherHands.
    """
    _permit(actor, contribution)
    reason = _reason(reason)
    public = contribution.used_in.filter(piece__listing__isnull=False).exists()
    state = State.PUBLISHED if public else State.REFUSED
    leave_drafts(actor=actor, contribution=contribution, now=now, unit_id=contribution.desk_id)
    _move(actor, contribution, state=state, outcome_at=now, changed_at=now)
    _write_down(Act.REFUSED, actor, contribution, now, reason)


@transaction.atomic
def take_up_again(*, actor: User, contribution: Contribution, now: datetime) -> None:
    """
    Take into one's own hands what this desk had decided not to use; the author is told that it is edited after all.

    Raises NotAtYourDesk, InOtherHands.
    """
    _permit(actor, contribution)
    # A desk that is just closing waits, or is closed before
    if contribution.desk:
        keep_open(unit=contribution.desk)
    set_aside = selectors.not_used_at(contribution.desk_id).filter(pk=contribution.pk)
    if not set_aside.update(state=State.TAKEN, editor=actor, outcome_at=None, changed_at=now):
        raise InOtherHands(_("This item has moved on in the meantime."))
    _write_down(Act.RECEIVED, actor, contribution, now, verb="take_up_again")


def _unit_above(contribution: Contribution, now: datetime) -> Unit | None:
    desk = selectors.desk_above(contribution.desk, on=localdate(now)) if contribution.desk else None
    return desk.unit if desk else None


def _facts(facts: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {name: facts[name] for name in ("place", "happened_on", "names_hardship") if name in facts}
    return known | ({"place": " ".join(nfc(known["place"]).split())[:160]} if "place" in known else {})


def _permit(actor: User, contribution: Contribution) -> None:
    if not permissions.can_edit_at(actor, contribution.desk_id):
        raise NotAtYourDesk(_("This item does not lie at a desk where you edit."))


def _reason(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing(_("Please say why, so that the author knows."))
    return nfc(reason).strip()


def _move(actor: User, contribution: Contribution, *, published_too: bool = False, **changes: object) -> None:
    """What waits here or is in one's own hands leaves them."""
    free = Q(state=State.WAITING) | Q(state=State.TAKEN, editor=actor)
    if published_too:
        free |= Q(state=State.PUBLISHED)
    here = Contribution.objects.filter(free, pk=contribution.pk, desk=contribution.desk_id)
    if not here.update(editor=None, **changes):
        raise InOtherHands(_("This item is in other hands, or has moved on in the meantime."))


def _write_down(
    act: Act,
    actor: User,
    contribution: Contribution,
    now: datetime,
    note: str = "",
    *,
    to: int | None = None,
    verb: str = "",
) -> None:
    """The step at the desk it lay at, with title and text as they now stand; the trail; and word to the author."""
    desk_id = contribution.desk_id
    contribution.refresh_from_db()
    step = ContributionStep.objects.create(
        contribution=contribution, act=act, desk_id=desk_id, by=actor, at=now, note=nfc(note).strip()[:500],
        title=contribution.title, text=contribution.text, details=details_of(contribution),
    )  # fmt: skip
    changes = {"state": contribution.state, "edition": contribution.edition, **({"to": to} if to else {})}
    audit.record(
        actor=actor, action=f"contribution.{verb or VERBS[act]}", target=contribution, at=now, unit_id=desk_id,
        changes=changes,
    )  # fmt: skip
    tell_author(contribution=contribution, act=act, note=step.note, now=now)
