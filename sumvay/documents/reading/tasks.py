"""What the units below are asked to do, one short clause each."""

import re
from collections.abc import Iterable, Iterator

from sumvay.documents.reading.clauses import Clause
from sumvay.documents.reading.deadlines import NOT_ASKED, RECURRING
from sumvay.documents.reading.findings import Found, found_in
from sumvay.documents.reading.schedule import Due
from sumvay.documents.reading.sections import LOWER, Purpose
from sumvay.vietnamese.letters import fold

ASKING = {Purpose.DUTIES, Purpose.TARGETS, Purpose.PROCESS}
VERBS = (
    "báo cáo|báo|gửi|tổng hợp|tổ chức|cử|phân công|đăng tải|đăng ký|đăng|chia sẻ|tuyên truyền|phổ biến|vận động"
    "|xây dựng|ban hành|lập|rà soát|khảo sát|cung cấp|cập nhật|nhập|hoàn thành|nộp|họp|treo|in|dán|gặp|truyền tải"
    "|giới thiệu|phản ánh|phối hợp|hỗ trợ|tham gia|thực hiện|triển khai|chỉ đạo|quán triệt|kiểm tra|giám sát|chọn"
    "|đề xuất|đề nghị|bố trí|làm việc|trả lời|chuyển|tiếp nhận|phân loại|không|gọi|chủ động|kịp thời|tăng cường"
    "|đẩy mạnh|hướng dẫn|theo dõi|tự|bảo đảm|đảm bảo|tiếp tục|khẩn trương|thông tin|kết nạp|thành lập|chốt|kết quả"
    "|danh sách|mỗi|lựa chọn|lấy|hưởng ứng|duy trì|xác định|tập trung|nghiêm túc|chuẩn bị|điền|viết|chụp|quay"
    "|sưu tầm|biểu dương|khen thưởng|nắm|đến|thăm|trao|tặng|phát động|phát|mở|tạo|ưu tiên|nâng cao|lưu|ghi"
    "|công khai|niêm yết|động viên|kêu gọi|quyên góp|ủng hộ|đối thoại|ký|thương lượng|tư vấn|giải quyết|nhắc"
    "|đôn đốc|thống kê|kê khai|bám sát|quan tâm|chăm lo|thông báo|bình xét|xét|lan tỏa|khuyến khích|mời|dành"
)
STARTS_WITH_VERB = re.compile(rf"(?:{VERBS})\b", re.I)
REPORTING = re.compile(r"\b(?:báo cáo|kết quả|tổng hợp|danh sách|hồ sơ)\b.*\b(?:về|gửi|qua|trước|tới|đến|ngay)\b", re.I)
HANDED_IN = re.compile(r"\b(?:gửi|nộp|báo cáo|đăng ký)\b", re.I)
# A paper to hand in named before the verb: "Báo cáo tổng hợp gửi trước ngày …" asks to send it.
PAPER_FIRST = re.compile(
    r"(?P<paper>(?:báo cáo|danh sách|phiếu|hồ sơ|kết quả|bài|tin|đề xuất|kế hoạch)\b.*?)\s+(?:gửi|nộp)(?:\s+về)?", re.I
)
CLOSING = re.compile(
    r"(?:trên đây là|trong quá trình|quá trình thực hiện|rất mong|trân trọng|yêu cầu các đơn vị nghiêm túc"
    r"|mọi (?:vướng mắc|thắc mắc)"
    r"|quá thời hạn|[^,;]{0,40}có hiệu lực|được lập thành|kinh phí|nhuận bút|giải thưởng|đầu mối"
    r"|nếu có (?:khó khăn|vướng mắc)"
    r"|mỗi (?:người|cá nhân|tác giả|thí sinh|nhóm)\b|hoàn thành (?:trước|trong|xong)\b|.{0,40}\bgồm\s*:)"
    r"|.*\bđề nghị các đơn vị\b.{0,60}(?:thực hiện|triển khai)\b.{0,20}$",
    re.I,
)
# What follows only says why, by when or where to write.
TAIL = re.compile(
    r"\s*,?\s*\b(?:nhằm|(?<!nhà )để|góp phần|trước\s+(?:ngày|\d)|chậm nhất|muộn nhất|(?:(?:cho )?đến )?hết ngày"
    r"|trong ngày\s\d|hoàn thành trước|từ (?:ngày\s\d|\d{1,2}(?:/|h|\stháng))"
    r"|\(?(?:hộp thư|email|thư điện tử|địa chỉ)[^,;]{0,20}:)",
    re.I,
)
# In running text only a request with a figure or a day is sure to be one.
REQUEST = re.compile(r"(?:đề nghị|yêu cầu)\s.*\d", re.I)
LEADING = re.compile(
    rf"(?:(?:định kỳ[^,]{{0,20}},\s*)?(?:{RECURRING.pattern})|sau đó|đồng thời"
    r"|(?:đề nghị|yêu cầu)\s+(?:(?:các|quý)\s+)?(?:đơn vị|đồng chí|cđcs|công đoàn cơ sở)(?=\s))\s*,?\s*",
    re.I,
)
SHORTEST = 12


def read_tasks(clauses: Iterable[Clause], schedule: list[Due]) -> list[Found]:
    """
    The first clause of each duty: lines under headings for duties, targets and dates, rows of a schedule, and a closing
    line about the report.
    """
    found = [found_in(due.what, due.what_start, due.what_start + len(due.what)) for due in schedule]
    subject_first = False
    for clause in clauses:
        leading = LEADING.match(clause.text)
        start = leading.end() if leading else 0
        text = clause.text[start:]
        asked = _asks(clause, text)
        if asked and subject_first and not clause.first and not LOWER.match(text):
            found[-1] = _longer(found[-1], clause)
            continue
        tasks = list(_task(clause, start)) if asked else []
        found += tasks
        if clause.first:
            subject_first = bool(tasks) and not STARTS_WITH_VERB.match(text)
    return _without_repeats(sorted(found, key=lambda one: one.spans))


def _asks(clause: Clause, text: str) -> bool:
    if clause.ours or CLOSING.match(clause.text) or CLOSING.match(text) or NOT_ASKED.search(text) or text.endswith(":"):
        return False
    if clause.purpose is Purpose.DATES:
        bare = re.sub(r"\([^)]*\)", "", text)
        return bool(STARTS_WITH_VERB.match(text) or LOWER.match(text) or HANDED_IN.search(bare))
    if clause.purpose in ASKING:
        return clause.first or bool(STARTS_WITH_VERB.match(text) or REPORTING.search(text))
    return (
        clause.purpose is None
        and clause.node.kind == "text"
        and bool(REPORTING.search(text) or REQUEST.match(clause.text))
    )


def _task(clause: Clause, start: int) -> Iterator[Found]:
    tail = TAIL.search(clause.text, start + SHORTEST)
    text = clause.text[start : tail.start() if tail else len(clause.text)].rstrip(" ,.;:/(")
    if len(text) < SHORTEST:
        return
    paper = PAPER_FIRST.fullmatch(text)
    said = f"gửi {paper['paper'][:1].lower()}{paper['paper'][1:].rstrip(' :')}" if paper else text
    yield found_in(said[:1].upper() + said[1:], clause.start + start, clause.start + start + len(text))


def _longer(task: Found, clause: Clause) -> Found:
    """A sentence that names who acts goes on with what else they do."""
    tail = TAIL.search(clause.text, SHORTEST)
    text = clause.text[: tail.start() if tail else len(clause.text)].rstrip(" ,.;:/")
    return Found(f"{task.value}; {text}", (*task.spans, (clause.start, clause.start + len(text))))


def _without_repeats(found: list[Found]) -> list[Found]:
    texts = [fold(one.value) for one in found]
    return [
        one
        for number, one in enumerate(found)
        if not any(
            other.startswith(texts[number]) and n != number and (len(other) > len(texts[number]) or n < number)
            for n, other in enumerate(texts)
        )
    ]
