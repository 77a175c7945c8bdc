"""What a letter that was read proposes: key messages, and one assignment for each task it names."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import get_default_timezone

from sumvay.directives.models import Assignment
from sumvay.vietnamese import fold

CLOSE = time(16, 0)
KIND_BY_WORDS = [
    (Assignment.Kind.REPORT, r"\bbao cao\b.*\b(ve|ket qua|truoc|gui|qua)\b|\bgui bao cao\b"),
    (Assignment.Kind.CONTEST, r"\b(cuoc thi|hoi thi|du thi)\b"),
    (Assignment.Kind.LISTEN, r"\b(tin nhan|phan hoi|y kien|tam tu|nguyen vong|du luan)\b"),
    (Assignment.Kind.WRITE, r"\b(viet|gui) .{0,30}\b(tin|bai|anh|phong su)\b|\bbai viet moi\b"),
    (
        Assignment.Kind.SPREAD,
        r"\b(chia se|dang|lan toa|truyen tai|truyen thong|tuyen truyen|duong dan|link)\b",
    ),
    (Assignment.Kind.EVENT, r"\b(to chuc|tham hoi|tang qua|trao qua|gap mat)\b"),
]
PROOFS = {
    Assignment.Kind.WRITE: ["link", "file"],
    Assignment.Kind.SPREAD: ["link", "photo"],
    Assignment.Kind.LISTEN: ["note", "file"],
    Assignment.Kind.CONTEST: ["link", "photo", "note"],
    Assignment.Kind.EVENT: ["activity", "photo"],
    Assignment.Kind.REPORT: ["report"],
    Assignment.Kind.OTHER: ["note", "photo", "file"],
}
MOTTO = re.compile(r"(?:phương châm|thông điệp|chủ đề|khẩu hiệu)[^“\"]{0,40}[“\"]([^”\"]{8,160})[”\"]", re.IGNORECASE)
RESULTS = re.compile(r"(?:về|thông tin)\s+(kết quả [^,;.]{8,120}?năm \d{4})", re.IGNORECASE)


@dataclass
class ProposedAssignment:
    """One assignment as the letter asks for it; `due_at` is None where the letter names no day."""

    kind: str
    wording: str
    quantity: int = 1
    due_at: datetime | None = None
    proofs: list[str] = field(default_factory=list)


def kind_of(wording: str) -> str:
    """Which kind of assignment a task's wording asks for."""
    folded = fold(wording)
    for kind, pattern in KIND_BY_WORDS:
        if re.search(pattern, folded):
            return kind
    return Assignment.Kind.OTHER


def key_messages(text: str) -> list[str]:
    """Sentences everybody should carry: mottoes in quotes, and results the letter wants told, even inside a task."""
    found = [m.group(1).strip() for m in MOTTO.finditer(text)]
    found += [m.group(1)[0].upper() + m.group(1)[1:] for m in RESULTS.finditer(text)]
    return list(dict.fromkeys(found))


def assignments(fields: dict[str, Any], wordings: list[str]) -> list[ProposedAssignment]:
    """One assignment for each task; quantities from the quotas, dates from the deadlines of the same thing."""
    proposed = []
    for wording in wordings:
        kind = kind_of(wording)
        proposed.append(
            ProposedAssignment(
                kind=kind,
                wording=wording,
                quantity=_quantity(wording, fields.get("quotas") or []),
                due_at=_due(wording, kind, fields.get("deadlines") or []),
                proofs=list(PROOFS[kind]),
            )
        )
    return proposed


def _quantity(wording: str, quotas: list[dict]) -> int:
    words = _words(wording)
    for quota in quotas:
        count = str(quota.get("count") or "")
        if count.isdigit() and len(words & _words(quota.get("what") or "")) >= 2:
            return max(1, int(count))
    return 1


def _due(wording: str, kind: str, deadlines: list[dict]) -> datetime | None:
    words = _words(wording)
    best: tuple[int, str] | None = None
    for deadline in deadlines:
        day, what = deadline.get("date"), deadline.get("what") or ""
        score = len(words & _words(what)) + (3 if kind == Assignment.Kind.REPORT and "bao cao" in fold(what) else 0)
        if day and score >= 3 and (best is None or score > best[0]):
            best = (score, day)
    return at_close(date.fromisoformat(best[1])) if best else None


def at_close(day: date) -> datetime:
    """The hour offices close on a day: 16:00 in Vietnam."""
    return datetime.combine(day, CLOSE, tzinfo=get_default_timezone())


def _words(text: str) -> set[str]:
    return {word for word in fold(text).split() if len(word) > 2}
