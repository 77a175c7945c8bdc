"""The text of a listening report as an official paper: the state of things, issues, quoted words, what is proposed.

Papers are always in Vietnamese, whatever the language of the screen: to be called with Vietnamese switched on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.text import capfirst

from sumvay.feedback import selectors as feedback
from sumvay.feedback.models import Category
from sumvay.reporting.listening_words import HEADINGS
from sumvay.reporting.paper_of_cut import heading_block, moment_words, narrative_blocks, paragraph
from sumvay.vietnamese import format_date, format_number

SUBJECT = "Tổng hợp ý kiến, kiến nghị của đoàn viên, người lao động"
FIGURES = ["Số ý kiến", "Số người", "Kỳ trước", "Tăng (+), giảm (-)"]
VEIL = (
    "Số liệu nói về dưới năm người được ghi “dưới 5”; “không nêu” là số được giữ lại để không suy ra được số của nhóm "
    "đó. Ý kiến kín không được đếm."
)
FEW = "Trong kỳ có dưới năm người gửi ý kiến nên không nêu số liệu."
WITHHELD = (
    "Không nêu số liệu chung của kỳ, vì đối chiếu với số liệu từng tháng sẽ suy ra được ý kiến của dưới năm người."
)
QUOTED = (
    "Các ý kiến dưới đây được người gửi đồng ý cho chuyển lên cấp trên; họ tên, số điện thoại, địa chỉ và tên đơn vị "
    "đã được lược bỏ."
)


@dataclass(frozen=True)
class Heard:
    """What a paper is made of: who reports which days, the figures, what is written and quoted."""

    unit: str
    period: feedback.Period
    moment: datetime
    told: feedback.Synthesis
    narrative: dict[str, str]
    quotes: Sequence[dict]

    headings: Sequence[dict] = tuple(HEADINGS)

    @property
    def days(self) -> str:
        """ "tháng 10/2026 (từ 01/10/2026 đến 31/10/2026)"."""
        span = f"từ {format_date(self.period.since)} đến {format_date(self.period.until)}"
        return span if self.period.title == span else f"{self.period.title} ({span})"


def subject_of(period: feedback.Period) -> str:
    """What the paper is about, in its own words."""
    return f"{SUBJECT} {period.title}"


def body_of_listening(heard: Heard) -> dict:
    """The body of a listening report with its annexes: the weeks as a plot, all tables."""
    first, *others = feedback.tables_of(heard.told)
    blocks = [
        paragraph(
            f"{heard.unit} tổng hợp ý kiến, kiến nghị của đoàn viên, người lao động {heard.days}, số liệu tính đến "
            f"{moment_words(heard.moment)}, như sau:"
        ),
        heading_block(0, "Tình hình chung"),
        *map(paragraph, _state(heard)),
        _table(first),
        heading_block(1, "Vấn đề nhiều người nêu"),
        _issues(heard.told.issues),
        *_quoted(heard.quotes, 2),
        *narrative_blocks(heard, first=3 if heard.quotes else 2),
        paragraph(f"Trên đây là báo cáo của {heard.unit}."),
    ]
    return {"blocks": blocks, "annexes": [_steps(heard), _all_tables(others)]}


def body_of_listening_supplement(heard: Heard, tables: list, *, earlier: str, reason: str) -> dict:
    """The body of a supplement: why, and the figures alone that differ."""
    blocks = [
        paragraph(
            f"Tiếp theo {earlier}, {heard.unit} báo cáo bổ sung số liệu {heard.days}, tính đến "
            f"{moment_words(heard.moment)}."
        ),
        paragraph(f"Lý do bổ sung: {reason.rstrip(' .')}."),
        _changes(tables),
        paragraph("Chỉ nêu số liệu thay đổi từ năm người trở lên."),
        *_quoted(heard.quotes, 0),
        *narrative_blocks(heard, first=1 if heard.quotes else 0),
        paragraph(f"Trên đây là báo cáo bổ sung của {heard.unit}."),
    ]
    return {"blocks": blocks, "annexes": []}


def _changes(tables: Sequence) -> dict:
    if not tables:
        return paragraph("Đến nay chưa có số liệu nào thay đổi.")
    rows = [
        [table.title, row.name, _cell(row.line.before), row.line.change, _cell(row.line.now)]
        for table in tables
        for row in table.rows[:-1]
    ]
    total = tables[0].rows[-1].line
    return {
        "kind": "table",
        "head": ["STT", "Phân theo", "Nhóm", "Đã báo cáo", "Tăng (+), giảm (-)", "Số liệu mới"],
        "rows": _numbered(rows),
        "totals": ["", "", "Tất cả ý kiến", _cell(total.before), total.change, _cell(total.now)],
        "widths": [1.2, 3, 4, 2, 2, 2],
    }


def _state(heard: Heard) -> list[str]:
    total = heard.told.total
    if total.now.veil:
        return [FEW if total.now.veil == feedback.FEW else WITHHELD, VEIL]
    came = (
        f"Trong kỳ, {heard.unit} và các đơn vị trực thuộc nhận được {format_number(total.now.cases)} ý kiến của "
        f"{format_number(total.now.people)} người{_compared(total.change)}."
    )
    return [came, *_answers(heard.told), VEIL]


def _compared(change: int | None) -> str:
    if change is None:
        return ""
    if not change:
        return ", bằng kỳ trước"
    return f", {'tăng' if change > 0 else 'giảm'} {format_number(abs(change))} ý kiến so với kỳ trước"


def _answers(told: feedback.Synthesis) -> list[str]:
    found = []
    kept = next((line.now for line in told.lines["answer"] if line.key == "kept"), None)
    if kept and kept.cases:
        found.append(f"{format_number(kept.cases)} ý kiến được trả lời lần đầu trong thời hạn đã hứa.")
    if told.content:
        mean = f"{told.content:.1f}".replace(".", ",")
        found.append(f"Mức độ hài lòng trung bình của người gửi: {mean} trên 5.")
    return found


def _table(table) -> dict:
    *rows, total = [[row.name, *_figures(row.line)] for row in table.rows]
    return {
        "kind": "table", "head": ["STT", "Nội dung", *FIGURES], "rows": _numbered(rows), "totals": ["", *total],
        "widths": [1.2, 4, 2, 2, 2, 2],
    }  # fmt: skip


def _issues(issues: Sequence[feedback.TopIssue]) -> dict:
    if not issues:
        return paragraph("Trong kỳ không có vấn đề nào có từ năm người trở lên cùng nêu.")
    rows = [[one.title, capfirst(one.about), one.members, one.units, one.cases] for one in issues]
    head = ["STT", "Vấn đề", "Nội dung", "Số người", "Số đơn vị", "Số ý kiến"]
    return {"kind": "table", "head": head, "rows": _numbered(rows), "widths": [1.3, 6, 3, 2.2, 2.2, 2.2]}


def _quoted(quotes: Sequence[dict], place: int) -> list[dict]:
    if not quotes:
        return []
    blocks = [heading_block(place, "Ý kiến tiêu biểu"), paragraph(QUOTED)]
    for number, (category, told) in enumerate(groupby(quotes, key=lambda quote: quote["category"]), 1):
        title = capfirst(str(Category(category).label))
        blocks.append({"kind": "heading", "level": 2, "text": f"{number}. {title}"})
        blocks += [{"kind": "bullet", "text": f"“{quote['text']}”"} for quote in told]
    return blocks


def _steps(heard: Heard) -> dict:
    steps, by_month = heard.told.steps, heard.period.goes_by_month
    one = "tháng" if by_month else "tuần"
    return {
        "title": f"Số ý kiến theo {one}",
        "head": ["STT", "Tháng" if by_month else "Tuần từ ngày", "Số ý kiến", "Số người"],
        "rows": _numbered([[_day(day, heard), _cell(step), _cell(step, people=True)] for day, step in steps]),
        "widths": [1, 4, 3, 3],
        "plot": {
            "title": feedback.finding(heard.told, heard.period),
            "bars": [[feedback.step_label(day, heard.period), step.cases] for day, step in steps],
            "note": f"{capfirst(heard.period.title)}, tính đến {moment_words(heard.moment)}. "
            f"{one.capitalize()} có dưới năm người gửi ý kiến để trống.",
        },
    }


def _day(day: date, heard: Heard) -> str:
    return feedback.step_label(day, heard.period) if heard.period.goes_by_month else format_date(day)


def _all_tables(tables: Sequence) -> dict:
    rows = [[table.title, row.name, *_figures(row.line)] for table in tables for row in table.rows[:-1]]
    return {
        "title": "Số liệu chi tiết",
        "head": ["STT", "Phân theo", "Nhóm", *FIGURES],
        "rows": _numbered(rows),
        "widths": [1.3, 3, 4, 2, 2, 2, 2],
    }


def _figures(line) -> list:
    return [_cell(line.now), _cell(line.now, people=True), _cell(line.before), line.change]


def _cell(told: feedback.Told, *, people: bool = False) -> int | str | None:
    number = told.people if people else told.cases
    return feedback.said(told, number) if told.veil else number


def _numbered(rows: Sequence[list]) -> list[list]:
    return [[place, *row] for place, row in enumerate(rows, 1)]
