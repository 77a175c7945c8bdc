"""What stands around the text of a union's paper: kind, symbol, issuer, place, who signs and for whom, copies.

Papers are always in Vietnamese, whatever the language of the screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sumvay.documents.models import OfficialPaper

DocType = OfficialPaper.DocType

TYPE_NAMES = {
    DocType.CONG_VAN: "Công văn",
    DocType.KE_HOACH: "Kế hoạch",
    DocType.HUONG_DAN: "Hướng dẫn",
    DocType.THONG_BAO: "Thông báo",
    DocType.CHUONG_TRINH: "Chương trình",
    DocType.BAO_CAO: "Báo cáo",
    DocType.THE_LE: "Thể lệ",
    DocType.CHI_THI: "Chỉ thị",
    DocType.PHIEU_CHUYEN: "Phiếu chuyển",
    DocType.KHAC: "Văn bản",
}
# Decree 30/2020/NĐ-CP, Phụ lục III; a công văn has none, and the decree gives none for a thể lệ
ABBREVIATIONS = {
    DocType.KE_HOACH: "KH",
    DocType.HUONG_DAN: "HD",
    DocType.THONG_BAO: "TB",
    DocType.CHUONG_TRINH: "CTr",
    DocType.BAO_CAO: "BC",
    DocType.CHI_THI: "CT",
    DocType.PHIEU_CHUYEN: "PC",
}
STANDING_COMMITTEE = "TM. BAN THƯỜNG VỤ"
EXECUTIVE_COMMITTEE = "TM. BAN CHẤP HÀNH"
FOR_THE_CHAIR = "KT. CHỦ TỊCH"
CHAIR = "CHỦ TỊCH"
VICE_CHAIR = "PHÓ CHỦ TỊCH"
SAME_AS_ABOVE = "Như trên"
FILED = "Lưu: VT"


@dataclass(frozen=True)
class Signature:
    """The lines over a signer's name, and the name."""

    signing_prefix: str
    signer_title: str
    signer: str


def type_name(doc_type: str) -> str:
    """The kind of paper as it is printed: "Kế hoạch"."""
    return TYPE_NAMES[DocType(doc_type)]


def propose_symbol(doc_type: str, unit_symbol: str) -> str:
    """The symbol after the number: "LĐLĐ" on a công văn, "KH-LĐLĐ" on a plan (Decree 30/2020/NĐ-CP, Phụ lục I.II.3)."""
    kind = ABBREVIATIONS.get(DocType(doc_type), "")
    return "-".join(filter(None, (kind, unit_symbol)))


def propose_signature(posts: set[str], name: str, *, is_grassroots: bool) -> Signature:
    """How the holder of these posts signs: a chair for the committee, a vice-chair for the chair.

    A grassroots union has an executive committee and often no standing committee.
    """
    if "chair" in posts:
        return Signature(EXECUTIVE_COMMITTEE if is_grassroots else STANDING_COMMITTEE, CHAIR, name)
    if "vice_chair" in posts:
        return Signature(FOR_THE_CHAIR, VICE_CHAIR, name)
    return Signature("", "", name)


def propose_recipients(addressees: Sequence[str]) -> list[str]:
    """The lines of Nơi nhận: those it is addressed to, and the office's own file."""
    return [SAME_AS_ABOVE, FILED] if addressees else [FILED]


def printed_number(number: str) -> str:
    """A number as it is printed: below ten with a leading zero, without spaces: "5" gives "05", "6b" gives "06b"."""
    compact = "".join(number.split())
    digits = len(compact) - len(compact.lstrip("0123456789"))
    return f"0{compact}" if digits == 1 else compact
