"""Why something with a report could not be done."""

from sumvay.errors import Refusal


class NotYours(Refusal):
    """The officer does not hold a post that may do this."""


class FormInUse(Refusal):
    """Units have already reported by this form."""


class FormWrong(Refusal):
    """The form asks for nothing, or for the same thing twice."""


class FigureOutOfRange(Refusal):
    """A figure is below zero, or larger than anything that is counted."""


class ChangedMeanwhile(Refusal):
    """Somebody else saved or sent this after it was opened."""


class ValueMissing(Refusal):
    """A required figure is empty."""


class ReasonMissing(Refusal):
    """A counted figure was corrected without a reason."""


class ReporterMissing(Refusal):
    """Nobody is named as the one who reports."""


class SensitiveContent(Refusal):
    """The text carries an identity or bank number."""


class NotSubmitted(Refusal):
    """Only a submitted report can be accepted or returned."""


class RemarkMissing(Refusal):
    """A report is returned with a remark, or not at all."""


class CutClosed(Refusal):
    """The figures of this cut are closed."""


class NothingToClose(Refusal):
    """No unit has reported yet."""


class NothingNew(Refusal):
    """Nothing has changed since the cut."""


class UnreadableReply(Refusal):
    """A file or message holds no figures of this form."""
