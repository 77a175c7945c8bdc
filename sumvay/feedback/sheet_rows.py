"""Rows of a survey: which column means what, and what one row says."""

import hashlib
import re
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sumvay.vietnamese import fold

ROW_NAMES = uuid.uuid5(uuid.NAMESPACE_DNS, "sheets.sumvay")
# Whole words at the beginning: "Có, tôi đồng ý" agrees, "Công ty biết thì phiền" does not
YES = re.compile(r"(?:co|yes|true|1|x|vang|(?:toi )?dong y|i agree)(?: |$)")
NO = {"khong", "no", "not"}
# How a survey writes its moments: the day first, as here, unless a file only reads with the month first
CLOCKS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "")
DAY_FIRST, MONTH_FIRST = "%d/%m/%Y", "%m/%d/%Y"
LONGEST_AGO = timedelta(days=366)


class Meaning(NamedTuple):
    """Something a column can mean; `words` stand in its usual headings, folded, the surest first."""

    name: str
    label: str
    words: tuple[str, ...]


MEANINGS = (
    Meaning("email", gettext_lazy("E-mail"), ("email", "e mail", "thu dien tu")),
    Meaning("phone", gettext_lazy("Phone number"), ("dien thoai", "sdt", "phone", "so lien he", "zalo")),
    Meaning("at", gettext_lazy("Moment of the answer"), ("dau thoi gian", "timestamp", "thoi gian gui", "thoi gian")),
    Meaning("consent", gettext_lazy("Agrees that the message goes up, masked"), ("dong y", "cho phep", "consent")),
    Meaning(
        "workplace",
        gettext_lazy("Workplace"),
        ("noi lam viec", "cong ty", "don vi", "co quan", "doanh nghiep", "cong doan co so", "workplace"),
    ),
    Meaning("name", gettext_lazy("Name"), ("ho va ten", "ho ten", "ten cua", "full name", "name")),
    Meaning(
        "text",
        gettext_lazy("What was written"),
        ("y kien", "kien nghi", "tam tu", "nguyen vong", "phan anh", "noi dung", "de xuat", "cau hoi", "message"),
    ),
)
NAMES = tuple(meaning.name for meaning in MEANINGS)


@dataclass
class RowRead:
    """One row as it will come in, written at `at` if that is known; `remarks` tell what was left out of it."""

    number: int
    text: str
    name: str
    phone: str
    email: str
    workplace: str
    may_rise: bool
    token: uuid.UUID
    at: datetime | None
    remarks: list[str] = field(default_factory=list)


def header_hash(headings: Sequence[str]) -> str:
    """The same for every export of the same form."""
    return hashlib.sha256("\n".join(map(_plain, headings)).encode()).hexdigest()


def propose_columns(headings: Sequence[str]) -> dict[str, int]:
    """Meaning by the place of its column; each column and each meaning at most once."""
    plain = [_plain(heading) for heading in headings]
    proposed: dict[str, int] = {}
    for meaning in MEANINGS:
        free = [place for place in range(len(plain)) if place not in proposed.values()]
        found = next((place for word in meaning.words for place in free if _holds(plain[place], word)), None)
        if found is not None:
            proposed[meaning.name] = found
    return proposed


def meanings_of(columns: Mapping) -> dict[int, str]:
    """What each place means, further columns of words too; see rows_read."""
    meant = {columns[name]: name for name in columns.keys() - {"further"}}
    return meant | dict.fromkeys(columns.get("further", []), "text")


def rows_read(
    rows: Sequence[Sequence], columns: Mapping, *, unit_pk: int, headings: Sequence[str]
) -> Iterator[RowRead]:
    """
    Each row in turn, those without words too; the same row has the same token in every export of the form.

    COLUMNS: the place by meaning, and under "further" the places of more columns of words, told under HEADINGS.

    Two people may write the very same: within one file the second such row has a token of its own.
    """
    seen: Counter[str] = Counter()
    order = _order_of_days([_cell(cells, columns.get("at")) for _number, *cells in rows])
    for number, *cells in rows:
        said = {name: _cell(cells, columns.get(name)) for name in NAMES}
        if further := columns.get("further"):
            said["text"] = _under_headings(cells, [columns["text"], *further], headings)
        print_of_row = "\x1f".join(said[name] for name in NAMES if name != "consent")
        seen[print_of_row] += 1
        token = uuid.uuid5(ROW_NAMES, f"{unit_pk}\x1f{print_of_row}\x1f{seen[print_of_row]}")
        yield _read(number, said, token, order)


def moment_of(at: datetime | None, *, now: datetime) -> datetime:
    """When a row was written; now, where its moment is not to be believed."""
    return at if at and now - LONGEST_AGO <= at <= now else now


def _read(number: int, said: Mapping[str, str], token: uuid.UUID, order: str) -> RowRead:
    remarks = []
    email = said["email"]
    if email and not _is_address(email):
        remarks.append(_("The e-mail address is not one; the message comes in without it."))
        email = ""
    return RowRead(
        number=number, text=said["text"], name=said["name"][:120], phone=said["phone"][:20], email=email,
        workplace=said["workplace"][:200], may_rise=_agrees(_plain(said["consent"])), token=token,
        at=_moment(said["at"], order), remarks=remarks,
    )  # fmt: skip


def _under_headings(cells: Sequence[str], places: Sequence[int], headings: Sequence[str]) -> str:
    return "\n\n".join(f"{headings[place]}\n{_cell(cells, place)}" for place in places if _cell(cells, place))


def _agrees(consent: str) -> bool:
    return bool(YES.match(consent)) and not NO.intersection(consent.split())


def _order_of_days(stamps: Sequence[str]) -> str:
    """Day first, unless all moments of the file are read with the month first alone."""
    said = [stamp for stamp in stamps if stamp]
    if all(_moment(stamp, DAY_FIRST) for stamp in said) or not all(_moment(stamp, MONTH_FIRST) for stamp in said):
        return DAY_FIRST
    return MONTH_FIRST


def _moment(stamp: str, order: str) -> datetime | None:
    for form in (f"{day} {clock}".strip() for day in (order, "%Y-%m-%d") for clock in CLOCKS):
        try:
            return make_aware(datetime.strptime(stamp, form))
        except ValueError:
            continue
    return None


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def _cell(cells: Sequence[str], place: int | None) -> str:
    return str(cells[place]).strip() if place is not None and place < len(cells) else ""


def _holds(heading: str, word: str) -> bool:
    return bool(re.search(rf"\b{word}\b", heading))


def _plain(heading: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in fold(str(heading))).split())
