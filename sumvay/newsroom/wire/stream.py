"""What one feed is of, and the pieces behind its rows."""

from dataclasses import dataclass
from datetime import datetime

from sumvay.newsroom.models import Listing, Piece, SiteIdentity
from sumvay.newsroom.wire.body_html import Kept
from sumvay.org.models import Unit


@dataclass(frozen=True)
class Stream:
    """
    A feed's title, the readers' page it belongs to, the rows and when anything of it last changed; pictures by number
    that the rows show and that are held back, since their people do not agree to the portal.
    """

    title: str
    about: str
    home: str
    rows: list[Listing]
    site: SiteIdentity
    changed_at: datetime | None
    held_back: set[int]


@dataclass(frozen=True)
class Whole:
    """
    Pieces, what their bodies name, the units that sent what each is made of and its films; by the piece's id.

    Of films see selectors.films.films_shown.
    """

    pieces: dict[int, Piece]
    kept: Kept
    credits: dict[int, list[Unit]]
    films: dict[int, list[dict]]
