"""One row of an import, read field by field; what cannot be read becomes a problem with its row and reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from sumvay.accounts.services import normalise_phone
from sumvay.errors import Refusal
from sumvay.org.models import Appointment, Unit
from sumvay.org.sheet import Row
from sumvay.org.unit_codes import fits_an_address
from sumvay.vietnamese import fold, parse_date, parse_number

MOST_PEOPLE = 20_000_000
TEXT_FIELDS = ("code", "name", "short_name", "address", "place_code", "paper_symbol", "paper_place", "officer_name")
LONGEST = {name: Unit._meta.get_field(name).max_length for name in TEXT_FIELDS if name != "officer_name"}
LONGEST |= {"officer_name": 120, "email": 254, "officer_email": 254}
POSTS = {
    "chu tich": Appointment.Post.CHAIR,
    "pho chu tich": Appointment.Post.VICE_CHAIR,
    "uy ban kiem tra": Appointment.Post.INSPECTION,
    "uy vien uy ban kiem tra": Appointment.Post.INSPECTION,
    "chu nhiem uy ban kiem tra": Appointment.Post.INSPECTION,
    "uy vien ubkt": Appointment.Post.INSPECTION,
    "can bo truyen thong": Appointment.Post.COMMUNICATIONS,
    "can bo tuyen giao": Appointment.Post.COMMUNICATIONS,
    "truyen thong": Appointment.Post.COMMUNICATIONS,
    "tuyen giao": Appointment.Post.COMMUNICATIONS,
    "van thu": Appointment.Post.CLERK,
    "van phong": Appointment.Post.CLERK,
    "bien tap vien": Appointment.Post.EDITOR,
    "thu ky toa soan": Appointment.Post.MANAGING_EDITOR,
    "tong bien tap": Appointment.Post.EDITOR_IN_CHIEF,
    "cong tac vien": Appointment.Post.COLLABORATOR,
}


class Problem(NamedTuple):
    """Why a row cannot be taken: its number, the field's name ("" for the whole row), the reason in one sentence."""

    row: int
    field: str
    text: str


@dataclass
class ReadRow:
    """A row with its values; an empty cell is None and means "leave as it is"."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        """A value by its field, None when the cell is empty or unread."""
        return self.values.get(name)

    def refuse(self, name: str, text: str) -> None:
        """Note why the row cannot be taken."""
        self.problems.append(Problem(self.number, name, text))

    @property
    def has_unit_data(self) -> bool:
        """Whether anything is said about the unit beyond its code."""
        return any(value is not None for name, value in self.values.items() if not _is_about_officer(name))

    @property
    def has_officer(self) -> bool:
        """Whether somebody is named."""
        return any(self[name] is not None for name in ("officer_name", "officer_phone", "officer_email"))


def read_row(row: Row, columns: Mapping[str, int], *, today: date) -> ReadRow:
    """Read the mapped cells of a row."""
    read = ReadRow(row.number)
    for name, place in columns.items():
        text = row.cells[place] if place < len(row.cells) else ""
        if not text:
            continue
        try:
            read.values[name] = _READERS.get(name, _as_text)(text, name, today)
        except Refusal as no:
            read.refuse(name, str(no))
    return read


def _is_about_officer(name: str) -> bool:
    return name == "code" or name.startswith("officer_")


class _Unread(Refusal):
    """A cell does not hold what its column means."""


def _as_text(text: str, name: str, today: date) -> str:
    if len(text) > LONGEST.get(name, 200):
        raise _Unread(_("“%(text)s…” is longer than %(most)d characters.") % {"text": text[:30], "most": LONGEST[name]})
    return text


def _as_code(text: str, name: str, today: date) -> str:
    if not fits_an_address(text):
        raise _Unread(_("This code cannot be used. Leave out slashes and the signs ? # and per cent."))
    return _as_text(text, name, today)


def _as_phone(text: str, name: str, today: date) -> str:
    return normalise_phone(text)


def _as_email(text: str, name: str, today: date) -> str:
    try:
        validate_email(text)
    except ValidationError as bad:
        raise _Unread(_("“%(text)s” is not an e-mail address.") % {"text": text[:60]}) from bad
    return _as_text(text, name, today).lower()


def _as_day(text: str, name: str, today: date) -> date:
    day = parse_date(text, today=today)
    if day > today:
        raise _Unread(_("%(text)s is in the future.") % {"text": text})
    return day


def _as_count(text: str, name: str, today: date) -> int:
    number = parse_number(text)
    if number < 0:
        raise _Unread(_("A number of people cannot be negative."))
    if number != int(number) or number > MOST_PEOPLE:
        raise _Unread(_("“%(text)s” is not a number of people.") % {"text": text[:30]})
    return int(number)


def _as_post(text: str, name: str, today: date) -> str:
    post = POSTS.get(fold(text)) or (text if text in Appointment.Post.values else None)
    if post is None:
        known = ", ".join(str(label) for label in Appointment.Post.labels)
        raise _Unread(_("“%(text)s” is not a known post. Known are: %(known)s.") % {"text": text[:40], "known": known})
    return post


_READERS: dict[str, Callable[[str, str, date], Any]] = {
    "code": _as_code,
    "phone": _as_phone,
    "officer_phone": _as_phone,
    "email": _as_email,
    "officer_email": _as_email,
    "since": _as_day,
    "officer_since": _as_day,
    "members": _as_count,
    "workers": _as_count,
    "women": _as_count,
    "officer_post": _as_post,
}
