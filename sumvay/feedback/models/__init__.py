"""Tables of listening: cases and their messages, issues, and the words by which they are told apart."""

from sumvay.feedback.models.answers import ApprovedAnswer
from sumvay.feedback.models.cases import Case, Enclosure, Message
from sumvay.feedback.models.forwardings import Forwarding
from sumvay.feedback.models.issues import Issue
from sumvay.feedback.models.receptions import Reception, ReceptionDay
from sumvay.feedback.models.rights import RightsRequest
from sumvay.feedback.models.sealed import (
    Box,
    Handler,
    HandlerKey,
    SealedCase,
    SealedFile,
    SealedKey,
    SealedMessage,
)
from sumvay.feedback.models.service_times import ServiceTime
from sumvay.feedback.models.sheets import Sheet, SheetCase
from sumvay.feedback.models.warnings import Warning
from sumvay.feedback.models.words import READS_LIKE_SPAM, Aside, Category, Kind, Tone

__all__ = [
    "READS_LIKE_SPAM",
    "ApprovedAnswer",
    "Aside",
    "Box",
    "Case",
    "Category",
    "Enclosure",
    "Forwarding",
    "Handler",
    "HandlerKey",
    "Issue",
    "Kind",
    "Message",
    "Reception",
    "ReceptionDay",
    "RightsRequest",
    "SealedCase",
    "SealedFile",
    "SealedKey",
    "SealedMessage",
    "ServiceTime",
    "Sheet",
    "SheetCase",
    "Tone",
    "Warning",
]
