"""What an official paper is made of, before it is drawn as .docx or PDF."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

type Cell = str | int | float | Decimal | datetime.date | None

MOST_UPRIGHT_COLUMNS = 7


@dataclass(frozen=True)
class Profile:
    """Sizes of a paper: lengths in millimetres, letters and gaps in points.

    The defaults are those of Decree 30/2020/NĐ-CP, Phụ lục I (the size of its own examples where it allows a range).
    An office that follows another rule (Quyết định 933/QĐ-TLĐ) passes its own Profile.
    """

    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    state: float = 12
    motto: float = 13
    issuer: float = 12
    number: float = 13
    date: float = 13
    subject: float = 12
    title: float = 14
    body: float = 14
    signer: float = 14
    signature_room: float = 70
    recipients_head: float = 12
    recipients: float = 11
    annex: float = 14
    table: float = 12
    page_number: float = 14
    indent: float = 12.7
    paragraph_gap: float = 6
    line_spacing: float = 1.15


ND30 = Profile()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body; a line break in the text begins a new one. Bases (căn cứ) are italic."""

    text: str
    italic: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading with its number in the text: level 1 "I. KẾT QUẢ", level 2 "1. Kết quả chung", level 3 "a) Bài"."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Bullet:
    """A paragraph that begins with a dash; the dash is added."""

    text: str


@dataclass(frozen=True)
class Table:
    """A ruled table whose head repeats on every page.

    Numbers are written as 1.234 and set to the right; None in a column of numbers is a missing figure and shows as "–".
    `totals` is a last row in bold. `widths` are relative shares, worked out from the text when not given;
    `aligns` holds "left", "center" or "right" for each column, by the kind of value when not given.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    totals: Sequence[Cell] = ()
    widths: Sequence[float] = ()
    aligns: Sequence[str] = ()


@dataclass(frozen=True)
class Bar:
    """One bar of a plot. With `of` it is a part of a whole ("12/15"); a value of None is missing and draws no bar."""

    label: str
    value: int | float | Decimal | None
    of: int | float | Decimal | None = None


@dataclass(frozen=True)
class Plot:
    """A horizontal bar chart: `title` says the finding, `note` says as of when and over how many units."""

    title: str
    bars: Sequence[Bar]
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A plot standing in the body or in an annex."""

    plot: Plot


type Block = Paragraph | Heading | Bullet | Table | Figure


@dataclass(frozen=True)
class Annex:
    """An annex (phụ lục) on pages of its own, numbered from 1.

    `note` is the line "(Kèm theo …)"; when empty it is made from the number, date and issuer of the paper.
    """

    title: str
    blocks: Sequence[Block]
    note: str = ""

    @property
    def landscape(self) -> bool:
        """Whether the pages lie on their side: a table of more than seven columns does not fit upright."""
        tables = (block for block in self.blocks if isinstance(block, Table))
        return any(len(table.head) > MOST_UPRIGHT_COLUMNS for table in tables)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One official paper. Names are given in ordinary case; the form sets its own capitals.

    issuer, parent_issuer: names of the letterhead ("Công đoàn phường Kim Liên").
    number: "42", "06b"; empty leaves room to write it in. symbol: "KH-LĐLĐ".
    date: day of issue; None leaves room for day and month.
    doc_type: "Kế hoạch", "Báo cáo" …; empty for a công văn, whose subject then stands as "V/v …" under the number.
    urgency: "Hỏa tốc", "Thượng khẩn", "Khẩn" or empty.
    addressees: one entry a line, without dash and closing mark; printed after "Kính gửi:" when there are any.
    body: the blocks; "./." is added where the last one is a text.
    signing_prefix: lines above the post ("TM. Ban Thường vụ", "KT. Chủ tịch").
    recipients: lines of Nơi nhận, the last one "Lưu: VT, …"; dashes and closing marks are added.
    draft: a light "BẢN DỰ THẢO" at the head of every page. footer_note: a small line at the foot of every page, for
    instance who printed this copy and when.
    """

    issuer: str
    symbol: str
    place: str
    subject: str
    body: Sequence[Block]
    signer_title: str
    signer_name: str
    date: datetime.date | None = None
    number: str = ""
    parent_issuer: str = ""
    doc_type: str = ""
    urgency: str = ""
    addressees: Sequence[str] = ()
    signing_prefix: Sequence[str] = ()
    recipients: Sequence[str] = ()
    annexes: Sequence[Annex] = ()
    draft: bool = False
    footer_note: str = ""
    profile: Profile = ND30

    @property
    def is_letter(self) -> bool:
        """Whether this is a công văn, the one kind of paper without a name of its kind on it."""
        return self.doc_type.strip().casefold() in {"", "công văn"}
