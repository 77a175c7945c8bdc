"""A letter that was read becomes a campaign with topics and key messages and a draft with assignments."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.campaigns.models import Campaign
from sumvay.directives import services
from sumvay.directives.models import Directive
from sumvay.documents import services as documents
from sumvay.documents.models import OfficialPaper

LETTER = """LIÊN ĐOÀN LAO ĐỘNG TỈNH BÌNH MINH
Số: 57/LĐLĐ
Bình Minh, ngày 04 tháng 01 năm 2026
V/v truyền thông chăm lo Tết Bính Ngọ 2026

Kính gửi: Công đoàn các phường

Thực hiện Công văn số 301/TLĐ ngày 02/01/2026 của Tổng Liên đoàn về chăm lo Tết, Liên đoàn Lao động tỉnh đề nghị các công đoàn truyền thông theo phương châm “Mọi nhà đều có Tết” với những nội dung sau:

* Truyền thông về Chợ Tết

- Giới thiệu các gian hàng giảm giá cho đoàn viên.

- Phản ánh ý kiến của người mua hàng.

* Ban Thường vụ Liên đoàn Lao động tỉnh đề nghị Công đoàn các phường thực hiện các nhiệm vụ:

+ Truyền tải nhanh chóng trên mạng xã hội về kết quả hoạt động của Công đoàn năm 2025 và các hoạt động chăm lo Tết.

+ Tổng hợp ý kiến phản hồi của đoàn viên về lương, thưởng Tết.

+ Vận động đoàn viên tham gia cuộc thi ảnh “Tết quê tôi”.

Báo cáo kết quả thực hiện về Liên đoàn Lao động tỉnh qua địa chỉ email binhminh@congdoan.example để tổng hợp.

Nơi nhận:
- Như trên;
- Lưu: VP.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Nguyễn Văn An
"""  # noqa: E501 (a letter has long lines)


@pytest.fixture
def chair(house):
    return house.chair_of(house.province)


@pytest.fixture
def paper(house, chair):
    return documents.receive_text(actor=chair, unit=house.province, text=LETTER, now=timezone.now())


def draft(house, chair, paper, is_own=True):
    return services.draft_from_paper(actor=chair, unit=house.province, paper=paper, is_own=is_own, now=timezone.now())


def test_tasks_become_assignments_of_the_right_kind(house, chair, paper):
    directive = draft(house, chair, paper)
    assert list(directive.assignments.order_by("position").values_list("kind", flat=True)) == [
        "spread", "listen", "contest", "report",
    ]  # fmt: skip


def test_topics_key_messages_and_the_message_hidden_in_a_task(house, chair, paper):
    campaign = draft(house, chair, paper).campaign
    assert [t.title for t in campaign.topics.all()] == ["Truyền thông về Chợ Tết"]
    assert len(campaign.topics.get().items) == 2
    messages = [m.text for m in campaign.key_messages.order_by("position")]
    assert messages[0] == "Mọi nhà đều có Tết"
    assert messages[1].startswith("Kết quả hoạt động của Công đoàn năm 2025")


def test_a_letter_without_a_date_gets_a_working_hour(house, chair, paper):
    due = timezone.localtime(draft(house, chair, paper).report_due_at)
    assert due > timezone.now()
    assert due.weekday() < 5
    assert due.hour == 16


def test_ones_own_letter_keeps_number_date_signer_and_text(house, chair, paper):
    own = draft(house, chair, paper).paper
    assert (own.number, own.symbol, own.signer, own.direction) == ("57", "LĐLĐ", "Nguyễn Văn An", "out")
    assert own.issued_on == datetime(2026, 1, 4).date()
    texts = [block["text"] for block in own.body["blocks"]]
    assert texts[0].startswith("Thực hiện Công văn số 301/TLĐ")
    assert not any("Nơi nhận" in text or "Kính gửi" in text for text in texts)


def test_a_superiors_letter_is_answered_by_a_paper_that_cites_it(house, chair, paper):
    own = draft(house, chair, paper, is_own=False).paper
    assert own.number == ""
    assert "57/LĐLĐ" in own.body["blocks"][0]["text"]


def test_a_second_press_opens_the_answer_that_is_there(house, chair, paper):
    begun = draft(house, chair, paper, is_own=False)
    assert draft(house, chair, paper, is_own=False) == begun
    assert (Directive.objects.count(), Campaign.objects.count(), OfficialPaper.objects.count()) == (1, 1, 2)


def test_another_answer_may_be_begun_later(house, chair, paper):
    begun = draft(house, chair, paper, is_own=False)
    Directive.objects.update(created_at=timezone.now() - timedelta(hours=1))
    assert draft(house, chair, paper, is_own=False) != begun


def test_the_door_drafts_and_a_stranger_meets_a_404(house, chair, paper, client):
    url = reverse("directives:from_paper", args=[paper.pk])
    client.force_login(house.stranger)
    assert client.post(url, {"whose": "own"}).status_code == 404
    assert Directive.objects.count() == 0
    client.force_login(chair)
    answer = client.post(url, {"whose": "own"})
    assert answer.url == reverse("directives:edit", args=[Directive.objects.get().pk])
    assert client.get(answer.url).status_code == 200
