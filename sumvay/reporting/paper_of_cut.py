"""The text of reports as official papers carry it: what is answered, figures, narrative, annexes by unit, one plot.

Papers are always in Vietnamese, whatever the language of the screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localtime

from sumvay.reporting.models import FormLine
from sumvay.reporting.totals import Branch, Line, Row, Totals
from sumvay.vietnamese import format_date, format_number

MOST_ROWS = 500
MOST_BARS = 12
FEW = 3
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SPANS = {FormLine.Span.CUMULATIVE: "lũy kế", FormLine.Span.LAST_YEAR: "cùng kỳ năm trước"}


@dataclass(frozen=True)
class Told:
    """What stands around the figures: who reports, which paper is answered, the outline and what is written under it.

    reported: (unit, figures by line id) of every report that went in; missing: names of those that are not.
    """

    unit: str
    basis: str
    moment: datetime
    headings: Sequence[dict]
    narrative: dict[str, str]
    reported: Sequence[tuple[str, dict[int, Decimal]]]
    missing: Sequence[str]


@dataclass(frozen=True)
class Difference:
    """What a supplement changes on one line."""

    line: Line
    before: Decimal | None
    total: Decimal | None


def body_of_cut(told: Told, totals: Totals) -> dict:
    """The body of a consolidated report: figures, narrative, and the annexes by unit."""
    annexes = [_by_unit(told, totals)]
    if told.missing:
        annexes.append(_missing(told.missing))
    blocks = [
        paragraph(_opening(told, "báo cáo kết quả như sau:")),
        heading_block(0, "Số liệu thực hiện"),
        paragraph(_coverage(told, totals)),
        _figures(told, totals.rows()),
        *narrative_blocks(told),
        paragraph(f"Trên đây là báo cáo của {told.unit}."),
    ]
    return {"blocks": blocks, "annexes": annexes}


def body_of_supplement(told: Told, differences: Sequence[Difference], *, earlier: str, reason: str) -> dict:
    """The body of a supplement: why, and the differences alone. `reported` names the units they come from."""
    rows = [
        [place, label(d.line), d.line.measure, _cell(d.before), _cell(_step(d)), _cell(d.total)]
        for place, d in enumerate(differences, 1)
    ]
    head = ["STT", "Chỉ tiêu", "Đơn vị tính", "Đã báo cáo", "Tăng (+), giảm (-)", "Số liệu mới"]
    blocks = [
        paragraph(f"Tiếp theo {earlier}, {told.unit} báo cáo bổ sung số liệu tính đến {moment_words(told.moment)}."),
        paragraph(f"Lý do bổ sung: {reason.rstrip(' .')}."),
        {"kind": "table", "head": head, "rows": rows, "widths": [1, 5, 2, 2, 2, 2]},
        *narrative_blocks(told, first=0),
        paragraph(f"Trên đây là báo cáo bổ sung của {told.unit}."),
    ]
    units = [[place, name] for place, (name, _values) in enumerate(told.reported, 1)]
    annex = {"title": "Đơn vị có số liệu thay đổi", "head": ["STT", "Đơn vị"], "rows": units, "widths": [1, 9]}
    return {"blocks": blocks, "annexes": [annex] if units else []}


def body_of_own_report(told: Told, lines: Sequence[Line]) -> dict:
    """The body of one unit's own report."""
    values = told.reported[0][1]
    rows = [[place, label(line), line.measure, _cell(values.get(line.pk))] for place, line in enumerate(lines, 1)]
    head = ["STT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"]
    blocks = [
        paragraph(_opening(told, "báo cáo kết quả như sau:")),
        heading_block(0, "Số liệu thực hiện"),
        {"kind": "table", "head": head, "rows": rows, "widths": [1, 6, 2, 2]},
        *narrative_blocks(told),
        paragraph(f"Trên đây là báo cáo của {told.unit}."),
    ]
    return {"blocks": blocks, "annexes": []}


def label(line: Line) -> str:
    """A line as a paper calls it: "Số suất quà (lũy kế, ước)"."""
    marks = [SPANS.get(line.span, ""), "ước" if line.is_estimate else ""]
    said = ", ".join(filter(None, marks))
    return f"{line.name} ({said})" if said else line.name


def moment_words(moment: datetime) -> str:
    """ "16:05 ngày 25/01/2027"."""
    here = localtime(moment)
    return f"{here:%H:%M} ngày {format_date(here.date())}"


def finding(line: Line, branches: Sequence[Branch]) -> str:
    """What a plot of a line over branches shows, as a sentence: how much of the whole the largest few hold."""
    ranked = sorted((b for b in branches if b.totals.get(line.pk)), key=lambda b: -b.totals[line.pk])
    whole = sum(b.totals[line.pk] for b in ranked)
    few = 1 if len(ranked) <= FEW else FEW
    share = round(100 * sum(b.totals[line.pk] for b in ranked[:few]) / whole)
    who = ranked[0].name if few == 1 else f"{few} đơn vị dẫn đầu"
    return f"{who} chiếm {share}% {label(line)[0].lower()}{label(line)[1:]}"


def _opening(told, ending):
    return f"Thực hiện {told.basis}, {told.unit} {ending}" if told.basis else f"{told.unit} {ending}"


def _coverage(told, totals):
    sentence = f"Tính đến {moment_words(told.moment)}, có {_of(totals)} đơn vị báo cáo"
    if not told.missing:
        return f"{sentence}."
    return f"{sentence}; danh sách {format_number(len(told.missing))} đơn vị chưa báo cáo kèm theo."


def _of(totals):
    return f"{format_number(totals.reported)}/{format_number(totals.expected)}"


def _figures(told, rows: Sequence[Row]):
    split = any(row.own is not None for row in rows) and any(row.below is not None for row in rows)
    head = ["STT", "Chỉ tiêu", "Đơn vị tính", *([f"{told.unit}", "Đơn vị trực thuộc"] if split else []), "Tổng cộng"]
    table = [
        [
            place,
            label(row.line),
            row.line.measure,
            *([_cell(row.own), _cell(row.below)] if split else []),
            _cell(row.total),
        ]
        for place, row in enumerate(rows, 1)
    ]
    return {"kind": "table", "head": head, "rows": table, "widths": [1, 5, 2, *([2, 2] if split else []), 2]}


def narrative_blocks(told, first: int = 1) -> list[dict]:
    """The headings under which something is written, numbered on from `first`."""
    blocks, place = [], first
    for heading in told.headings:
        lines = [line.strip() for line in told.narrative.get(heading["key"], "").splitlines() if line.strip()]
        if lines:
            blocks += [heading_block(place, heading["title"]), *map(paragraph, lines)]
            place += 1
    return blocks


def _by_unit(told, totals):
    lines = totals.lines
    if len(told.reported) <= MOST_ROWS:
        rows = [[name, *(_cell(values.get(line.pk)) for line in lines)] for name, values in told.reported]
    else:
        known = [branch for branch in totals.branches if branch.reported]
        rows = [[b.name, *(_cell(b.totals.get(line.pk)) for line in lines)] for b in known]
    return {
        "title": "Số liệu theo đơn vị",
        "head": ["STT", "Đơn vị", *(f"{label(line)} ({line.measure})" for line in lines)],
        "rows": [[place, *row] for place, row in enumerate(rows, 1)],
        "totals": ["", "Tổng cộng", *(_cell(totals.whole.totals.get(line.pk)) for line in lines)],
        **_plot(told, totals),
    }


def _plot(told, totals):
    """One plot: the first figure that at least two branches have."""
    for line in totals.lines:
        bars = [[b.name, _cell(b.totals[line.pk])] for b in totals.branches if b.totals.get(line.pk)]
        if len(bars) > 1:
            bars.sort(key=lambda bar: -bar[1])
            note = f"Đơn vị tính: {line.measure}. Tính đến {moment_words(told.moment)}, {_of(totals)} đơn vị báo cáo."
            title = finding(line, totals.branches)
            return {"plot": {"title": title, "bars": bars[:MOST_BARS], "note": note}}
    return {}


def _missing(names):
    rows = [[place, name] for place, name in enumerate(names, 1)]
    return {"title": "Đơn vị chưa báo cáo", "head": ["STT", "Đơn vị"], "rows": rows, "widths": [1, 9]}


def paragraph(text: str) -> dict:
    """A paragraph as the stored body holds it."""
    return {"kind": "paragraph", "text": text}


def heading_block(place: int, title: str) -> dict:
    """A heading of the first level, numbered from 0."""
    number = ROMAN[place] if place < len(ROMAN) else place + 1
    return {"kind": "heading", "level": 1, "text": f"{number}. {title.upper()}"}


def _step(difference):
    if difference.before is None and difference.total is None:
        return None
    return (difference.total or 0) - (difference.before or 0)


def _cell(value):
    """A figure as the stored body holds it; None is missing, never 0."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
