"""Why a file cannot be read; each reaches the officer as one sentence."""

from sumvay.errors import Refusal


class NothingGiven(Refusal):
    """The file has no bytes in it, or only white space."""


class TextMissing(Refusal):
    """Pages without text, as scans are."""


class PaperLocked(Refusal):
    """A password stands before the text."""


class KindUnsupported(Refusal):
    """Neither .docx nor .pdf nor plain text."""


class FileOversized(Refusal):
    """More bytes than an official paper ever has."""


class ArchiveOverinflated(Refusal):
    """A .docx that unpacks to far more than its own size (a zip bomb)."""


class PaperOverlong(Refusal):
    """More pages or letters than a paper has; likely a book or a data file."""


class PaperDamaged(Refusal):
    """The file says what it is but breaks while it is read."""
