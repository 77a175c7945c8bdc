"""A room above takes a letter that came in, or says why it could not."""

from sumvay.mail.models import InboundMessage

State = InboundMessage.State


def claim_message(*, message: InboundMessage, claimed_by: str) -> bool:
    """
    Take a waiting or unmatched letter, for example as "reporting:draft:17"; False when somebody else was first.

    Call it inside the transaction that writes what the letter became, so that both happen or neither.
    """
    free = InboundMessage.objects.filter(pk=message.pk, state__in=[State.WAITING, State.UNMATCHED])
    return bool(free.update(state=State.CLAIMED, claimed_by=claimed_by[:60]))


def leave_unmatched(*, message: InboundMessage, note: str) -> bool:
    """Lay a waiting letter into the list a person looks through, with the reason; False when it was not waiting."""
    waiting = InboundMessage.objects.filter(pk=message.pk, state=State.WAITING)
    return bool(waiting.update(state=State.UNMATCHED, note=note[:300]))
