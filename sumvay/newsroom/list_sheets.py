"""Lists of the newsroom as sheets to keep: what is before readers, and what a unit has sent."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sumvay.documents import services as documents
from sumvay.newsroom.models import Contribution, Listing, Piece

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def published_sheet(rows: Iterable[Listing], reads: Mapping[int, int], *, about: str) -> bytes:
    """The published pieces as .xlsx with all their reads by piece; ABOUT says whose they are and of which days."""
    columns = [
        (_("No."), "number"), (_("Published on"), "date"), (_("Title"), "text"), (_("Kind"), "text"),
        (_("Newspaper section"), "text"), (_("Unit"), "text"), (_("Signed as"), "text"), (_("All reads"), "number"),
        (_("Address on the portal"), "text"),
    ]  # fmt: skip
    kinds = dict(Piece.Kind.choices)
    lines = [
        [
            number, localdate(row.published_at), row.title, capfirst(str(kinds.get(row.kind, row.kind))),
            row.section.name, row.unit.name, row.byline, reads.get(row.pk, 0), f"{settings.BASE_URL}{row.path}",
        ]
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip
    sums = [None, None, _("Total"), None, None, None, None, sum(line[7] for line in lines), None]
    return documents.make_workbook(
        title=_("Published pieces"), subtitle=about, columns=columns, rows=lines, totals=sums
    )


def contributions_sheet(rows: Iterable[Contribution], *, about: str) -> bytes:
    """What a unit has written as .xlsx, with what became of each; ABOUT names the unit."""
    columns = [
        (_("No."), "number"), (_("Begun on"), "date"), (_("Sent on"), "date"), (_("Title"), "text"),
        (_("Kind"), "text"), (_("Author"), "text"), (pgettext("newsroom", "How it stands"), "text"),
        (_("All reads"), "number"), (_("Address on the portal"), "text"),
    ]  # fmt: skip
    lines = [
        [
            number, localdate(row.created_at), localdate(row.sent_at) if row.sent_at else None,
            row.title or _("Without a title yet"), capfirst(row.get_kind_display()), row.author.full_name,
            capfirst(row.get_state_display()), row.reads if row.path else None,
            f"{settings.BASE_URL}{row.path}" if row.path else None,
        ]
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip
    return documents.make_workbook(title=_("News and pieces sent"), subtitle=about, columns=columns, rows=lines)
