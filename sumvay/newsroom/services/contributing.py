"""Writing for a unit: begun, kept as one writes, sent to the desk, taken back; and word of what became of it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sumvay import links
from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.campaigns.models import Topic
from sumvay.newsroom import desk_seats
from sumvay.newsroom.contribution_details import details_of
from sumvay.newsroom.models import Contribution, ContributionStep
from sumvay.newsroom.permissions.contributions import can_contribute, can_write
from sumvay.newsroom.selectors import contributions as selectors
from sumvay.newsroom.services.added_sources import leave_drafts
from sumvay.newsroom.services.arrivals import tell_desk
from sumvay.newsroom.services.contribution_refusals import (
    AlreadySent,
    CampaignNotReceived,
    ChangedMeanwhile,
    Incomplete,
    NotOnItsWay,
    NotYourUnit,
)
from sumvay.newsroom.services.desk_setup import held_open
from sumvay.newsroom.services.duties import count_for_duty, take_back_from_duty
from sumvay.notifications import services as notifications
from sumvay.org.models import Unit
from sumvay.vietnamese import fold, nfc

State = Contribution.State
Act = ContributionStep.Act
WORDS = {"byline", "kind", "title", "text", "video_url", "elsewhere", "happened_on", "place", "speaker", "voice_of"}
SAVED = WORDS | {"names_hardship", "campaign_id", "topic_id"}
ON_ITS_WAY = [State.DRAFT, State.RETURNED, State.WAITING, State.TAKEN]
SENTENCES = {
    Act.RECEIVED: gettext_lazy("“%(title)s” is being edited at %(desk)s."),
    Act.EDITED: gettext_lazy("“%(title)s” was edited at %(desk)s."),
    Act.LIFTED: gettext_lazy("“%(title)s” was sent up from %(desk)s."),
    Act.RETURNED: gettext_lazy("“%(title)s” came back from %(desk)s to be mended."),
    Act.REFUSED: gettext_lazy("“%(title)s” will not be used by %(desk)s."),
    Act.PUBLISHED: gettext_lazy("“%(title)s” was published by %(desk)s."),
    Act.CORRECTED: gettext_lazy("A correction was added to “%(title)s” by %(desk)s."),
    Act.TAKEN_DOWN: gettext_lazy("“%(title)s” was taken down by %(desk)s."),
    Act.CONSENT_WITHDRAWN: gettext_lazy("A consent was withdrawn for “%(title)s”."),
}


@transaction.atomic
def start_contribution(*, actor: User, unit: Unit, now: datetime) -> Contribution:
    """
    Begin to write for a unit. Whoever begins twice without a word in between gets the same empty draft again.

    Raises NotYourUnit.
    """
    if not can_contribute(actor, unit, on=localdate(now)):
        raise NotYourUnit(_("You do not write for %(unit)s.") % {"unit": unit.name})
    # Two presses at once take turns
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    empty = Contribution.objects.filter(
        unit=unit, author=actor, state=State.DRAFT, edition=0, photos=None, consents=None
    ).first()
    if empty:
        return empty
    contribution = Contribution.objects.create(
        unit=unit,
        author=actor,
        byline=actor.full_name[:120],
        # Mostly the same day; the page shows it, to be changed
        happened_on=localdate(now),
        created_at=now,
        changed_at=now,
        changed_by=actor,
    )
    audit.record(actor=actor, action="contribution.start", target=contribution, at=now, unit_id=unit.pk)
    return contribution


@transaction.atomic
def save_contribution(
    *, actor: User, contribution: Contribution, fields: dict[str, Any], edition: int | None, now: datetime
) -> None:
    """
    Keep what has been written so far, of any of the words named in SAVED; the rest stays as it is.

    `edition` is the one that was read before writing, None when it does not matter. Numbers that must not travel are
    stopped at sending, not here: nothing that was typed is lost. Not on the trail: that begins with sending.
    Raises NotYourUnit, AlreadySent, ChangedMeanwhile, CampaignNotReceived, links.NotALink.
    """
    _permit(actor, contribution, now)
    words = _tidy(contribution, fields)
    title, text = words.get("title", contribution.title), words.get("text", contribution.text)
    writable = Contribution.objects.filter(pk=contribution.pk, state__in=selectors.WRITABLE)
    # One's own draft saved from another tab, or as the phone turned away, is no conflict
    free = Q() if edition is None else Q(edition=edition) | Q(changed_by=actor)
    words |= {"folded": fold(f"{title} {text}"), "changed_at": now, "changed_by": actor}
    if not writable.filter(free).update(**words, edition=F("edition") + 1):
        contribution.refresh_from_db()
        raise _late(contribution)
    contribution.refresh_from_db()


@transaction.atomic
def send_contribution(*, actor: User, contribution: Contribution, now: datetime) -> None:
    """
    Send it to the nearest open desk at or above the unit, whose editors are told; a returned one goes back to the desk
    it came from.

    Raises NotYourUnit, AlreadySent, Incomplete (its sentence says what is missing first).
    """
    _permit(actor, contribution, now)
    # Whoever takes a consent back waits for us, or we for them
    held = Contribution.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "desk")
    found = held.get(pk=contribution.pk)
    if found.state not in selectors.WRITABLE:
        raise AlreadySent(_("This item has been sent already."))
    on = localdate(now)
    desk = held_open(lambda: selectors.receiving_desk(found, on=on))
    if gaps := selectors.gaps_of(found, on=on):
        raise Incomplete(gaps[0].sentence)
    Contribution.objects.filter(pk=found.pk).update(
        state=State.WAITING,
        desk=desk,
        editor=None,
        sent_at=found.sent_at or now,
        at_desk_since=now,
        changed_at=now,
        edition=F("edition") + 1,
    )
    contribution.refresh_from_db()
    said = {"title": found.title, "text": found.text, "details": details_of(found)}
    _write_down(Act.SENT, actor, contribution, now, **said)
    tell_desk(contribution=contribution, by=actor, now=now)
    count_for_duty(contribution=contribution, now=now)


@transaction.atomic
def withdraw_contribution(*, actor: User, contribution: Contribution, now: datetime) -> None:
    """
    Take it back before it is published; a draft is put away, a piece it was added to lets it go. The editor who works
    on it is told.

    Raises NotYourUnit, NotOnItsWay.
    """
    _permit(actor, contribution, now)
    editor = contribution.editor if contribution.state == State.TAKEN else None
    leave_drafts(actor=actor, contribution=contribution, now=now)
    rows = Contribution.objects.filter(pk=contribution.pk, state__in=ON_ITS_WAY)
    if not rows.update(state=State.WITHDRAWN, editor=None, outcome_at=now, changed_at=now, changed_by=actor):
        raise NotOnItsWay(_("This item can no longer be withdrawn. Please call the desk."))
    contribution.refresh_from_db()
    _write_down(Act.WITHDRAWN, actor, contribution, now)
    take_back_from_duty(contribution=contribution, now=now)
    if editor:
        _tell_editor(contribution, editor, now)


def tell_author(*, contribution: Contribution, act: ContributionStep.Act, note: str, now: datetime) -> None:
    """
    One notice to whoever wrote it about the step just written down (`act`, a ContributionStep.Act), with what was said.

    When the author serves the unit no longer, its officers are told. Ringing twice for one step is harmless.
    """
    step = contribution.steps.filter(act=act).select_related("desk").last()
    desk = (step and step.desk) or contribution.desk or contribution.unit
    on = localdate(now)
    is_here = can_write(contribution.author, contribution, on=on)
    # The officers read it later, each in their own language; notices are kept in Vietnamese
    with override("vi"):
        title = str(SENTENCES[act]) % {"title": contribution.title, "desk": desk.name}
    notifications.notify_officers(
        officers=[contribution.author] if is_here else desk_seats.people_of(contribution.unit, on=on),
        kind="contribution",
        title=title,
        body=note,
        path=reverse("newsroom:contribution", args=[contribution.pk]),
        about=f"contribution:{contribution.pk}:{act}:{step.pk if step else now.isoformat()}",
        now=now,
        unit=contribution.unit,
    )


def _permit(actor: User, contribution: Contribution, now: datetime) -> None:
    if not can_write(actor, contribution, on=localdate(now)):
        raise NotYourUnit(_("You do not write for %(unit)s.") % {"unit": contribution.unit.name})


def _tidy(contribution: Contribution, fields: dict[str, Any]) -> dict[str, Any]:
    words = {name: _plain(value) for name, value in fields.items() if name in SAVED}
    if "title" in words:
        words["title"] = " ".join(words["title"].split())
    if words.get("video_url"):
        words["video_url"] = links.canonical(words["video_url"]).url
    campaign, topic = words.get("campaign_id"), words.get("topic_id")
    is_new = campaign and campaign != contribution.campaign_id
    if is_new and not selectors.campaigns_reaching(contribution.unit).filter(pk=campaign).exists():
        raise CampaignNotReceived(_("This campaign did not reach your unit."))
    if topic and not Topic.objects.filter(pk=topic, campaign=campaign).exists():
        raise CampaignNotReceived(_("This topic belongs to another campaign."))
    return words


def _plain(value: Any) -> Any:
    return nfc(value).replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _late(contribution: Contribution) -> AlreadySent | ChangedMeanwhile:
    if contribution.state not in selectors.WRITABLE:
        return AlreadySent(_("This item has been sent already; it cannot be changed now."))
    who = contribution.changed_by.full_name if contribution.changed_by else _("Someone else")
    return ChangedMeanwhile(
        _("%(who)s saved this item at %(time)s while you were writing. What you wrote is still here.")
        % {"who": who, "time": f"{localtime(contribution.changed_at):%H:%M}"}
    )


def _write_down(act: Act, actor: User, contribution: Contribution, now: datetime, **words: Any) -> None:
    ContributionStep.objects.create(
        contribution=contribution, act=act, desk=contribution.desk, by=actor, at=now, **words
    )
    verb = {Act.SENT: "send", Act.WITHDRAWN: "withdraw"}[act]
    audit.record(
        actor=actor, action=f"contribution.{verb}", target=contribution, at=now, unit_id=contribution.unit_id,
        changes={"desk": contribution.desk_id, "edition": contribution.edition},
    )  # fmt: skip


def _tell_editor(contribution: Contribution, editor: User, now: datetime) -> None:
    with override("vi"):
        title = _("%(unit)s withdrew “%(title)s”.") % {"unit": contribution.unit.name, "title": contribution.title}
    notifications.notify_officers(
        officers=[editor],
        kind="contribution_withdrawn",
        title=title,
        body="",
        path=reverse("newsroom:desk"),
        about=f"contribution:{contribution.pk}:withdrawn",
        now=now,
        unit=contribution.desk,
    )
