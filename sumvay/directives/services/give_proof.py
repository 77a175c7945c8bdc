"""Proof that something was done: links, photos, files, activities, notes; given, and taken back."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay import links
from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.directives import permissions
from sumvay.directives.models import Activity, Assignment, Deliverable, Directive, Dispatch
from sumvay.directives.services.answer_dispatch import PRESSED_TWICE_WITHIN, hold_dispatch, record_progress
from sumvay.directives.services.refusals import GivenAlready, NothingGiven, NotIssued, NotYours, SensitiveContent
from sumvay.files import services as files
from sumvay.files.models import StoredFile
from sumvay.org.models import Unit
from sumvay.vietnamese import sensitive_numbers


@transaction.atomic
def give_link(
    *,
    actor: User | None,
    dispatch: Dispatch,
    assignment: Assignment,
    url: str,
    now: datetime,
    note: str = "",
    giver_name: str = "",
    source: str = Deliverable.Source.OFFICER,
) -> Deliverable:
    """Give a public link as proof; the same link in another spelling counts once.

    Raises NotYours, NotIssued, links.NotALink, GivenAlready, SensitiveContent.
    """
    _check(actor, dispatch, assignment, now, note)
    link = links.canonical(url)
    _hold(dispatch)
    content = {"kind": "link", "url": link.url, "link_key": link.key, "note": note}
    return _keep(actor, dispatch, assignment, now, source, giver_name, content)


@transaction.atomic
def give_links(
    *,
    actor: User | None,
    dispatch: Dispatch,
    assignment: Assignment,
    urls: list[str],
    now: datetime,
    note: str = "",
    giver_name: str = "",
    source: str = Deliverable.Source.OFFICER,
) -> list[Deliverable]:
    """Give several links at once: all of them, or none when one is refused.

    Raises what give_link raises.
    """
    giving: dict[str, Any] = {"giver_name": giver_name, "source": source, "note": note, "now": now}
    return [give_link(actor=actor, dispatch=dispatch, assignment=assignment, url=url, **giving) for url in urls]


@transaction.atomic
def give_files(
    *,
    actor: User | None,
    dispatch: Dispatch,
    assignment: Assignment,
    uploads: list[tuple[str, bytes]],
    now: datetime,
    note: str = "",
    giver_name: str = "",
    source: str = Deliverable.Source.OFFICER,
) -> list[Deliverable]:
    """Give several photos or files, each (name, content): all of them, or none when one is refused.

    Raises what give_file raises.
    """
    _check(actor, dispatch, assignment, now, note)
    proof: dict[str, Any] = {"actor": actor, "unit": dispatch.unit, "purpose": StoredFile.Purpose.PROOF, "now": now}
    all_stored = [files.store_file(name=name, content=content, **proof) for name, content in uploads]
    # Drawing anew and writing to disk takes its time; nobody waits for that
    _hold(dispatch)
    given = [_keep_file(actor, dispatch, assignment, now, source, giver_name, stored, note) for stored in all_stored]
    # The same picture chosen twice is one proof
    return list(dict.fromkeys(given))


@transaction.atomic
def give_note(
    *,
    actor: User | None,
    dispatch: Dispatch,
    assignment: Assignment,
    note: str,
    now: datetime,
    giver_name: str = "",
    source: str = Deliverable.Source.OFFICER,
) -> Deliverable:
    """Say in words what was done. The same words given again within ten minutes by the same person are one proof.

    Raises NotYours, NotIssued, NothingGiven, SensitiveContent.
    """
    if not note.strip():
        raise NothingGiven(_("Write what was done."))
    _check(actor, dispatch, assignment, now, note)
    _hold(dispatch)
    given = {"kind": "note", "note": note.strip()}
    pressed_before = _just_given(actor, dispatch, assignment, now, source, giver_name).filter(**given).first()
    return pressed_before or _keep(actor, dispatch, assignment, now, source, giver_name, given)


@transaction.atomic
def give_file(
    *,
    actor: User | None,
    dispatch: Dispatch,
    assignment: Assignment,
    name: str,
    content: bytes,
    now: datetime,
    note: str = "",
    giver_name: str = "",
    source: str = Deliverable.Source.OFFICER,
) -> Deliverable:
    """Give a photo or file; its bytes are on disk before it is acknowledged. The same one sent again is one proof.

    Raises NotYours, NotIssued, SensitiveContent, and what files.services.store_file refuses.
    """
    giving: dict[str, Any] = {"giver_name": giver_name, "source": source, "note": note, "now": now}
    uploads = [(name, content)]
    return give_files(actor=actor, dispatch=dispatch, assignment=assignment, uploads=uploads, **giving)[0]


@transaction.atomic
def give_activity(
    *,
    actor: User | None,
    dispatch: Dispatch,
    assignment: Assignment,
    activity: dict[str, Any],
    co_organisers: list[Unit],
    now: datetime,
    giver_name: str = "",
    source: str = Deliverable.Source.OFFICER,
) -> Deliverable:
    """Record something that was held: this unit hosts, others co-organise; it counts once, at the host.

    `activity` holds title, held_on (date), place, attendances (whole number or None), cost (đồng or None). The same
    one recorded again within ten minutes by the same person is one proof.
    Raises NotYours, NotIssued, NothingGiven, SensitiveContent.
    """
    if not activity["title"].strip():
        raise NothingGiven(_("Write what was held."))
    _check(actor, dispatch, assignment, now, f"{activity['title']} {activity.get('place', '')}")
    facts = {
        "title": activity["title"].strip(),
        "held_on": activity["held_on"],
        "place": activity.get("place", ""),
        "attendances": activity.get("attendances"),
        "cost": activity.get("cost"),
    }
    _hold(dispatch)
    for given in _just_given(actor, dispatch, assignment, now, source, giver_name).select_related("activity"):
        if given.activity and _is_told_so(given.activity, facts, co_organisers):
            return given
    held = Activity.objects.create(
        host=dispatch.unit,
        directive_id=dispatch.directive.lineage_id,
        paid_by=dispatch.unit if activity.get("cost") else None,
        **facts,
    )
    held.co_organisers.set(co_organisers)
    return _keep(actor, dispatch, assignment, now, source, giver_name, {"kind": "activity", "activity": held})


@transaction.atomic
def withdraw_proof(*, actor: User | None, deliverable: Deliverable, now: datetime) -> None:
    """Take a proof back; it stays on record but counts no more. Doing it twice changes nothing.

    Raises NotYours.
    """
    dispatch = deliverable.dispatch
    if actor and not permissions.can_do(actor, dispatch, on=localdate(now)):
        raise NotYours(_("Only officers of %(unit)s can do this.") % {"unit": dispatch.unit.name})
    hold_dispatch(dispatch=dispatch)
    if not Deliverable.objects.filter(pk=deliverable.pk, withdrawn_at__isnull=True).update(withdrawn_at=now):
        return
    record_progress(actor=actor, dispatch=dispatch, assignment=deliverable.assignment, step=-1, now=now)
    audit.record(actor=actor, action="deliverable.withdraw", target=deliverable, at=now, unit_id=dispatch.unit_id)


def _check(actor, dispatch, assignment, now, text):
    if actor and not permissions.can_do(actor, dispatch, on=localdate(now)):
        raise NotYours(_("Only officers of %(unit)s can do this.") % {"unit": dispatch.unit.name})
    _refuse_recalled(dispatch)
    if assignment.directive_id != dispatch.directive_id:
        raise NotYours(_("This assignment belongs to another document."))
    if sensitive_numbers(text):
        raise SensitiveContent(
            _("The text holds what looks like an identity or bank account number. Take it out before sending.")
        )


def _hold(dispatch):
    """Nobody else gives or takes back proof until we are through, nor recalls what it is given for."""
    hold_dispatch(dispatch=dispatch)
    # Recalling holds the dispatch too: it may have come before
    _refuse_recalled(dispatch)


def _refuse_recalled(dispatch):
    if not Directive.objects.filter(pk=dispatch.directive_id, status=Directive.Status.ISSUED).exists():
        raise NotIssued(_("This document was recalled; nothing needs to be done."))


def _just_given(actor, dispatch, assignment, now, source, giver_name):
    """What this person has given a moment ago; nothing where no person presses, but a room gives by itself."""
    live = Deliverable.objects.filter(dispatch=dispatch, assignment=assignment, withdrawn_at__isnull=True)
    if actor is None and source != Deliverable.Source.LINK:
        return live.none()
    since = now - PRESSED_TWICE_WITHIN
    return live.filter(given_by=actor, giver_name=giver_name, source=source, given_at__gt=since)


def _keep_file(actor, dispatch, assignment, now, source, giver_name, stored, note):
    # A phone whose answer was lost sends them again by itself
    here = Deliverable.objects.filter(dispatch=dispatch, assignment=assignment, withdrawn_at__isnull=True)
    if given_before := here.filter(file__sha256=stored.sha256).first():
        files.let_go(pks=[stored.pk], now=now)
        return given_before
    kind = "photo" if stored.media_type.startswith("image/") else "file"
    return _keep(actor, dispatch, assignment, now, source, giver_name, {"kind": kind, "file": stored, "note": note})


def _is_told_so(held, facts, co_organisers):
    return all(getattr(held, name) == value for name, value in facts.items()) and (
        set(held.co_organisers.all()) == set(co_organisers)
    )


def _keep(actor, dispatch, assignment, now, source, giver_name, content):
    try:
        with transaction.atomic():
            given = Deliverable.objects.create(
                dispatch=dispatch,
                assignment=assignment,
                source=source,
                given_by=actor,
                giver_name=giver_name,
                given_at=now,
                **content,
            )
    except IntegrityError as clash:
        if "link_given_once" not in str(clash):
            raise
        raise GivenAlready(_("This link has been given for this assignment already.")) from clash
    record_progress(actor=actor, dispatch=dispatch, assignment=assignment, step=1, now=now)
    audit.record(actor=actor, action="deliverable.give", target=given, at=now, unit_id=dispatch.unit_id)
    return given
