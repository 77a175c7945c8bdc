"""The register of receptions in the columns of Form 01, as a sheet and as an official paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from sumvay.documents import services as documents
from sumvay.documents.models import OfficialPaper
from sumvay.feedback.models import Kind, Reception
from sumvay.org.models import Unit
from sumvay.vietnamese import format_date, format_number

MOST_ROWS = 2_000
STANDINGS = {
    "open": "chỉ tính lượt chưa có kết quả",
    "uninstructed": "chỉ tính lượt chưa có ý kiến chỉ đạo của lãnh đạo",
    "settled": "chỉ tính lượt đã có kết quả",
}
WIDTHS = [1, 2, 4, 5, 2, 2, 3, 2, 3]


def heads() -> list[str]:
    """The columns in their order."""
    return [
        _("No."), _("Day and hour"), _("Full name, address, ID"), _("Content"), _("Kind"), _("Received by"),
        _("Instruction of the leader"), _("How it was settled"), _("Result"),
    ]  # fmt: skip


def row_of(reception: Reception) -> list[str]:
    """One line of the register in those columns."""
    at = localtime(reception.at)
    return [
        f"{reception.number}/{reception.year}",
        f"{format_date(at.date())} {at:%H:%M}",
        who_came(reception),
        reception.content,
        capfirst(reception.get_kind_display()),
        reception.received_by.full_name,
        reception.instruction,
        capfirst(reception.get_outcome_display()),
        reception.result,
    ]


def who_came(reception: Reception) -> str:
    """Name, address and numbers, one after the other."""
    return "; ".join(filter(None, (reception.name, reception.address, reception.id_number, reception.phone)))


def register_sheet(rows: Iterable[Reception], *, unit: Unit, now: datetime) -> bytes:
    """The lines given, as .xlsx."""
    return documents.make_workbook(
        title=_("Register of receptions (Form 01)"),
        subtitle=f"{unit.name}, {format_date(localdate(now))}",
        columns=[(head, "text") for head in heads()],
        rows=[row_of(one) for one in rows],
    )


@dataclass(frozen=True)
class Part:
    """Which part of the register a report speaks of: its days, a Kind, a standing of the filter; None or "" for all."""

    since: date | None = None
    until: date | None = None
    kind: str = ""
    standing: str = ""


def register_paper(rows: Sequence[Reception], part: Part, *, unit: Unit, now: datetime) -> bytes:
    """
    The lines of a part of the register, as the .docx of a report with these lines behind it.

    Papers are always in Vietnamese.
    """
    with override("vi"):
        annex = {
            "title": "Sổ tiếp đoàn viên, người lao động (Mẫu số 01)",
            "head": heads(),
            "rows": [row_of(one) for one in rows],
            "widths": WIDTHS,
        }
        narrowed = _narrowed(part)
    settled = sum(one.settled_at is not None for one in rows)
    told = (
        f"{_period(part, localdate(now))}, {unit.name} ghi sổ {format_number(len(rows))} lượt tiếp đoàn viên, người "
        f"lao động{narrowed}; đã có kết quả {format_number(settled)} lượt. Nội dung từng lượt theo sổ kèm theo./."
    )
    return documents.render_unsaved(
        unit=unit,
        doc_type=OfficialPaper.DocType.BAO_CAO,
        subject="Công tác tiếp đoàn viên, người lao động",
        body={"blocks": [{"kind": "paragraph", "text": told}], "annexes": [annex]},
        form="docx",
        now=now,
    )


def _period(part: Part, today: date) -> str:
    until = format_date(part.until or today)
    return f"Từ ngày {format_date(part.since)} đến ngày {until}" if part.since else f"Tính đến ngày {until}"


def _narrowed(part: Part) -> str:
    said = [f"loại {Kind(part.kind).label}"] if part.kind else []
    said += [STANDINGS[part.standing]] if part.standing else []
    return f" ({', '.join(said)})" if said else ""
