"""The demo's voices: what members wrote to a ward union in two weeks, and what has become of it."""

import uuid
from datetime import timedelta
from typing import NamedTuple

from django.utils.timezone import localdate

from ops.demo.story import Story
from sumvay.feedback import services as feedback
from sumvay.feedback.models import Case

WARD = "SH-BL"


class Wrote(NamedTuple):
    """One message: so many hours ago, by somebody of a unit, through a door."""

    hours: float
    unit: str
    text: str
    door: str = Case.Door.WEB_FORM
    name: str = ""
    phone: str = ""


ALIKE = [
    "Lái xe tuyến đêm công ty Đường Xanh chưa được trả tiền làm thêm từ tháng 9, anh em hỏi thì bảo chờ.",
    "cong ty Duong Xanh con no tien lam dem 2 thang, nho cong doan hoi giup khi nao tra",
    "Em phụ xe ở Vận tải Đường Xanh, lương cứng có rồi mà tiền ca đêm tháng 9, tháng 10 vẫn chưa thấy ạ.",
    "Chồng tôi chạy xe đêm cho Đường Xanh, hai tháng nay không có tiền phụ trội. Đề nghị công đoàn làm rõ.",
    "Mấy anh em ca 3 bên Đường Xanh bị chậm tiền làm đêm, kế toán nói tại phần mềm mới. Chờ đến bao giờ?",
    "Tiền làm thêm ban đêm của tổ 2 Đường Xanh treo từ 15/9 tới giờ, xin công đoàn có ý kiến với giám đốc.",
]
WROTE = [
    *(Wrote(200 - 9 * place, "SH-BL-04", text) for place, text in enumerate(ALIKE)),
    Wrote(1.2, "SH-BL-07", "Kho lạnh siêu thị mùi gas nồng từ trưa, hai chị choáng phải ra ngoài mà vẫn bắt vào lấy."),
    Wrote(5, "SH-BL-02", "Điều dưỡng cấp cứu trực 24 giờ có được nghỉ bù hôm sau không, tiền trực tính thế nào ạ?"),
    Wrote(20, "SH-BL-01", "Cô nuôi ký hợp đồng từng năm một đã sáu năm, trường không chịu ký dài hạn, có đúng không?",
          name="Phạm Thị Nhàn", phone="0912 000 418"),
    Wrote(26, "SH-BL-03", "Đề nghị mở lớp tập huấn sơ cứu cho tổ sửa ống, cả tổ chưa ai được học.", Case.Door.VISIT),
    Wrote(30, "SH-BL-06", "Nghe nói sang năm hợp tác xã không đóng bảo hiểm cho lái xe nữa, có thật không các anh?"),
    Wrote(44, "SH-BL-05", "Nhờ chuyển lời cảm ơn công đoàn phường đã thăm cô Hạnh nằm viện, cả trường ấm lòng."),
    Wrote(50, "SH-BL-07", "Cần tiền tiêu Tết có ngay trong ngày, chỉ cần căn cước, gọi 0900 000 777, lãi thấp nhất."),
    Wrote(60, "SH-BL-02", "Em nghỉ sinh từ tháng 8 mà tới nay chưa có tiền thai sản, hồ sơ đã nộp.", Case.Door.PHONE,
          name="Vũ Thu Hiền", phone="0912 000 533"),
    Wrote(75, "SH-BL-07", "Đứng quầy 10 tiếng không có ghế, đi vệ sinh phải xin thẻ. Tụi em mệt quá mà không dám nói."),
    Wrote(100, "SH-BL-03", "Thưởng Tết năm nay nước sạch tính theo ngày công hay theo hệ số, công bố ngày nào vậy ạ?"),
]  # fmt: skip
PROMPT = (
    "Theo Điều 98 Bộ luật Lao động 2019, làm việc ban đêm được trả thêm ít nhất bằng 30% tiền lương của ngày làm việc "
    "bình thường. Công đoàn đã hỏi công ty và sẽ báo lại ngày trả."
)


def fill(story: Story) -> None:
    """Messages come in, some are answered, six that ask the same go up to the province."""
    ward = story.units[WARD]
    chair = story.chair(ward)
    cases = [_received(story, wrote) for wrote in WROTE]
    _keep_an_answer(story)
    maternity, thanks = cases[len(ALIKE) + 7], cases[len(ALIKE) + 5]
    feedback.move_case(actor=chair, case=maternity, state=Case.State.VERIFYING, now=story.now - timedelta(hours=40))
    feedback.answer_case(
        actor=chair, case=thanks, text="Công đoàn phường cảm ơn các thầy cô, đã chuyển lời tới cô Hạnh.", source="",
        resolves=True, now=story.now - timedelta(hours=38),
    )  # fmt: skip
    issue = feedback.merge_cases(
        actor=chair, pks=[case.pk for case in cases[: len(ALIKE)]], into=None,
        title="Chậm trả tiền làm thêm ban đêm ở công ty Đường Xanh", now=story.now - timedelta(hours=48),
    )  # fmt: skip
    feedback.raise_issue(
        actor=chair, issue=issue, into=None, now=story.now - timedelta(hours=30),
        solved="Đã gặp công ty ngày hôm qua; công ty hẹn trả trước một tháng, phần còn lại chưa có ngày.",
        proposal="Đề nghị Liên đoàn cùng thanh tra lao động làm việc với công ty về tiền làm đêm còn nợ.",
    )  # fmt: skip


def _received(story: Story, wrote: Wrote) -> Case:
    return feedback.receive_case(
        unit=story.units[WARD], about_unit=story.units[wrote.unit], door=wrote.door, text=wrote.text,
        token=uuid.uuid5(uuid.NAMESPACE_URL, wrote.text), now=story.now - timedelta(hours=wrote.hours),
        name=wrote.name, phone=wrote.phone, may_rise=True,
    ).case  # fmt: skip


def _keep_an_answer(story: Story) -> None:
    """One answer of the library, approved and shown to readers."""
    ward = story.units[WARD]
    question = "Làm việc ban đêm được trả thêm bao nhiêu?"
    words = feedback.AnswerWords(
        category="luong", question=question, answer=PROMPT, source="Bộ luật Lao động 2019, Điều 98",
        valid_until=localdate(story.now) + timedelta(days=365), is_public=True, public_question=question,
    )  # fmt: skip
    answer = feedback.write_answer(actor=story.chair(ward), unit=ward, words=words, now=story.now - timedelta(days=9))
    feedback.approve_answer(actor=story.chair(ward), answer=answer, now=story.now - timedelta(days=9))
