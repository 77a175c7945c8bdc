"""A unit ends: its members' messages, issues, library and promises are its heir's."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.feedback import selectors, services
from sumvay.feedback.models import ApprovedAnswer, Case, Issue, ServiceTime
from sumvay.notifications.models import Notice
from sumvay.reorganisation import services as reorganisation
from tests.factories.accounts import OperatorFactory
from tests.factories.feedback import answering_house, reception_of, sorted_case
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return answering_house()


def end(unit, *heirs):
    reorganisation.end_unit(
        actor=OperatorFactory(), unit=unit, heirs=heirs, on=timezone.localdate(), paper="QĐ", now=timezone.now()
    )


def handled_by(officer):
    return set(selectors.cases_handled_by(officer, on=timezone.localdate()).values_list("pk", flat=True))


def test_open_and_closed_messages_go_to_the_heir_and_out_of_everybodys_hands(house):
    answerer = officer_of(house.unit)
    case, closed = sorted_case(house.unit), sorted_case(house.unit)
    foreign = sorted_case(house.other)
    services.assign_case(actor=answerer, case=case, to=answerer, now=timezone.now())
    services.answer_case(actor=answerer, case=closed, text="Xong.", source="", resolves=True, now=timezone.now())
    end(house.unit, house.ward)
    assert handled_by(house.chair) == {case.pk, closed.pk}
    assert handled_by(answerer) == set()
    assert handled_by(house.outsider) == {foreign.pk}
    case.refresh_from_db()
    assert (case.assigned_to, case.about_unit) == (None, house.unit)


def test_issues_library_and_promises_too_where_the_heir_has_said_nothing(house):
    now, chair = timezone.now(), officer_of(house.unit)
    for kind, hours in (("hoi_dap", 4), ("cam_on", 9)):
        services.set_service_time(
            actor=chair, unit=house.unit, kind=kind, first_answer_hours=hours, result_days=3, now=now
        )
    services.set_service_time(
        actor=house.chair, unit=house.ward, kind="hoi_dap", first_answer_hours=6, result_days=3, now=now
    )
    words = services.AnswerWords("luong", "Hỏi?", "Đáp.", "Luật")
    services.write_answer(actor=chair, unit=house.unit, words=words, now=now)
    Issue.objects.create(unit=house.unit, title="Chậm lương", category="luong", created_at=now)
    end(house.unit, house.ward)
    assert set(ServiceTime.objects.values_list("unit", "kind", "first_answer_hours")) == {
        (house.ward.pk, "hoi_dap", 6), (house.ward.pk, "cam_on", 9),
    }  # fmt: skip
    assert (ApprovedAnswer.objects.get().unit, Issue.objects.get().unit) == (house.ward, house.ward)


def test_without_an_heir_the_unit_above_answers(house):
    case = sorted_case(house.unit)
    end(house.unit)
    assert handled_by(house.chair) == {case.pk}


def test_what_was_told_to_the_ended_unit_is_told_to_its_heir(house):
    case = sorted_case(house.unit)
    Case.objects.update(escalated_at=timezone.now(), escalated_to=house.ward)
    services.pass_on_to_heir(ended=house.ward, heir=house.other, now=timezone.now())
    case.refresh_from_db()
    assert (case.unit, case.escalated_to) == (house.unit, house.other)


def test_the_heirs_officers_are_told_how_many_messages_came(house):
    for _case in range(2):
        sorted_case(house.unit)
    sorted_case(house.other)
    end(house.unit, house.ward)
    told = Notice.objects.filter(kind="cases_inherited")
    assert set(told.values_list("officer", flat=True)) == {house.chair.pk, house.clerk.pk}
    assert "2" in told.first().title
    end(house.other, house.province)
    assert told.filter(officer=house.head).count() == 1


def test_surveys_go_to_the_heir_and_go_on_there(house, run_jobs):
    officer = officer_of(house.unit)
    sheet = services.receive_sheet(
        actor=officer, unit=house.unit, content="Ý kiến\nNhà ăn nóng.\n".encode(), filename="y-kien.csv",
        now=timezone.now(),
    )  # fmt: skip
    services.start_sheet(actor=officer, sheet=sheet, now=timezone.now())
    end(house.unit, house.ward)
    run_jobs()
    assert Case.objects.get().unit == house.ward
    assert selectors.sheets_of(house.clerk, on=timezone.localdate()).get().made == 1


def test_the_register_is_read_and_settled_by_the_heir_under_its_own_numbers(house, client):
    writer, today = officer_of(house.unit), timezone.localdate()
    plain = reception_of(writer, house.unit)
    told = reception_of(writer, house.unit, kind="to_cao", content="Chuyện tố cáo")
    own = reception_of(house.clerk, house.ward, content="Chuyện của phường")
    end(house.unit, house.ward)
    assert set(selectors.receptions_kept_by(house.clerk, on=today)) == {plain, own}
    assert set(selectors.receptions_kept_by(house.chair, on=today)) == {plain, told, own}
    assert set(selectors.receptions_kept_by(house.outsider, on=today)) == set()
    client.force_login(house.clerk)
    address = reverse("feedback:receptions")
    shown = client.get(address, {"book": house.unit.pk})
    assert list(shown.context["page"].object_list) == [plain]
    assert list(client.get(address).context["page"].object_list) == [own]
    assert client.get(address, {"book": house.other.pk}).status_code == 404
    plain.refresh_from_db()
    services.instruct(actor=house.chair, reception=plain, text="Làm việc với công ty.", now=timezone.now())
    services.settle(actor=house.clerk, reception=plain, outcome="guided", result="", now=timezone.now())
    end(house.ward, house.other)
    assert set(selectors.receptions_kept_by(house.outsider, on=today)) == {plain, told, own}
