"""What a machine laid aside waits for an officer's look: told once a day, never erased before it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from sumvay.audit.models import Entry
from sumvay.feedback import selectors, services
from sumvay.feedback.models import Case, Kind
from sumvay.feedback.reading import reader
from sumvay.feedback.reading.reader import Reading
from sumvay.feedback.services import MovedOn, NotYourCase
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.feedback import answering_house, case_received, sorted_case
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SPAM = Reading(kind=Kind.SPAM)


@pytest.fixture
def house():
    return answering_house()


@pytest.fixture
def case(house):
    return case_received(house.ward, "Vay tiền nhanh 0912345678", reading=SPAM)


def told() -> list[int]:
    return sorted(Notice.objects.filter(kind="cases_aside").values_list("officer", flat=True))


def test_an_officer_says_once_that_it_lies_there_rightly_and_only_then_the_time_runs(house, case):
    services.forget_old(now=NOW + timedelta(days=900))
    case.refresh_from_db()
    assert (case.erased_at, case.aside_confirmed_at) == (None, None)
    services.leave_aside(actor=house.clerk, case=case, now=NOW)
    assert (case.aside_confirmed_at, Entry.objects.get(action="case.leave_aside").actor_id) == (NOW, house.clerk.pk)
    with pytest.raises(MovedOn):
        services.leave_aside(actor=house.chair, case=case, now=NOW)
    assert [services.forget_old(now=NOW + timedelta(days=days)) for days in (89, 91)] == [0, 1]


def test_others_do_not_say_it_and_what_waits_does_not_lie_aside(house, case):
    with pytest.raises(NotYourCase):
        services.leave_aside(actor=house.outsider, case=case, now=NOW)
    with pytest.raises(MovedOn):
        services.leave_aside(actor=house.clerk, case=sorted_case(house.ward), now=NOW)
    assert not Case.objects.filter(aside_confirmed_at__isnull=False).exists()


def test_the_button_stands_with_the_message_until_it_was_pressed(house, case, client):
    client.force_login(house.clerk)
    page, act = reverse("feedback:case", args=[case.pk]), reverse("feedback:leave_aside", args=[case.pk])
    assert act in client.get(page).text
    assert client.get(act).status_code == 405
    assert client.post(act).status_code == 302
    assert act not in client.get(page).text
    client.force_login(house.outsider)
    assert client.post(act).status_code == 404


def test_of_what_was_erased_nothing_is_left_to_look_at(house, case, client):
    Case.objects.update(text="", folded="", erased_at=NOW)
    client.force_login(house.clerk)
    act = reverse("feedback:leave_aside", args=[case.pk])
    assert act not in client.get(reverse("feedback:case", args=[case.pk])).text
    with pytest.raises(MovedOn):
        services.leave_aside(actor=house.clerk, case=case, now=NOW)


def leave(house, cases, actor=None) -> int:
    pks = [case.pk for case in cases]
    return services.leave_together_aside(actor=actor or house.clerk, pks=pks, now=NOW)


def test_those_ticked_are_left_aside_by_one_press_once(house, case):
    more = [case_received(house.ward, reading=SPAM) for _time in range(2)]
    services.leave_aside(actor=house.chair, case=case, now=NOW - timedelta(days=1))
    assert leave(house, [case, *more]) == 2
    told_of = Entry.objects.filter(action="case.leave_aside", actor_id=house.clerk.pk)
    assert set(told_of.values_list("target_id", flat=True)) == {one.pk for one in more}
    case.refresh_from_db()
    assert case.aside_confirmed_at == NOW - timedelta(days=1)
    for nothing in ([case, *more], [], [sorted_case(house.ward)]):
        with pytest.raises(MovedOn):
            leave(house, nothing)


def test_one_that_is_not_ones_own_leaves_all_unseen(house, case):
    reserved = case_received(house.ward, reading=SPAM)
    officer_of(house.ward, Appointment.Post.INSPECTION)
    Case.objects.filter(pk=reserved.pk).update(is_reserved=True)
    for foreign in (case_received(house.other, reading=SPAM), reserved):
        with pytest.raises(NotYourCase):
            leave(house, [case, foreign])
    assert not Case.objects.filter(aside_confirmed_at__isnull=False).exists()


def test_the_view_of_what_lies_aside_has_one_press_for_those_ticked(house, case, client):
    client.force_login(house.clerk)
    queue, act = reverse("feedback:triage"), reverse("feedback:leave_together")
    assert act in client.get(queue, {"view": "aside"}).text
    assert act not in client.get(queue).text
    assert client.get(act).status_code == 405
    done = client.post(f"{act}?view=aside", {"case": [case.pk]}, follow=True)
    assert done.redirect_chain == [(f"{queue}?view=aside", 302)]
    assert "Đã xác nhận 1 ý kiến để riêng là đúng" in done.text
    case.refresh_from_db()
    assert case.aside_confirmed_at is not None
    again = client.post(f"{act}?view=aside", {"case": [case.pk]}, follow=True)
    assert "Chưa chọn ý kiến nào đang chờ cán bộ xem" in again.text
    unseen = case_received(house.ward, reading=SPAM)
    client.force_login(house.outsider)
    client.post(act, {"case": [unseen.pk]})
    assert list(selectors.lying_unseen()) == [unseen]


def test_brought_back_and_laid_aside_by_an_officer_nobody_is_asked_again(house, case):
    services.leave_aside(actor=house.clerk, case=case, now=NOW)
    services.bring_back(actor=house.clerk, case=case, now=NOW)
    assert (case.put_aside_at, case.aside_confirmed_at) == (None, None)
    services.put_aside(actor=house.clerk, case=case, why="advertising", now=NOW)
    assert case.aside_confirmed_at == NOW
    assert services.remind_handlers(now=NOW) == 0


def test_what_its_writer_adds_waits_for_a_look_of_its_own(house, case, monkeypatch):
    services.leave_aside(actor=house.clerk, case=case, now=NOW)
    monkeypatch.setattr(reader, "read", lambda texts: [SPAM] * len(texts))
    services.write_back(case=case, text="Vay nhanh, lãi thấp", again=False, now=NOW)
    assert services.forget_old(now=NOW + timedelta(days=91)) == 0
    assert list(selectors.lying_unseen()) == [case]


def test_what_lies_unseen_is_told_to_handlers_once_a_day_without_a_word_of_it(house, case):
    case_received(house.ward, "Bán sim số đẹp", reading=SPAM)
    for hours in (0, 1):
        services.remind_handlers(now=NOW.replace(hour=1) + timedelta(hours=hours))
    assert told() == sorted([house.chair.pk, house.clerk.pk])
    notice = Notice.objects.filter(kind="cases_aside")[0]
    assert "2 " in notice.title
    assert "0912345678" not in notice.title + notice.body
    assert notice.path == f"{reverse('feedback:triage')}?unit={house.ward.pk}&view=aside"
    services.remind_handlers(now=NOW.replace(hour=1) + timedelta(days=1))
    assert told().count(house.clerk.pk) == 2


def test_what_is_reserved_is_counted_for_the_designated_alone(house, case):
    inspector = officer_of(house.ward, Appointment.Post.INSPECTION)
    Case.objects.update(is_reserved=True)
    officer_of(house.ward, Appointment.Post.EDITOR)
    officer_of(house.ward, Appointment.Post.CLERK, is_active=False)
    services.remind_handlers(now=NOW)
    assert told() == [inspector.pk]


def test_many_units_cost_as_many_questions_as_one(house, django_assert_max_num_queries):
    for number in range(8):
        unit = UnitFactory(parent=house.ward, name=f"Công đoàn số {number}")
        officer_of(unit)
        case_received(unit, reading=SPAM)
    # At eight, when all units are gone through
    with django_assert_max_num_queries(20):
        services.remind_handlers(now=NOW.replace(hour=1))
    assert len(told()) == 8


def test_what_officers_laid_aside_before_counts_as_looked_at(house):
    migration = import_module("sumvay.feedback.migrations.0002_an_officer_leaves_it_aside")
    whys = ["spam", *map(gettext, ("the same text very often", "very many letters of the same kind")), "Quảng cáo"]
    *by_machine, by_officer = (sorted_case(house.ward) for _why in whys)
    for case, why in zip([*by_machine, by_officer], whys, strict=True):
        Case.objects.filter(pk=case.pk).update(put_aside_at=NOW, put_aside_why=why)
    migration.confirm(apps, None)
    by_officer.refresh_from_db()
    assert (by_officer.aside_confirmed_at, set(selectors.lying_unseen())) == (NOW, set(by_machine))
