"""By when the next word of the union is owed: the first answer, then the result."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from sumvay.feedback import selectors
from sumvay.feedback.models import Case, Message
from sumvay.org.models import Unit


def is_answered(case: Case) -> bool:
    """Whether the union has answered since the clock began: at the coming in, or when it was asked again."""
    if case.owed_since is None:
        return case.first_answered_at is not None
    return case.messages.filter(author=Message.Author.OFFICER, at__gte=case.owed_since).exists()


def at_another_unit(*, case: Case, unit: Unit, now: datetime) -> dict[str, Any]:
    """What a message becomes that moves to a unit: it lies in the queue there, and its answer is owed from now on."""
    due = selectors.times_of(unit, case.kind, on=localdate(now)).first_answer_due(is_urgent=case.is_urgent, since=now)
    return {
        "unit": unit, "assigned_to": None, "owed_since": now, "due_at": due, "escalated_at": None, "escalated_to": None,
        "put_aside_at": None, "put_aside_why": "", "aside_confirmed_at": None, "grouped_at": None, "set_apart_at": None,
    }  # fmt: skip


def due_when_sorted(*, case: Case, kind: str, is_urgent: bool, now: datetime) -> datetime:
    """
    By when the next word is owed once an officer has said kind and urgency; it stays where neither is new.

    What becomes urgent is owed within two hours of that word and never later than before; what no longer is, as if it
    never had been.
    """
    if (kind, is_urgent) == (case.kind, case.is_urgent):
        return case.due_at
    times = selectors.times_of(case.unit, kind, on=localdate(now))
    usual = (
        times.result_due(since=case.since)
        if is_answered(case)
        else times.first_answer_due(is_urgent=False, since=case.since)
    )
    if not is_urgent:
        return usual
    return min(usual, case.due_at if case.is_urgent else times.first_answer_due(is_urgent=True, since=now))


def result_due_again(*, case: Case, now: datetime) -> datetime:
    """By when a result is owed that was said to be there and is not: as if it never had been said."""
    return selectors.times_of(case.unit, case.kind, on=localdate(now)).result_due(since=case.since)
