"""The clock in the confidential lane: handlers told by lot, what is over erased, rows laid down anew."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from psycopg import sql

from sumvay.feedback import sealed_content
from sumvay.feedback.models import Case, SealedCase, SealedFile, SealedKey, SealedMessage
from sumvay.feedback.services import sealed_handling, sealed_keys
from sumvay.feedback.services import sealed_nights as services
from sumvay.notifications.models import Notice
from tests.factories.files import photo
from tests.factories.org import UnitFactory
from tests.factories.sealed import PASSPHRASE, PASSWORD, private_of, sealed_message, with_box

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return with_box(UnitFactory(), first=False, second=False)


def notices():
    return list(Notice.objects.filter(kind="sealed").values_list("officer", "title", "unit", "about"))


def test_handlers_are_told_once_within_four_rounds_without_naming_the_case(place, run_jobs):
    now = timezone.now()
    for _ in range(3):
        sealed_message(place.box, [place.first])
    told = [services.tell_handlers(now=now) for _ in range(sealed_content.MOST_ROUNDS)]

    assert 1 <= sum(told) <= 3
    assert set(notices()) == {(place.first.pk, "Có ý kiến kín mới", None, "")}
    before = notices()
    assert services.tell_handlers(now=now) == 0
    assert notices() == before
    assert not SealedKey.objects.exclude(rounds=None).exists()


def test_the_round_is_drawn_by_lot(place):
    sent = [sealed_message(place.box, [place.first]) for _ in range(40)]
    drawn = set(SealedKey.objects.values_list("rounds", flat=True))
    assert len(sent) == 40
    assert drawn == set(range(sealed_content.MOST_ROUNDS))


def test_what_is_sealed_while_handlers_are_told_is_told_in_an_hour(place):
    sealed_message(place.box, [place.first])
    SealedKey.objects.update(rounds=0)
    late = []

    def sealed_in_between(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if "FOR UPDATE" in sql and not late:
            late.append(place.second)
            sealed_message(place.box, late)
            SealedKey.objects.filter(key__officer=place.second).update(rounds=0)
        return done

    with connection.execute_wrapper(sealed_in_between):
        services.tell_handlers(now=timezone.now())
    services.tell_handlers(now=timezone.now())
    assert [notice[0] for notice in notices()] == [place.first.pk, place.second.pk]
    assert not SealedKey.objects.exclude(rounds=None).exists()


def test_a_key_that_ended_tells_nobody(place):
    sealed_message(place.box, [place.first])
    sealed_keys.replace_key(actor=place.first, password=PASSWORD, passphrase=PASSPHRASE, now=timezone.now())
    for _ in range(sealed_content.MOST_ROUNDS):
        services.tell_handlers(now=timezone.now())
    assert notices() == []


def test_only_what_has_its_result_and_is_a_year_old_is_erased(place):
    now = timezone.now()
    long_ago = now - timedelta(days=370)
    gone, open_still = (
        sealed_message(place.box, [place.first], now=long_ago, contents=[photo()]).case for _ in range(2)
    )
    fresh = sealed_message(place.box, [place.first]).case
    SealedCase.objects.exclude(pk=open_still.pk).update(state=Case.State.RESOLVED)

    assert services.forget_sealed(now=now) == 1
    assert services.forget_sealed(now=now) == 0

    assert set(SealedCase.objects.values_list("pk", flat=True)) == {open_still.pk, fresh.pk}
    assert not SealedMessage.objects.filter(case=gone.pk).exists()
    assert SealedFile.objects.count() == 1


def test_the_year_is_counted_from_what_was_said_last(place):
    now = timezone.now()
    case = sealed_message(place.box, [place.first], now=now - timedelta(days=400)).case
    private = private_of(place.first)
    for when, left in ((now - timedelta(days=5), 1), (now - timedelta(days=366), 0)):
        SealedMessage.objects.filter(case=case).update(day=when - timedelta(days=30))
        sealed_handling.answer_sealed(
            actor=place.first, case=case, private=private, text="Đã chi trả.", state="resolved", now=when
        )
        SealedMessage.objects.filter(day__gt=when).delete()
        assert services.forget_sealed(now=now) == 1 - left
        assert SealedCase.objects.count() == left
        SealedMessage.objects.update(day=now - timedelta(days=400))


def test_after_the_night_rows_lie_in_the_order_of_their_random_keys_as_if_they_came_at_once(place):
    for _ in range(12):
        sealed_message(place.box, [place.first])
    before = list(SealedCase.objects.order_by("pk").values())
    with connection.cursor() as cursor:
        # The night's job runs outside of a transaction, where this happens at each commit
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        services.tidy(now=timezone.now())
        for model in (SealedCase, SealedKey, SealedMessage):
            table = sql.Identifier(model._meta.db_table)
            cursor.execute(sql.SQL("SELECT id, xmin::text FROM {} ORDER BY ctid").format(table))
            rows = cursor.fetchall()
            assert [row[0] for row in rows] == sorted(row[0] for row in rows)
            assert len({row[1] for row in rows}) == 1
            assert len(rows) == 12
    assert list(SealedCase.objects.order_by("pk").values()) == before


def test_what_reminding_meets_keeps_nothing_from_being_tidied(monkeypatch):
    done = []
    monkeypatch.setattr(services, "forget_sealed", lambda now: done.append("forgotten"))
    monkeypatch.setattr(services, "lay_down_anew", lambda: done.append("laid down"))
    monkeypatch.setattr(services, "remind_of_sealed", lambda now: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.tidy(now=timezone.now())
    assert done == ["forgotten", "laid down"]
