"""Why something with a paper could not be done."""

from sumvay.documents.models import OfficialPaper
from sumvay.errors import Refusal


class NotYourPost(Refusal):
    """The officer does not hold a post that may do this."""


class StepOutOfTurn(Refusal):
    """The paper is not where this step begins; somebody else may have been first."""


class TextFrozen(Refusal):
    """A signed or issued paper is not rewritten."""


class ChangedMeanwhile(Refusal):
    """Somebody else changed the text since it was opened."""


class SubjectMissing(Refusal):
    """A paper says what it is about."""


class RemarkMissing(Refusal):
    """A paper goes back with a reason."""


class NumberTaken(Refusal):
    """Another paper of the office carries this number and symbol in the same year."""


class NumberUnreadable(Refusal):
    """A number begins with a digit and is short."""


class DateAhead(Refusal):
    """A paper is not dated after the day it is numbered."""


class RegisterUnfit(Refusal):
    """A register counts from one upwards."""


class NotAScan(Refusal):
    """A signed copy is a PDF or a picture."""


class PaperInUse(Refusal):
    """Something was made from this paper."""


class AlreadyReceived(Refusal):
    """The same file or text is in the register of papers in already; `paper` is that one."""

    def __init__(self, text: str, paper: OfficialPaper) -> None:
        super().__init__(text)
        self.paper = paper
