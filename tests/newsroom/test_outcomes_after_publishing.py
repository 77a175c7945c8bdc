"""A correction and a take-down reach whoever wrote, with the words readers see."""

import pytest
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.models import Contribution, ContributionStep
from sumvay.newsroom.services.pieces import start_piece
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from tests.factories.newsroom import SectionFactory, SentContributionFactory, editing_house
from tests.factories.org import officer_of

pytestmark = pytest.mark.django_db
State, Act = Contribution.State, ContributionStep.Act


@pytest.fixture
def house():
    return editing_house()


@pytest.fixture
def sent(house):
    unit = house.units[0]
    return SentContributionFactory(unit=unit, desk=house.ward, author=officer_of(unit))


@pytest.fixture
def chief(house):
    return officer_of(house.ward, Appointment.Post.MANAGING_EDITOR)


@pytest.fixture
def piece(house, sent, chief):
    piece = start_piece(
        actor=house.editors[house.ward], unit=house.ward, kind="article", title=sent.title, section=SectionFactory(),
        now=timezone.now(), contribution=sent,
    )  # fmt: skip
    return services.publish_piece(actor=chief, piece=piece, now=timezone.now())


def test_a_correction_is_told_with_its_words_once(sent, piece, chief):
    for _twice in range(2):
        services.correct_piece(actor=chief, piece=piece, text="Số đúng là 200 suất.", now=timezone.now())
    notice = Notice.objects.get(officer=sent.author, title__contains="đính chính")
    assert notice.body == "Số đúng là 200 suất."
    sent.refresh_from_db()
    assert sent.state == State.PUBLISHED


def test_a_take_down_is_told_with_its_reason_and_the_item_is_published_no_more(sent, piece, chief):
    services.take_down(actor=chief, piece=piece, reason="Nhân vật rút đồng ý.", now=timezone.now())
    sent.refresh_from_db()
    assert sent.state == State.TAKEN_DOWN
    assert sent.steps.get(act=Act.TAKEN_DOWN).note == "Nhân vật rút đồng ý."
    assert Notice.objects.filter(officer=sent.author, title__contains="gỡ").count() == 1


def test_published_again_it_is_published_again(sent, piece, chief):
    services.take_down(actor=chief, piece=piece, reason="Sai tên.", now=timezone.now())
    piece.refresh_from_db()
    services.publish_piece(actor=chief, piece=piece, now=timezone.now())
    sent.refresh_from_db()
    assert sent.state == State.PUBLISHED


def test_taken_down_at_one_place_it_stays_published_at_the_other(house, sent, piece, chief):
    services.desk_work.lift(actor=house.editors[house.ward], contribution=_fresh(sent), note="", now=timezone.now())
    above = start_piece(
        actor=house.editors[house.province], unit=house.province, kind="article", title=sent.title,
        section=SectionFactory(), now=timezone.now(), contribution=_fresh(sent),
    )  # fmt: skip
    managing = officer_of(house.province, Appointment.Post.MANAGING_EDITOR)
    services.publish_piece(actor=managing, piece=above, now=timezone.now())
    services.take_down(actor=chief, piece=piece, reason="Trùng bài.", now=timezone.now())
    assert _fresh(sent).state == State.PUBLISHED


def test_who_may_not_publish_takes_nothing_down_and_the_author_hears_nothing(house, sent, piece):
    with pytest.raises(services.publishing.PublishingDenied):
        services.take_down(actor=house.outsider, piece=piece, reason="Phá.", now=timezone.now())
    assert _fresh(sent).state == State.PUBLISHED
    assert not sent.steps.filter(act=Act.TAKEN_DOWN).exists()


def _fresh(contribution):
    return Contribution.objects.get(pk=contribution.pk)
