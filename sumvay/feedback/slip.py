"""The words of a phiếu chuyển, the slip with which a message is passed on; papers are always in Vietnamese."""

from django.utils.timezone import localdate
from django.utils.translation import override

from sumvay.feedback.models import Case, Kind
from sumvay.vietnamese import format_date

# What the law calls a petition of each kind; the rest of what comes in is passed on as a reflection
PETITIONS = {Kind.COMPLAINT: "khiếu nại", Kind.DENUNCIATION: "tố cáo", Kind.PROPOSAL: "kiến nghị"}


def subject_of_slip(case: Case) -> str:
    """What the slip is about, as its title says it."""
    return f"Chuyển nội dung {_petition(case)} của đoàn viên, người lao động"


def body_of_slip(case: Case, *, authority: str, summary: str, names_writer: bool) -> dict:
    """The body of the paper, as `documents` draws it."""
    came, unit = format_date(localdate(case.received_at)), case.unit.name
    with override("vi"):
        about = case.get_category_display()
    told = [
        f"Ngày {came}, {unit} nhận được nội dung {_petition(case)} của đoàn viên, người lao động về {about}.",
        *_writer(case, names_writer),
        "Nội dung chính:",
        *summary.splitlines(),
        f"Sau khi xem xét, {unit} nhận thấy nội dung trên thuộc thẩm quyền của {authority}. {unit} chuyển đến "
        f"{authority} để được xem xét, giải quyết theo quy định của pháp luật.",
        f"Đề nghị {authority} thông báo kết quả giải quyết cho người gửi và cho {unit} để theo dõi./.",
    ]
    return {"blocks": [{"kind": "paragraph", "text": line.strip()} for line in told if line.strip()], "annexes": []}


def _writer(case: Case, names_writer: bool) -> list[str]:
    if not names_writer:
        return ["Thông tin của người gửi được giữ kín."]
    reached = "; ".join(filter(None, (case.phone and f"điện thoại {case.phone}", case.email)))
    return [f"Người gửi: {case.name or 'không ghi tên'}", f"Liên hệ: {reached or 'không để lại'}"]


def _petition(case: Case) -> str:
    return PETITIONS.get(Kind(case.kind), "phản ánh")
