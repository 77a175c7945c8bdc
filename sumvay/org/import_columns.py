"""Which column of a file means what: proposed by its heading, settled by an officer, remembered for the next export."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from sumvay.org.sheet import Row, UnfitFile
from sumvay.vietnamese import fold

HEADING_ROWS = 15


class Field(NamedTuple):
    """Something a column can mean; `headings` are the usual ones, folded."""

    name: str
    label: str
    headings: tuple[str, ...]


FIELDS = (
    Field(
        "code",
        _("Code of the unit"),
        ("ma don vi", "ma cong doan", "ma cdcs", "ma cong doan co so", "ma so", "ma", "unit code", "code"),
    ),
    Field(
        "name",
        _("Name of the unit"),
        ("ten don vi", "ten cong doan", "ten cdcs", "ten cong doan co so", "don vi", "cong doan co so", "name"),
    ),
    Field("short_name", _("Short name"), ("ten viet tat", "ten ngan", "ten rut gon", "viet tat", "short name")),
    Field(
        "kind",
        _("Kind of unit"),
        ("loai don vi", "loai hinh", "loai cong doan", "loai hinh cong doan", "loai", "cap", "cap cong doan", "kind"),
    ),
    Field(
        "parent",
        _("Higher unit (code or name)"),
        (
            "ma cap tren",
            "ma don vi cap tren",
            "ma cong doan cap tren",
            "ma don vi cha",
            "cong doan cap tren",
            "don vi cap tren",
            "cap tren",
            "truc thuoc",
            "thuoc",
            "parent",
        ),
    ),
    Field("since", _("Founded on"), ("ngay thanh lap", "thanh lap ngay", "tu ngay", "ngay bat dau", "since")),
    Field("email", _("E-mail of the unit"), ("email don vi", "thu dien tu don vi", "email", "thu dien tu", "e-mail")),
    Field(
        "phone",
        _("Phone of the unit"),
        ("dien thoai don vi", "dien thoai co quan", "so dien thoai don vi", "dien thoai", "so dien thoai", "phone"),
    ),
    Field("address", _("Address"), ("dia chi", "dia chi don vi", "tru so", "address")),
    Field("place_code", _("Code of the place"), ("ma dia ban", "ma xa", "ma phuong xa", "ma hanh chinh", "place code")),
    Field("paper_symbol", _("Symbol on papers"), ("ky hieu", "ky hieu van ban", "paper symbol")),
    Field("paper_place", _("Place on papers"), ("dia danh", "noi ban hanh", "paper place")),
    Field(
        "members",
        _("Members"),
        ("so doan vien", "doan vien", "tong so doan vien", "tong doan vien", "so luong doan vien", "members"),
    ),
    Field(
        "workers",
        _("Workers"),
        ("so lao dong", "lao dong", "so cnvcld", "cnvcld", "tong so lao dong", "tong so cnvcld", "workers"),
    ),
    Field("women", _("Women"), ("so nu", "nu", "doan vien nu", "so doan vien nu", "women")),
    Field(
        "officer_name",
        _("Name of the officer"),
        ("ho va ten", "ho ten", "ho ten can bo", "ten can bo", "ho ten chu tich", "chu tich", "officer"),
    ),
    Field("officer_post", _("Post of the officer"), ("chuc vu", "chuc danh", "vi tri", "post")),
    Field(
        "officer_phone",
        _("Phone of the officer"),
        (
            "dien thoai can bo",
            "sdt can bo",
            "dien thoai chu tich",
            "sdt chu tich",
            "so dien thoai chu tich",
            "di dong",
            "dien thoai di dong",
            "sdt",
            "officer phone",
        ),
    ),
    Field(
        "officer_email",
        _("E-mail of the officer"),
        ("email can bo", "thu dien tu can bo", "email chu tich", "officer email"),
    ),
    Field("officer_since", _("In the post since"), ("giu chuc tu", "ngay bo nhiem", "ngay bau", "officer since")),
)
NAMES = tuple(field.name for field in FIELDS)
MEANING = {heading: field.name for field in FIELDS for heading in field.headings}


class HeadedTable(NamedTuple):
    """A file split into its headings and the rows below them."""

    headings: list[str]
    rows: list[Row]


def split_headings(rows: Sequence[Row]) -> HeadedTable:
    """Find the row of headings: among the first fifteen, the one with most headings we know; titles above are dropped.

    Raises UnfitFile when nothing stands below it.
    """
    first = rows[:HEADING_ROWS]
    known = [len(propose_columns(row.cells)) for row in first]
    place = known.index(max(known))
    if place + 1 >= len(rows):
        raise UnfitFile(_("The file has headings but no rows below them."))
    return HeadedTable(list(rows[place].cells), list(rows[place + 1 :]))


def propose_columns(headings: Sequence[str]) -> dict[str, int]:
    """Field by the place of its column, for headings that are known; each column and each field at most once."""
    folded = [_folded(heading) for heading in headings]
    proposed: dict[str, int] = {}
    for heading, field in MEANING.items():
        if heading in folded and field not in proposed:
            proposed[field] = folded.index(heading)
    return proposed


def header_hash(headings: Sequence[str]) -> str:
    """The same for every export with the same headings."""
    return hashlib.sha256("\n".join(map(_folded, headings)).encode()).hexdigest()


def fit_columns(columns: Mapping[str, int], headings: Sequence[str]) -> dict[str, int]:
    """Only what names a known field and a column that exists."""
    return {
        field: place
        for field, place in columns.items()
        if field in NAMES and isinstance(place, int) and 0 <= place < len(headings)
    }


def _folded(heading: str) -> str:
    return " ".join("".join(c if c.isalnum() or c == "-" else " " for c in fold(heading)).split())
