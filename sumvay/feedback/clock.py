"""How long a member may wait: for the first answer and for the result, by kind."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sumvay.feedback.models.words import Kind

# What is urgent is answered within two hours, whatever a unit promises for the rest
URGENT = timedelta(hours=2)


@dataclass(frozen=True)
class Times:
    """What a unit promises for one kind of message, counted from when the message came in."""

    first_answer: timedelta
    result: timedelta

    def first_answer_due(self, *, is_urgent: bool, since: datetime) -> datetime:
        """By when the writer must have heard from the union."""
        return since + (min(URGENT, self.first_answer) if is_urgent else self.first_answer)

    def result_due(self, *, since: datetime) -> datetime:
        """By when there must be a result."""
        return since + self.result


# 24 hours as the unions themselves have published for their pages (programme on communication 2019-2023)
FIRST_ANSWER = timedelta(hours=24)
USUAL = {
    kind: Times(FIRST_ANSWER, timedelta(days=days))
    for kind, days in {
        Kind.COMPLAINT: 30,
        Kind.DENUNCIATION: 30,
        Kind.PROPOSAL: 15,
        Kind.REFLECTION: 15,
        Kind.QUESTION: 5,
        Kind.THANKS: 5,
        Kind.SPAM: 5,
        Kind.RUMOUR: 3,
    }.items()
}
