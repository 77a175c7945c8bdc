"""Telling officers: everyone once, letters queued for those with an address, any number in batches."""

from datetime import UTC, datetime

import pytest
from django.core import mail as django_mail
from django.db import transaction

from sumvay.accounts.models import User
from sumvay.mail.models import OutboundMessage
from sumvay.notifications import services
from sumvay.notifications.models import Notice
from tests.factories.accounts import PersonFactory
from tests.factories.org import UnitFactory

NOW = datetime(2026, 1, 18, 2, 5, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def tell(officers, **fields):
    words = {
        "kind": "directive",
        "title": "Mới từ LĐLĐ: Văn bản 42",
        "body": "Đề nghị báo cáo trước 16:00.",
        "path": "/directives/42/",
        "about": "directive:42",
        "now": NOW,
    }
    return services.notify_officers(officers=officers, **(words | fields))


def test_an_officer_gets_a_notice_and_a_letter():
    officer, unit = PersonFactory(email="hoa@congdoan.example"), UnitFactory()
    assert tell([officer], unit=unit) == 1
    notice = Notice.objects.get()
    assert (notice.officer, notice.unit, notice.kind, notice.title) == (
        officer, unit, "directive", "Mới từ LĐLĐ: Văn bản 42",
    )  # fmt: skip
    assert (notice.body, notice.path, notice.about) == (
        "Đề nghị báo cáo trước 16:00.", "/directives/42/", "directive:42",
    )  # fmt: skip
    assert (notice.created_at, notice.read_at) == (NOW, None)
    letter = OutboundMessage.objects.get()
    assert (letter.recipient, letter.subject, letter.about) == (
        "hoa@congdoan.example", "Mới từ LĐLĐ: Văn bản 42", "directive:42",
    )  # fmt: skip


def test_the_letter_leads_to_the_page_and_goes_out(run_jobs, settings):
    settings.BASE_URL = "https://sumvay.example"
    tell([PersonFactory(email="hoa@congdoan.example"), PersonFactory(email="an@congdoan.example")])
    assert run_jobs() == ["mail.send_queued"]
    assert sorted(letter.to[0] for letter in django_mail.outbox) == ["an@congdoan.example", "hoa@congdoan.example"]
    lines = django_mail.outbox[0].body.split("\n\n")
    assert lines[:2] == ["Đề nghị báo cáo trước 16:00.", "https://sumvay.example/directives/42/"]


def test_ringing_twice_tells_nobody_twice():
    first, second = PersonFactory(), PersonFactory()
    assert tell([first]) == 1
    assert tell([first, second]) == 1
    assert sorted(Notice.objects.values_list("officer_id", flat=True)) == sorted([first.pk, second.pk])
    assert OutboundMessage.objects.count() == 2


def test_another_kind_or_subject_is_told_again():
    officer = PersonFactory()
    assert [tell([officer]), tell([officer], kind="reminder"), tell([officer], about="directive:43")] == [1, 1, 1]


def test_without_a_subject_every_time_is_told():
    officer = PersonFactory()
    assert [tell([officer], about=""), tell([officer], about="")] == [1, 1]


def test_an_officer_without_an_address_gets_the_notice_alone():
    assert tell([PersonFactory(email=None)]) == 1
    assert not OutboundMessage.objects.exists()


def test_one_who_has_left_is_not_told():
    assert tell([PersonFactory(is_active=False)]) == 0
    assert not Notice.objects.exists()


def test_the_same_person_given_twice_is_told_once():
    officer = PersonFactory()
    assert tell([officer, officer]) == 1


def test_nobody_to_tell_is_no_error():
    assert tell([]) == 0


def test_nothing_is_left_when_the_transaction_is_undone():
    with transaction.atomic():
        tell([PersonFactory()])
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not OutboundMessage.objects.exists()


def test_many_officers_are_told_with_few_statements(django_assert_max_num_queries):
    people = [User(email=f"n{n}@congdoan.example", full_name=f"Người {n}", password="!") for n in range(12_000)]
    User.objects.bulk_create(people, batch_size=4_000)
    with django_assert_max_num_queries(20):
        assert tell(User.objects.order_by("pk").iterator(chunk_size=5_000)) == 12_000
    assert Notice.objects.count() == OutboundMessage.objects.count() == 12_000


def test_a_long_title_is_cut_to_what_fits():
    tell([PersonFactory()], title="Văn bản " + "x" * 400)
    assert len(Notice.objects.get().title) == 300


def tell_each(*officers, **fields):
    given = {"title": "2 ý kiến đang chờ", "body": "Hạn sớm nhất: 09:00.", "path": "/cases/", "about": "waiting:5"}
    unit = UnitFactory()
    tellings = [services.Telling(officer=one, unit_id=unit.pk, **(given | fields)) for one in officers]
    return services.notify_each(tellings=tellings, kind="cases_waiting", now=NOW)


def test_each_is_told_an_own_sentence_and_has_a_letter_once():
    officer, silent = PersonFactory(email="hoa@congdoan.example"), PersonFactory(email="an@congdoan.example")
    User.objects.filter(pk=silent.pk).update(email=None)
    silent.refresh_from_db()
    assert [tell_each(officer, silent) for _time in range(2)] == [2, 0]
    assert tell_each(officer, title="3 ý kiến đang chờ", about="waiting:6") == 1
    assert sorted(Notice.objects.values_list("officer", "title")) == sorted([
        (officer.pk, "2 ý kiến đang chờ"), (silent.pk, "2 ý kiến đang chờ"), (officer.pk, "3 ý kiến đang chờ"),
    ])  # fmt: skip
    letters = OutboundMessage.objects.order_by("pk")
    assert [(one.recipient, one.subject, one.about) for one in letters] == [
        ("hoa@congdoan.example", "2 ý kiến đang chờ", "waiting:5"),
        ("hoa@congdoan.example", "3 ý kiến đang chờ", "waiting:6"),
    ]


def test_whose_account_is_closed_is_told_nothing_and_nobody_is_no_error():
    assert tell_each(PersonFactory(is_active=False)) == 0
    assert tell_each() == 0
    assert not OutboundMessage.objects.exists()
