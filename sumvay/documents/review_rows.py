"""What the review screen draws: each field or row with its passage, its tone and the words it was read from."""

from dataclasses import dataclass, field

from django import forms

from sumvay.documents.models import OfficialPaper
from sumvay.documents.passages import lines_of, tones_of
from sumvay.documents.review_form import DROPPED, Review

HEAD_GROUPS = {
    "head": ("number", "symbol", "date", "place", "doc_type", "urgency"),
    "issued": ("issuer", "parent_issuer", "subject", "addressees"),
    "report": ("report_unit", "report_emails", "report_links", "report_phones"),
    "signed": ("signing_prefix", "signer_title", "signer", "recipients", "hashtags"),
}


@dataclass(frozen=True)
class ReviewRow:
    """One block of the form: `key` is shared with its passage; `tone` is sure, unsure, done or nothing.

    `line`: the words of the paper; `is_proposed`: the value is inferred, not printed; `button`: what row buttons send.
    """

    key: str
    tone: str
    fields: list[forms.BoundField]
    line: str = ""
    is_proposed: bool = False
    button: str = ""
    is_dropped: bool = False
    hidden: list[forms.BoundField] = field(default_factory=list)


def rows_shown(paper: OfficialPaper, review: Review) -> dict[str, list[ReviewRow]]:
    """The rows by group, in the order of the screen."""
    tones, lines = tones_of(paper), lines_of(paper)
    shown = {
        group: [_single(paper, review.head[name], tones, lines) for name in names]
        for group, names in HEAD_GROUPS.items()
    }
    for group, formset in review.groups.items():
        shown[group] = [_row(f"{group}.{place}", form, tones, lines) for place, form in enumerate(formset)]
    return shown


def unsure_count(rows: dict[str, list[ReviewRow]]) -> int:
    """How many fields and rows the reader asks to look at."""
    return sum(row.tone == "unsure" for group in rows.values() for row in group)


def _single(paper, bound, tones, lines):
    tone = tones.get(bound.name, "")
    is_proposed = tone == "unsure" and "proposal" in paper.found.get(bound.name, {})
    line = lines.get(bound.name, "") if tone == "unsure" else ""
    return ReviewRow(bound.name, tone, [bound], line=line, is_proposed=is_proposed)


def _row(key, form, tones, lines):
    return ReviewRow(
        key,
        tones.get(key, ""),
        [bound for bound in form if bound.name != DROPPED],
        line=lines.get(key, "") if tones.get(key) != "done" else "",
        button=key.replace(".", "-"),
        is_dropped=bool(form[DROPPED].value()),
        hidden=[form[DROPPED]],
    )
