"""The month's fees and the quota as sheets to keep, and the quota as a plot."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sumvay.documents import services as documents
from sumvay.newsroom.models import ContributionStep, Desk
from sumvay.newsroom.selectors.quota import Branch, Line, Quota
from sumvay.vietnamese import format_date


def month_name(month: datetime) -> str:
    """A month as sheets are headed: "tháng 01/2027"."""
    return _("month %(month)s") % {"month": f"{localdate(month):%m/%Y}"}


def fee_sheet(desk: Desk, month: datetime, lines: Iterable[ContributionStep], totals: dict) -> bytes:
    """The fee sheet as .xlsx; fees are numbers, what has no rate stays empty, the last row sums up."""
    columns = [
        (_("No."), "number"), (_("Published on"), "date"), (_("Title"), "text"), (_("Kind"), "text"),
        (_("Author"), "text"), (_("Signed as"), "text"), (_("Unit"), "text"), (_("Coefficient"), "number"),
        (_("Value of coefficient 1"), "money"), (_("Fee (đồng)"), "money"), (pgettext("newsroom", "Points"), "number"),
        (_("Why its own coefficient"), "text"), (_("Signature of the receiver"), "text"),
    ]  # fmt: skip
    rows = [_fee_row(number, line) for number, line in enumerate(lines, 1)]
    sums = [None, None, _("Total"), None, None, None, None, None, None, totals["fee"], totals["points"], None, None]
    title = _("Fee sheet, %(month)s") % {"month": month_name(month)}
    return documents.make_workbook(title=title, subtitle=desk.name, columns=columns, rows=rows, totals=sums)


def quota_sheet(desk: Desk, month: datetime, found: Quota) -> bytes:
    """The lines of the quota as .xlsx: what each unit owed and sent."""
    columns = [
        (_("Unit code"), "text"), (_("Unit"), "text"), (_("Members"), "number"),
        (pgettext("newsroom", "Expected"), "number"), (_("How it counts"), "text"),
        (pgettext("newsroom", "Given"), "number"), (_("Items sent"), "number"),
        (_("Items published"), "number"), (pgettext("newsroom", "Missing"), "number"),
    ]  # fmt: skip
    lines = [
        [
            one.code,
            one.name,
            one.members,
            one.asked,
            way_of_counting(one),
            one.given,
            one.items,
            one.published,
            one.missed,
        ]
        for one in found.lines
    ]
    items, published = sum(one.items for one in found.lines), sum(one.published for one in found.lines)
    sums = [None, _("Total"), None, None, None, None, items, published, None]
    title = _("Items expected and sent, %(month)s") % {"month": month_name(month)}
    return documents.make_workbook(title=title, subtitle=desk.name, columns=columns, rows=lines, totals=sums)


def points_sheet(desk: Desk, month: datetime, rows: Iterable[dict], totals: dict, *, by_author: bool) -> bytes:
    """Points, items and fees of the month as .xlsx, by person when BY_AUTHOR, else by unit."""
    head, name = (_("Author"), "author_name") if by_author else (_("Unit"), "unit_name")
    columns = [
        (_("No."), "number"), (head, "text"), (pgettext("newsroom", "Points"), "number"),
        (_("Items published"), "number"), (_("Fee (đồng)"), "money"),
    ]  # fmt: skip
    lines = [
        [number, row[name], row["points"], row["items"], None if row["unpriced"] == row["items"] else row["fee"]]
        for number, row in enumerate(rows, 1)
    ]
    sums = [None, _("Total"), totals["points"], totals["items"], totals["fee"]]
    title = _("Contribution points, %(month)s") % {"month": month_name(month)}
    return documents.make_workbook(title=title, subtitle=desk.name, columns=columns, rows=lines, totals=sums)


def way_of_counting(line: Line) -> str:
    """What is counted of a unit: items, or weeks with an item."""
    return _("items in the month") if line.is_grassroots else _("weeks with an item")


def quota_plot(branches: list[Branch], month: datetime, *, missed: int) -> dict | None:
    """
    Branches by how many of their units gave what was expected; where each is one unit, the items each sent.

    `missed` is how many units did not in all branches, drawn or not.
    """
    if not branches:
        return None
    singles = all(one.met + one.wanting == 1 for one in branches)
    if singles:
        series = [{"name": _("Items sent"), "values": [one.items for one in branches], "tone": "blue"}]
    else:
        series = [
            {"name": _("Gave what is expected"), "values": [one.met for one in branches], "tone": "leaf"},
            {"name": _("Did not"), "values": [one.wanting for one in branches], "tone": "mai"},
        ]
    title = _("All units gave what is expected")
    if missed:
        title = ngettext(
            "%(count)s unit has not given what is expected", "%(count)s units have not given what is expected", missed
        ) % {"count": missed}
    return {
        "kind": "hbar" if singles else "hstack",
        "title": title,
        "labels": [one.name for one in branches],
        "series": series,
        "unit": pgettext("of the press", "items") if singles else _("units"),
        "note": _("%(month)s; at most twelve branches, those with most missing first") % {"month": month_name(month)},
        "axis": _("Unit"),
    }


def _fee_row(number: int, line: ContributionStep) -> list:
    sent = line.contribution
    return [
        number, localdate(line.at), line.title or sent.title, sent.get_kind_display(), sent.author.full_name,
        sent.byline, sent.unit.name, line.coefficient, line.unit_of_fee, line.amount, line.worth, _why(line), None,
    ]  # fmt: skip


def _why(line: ContributionStep) -> str | None:
    """The reason of an item's own coefficient, who gave it and when."""
    if (own := getattr(line, "own_coefficient", None)) is None:
        return None
    return ", ".join(filter(None, [own.reason, own.by and own.by.full_name, format_date(localdate(own.at))]))
