"""Why something with a directive could not be done."""

from sumvay.errors import Refusal


class NotYours(Refusal):
    """The officer does not hold a post that may do this."""


class AlreadyIssued(Refusal):
    """Someone issued this directive first."""


class NotIssued(Refusal):
    """The directive is still a draft, or was recalled."""


class NobodyToAddress(Refusal):
    """The audience is empty."""


class DateMissing(Refusal):
    """A directive needs a day and an hour to report by."""


class LaterThanSuperior(Refusal):
    """A re-issued duty may only be due earlier."""


class ReasonMissing(Refusal):
    """Leaving something out needs a reason."""


class PaperNotReady(Refusal):
    """The paper has not been signed and numbered."""


class NothingAsked(Refusal):
    """A directive needs at least one assignment."""


class NotChangeable(Refusal):
    """The dispatch is in a state in which this cannot be done."""


class SensitiveContent(Refusal):
    """The text carries an identity or bank number."""


class GivenAlready(Refusal):
    """The same link was given for this assignment before."""


class NothingGiven(Refusal):
    """Proof without content."""


class LinkDead(Refusal):
    """The personal link has expired or was revoked."""


class CodeWrong(Refusal):
    """The code does not match, or too many tries."""


class BegunAlready(Refusal):
    """The unit has made a directive of this paper, or of what came from above, before."""


class NobodyToCall(Refusal):
    """Nobody in the unit has a registered phone."""
