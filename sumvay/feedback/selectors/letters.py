"""Letters of members: to which unit, about which message, how many of late, and whether ours arrived."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from sumvay.feedback.letter_addresses import BY_NUMBER, OF_UNIT, case_in
from sumvay.feedback.models import Case, Message
from sumvay.feedback.selectors.asking import heirs_of, unit_to_ask
from sumvay.feedback.who_reads import NATIONAL
from sumvay.mail.models import InboundMessage, OutboundMessage
from sumvay.org.models import ParentLink, Unit

A_DAY = timedelta(days=1)
MOST_HEIRS = 5


def unit_written_to(purpose: str, *, on: date) -> Unit | None:
    """
    The unit an address names, or its heir when it has ended.

    The one at the top for an address without a unit or with an unknown one; None where there is no unit at all.
    """
    named, numbered = OF_UNIT.fullmatch(purpose), BY_NUMBER.fullmatch(purpose)
    unit = None
    if named:
        unit = unit_to_ask(named[1]).first()
    elif numbered:
        unit = Unit.objects.filter(pk=numbered[1]).select_related("kind").first()
    return (unit and _living(unit, on)) or _at_the_top(on)


def case_written_to(message: InboundMessage) -> Case | None:
    """The message a letter goes on with: by the address it was sent to, else by the letter of ours that it answers."""
    pk = case_in(message.purpose)
    if pk is None:
        ours = OutboundMessage.objects.filter(message_id__in=message.references.split()[:20])
        about = ours.filter(about__regex=r"^case(-key)?:\d+$").order_by("-pk").values_list("about", flat=True).first()
        pk = int(about.partition(":")[2]) if about else None
    return Case.objects.filter(pk=pk).select_related("unit").first() if pk else None


def letters_today(sender: str, *, now: datetime) -> int:
    """How many messages have come from an address by e-mail within a day."""
    return Case.objects.filter(email=sender, door=Case.Door.EMAIL, received_at__gt=now - A_DAY).count()


def with_letter_returned(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those of the messages whose last answer could not be delivered."""
    # From the few letters that came back to their messages, not from all a unit ever had
    return cases.filter(erased_at=None, pk__in=_last_answers_returned().values("case"))


def letters_returned_among(pks: Sequence[int]) -> set[int]:
    """Of a few messages those whose last answer could not be delivered."""
    return set(with_letter_returned(Case.objects.filter(pk__in=pks)).values_list("pk", flat=True))


def answers_returned(*, since: datetime) -> QuerySet[Message]:
    """Last answers sent since then whose letter could not be delivered."""
    return _last_answers_returned().filter(letter__created_at__gt=since, case__erased_at=None)


def _last_answers_returned() -> QuerySet[Message]:
    answers = Message.objects.filter(author=Message.Author.OFFICER)
    since = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    later = answers.filter(since, case=OuterRef("case"))
    return answers.filter(~Exists(later), letter__state=OutboundMessage.State.FAILED)


def key_letter_of(case: Case) -> OutboundMessage | None:
    """The letter with the key that was sent to the writer, if there was one."""
    return OutboundMessage.objects.filter(about=f"case-key:{case.pk}").order_by("-pk").first()


def _living(unit: Unit, on: date) -> Unit | None:
    for _step in range(MOST_HEIRS):
        if unit.lifetime.upper is None or unit.lifetime.upper > on:
            return unit
        heir = heirs_of(unit).select_related("kind").first()
        if heir is None:
            return None
        unit = heir
    return None


def _at_the_top(on: date) -> Unit | None:
    parents = ParentLink.objects.filter(child=OuterRef("pk"), valid__contains=on)
    living = Unit.objects.filter(lifetime__contains=on).select_related("kind")
    national = living.filter(kind__code=NATIONAL).order_by("pk").first()
    return national or living.filter(~Exists(parents)).order_by("pk").first()
