"""The states of papers, duties and reports: how each is called, signed and toned."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class State:
    """The word officers read, the sign before it and its tone (leaf, blue, mai, red, new or none)."""

    word: str | Promise
    icon: str
    tone: str = ""


STATES = {
    "sent": State(pgettext_lazy("state", "Sent"), "send"),
    "seen": State(pgettext_lazy("state", "Seen"), "eye"),
    "accepted": State(pgettext_lazy("state", "Accepted"), "checks", "leaf"),
    "in_progress": State(pgettext_lazy("state", "In progress"), "waiting", "blue"),
    "done": State(pgettext_lazy("state", "Done"), "done", "leaf"),
    "late": State(pgettext_lazy("state", "Late"), "late", "red"),
    "not_applicable": State(pgettext_lazy("state", "Not applicable"), "not-applicable"),
    "draft": State(pgettext_lazy("state", "Draft"), "dashed"),
    "submitted": State(pgettext_lazy("state", "Submitted"), "send", "blue"),
    "returned": State(pgettext_lazy("state", "Returned"), "undo", "mai"),
    "approved": State(pgettext_lazy("state", "Approved"), "check", "blue"),
    "signed": State(pgettext_lazy("state", "Signed"), "sign", "blue"),
    "numbered": State(pgettext_lazy("state", "Numbered"), "number", "blue"),
    "issued": State(pgettext_lazy("state", "Issued"), "stamp", "leaf"),
    "recalled": State(pgettext_lazy("state", "Recalled"), "undo", "red"),
    "replaced": State(pgettext_lazy("state", "Replaced"), "refresh"),
    "queued": State(pgettext_lazy("state", "Waiting to be sent"), "clock"),
    "failed": State(pgettext_lazy("state", "Not delivered"), "failed", "red"),
    "sure": State(pgettext_lazy("state", "Certain"), "check", "leaf"),
    "unsure": State(pgettext_lazy("state", "Please check"), "help", "mai"),
    "new": State(pgettext_lazy("state", "New"), "blossom", "new"),
}
