"""What the holder of a key sees of its case: what was said, what was done and when; notes between officers never."""

from datetime import datetime

from django.db.models import Count, QuerySet

from sumvay.audit import selectors as audit
from sumvay.feedback.models import Case, Message, RightsRequest


def said_to_writer(case: Case) -> QuerySet[Message]:
    """What the writer and the union have said to each other after the first message, oldest first."""
    said = case.messages.exclude(author=Message.Author.NOTE).select_related("case__unit")
    return said.annotate(enclosed=Count("enclosures")).order_by("at", "pk")


def enclosed_at_first(case: Case) -> int:
    """How many photos and voice notes came with the first message and are still kept."""
    return case.enclosures.filter(message=None, file__removed_at=None).count()


def moved_at(case: Case) -> dict[str, datetime]:
    """When the case first came into each state it has been in; the result by when it last came."""
    if case.state == Case.State.RECEIVED:
        return {Case.State.RECEIVED.value: case.received_at}
    moves = audit.history_of(case).filter(changes__has_key="state").values_list("changes", "at")
    found = {changes["state"]: at for changes, at in moves}
    # An issue that went up took all its messages along at once; who joined it later went then
    if case.issue and case.issue.raised_at and case.forwarded_to:
        joined = max(case.issue.raised_at, case.grouped_at or case.received_at)
        found.setdefault(Case.State.FORWARDED.value, joined)
    ends = {Case.State.RESOLVED.value: case.resolved_at} if case.resolved_at else {}
    begins = {Case.State.RECEIVED.value: case.received_at}
    return {Case.State.VERIFYING.value: case.first_answered_at, **found, **begins, **ends}


def wishes_of(case: Case) -> QuerySet[RightsRequest]:
    """What the writer has asked about the data in the case, newest first."""
    return case.rights_requests.order_by("-asked_at", "-pk")
