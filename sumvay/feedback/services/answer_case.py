"""Answers to members: to one, to those an officer has chosen, to everybody behind one issue."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sumvay.accounts.models import User
from sumvay.audit import services as audit
from sumvay.errors import Refusal
from sumvay.feedback import selectors
from sumvay.feedback.models import Case, Issue, Message
from sumvay.feedback.services.refusals import NotYourCase, TextMissing, WordErased, permit
from sumvay.feedback.services.send_answer import send_answers
from sumvay.vietnamese import nfc

State = Case.State
AT_ONCE = 2_000


class AnsweredSo(Refusal):
    """The writer has just been given these very words."""


class NobodyToAnswer(Refusal):
    """None of the chosen messages can be answered."""


@transaction.atomic
def answer_case(*, actor: User, case: Case, text: str, source: str, resolves: bool, now: datetime) -> Message:
    """
    Answer the writer by the door the message came in, else on the page of the receipt; `source` is the legal source.

    `resolves` closes the message with this answer; else a result stays owed.
    Raises NotYourCase, TextMissing, WordErased, AnsweredSo.
    """
    permit(actor=actor, case=case, now=now)
    words = _words(text)
    held = Case.objects.select_for_update(of=("self",)).select_related("unit").get(pk=case.pk)
    if held.erased_at:
        raise WordErased(_("The sender had this message erased; nobody can be answered any more."))
    last = held.messages.exclude(author=Message.Author.NOTE).order_by("-at", "-pk").first()
    if last and last.author == Message.Author.OFFICER and last.text == words:
        raise AnsweredSo(_("The sender has this answer already."))
    _give(actor, [held.pk], words, source, resolves, now)
    case.refresh_from_db()
    answer = case.messages.filter(author=Message.Author.OFFICER).latest("pk")
    audit.record(
        actor=actor, action="case.answer", target=case, at=now, unit_id=case.unit_id,
        changes={"state": case.state, "message": answer.pk},
    )  # fmt: skip
    return answer


@transaction.atomic
def answer_cases(*, actor: User, pks: Sequence[int], text: str, source: str, resolves: bool, now: datetime) -> int:
    """
    Give the same answer to chosen messages of the officer's queue; says to how many.

    Raises TextMissing, NobodyToAnswer, NotYourCase when one of them is not the officer's.
    """
    words = _words(text)
    chosen = selectors.cases_handled_by(actor, on=localdate(now)).filter(pk__in=pks)
    if chosen.count() != len(set(pks)):
        raise NotYourCase(_("One of these messages is not yours to answer."))
    waiting = chosen.exclude(state=State.RESOLVED)
    told = _give_to(actor, waiting, words, source, resolves, now)
    if not told:
        raise NobodyToAnswer(_("All of these messages have had their result, or this very answer."))
    for case in Case.objects.filter(pk__in=told):
        audit.record(
            actor=actor, action="case.answer", target=case, at=now, unit_id=case.unit_id,
            changes={"state": case.state, "together": len(told)},
        )  # fmt: skip
    return len(told)


@transaction.atomic
def answer_issue(*, actor: User, issue: Issue, text: str, source: str, resolves: bool, now: datetime) -> int:
    """
    Answer everybody behind an issue whose message the officer handles and who has no result yet; says how many.

    Raises TextMissing, NobodyToAnswer.
    """
    words = _words(text)
    waiting = selectors.cases_handled_by(actor, on=localdate(now)).filter(issue=issue).exclude(state=State.RESOLVED)
    told = give_answers(officer=actor, cases=waiting, text=words, source=source, resolves=resolves, now=now)
    if not told:
        raise NobodyToAnswer(_("Everybody behind this issue has had a result, or this very answer."))
    audit.record(
        actor=actor, action="issue.answer_cases", target=issue, at=now, unit_id=issue.unit_id, changes={"cases": told}
    )
    return told


@transaction.atomic
def give_answers(*, officer: User, cases: QuerySet[Case], text: str, source: str, resolves: bool, now: datetime) -> int:
    """
    Write one answer to many cases, whoever handles them, and send it; says to how many.

    A step of services that have asked their own permission; what is erased or laid aside is left out, and who has just
    been given these very words.
    """
    return len(_give_to(officer, cases, text, source, resolves, now))


def _give_to(officer: User, cases: QuerySet[Case], text: str, source: str, resolves: bool, now: datetime) -> list[int]:
    # Held, so that who answers the same people at the same moment sees what was said
    held = cases.filter(erased_at=None, put_aside_at=None).order_by("pk")
    pks = list(held.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    said = Message.objects.filter(case=OuterRef("pk")).exclude(author=Message.Author.NOTE).order_by("-at", "-pk")
    by_officer = said.filter(author=Message.Author.OFFICER)
    has_it = Case.objects.filter(pk__in=pks).annotate(
        last=Subquery(said.values("pk")[:1]), answer=Subquery(by_officer.values("pk")[:1]),
        words=Subquery(by_officer.values("text")[:1]),
    )  # fmt: skip
    told_already = set(has_it.filter(last=F("answer"), words=text).values_list("pk", flat=True))
    told = [pk for pk in pks if pk not in told_already]
    for start in range(0, len(told), AT_ONCE):
        _give(officer, told[start : start + AT_ONCE], text, source, resolves, now)
    return told


def _give(officer: User, pks: list[int], text: str, source: str, resolves: bool, now: datetime) -> None:
    answered = Case.objects.filter(pk__in=pks)
    words = {
        "author": Message.Author.OFFICER,
        "officer": officer,
        "text": text,
        "source": source.strip()[:300],
        "at": now,
    }
    written = Message.objects.bulk_create([Message(case_id=pk, **words) for pk in pks])
    answered.filter(first_answered_at=None).update(first_answered_at=now)
    if resolves:
        answered.exclude(state=State.RESOLVED).update(state=State.RESOLVED, resolved_at=now)
    else:
        answered.filter(state=State.RECEIVED).update(state=State.VERIFYING)
        _owe_results(answered, now)
    # An answer ends the rising, unless the result itself is overdue and this is none
    answered.filter(Q(state=State.RESOLVED) | Q(due_at__gt=now), escalated_at__isnull=False).update(
        escalated_at=None, escalated_to=None
    )
    by_case = {message.case_id: message for message in written}
    reached = answered.exclude(email="").select_related("unit").order_by("pk")
    send_answers(answers=[(case, by_case[case.pk]) for case in reached], now=now)


def _owe_results(answered: QuerySet[Case], now: datetime) -> None:
    """From now on the result is what is waited for, as soon as each unit promises it for each kind."""
    alike: dict[tuple, list[int]] = defaultdict(list)
    waiting = answered.exclude(state=State.RESOLVED).select_related("unit").only("unit", "kind")
    units = {}
    for case in waiting:
        units[case.unit_id] = case.unit
        alike[case.unit_id, case.kind].append(case.pk)
    for (unit_id, kind), pks in alike.items():
        times = selectors.times_of(units[unit_id], kind, on=localdate(now))
        Case.objects.filter(pk__in=pks).update(due_at=Coalesce("owed_since", "received_at") + times.result)


def _words(text: str) -> str:
    words = nfc(text.replace("\x00", "").replace("\r\n", "\n")).strip()
    if not words:
        raise TextMissing(_("Please write the answer."))
    return words
