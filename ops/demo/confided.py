"""The demo's sealed boxes: keys of three officers, a box of the province and one of a ward, a message in each."""

import uuid
from datetime import timedelta

from ops.demo import PASSPHRASE, SIGN_INS
from ops.demo.story import Story
from sumvay.accounts.models import User
from sumvay.feedback.models import Box, Case
from sumvay.feedback.services import sealed_boxes, sealed_handling, sealed_keys, sealed_writing
from sumvay.feedback.who_reads import Topic
from sumvay.org import spans
from sumvay.org.models import Appointment, Unit

INSPECTOR = SIGN_INS[4].login
ASKED = (
    "Công ty lập hai bảng lương, bảng nộp bảo hiểm thấp hơn lương thật hai triệu đồng mỗi tháng. Tôi làm ở kho nên "
    "thấy cả hai."
)
ASKED_BACK = "Công đoàn đã nhận. Đồng chí còn giữ ảnh chụp bảng lương nào không? Công ty sẽ không biết ai hỏi."
SAID_MORE = "Tôi có ảnh hai tháng gần đây, có thể gửi sau giờ làm."
TO_THE_WARD = "Tổ trưởng ghi thêm giờ của mình vào công của người nghỉ ốm. Xin đừng để tổ trưởng biết tôi báo."


def fill(story: Story) -> None:
    """Two leaders hold a box between them at the province and at a ward; members have written into both."""
    province, ward = story.units["SH"], story.units["SH-BL"]
    chair, ward_chair, inspector = story.chair(province), story.chair(ward), _inspector(story, province)
    begun = story.now - timedelta(days=30)
    for officer in (chair, inspector, ward_chair):
        sealed_keys.make_key(actor=officer, passphrase=PASSPHRASE, now=begun)
    at_province = _box(story, province, chair, [chair, inspector], readers=[chair, inspector])
    at_ward = _box(story, ward, ward_chair, [ward_chair, inspector], readers=[ward_chair])
    receipt = _written(story, at_province, [chair, inspector], "SH-BL-04", Topic.INSURANCE, ASKED, days=3)
    _talked(story, chair, receipt)
    _written(story, at_ward, [ward_chair], "SH-BL-07", Topic.OTHER, TO_THE_WARD, days=1)


def _inspector(story: Story, province: Unit) -> User:
    """The province's inspection committee, who holds the other half and reads denunciations."""
    chair, since = story.chair(province), story.now - timedelta(days=200)
    person = User.objects.create(
        email=INSPECTOR, full_name="Đinh Thị Quế", password=chair.password, email_verified_at=since
    )
    Appointment.objects.create(
        officer=person, unit=province, post=Appointment.Post.INSPECTION, valid=spans.since(since.date())
    )
    return person


def _box(story: Story, unit: Unit, keeper: User, leaders: list[User], *, readers: list[User]) -> Box:
    begun = story.now - timedelta(days=29)
    box = sealed_boxes.set_up_box(actor=keeper, unit=unit, leaders=leaders, now=begun)
    for officer in readers:
        sealed_boxes.name_handler(actor=keeper, unit=unit, officer=officer, tied_to_employer=False, now=begun)
    return box


def _written(story: Story, box: Box, readers: list[User], code: str, topic: str, text: str, *, days: int) -> str:
    return sealed_writing.seal_case(
        box=box, readers=[reader.pk for reader in readers], has_escrow=True, about=story.units[code].name, topic=topic,
        text=text, contents=[], token=uuid.uuid5(uuid.NAMESPACE_URL, text), now=story.now - timedelta(days=days),
    )  # fmt: skip


def _talked(story: Story, officer: User, receipt: str) -> None:
    """The officer asks back, the writer answers."""
    case, _key = sealed_writing.opened_by_receipt(receipt=receipt)
    private = sealed_keys.unlock_key(actor=officer, passphrase=PASSPHRASE)
    sealed_handling.answer_sealed(
        actor=officer, case=case, private=private, text=ASKED_BACK, state=Case.State.VERIFYING,
        now=story.now - timedelta(days=2),
    )  # fmt: skip
    token = uuid.uuid5(uuid.NAMESPACE_URL, SAID_MORE)
    now = story.now - timedelta(days=1)
    sealed_writing.say_more(receipt=receipt, text=SAID_MORE, contents=[], token=token, now=now)
