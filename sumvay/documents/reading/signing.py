"""Who signs, in which post and for whom; who receives the paper."""

import re
from dataclasses import dataclass, field

from sumvay.documents.reading.columns import RECIPIENTS, SIGNED_FOR
from sumvay.documents.reading.findings import Found
from sumvay.documents.reading.paper import Line
from sumvay.documents.reading.wording import NAME, ORGANISATION, is_capitals

LISTED = re.compile(r"[-–+•]\s*")
NOT_A_NAME = re.compile(r"\(?\s*(?:đã ký|ký tên|ký, đóng dấu|họ (?:và )?tên)", re.I)
POST = re.compile(
    r"(?:chủ tịch|phó chủ tịch|pct|ct|trưởng ban|phó trưởng ban|ủy viên|chánh văn phòng|giám đốc|tổng biên tập)\b", re.I
)


# Names set in capitals are told from posts by the family name; these cover nearly everyone.
FAMILY_NAME = re.compile(
    r"(?:NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐINH|ĐÀO|ĐOÀN|TRỊNH|TRƯƠNG|LÂM|MAI|TÔ|TẠ|CAO|LƯU|LƯƠNG|KIỀU|QUÁCH"
    r"|THÁI|TĂNG|CHU|PHÙNG|VƯƠNG|HÀ|LA|LÒ|NÔNG|TRIỆU|THÂN|MẠC|TỐNG|ÂU|KHUẤT|GIANG|NGHIÊM|VI|LƯỜNG|QUẢNG|SÙNG|GIÀNG|MÙA|RƠ|Y|H)\s"
)


@dataclass
class _Hand:
    """One signature while it is read, top to bottom."""

    prefixes: list[list[Line]] = field(default_factory=list)
    titles: list[list[Line]] = field(default_factory=list)
    name: Line | None = None


def read_signature(lines: tuple[Line, ...]) -> dict[str, Found]:
    """Fields signer, signer_title and signing_prefix; of two signatures in their order, joined by "; "."""
    hands = [hand for hand in _hands(lines) if hand.prefixes or hand.titles]
    fields = {
        "signer": _joined([[hand.name] for hand in hands if hand.name]),
        "signer_title": _joined([group for hand in hands for group in hand.titles]),
        "signing_prefix": _joined([group for hand in hands for group in hand.prefixes]),
    }
    return {name: found for name, found in fields.items() if found}


def read_recipients(lines: tuple[Line, ...]) -> list[Found]:
    """Those listed under "Nơi nhận", one a line, without bullet and closing mark."""
    start = next((n for n, line in enumerate(lines) if RECIPIENTS.match(line.text)), None)
    if start is None:
        return []
    groups: list[list[Line]] = []
    for line in lines[start + 1 :]:
        if (
            LISTED.match(line.text)
            or (line.text[-1] in ";," and not (groups and LISTED.match(groups[-1][0].text)))
            or (not _is_signing(line) and line.text.startswith("Lưu"))
        ):
            groups.append([line])
        elif groups and not _ends_list(line) and groups[-1][-1].text[-1:] not in ".;":
            groups[-1].append(line)
        else:
            break
    return [recipient for recipient in map(_recipient, groups) if recipient.value]


def _hands(lines: tuple[Line, ...]) -> list[_Hand]:
    hands = [_Hand()]
    listing = False
    for line in lines:
        listing = bool(RECIPIENTS.match(line.text)) or (listing and not _is_signing(line))
        if listing or LISTED.match(line.text) or NOT_A_NAME.search(line.text):
            continue
        if hands[-1].name is not None and not _is_signing(line):
            break
        if hands[-1].name is not None:
            hands.append(_Hand())
        _add(hands[-1], line)
    return hands


def _is_signing(line: Line) -> bool:
    return bool(SIGNED_FOR.match(line.text)) or is_capitals(line.text) or bool(NAME.fullmatch(line.text))


def _add(hand: _Hand, line: Line) -> None:
    if SIGNED_FOR.match(line.text):
        hand.prefixes.append([line])
    elif hand.titles and FAMILY_NAME.match(line.text) and NAME.fullmatch(line.text):
        hand.name = line
    elif is_capitals(line.text) or POST.fullmatch(line.text):
        groups = hand.titles or hand.prefixes
        if groups and ORGANISATION.match(line.text):
            groups[-1].append(line)
        elif not ORGANISATION.match(line.text) or POST.match(line.text):
            hand.titles.append([line])
    elif (hand.prefixes or hand.titles) and NAME.fullmatch(line.text):
        hand.name = line


def _ends_list(line: Line) -> bool:
    return line.after_gap or _is_signing(line)


def _joined(groups: list[list[Line]]) -> Found | None:
    if not groups:
        return None
    text = "; ".join(" ".join(line.text for line in group) for group in groups)
    return Found(text, tuple((line.start, line.end) for group in groups for line in group))


def _recipient(group: list[Line]) -> Found:
    label = LISTED.match(group[0].text)
    bullet = label.end() if label else 0
    spans = tuple((line.start + (bullet if line is group[0] else 0), line.end) for line in group)
    text = " ".join(line.text for line in group)[bullet:].strip(" ;.,")
    return Found(text, tuple(span for span in spans if span[0] < span[1]))
