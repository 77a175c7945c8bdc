"""Reports by e-mail: forms are sent out, replies become drafts that the unit confirms, and nothing vanishes."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.directives import selectors as directives
from sumvay.directives.models import Directive, Dispatch
from sumvay.errors import Refusal
from sumvay.files import services as files
from sumvay.files.models import StoredFile
from sumvay.mail import selectors as mail_selectors
from sumvay.mail import services as mail
from sumvay.mail.models import InboundMessage, OutboundMessage
from sumvay.notifications import services as notifications
from sumvay.org import selectors as org
from sumvay.org.models import Unit
from sumvay.reporting import contributors, permissions, selectors, tasks, totals
from sumvay.reporting.content import Content, Entry
from sumvay.reporting.models import Consolidation, ReportForm, ReportValue, UnitReport
from sumvay.reporting.reach import PURPOSE, units_by_address
from sumvay.reporting.replies import Read, read_lines, read_workbook
from sumvay.reporting.services.consolidation import permit
from sumvay.reporting.services.forms import form_of
from sumvay.reporting.services.refusals import NotYours, UnreadableReply
from sumvay.reporting.services.reports import save_draft
from sumvay.reporting.services.workbook import report_workbook

ABOUT = re.compile(r"directive:(\d+)(?::unit:(\d+))?")
ANSWERED_WITHIN = timedelta(days=1)
QUIET = timedelta(hours=12)
BATCH = 200


class SenderUnknown(Refusal):
    """The address is neither the unit's own nor that of one of its officers."""


class NothingAskedOf(Refusal):
    """The unit was not asked for this report."""


class TakenAlready(Refusal):
    """Somebody placed this letter first."""


@transaction.atomic
def mail_forms(*, actor: User, consolidation: Consolidation, now: datetime) -> int:
    """Send the form as a sheet to every unit of the branch that has not reported; the worker writes the letters.

    Who was sent it within 12 hours is left in peace. Says how many units. Raises NotYours.
    """
    permit(actor=actor, unit=consolidation.unit, now=now)
    versions = contributors.versions_of(consolidation)
    waiting = totals.missing_below(consolidation.form, versions, consolidation.unit, on=localdate(now))
    lately = _sent_lately(now)
    asked = [
        (directive_id, unit_id)
        for directive_id, unit_id in waiting.values_list("directive_id", "unit_id")
        if _named(directive_id, unit_id) not in lately
    ]
    jobs: list[dict[str, Any]] = [{"directive_id": directive_id, "unit_id": unit_id} for directive_id, unit_id in asked]
    if jobs:
        tasks.mail_form.batch_defer(*jobs)
    audit.record(
        actor=actor, action="consolidation.mail_forms", target=consolidation, at=now, unit_id=consolidation.unit_id,
        changes={"units": len(asked)},
    )  # fmt: skip
    return len(asked)


@transaction.atomic
def mail_form(*, directive_id: int, unit_id: int, now: datetime) -> int:
    """Write to a unit's address and its officers', the form attached; says how many letters. Rung by the worker."""
    directive = Directive.objects.select_related("root").get(pk=directive_id)
    # Asked for by two presses, it is written once: the second finds the letters of the first
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit_id)
    officers = org.officers_of(unit, on=localdate(now))
    addresses = {unit.email.lower(), *(officer.email.lower() for officer in officers if officer.email)} - {""}
    about = _named(directive.pk, unit.pk)
    if not addresses or about in _sent_lately(now):
        return 0
    form = form_of(directive=directive, now=now)
    sheet = files.store_file(
        actor=None,
        unit=unit,
        name=f"bieu-mau-{unit.code}.xlsx",
        content=report_workbook(form=form, unit=unit),
        purpose=StoredFile.Purpose.EXPORT,
        now=now,
    )
    with override("vi"):
        subject, text = _letter(form, unit)
    for address in sorted(addresses):
        mail.queue_message(
            recipient=address,
            subject=subject,
            text=text,
            about=about,
            reply_to=mail_selectors.reply_address(f"report-{directive.pk}-{unit.pk}"),
            attachment=sheet,
            now=now,
        )
    return len(addresses)


def claim_mail_reports(*, now: datetime) -> int:
    """Make drafts of the replies that came; what cannot be placed is laid into the list with the reason.

    Says how many drafts. Safe to ring again and again.
    """
    waiting = [mail_selectors.waiting_messages("report-"), _answers_without_purpose(now)]
    with override("vi"):
        return sum(
            _try_to_take(message, now) for some in waiting for message in mail_selectors.one_by_one(some, most=BATCH)
        )


@transaction.atomic
def match_message(*, actor: User, message: InboundMessage, dispatch: Dispatch, now: datetime) -> UnitReport:
    """Place a letter by hand: its figures become a draft of this unit, which is told.

    Raises NotYours, UnreadableReply, TakenAlready, SensitiveContent.
    """
    if not permissions.can_report(actor, dispatch.unit, on=localdate(now)):
        raise NotYours(_("Only officers of %(unit)s can do this.") % {"unit": dispatch.unit.name})
    report = _take(message, dispatch, now)
    audit.record(
        actor=actor, action="unit_report.match_mail", target=report, at=now, unit_id=report.unit_id,
        changes={"message": message.pk},
    )  # fmt: skip
    return report


def read_reply(*, message: InboundMessage, form: ReportForm) -> Read:
    """What can be understood of a letter for a form: a returned sheet first, else lines of its text.

    Raises UnreadableReply when there is nothing, with what stood in the way.
    """
    parsed = mail_selectors.parse(message)
    lines = [totals.Line.of(line) for line in selectors.lines_of(form)]
    why = _("No figures of the form were found in this letter.")
    for attachment in parsed.attachments:
        if attachment.name.lower().endswith(".xlsx"):
            try:
                read = read_workbook(attachment.content, lines, form.headings)
            except Refusal as no:
                why = str(no)
                continue
            if read:
                return read
    read = read_lines(parsed.text, lines, form.headings)
    if not read:
        raise UnreadableReply(why)
    return read


def _try_to_take(message: InboundMessage, now: datetime) -> bool:
    try:
        with transaction.atomic():
            dispatch = _meant(message, localdate(now))
            report = _take(message, dispatch, now)
            audit.record(
                actor=None, action="unit_report.mail", target=report, at=now, unit_id=report.unit_id,
                changes={"message": message.pk},
            )  # fmt: skip
    except TakenAlready:
        return False
    except Refusal as no:
        mail.leave_unmatched(message=message, note=str(no))
        return False
    return True


def _take(message: InboundMessage, dispatch: Dispatch, now: datetime) -> UnitReport:
    form = form_of(directive=dispatch.directive, now=now)
    read = read_reply(message=message, form=form)
    period = selectors.period_for(dispatch.directive, now=message.received_at)
    report = save_draft(
        actor=None,
        dispatch=dispatch,
        content=_content(read, selectors.report_of(form, dispatch.unit, period), message),
        source=UnitReport.Source.MAIL,
        period=period,
        now=now,
    )
    if not mail.claim_message(message=message, claimed_by=f"reporting:report:{report.pk}"):
        raise TakenAlready(_("This letter has been placed already."))
    _tell(message, dispatch, read, now)
    return report


def _content(read: Read, earlier: UnitReport | None, message: InboundMessage) -> Content:
    entries = {pk: Entry(value, origin=ReportValue.Origin.MAIL) for pk, value in read.figures.items()}
    narrative = {**(earlier.narrative if earlier else {}), **read.narrative}
    sender = mail_selectors.parse(message).sender_name
    return Content(entries, narrative, (earlier.reporter if earlier else "") or sender)


def _meant(message: InboundMessage, on: date) -> Dispatch:
    directive_id, unit_id = _addressed(message)
    writes_for = units_by_address({message.sender.lower()}, on=on).get(message.sender.lower(), set())
    if unit_id and unit_id not in writes_for:
        raise SenderUnknown(_("The sender is not registered with the unit the letter is for."))
    directive = Directive.objects.filter(pk=directive_id).select_related("root").first()
    if directive is None:
        raise NothingAskedOf(_("The document this letter answers does not exist."))
    asked = directives.lineage_dispatches(directive).filter(unit__in=[unit_id] if unit_id else writes_for)
    found = list(asked.select_related("directive__root", "unit").order_by("-pk")[:2])
    if len(found) != 1:
        raise NothingAskedOf(_("It is not clear for which unit this letter reports."))
    return found[0]


def _addressed(message: InboundMessage) -> tuple[int, int | None]:
    asked = PURPOSE.fullmatch(message.purpose)
    if asked:
        return int(asked[1]), int(asked[2])
    about = ABOUT.match(_about(message))
    if about is None:
        raise NothingAskedOf(_("It is not clear for which unit this letter reports."))
    return int(about[1]), int(about[2]) if about[2] else None


def _about(message: InboundMessage) -> str:
    ours = OutboundMessage.objects.filter(
        message_id__in=message.references.split()[:20], about__startswith="directive:"
    )
    return ours.order_by("-pk").values_list("about", flat=True).first() or ""


def _answers_without_purpose(now: datetime) -> QuerySet[InboundMessage]:
    """Answers to our notices, written to our plain address; the mail room could not know what they are for."""
    recent = mail_selectors.unmatched_messages().filter(note="", purpose="", received_at__gte=now - ANSWERED_WITHIN)
    answers = [message.pk for message in recent.exclude(references="")[:BATCH] if ABOUT.match(_about(message))]
    return InboundMessage.objects.filter(pk__in=answers).order_by("-received_at", "-pk")


def _tell(message: InboundMessage, dispatch: Dispatch, read: Read, now: datetime) -> None:
    with override("vi"):
        title = _("Figures came by e-mail, please confirm: %(title)s") % {"title": dispatch.directive.title}
        body = ngettext(
            "We read %(count)s figure. It counts once you have looked at it and pressed “Send”.",
            "We read %(count)s figures. They count once you have looked at them and pressed “Send”.",
            len(read.figures),
        ) % {"count": len(read.figures)}
        if read.unclear:
            body += "\n" + _("Not clear: %(figures)s.") % {"figures": ", ".join(read.unclear)}
    notifications.notify_officers(
        officers=org.officers_of(dispatch.unit, on=localdate(now)),
        kind="report_mail",
        title=title,
        body=body,
        path=reverse("reporting:fill", args=[dispatch.pk]),
        about=f"mail:{message.pk}",
        unit=dispatch.unit,
        now=now,
    )


def _named(directive_id: int, unit_id: int) -> str:
    return f"directive:{directive_id}:unit:{unit_id}"


def _sent_lately(now: datetime) -> set[str]:
    letters = OutboundMessage.objects.filter(about__startswith="directive:", created_at__gt=now - QUIET)
    return set(letters.filter(attachment__isnull=False).values_list("about", flat=True))


def _letter(form: ReportForm, unit: Unit) -> tuple[str, str]:
    subject = _("Report form: %(title)s") % {"title": form.title}
    text = _(
        "Please fill in the attached sheet and answer this letter with it. You may also answer with lines such as "
        "“%(figure)s: 120”.\nThe figures become a draft; an officer of %(unit)s confirms them."
    )
    first = form.lines.select_related("indicator").order_by("position").first()
    return subject, text % {"figure": first.indicator.name if first else "", "unit": unit.name}
