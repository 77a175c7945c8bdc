"""Whether a piece has what its kind is for: a job its last day, a photo story its photos, an answer its answer."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.newsroom.models import Piece
from sumvay.newsroom.picture_sizes import picture_ids

Kind = Piece.Kind


class PieceIncomplete(Refusal):
    """Readers would find an empty page of its kind."""


def refuse_incomplete(piece: Piece) -> None:
    """Let pass what holds the least its kind asks for. Raises PieceIncomplete, whose sentence says what is missing."""
    if missing := MISSING.get(Kind(piece.kind), _nothing)(piece):
        raise PieceIncomplete(missing)


def _nothing(_piece: Piece) -> str:
    return ""


def _photos(piece: Piece) -> str:
    return "" if picture_ids(piece) else _("A photo story needs at least one photo.")


def _film(piece: Piece) -> str:
    return "" if piece.video_url or _has(piece, "video") else _("Please add the video or its link.")


def _drawing(piece: Piece) -> str:
    return "" if picture_ids(piece) or _has(piece, "figures") else _("An infographic needs its picture or its figures.")


def _episode(piece: Piece) -> str:
    if piece.programme_id is None:
        return _("Please choose the programme this is an episode of.")
    told = piece.standfirst or piece.video_url or len(piece.body)
    return "" if told else _("An episode needs a text or a video.")


def _moments(piece: Piece) -> str:
    return "" if piece.standfirst or len(piece.body) else _("Please say what the event is, or add its first moment.")


def _answer(piece: Piece) -> str:
    answers = [block.value["answer"] for block in piece.body if block.block_type == "question"]
    return "" if answers and all(str(one.source).strip() for one in answers) else _("The question has no answer yet.")


def _offer(piece: Piece) -> str:
    if not piece.employer:
        return _("Please name the employer.")
    return "" if piece.expire_at else _("A job offer needs its last day: please set when it expires.")


def _document(piece: Piece) -> str:
    # A paper's number and date alone leave readers with a page on which there is nothing to read
    return "" if len(piece.body) else _("Readers would find nothing to open: please add the document or its text.")


def _campaign(piece: Piece) -> str:
    return "" if piece.campaign_id else _("Please choose the campaign this page is about.")


def _picks(piece: Piece) -> str:
    return "" if piece.picks else _("The bulletin carries no piece yet.")


def _has(piece: Piece, block_type: str) -> bool:
    return any(block.block_type == block_type for block in piece.body)


MISSING: dict[Kind, Callable[[Piece], str]] = {
    Kind.PHOTO_STORY: _photos,
    Kind.VIDEO: _film,
    Kind.INFOGRAPHIC: _drawing,
    Kind.EPISODE: _episode,
    Kind.LIVE: _moments,
    Kind.LEGAL_ANSWER: _answer,
    Kind.JOB: _offer,
    Kind.DOCUMENT: _document,
    Kind.CAMPAIGN: _campaign,
    Kind.BULLETIN: _picks,
}
