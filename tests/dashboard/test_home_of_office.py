"""The home of an officer with units below: what needs me today in at most five lines, and one plot."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.directives import services
from sumvay.feedback.models import Case
from sumvay.mail.models import InboundMessage
from sumvay.reporting import services as reporting
from sumvay.reporting.models import Indicator
from tests.dashboard.movement import finish, movement, report, running
from tests.factories.documents import PaperFactory
from tests.factories.feedback import sorted_case
from tests.factories.org import UnitFactory, officer_of


@pytest.fixture
def made(db):
    return running(movement(wards=3, bases=2))


@pytest.fixture
def home(client):
    def read(officer):
        client.force_login(officer)
        return client.get(reverse("dashboard:home"))

    return read


def lines(answer):
    return [line.text for line in answer.context["lines"]]


def ask_quickly(made, *, hours, title="Tình hình trả lương"):
    return reporting.ask_quickly(
        actor=made.chair,
        unit=made.province,
        title=title,
        indicator_ids=[Indicator.objects.order_by("pk").first().pk],
        due_at=timezone.now() + timedelta(hours=hours),
        repeats_daily=False,
        audience="all_below",
        audience_ids=[],
        now=timezone.now(),
    )


def test_papers_wait_for_those_whose_post_does_the_next_step(home, made):
    PaperFactory(unit=made.province, state="submitted", subject="Kế hoạch tháng Công nhân")
    PaperFactory(unit=made.province, state="signed", subject="Báo cáo quý một")
    PaperFactory(unit=made.wards[0], state="submitted", subject="Giấy tờ của phường")
    clerk = officer_of(made.province, post="clerk")
    vice = officer_of(made.province, post="vice_chair")
    editor = officer_of(made.province, post="editor")
    assert "Văn bản chờ đồng chí: Báo cáo quý một (đã ký)" in lines(home(clerk))
    assert "Văn bản chờ đồng chí: Kế hoạch tháng Công nhân (đã trình lãnh đạo)" in lines(home(vice))
    assert "2 văn bản chờ đồng chí ký, cấp số hoặc sửa lại" in lines(home(made.chair))
    assert not [line for line in lines(home(editor)) if "ăn bản chờ" in line]


def test_reports_of_the_units_directly_below_wait_to_be_accepted(home, made):
    report(made, made.wards[0], made.wards[1], made.base(0, 0))
    assert "2 báo cáo đã gửi lên, chờ tiếp nhận" in lines(home(made.chair))
    ward_chair = made.wards[0].appointments.get().officer
    assert "1 báo cáo đã gửi lên, chờ tiếp nhận" in lines(home(ward_chair))
    reporting.accept_report(actor=ward_chair, report=made.base(0, 0).reports.get(), now=timezone.now())
    assert not [line for line in lines(home(ward_chair)) if "chờ tiếp nhận" in line]


def test_the_silence_is_one_line_that_leads_to_the_board(home, made):
    finish(made, *made.bases[made.wards[1].pk], made.wards[1], *made.bases[made.wards[2].pk], made.wards[2])
    answer = home(made.chair)
    found = next(line for line in answer.context["lines"] if "chưa phản hồi" in line.text)
    assert found.text == "Công đoàn phường An Bình chiếm 100% số đơn vị chưa phản hồi"
    assert found.url.startswith(reverse("dashboard:board", args=[made.directive.pk]))


def test_a_quick_ask_that_is_due_is_named(home, made):
    ask_quickly(made, hours=5)
    ward_chair = made.wards[0].appointments.get().officer
    found = lines(home(ward_chair))[0]
    assert found.startswith("Báo cáo nhanh Liên đoàn Lao động tỉnh Sông Vân đề nghị gửi trước")
    assert found.endswith("Tình hình trả lương")


def test_what_was_received_and_is_late_is_marked(home, made):
    ward_chair = made.wards[0].appointments.get().officer
    assert not [line for line in lines(home(ward_chair)) if "cấp trên giao" in line]
    type(made.directive).objects.update(report_due_at=timezone.now() - timedelta(hours=2))
    first = home(ward_chair).context["lines"][0]
    assert (first.text, first.tone) == ("1 văn bản cấp trên giao đến hạn trong ba ngày tới hoặc đã quá hạn", "late")


def test_letters_nobody_could_place_are_told_to_whom_they_concern(home, made):
    stranger = officer_of(UnitFactory(parent=UnitFactory()).parent_links.get().parent)
    InboundMessage.objects.create(
        message_id="<1@example.vn>",
        purpose=f"report-{made.directive.pk}-{made.base(0, 0).pk}",
        sender="ai@example.vn",
        raw=b"",
        state=InboundMessage.State.UNMATCHED,
        received_at=timezone.now(),
    )
    said = "Có báo cáo gửi qua thư điện tử chưa khớp được với đơn vị"
    assert said in lines(home(made.chair))
    assert said not in lines(home(stranger))


def test_there_are_never_more_than_five_lines(home, made):
    ward = made.wards[0]
    ward_chair = ward.appointments.get().officer
    type(made.directive).objects.update(report_due_at=timezone.now() + timedelta(days=1))
    ask_quickly(made, hours=5)
    PaperFactory(unit=ward, state="submitted")
    report(made, made.base(0, 0))
    InboundMessage.objects.create(
        message_id="<2@example.vn>", purpose=f"report-1-{ward.pk}", sender="ai@example.vn", raw=b"",
        state=InboundMessage.State.UNMATCHED, received_at=timezone.now(),
    )  # fmt: skip
    assert len(lines(home(ward_chair))) == 5


def test_the_one_plot_is_what_the_unit_has_running(home, made):
    finish(made, made.base(0, 0))
    answer = home(made.chair)
    assert answer.context["board"].directive == made.directive
    assert answer.context["chart"]["kind"] == "hstack"
    assert answer.content.decode().count("data-chart=") == 1


def test_a_ward_without_its_own_letter_follows_what_came_from_above(home, made):
    finish(made, made.base(0, 0))
    answer = home(made.wards[0].appointments.get().officer)
    board = answer.context["board"]
    assert (board.directive, board.unit, board.total.addressed) == (made.directive, made.wards[0], 3)
    assert answer.context["running"] == []
    assert answer.context["chart"]["kind"] == "line"


def test_a_leader_reads_sentences_and_two_decisions(home, made):
    for number in range(3):
        PaperFactory(unit=made.province, state="submitted", subject=f"Kế hoạch {number}")
    finish(made, made.base(0, 0))
    answer = home(made.chair)
    assert answer.context["said"][0] == "1 trên 9 đơn vị đã hoàn thành"
    assert [paper.subject for paper in answer.context["to_decide"]] == ["Kế hoạch 2", "Kế hoạch 1"]
    others = home(officer_of(made.province, post="communications"))
    assert "said" not in others.context
    assert "to_decide" not in others.context


def test_with_nothing_running_the_page_says_how_to_begin(home, db):
    quiet = movement(wards=1, bases=1)
    page = home(quiet.chair).content.decode()
    assert "Hôm nay không có việc chờ đồng chí" in page
    assert "Chưa có việc nào đang triển khai" in page


def test_a_recalled_directive_is_not_running(home, made):
    services.recall_directive(actor=made.chair, directive=made.directive, reason="Nhầm", now=timezone.now())
    assert home(made.chair).context["board"] is None


def test_who_holds_no_post_reads_why_the_page_is_empty(home, made):
    former = made.wards[2].appointments.get()
    former.valid = (former.valid.lower, timezone.localdate())
    former.save(update_fields=["valid"])
    page = home(former.officer)
    assert page.status_code == 200
    assert "Đồng chí chưa giữ chức vụ nào" in page.content.decode()
    assert made.province.name not in page.content.decode()


def test_home_is_for_those_who_signed_in_and_only_reads(client, made):
    assert client.get(reverse("dashboard:home"))["Location"].startswith(reverse("account_login"))
    client.force_login(made.chair)
    assert client.post(reverse("dashboard:home")).status_code == 405


@pytest.mark.parametrize("wards", [3, 30])
def test_few_queries_whatever_the_number_of_units(client, home, db, django_assert_max_num_queries, wards):
    made = running(movement(wards=wards, bases=1))
    report(made, made.base(0, 0))
    home(made.chair)
    # Three to know who asks, one of the frame for new notices, nine for what the page says
    with django_assert_max_num_queries(14):
        client.get(reverse("dashboard:home"))


def test_messages_of_members_wait_for_those_who_handle_them(home, made):
    for number in range(3):
        sorted_case(made.province, f"Thư {number}")
    reserved = sorted_case(made.province)
    Case.objects.filter(pk=reserved.pk).update(is_reserved=True, kind="to_cao")
    sorted_case(made.wards[0])
    clerk = officer_of(made.province, post="clerk")
    answer = home(clerk)
    found = next(line for line in answer.context["lines"] if line.icon == "chat")
    assert (found.text, found.tone, found.url) == (
        "3 ý kiến của đoàn viên, người lao động đang chờ xử lý", "", reverse("feedback:triage")
    )  # fmt: skip
    Case.objects.filter(pk=reserved.pk).update(is_reserved=False, due_at=timezone.now() - timedelta(hours=1))
    found = next(line for line in home(clerk).context["lines"] if line.icon == "chat")
    assert (found.text[0], found.tone) == ("4", "late")
