"""Tables of the newsroom: contributions from below, pieces, desks, and what readers find."""

from sumvay.newsroom.models.bulletins import Subscriber
from sumvay.newsroom.models.comments import PieceComment
from sumvay.newsroom.models.contributions import (
    Consent,
    Contribution,
    ContributionPhoto,
    ContributionStep,
    FilmCheck,
)
from sumvay.newsroom.models.desks import ApprovalStep, Desk, FeeRate, OwnCoefficient, PlannedPiece
from sumvay.newsroom.models.pictures import NewsDocument, NewsPicture, NewsRendition
from sumvay.newsroom.models.pieces import Piece, PieceSource
from sumvay.newsroom.models.public_changes import Correction, OldAddress, TakeDown
from sumvay.newsroom.models.readers import (
    Listing,
    PartnerFeed,
    PartnerItem,
    ReadCount,
    ReadMeasure,
    ReadTick,
    TitleWord,
)
from sumvay.newsroom.models.sections import Section, SiteIdentity

__all__ = [
    "ApprovalStep",
    "Consent",
    "Contribution",
    "ContributionPhoto",
    "ContributionStep",
    "Correction",
    "Desk",
    "FeeRate",
    "FilmCheck",
    "Listing",
    "NewsDocument",
    "NewsPicture",
    "NewsRendition",
    "OldAddress",
    "OwnCoefficient",
    "PartnerFeed",
    "PartnerItem",
    "Piece",
    "PieceComment",
    "PieceSource",
    "PlannedPiece",
    "ReadCount",
    "ReadMeasure",
    "ReadTick",
    "Section",
    "SiteIdentity",
    "Subscriber",
    "TakeDown",
    "TitleWord",
]
