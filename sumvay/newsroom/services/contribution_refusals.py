"""Why something with a contribution could not be done."""

from sumvay.errors import Refusal


class NotYourUnit(Refusal):
    """The officer does not write for this unit."""


class AlreadySent(Refusal):
    """It lies at a desk, or its way has ended; the unit changes it no more."""


class ChangedMeanwhile(Refusal):
    """Somebody else saved it after it was opened."""


class Incomplete(Refusal):
    """Something is missing before it may be sent."""


class NotOnItsWay(Refusal):
    """It is published, refused or withdrawn: there is nothing to take back."""


class CampaignNotReceived(Refusal):
    """The campaign did not reach the unit, or the topic is another campaign's."""


class NotAPhoto(Refusal):
    """Only pictures stand among the photos."""


class TooManyPhotos(Refusal):
    """A contribution carries at most 40 photos."""


class PhotoInUse(Refusal):
    """A desk has taken the photo into a piece."""


class OneFilm(Refusal):
    """A contribution carries one film."""


class ConsentUnclear(Refusal):
    """Who agreed, to what, how or when is missing."""


class SensitiveContent(Refusal):
    """The words carry an identity or bank number."""


class ConsentRelied(Refusal):
    """The contribution was sent on the strength of this consent; it can be withdrawn, not erased."""
