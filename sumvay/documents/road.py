"""The road of a paper of one's own: drafted, submitted, approved or returned, signed, numbered, issued."""

from dataclasses import dataclass

from sumvay.documents.models import OfficialPaper, PaperStep

State, Kind = OfficialPaper.State, PaperStep.Kind


@dataclass(frozen=True)
class Step:
    """One step: from which states to which, and which duty of an office (draft, sign, number) takes it.

    `leads_on` marks the steps that one press may take in a row.
    """

    kind: Kind
    before: frozenset[State]
    after: State
    duties: frozenset[str]
    leads_on: bool = True


def _step(kind: Kind, before: set[State], after: State, duties: set[str], leads_on: bool = True) -> Step:
    return Step(kind, frozenset(before), after, frozenset(duties), leads_on)


SUBMIT = _step(Kind.SUBMIT, {State.DRAFT, State.RETURNED}, State.SUBMITTED, {"draft"})
APPROVE = _step(Kind.APPROVE, {State.SUBMITTED}, State.APPROVED, {"sign"})
SIGN = _step(Kind.SIGN, {State.APPROVED}, State.SIGNED, {"sign"})
NUMBER = _step(Kind.NUMBER, {State.SIGNED}, State.NUMBERED, {"number"})
ISSUE = _step(Kind.ISSUE, {State.NUMBERED}, State.ISSUED, {"sign", "number"}, leads_on=False)
# Also after the number was taken: until it is issued a paper with a mistake can go back, and keeps its number
RETURN = _step(
    Kind.RETURN,
    {State.SUBMITTED, State.APPROVED, State.SIGNED, State.NUMBERED},
    State.RETURNED,
    {"sign"},
    leads_on=False,
)
ROAD = {str(step.kind): step for step in (SUBMIT, APPROVE, SIGN, NUMBER, ISSUE, RETURN)}
