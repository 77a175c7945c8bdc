"""A unit that ends leaves its pieces, items, consents and desk to its heirs; nobody else gains by it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import permissions, selectors, services
from sumvay.newsroom.models import Consent, Contribution, Desk, Listing, Piece, PieceSource
from sumvay.newsroom.services.contribution_refusals import NotYourUnit
from sumvay.newsroom.services.publishing import PublishingDenied
from sumvay.notifications.models import Notice
from sumvay.org.models import Appointment
from sumvay.org.services import end_unit
from tests.factories.accounts import OperatorFactory
from tests.factories.newsroom import (
    NewsPictureFactory,
    PieceFactory,
    SentContributionFactory,
    desk_with_steps,
    editing_house,
    listed,
    photo_sent,
)
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db
Post = Appointment.Post
EDIT = "wagtailsnippets_newsroom_piece:edit"


def end(unit, *heirs, days_ago=0):
    today = timezone.localdate()
    end_unit(
        actor=OperatorFactory(), unit=unit, heirs=heirs, on=today - timedelta(days=days_ago), paper="QĐ sáp nhập"
    )  # fmt: skip
    unit.refresh_from_db()


@pytest.fixture
def house():
    """A ward with a desk, a piece and an item ends; its heir, another ward of the province, has no desk."""
    house = editing_house()
    house.old = UnitFactory(parent=house.province, name="Công đoàn phường Cũ")
    house.heir = UnitFactory(parent=house.province, name="Công đoàn phường Mới")
    house.desk = desk_with_steps(house.old)
    house.piece = PieceFactory(unit=house.old, title="Bài của phường cũ")
    house.sent = SentContributionFactory(unit=house.old, title="Tin của phường cũ")
    house.editor = officer_of(house.heir, Post.EDITOR)
    house.chair = officer_of(house.heir, Post.CHAIR)
    return house


def opened(person, name, *args, **query):
    client = Client()
    client.force_login(person)
    return client.get(reverse(name, args=args), query)


def pressed(person, name, *args, **sent):
    client = Client()
    client.force_login(person)
    return client.post(reverse(name, args=args), sent)


def strangers(house):
    """An editor of another province, of a neighbour ward, and the former one of the unit itself."""
    return [house.outsider, house.editors[house.ward], house.former]


@pytest.fixture
def ended(house):
    house.former = officer_of(house.old, Post.EDITOR)
    assert opened(house.editor, EDIT, house.piece.pk).status_code == 404
    assert opened(house.editor, "newsroom:at_desk", house.sent.pk).status_code == 404
    end(house.old, house.heir)
    return house


def test_the_heir_opens_and_publishes_its_pieces_and_others_do_not(ended):
    assert opened(ended.editor, EDIT, ended.piece.pk).status_code == 200
    assert opened(ended.editor, "newsroom:piece_state", ended.piece.pk).status_code == 200
    for person in strangers(ended):
        assert opened(person, EDIT, ended.piece.pk).status_code in (403, 404)
        assert opened(person, "newsroom:piece_state", ended.piece.pk).status_code == 404
        with pytest.raises(PublishingDenied):
            services.publish_piece(actor=person, piece=ended.piece, now=timezone.now())
    services.publish_piece(actor=ended.editor, piece=ended.piece, now=timezone.now())
    assert opened(ended.editor, "newsroom:published_piece", ended.piece.pk).status_code == 200
    assert opened(ended.editors[ended.ward], "newsroom:published_piece", ended.piece.pk).status_code == 404
    assert [row.pk for row in opened(ended.editor, "newsroom:published").context["page"]] == [ended.piece.pk]


def test_those_above_keep_what_they_had(ended):
    above = ended.editors[ended.province]
    assert opened(above, EDIT, ended.piece.pk).status_code == 200
    assert opened(above, "newsroom:at_desk", ended.sent.pk).status_code == 200


def test_the_desk_and_what_lies_there_are_the_heirs_to_work_on(ended):
    desks = selectors.desks_of(ended.editor, on=timezone.localdate())
    assert [desk.unit for desk in desks] == [ended.old]
    page = opened(ended.editor, "newsroom:desk", desk=ended.old.pk)
    assert [item.pk for item in page.context["page"]] == [ended.sent.pk]
    for person in strangers(ended):
        assert opened(person, "newsroom:at_desk", ended.sent.pk).status_code == 404
        assert pressed(person, "newsroom:take", ended.sent.pk).status_code == 404
    pressed(ended.editor, "newsroom:take", ended.sent.pk)
    ended.sent.refresh_from_db()
    assert (ended.sent.state, ended.sent.editor) == (Contribution.State.TAKEN, ended.editor)
    services.lift(actor=ended.editor, contribution=ended.sent, note="", now=timezone.now())
    ended.sent.refresh_from_db()
    assert ended.sent.desk == ended.province


def test_the_heirs_own_desk_comes_first_and_is_the_next_above(ended):
    desk_with_steps(ended.heir)
    today = timezone.localdate()
    assert [desk.unit for desk in selectors.desks_of(ended.editor, on=today)] == [ended.heir, ended.old]
    assert selectors.desk_above(ended.old, on=today).unit == ended.heir
    assert selectors.desk_for(ended.old, on=today).unit == ended.old
    Desk.objects.filter(unit=ended.old).update(is_open=False)
    assert selectors.desk_for(ended.old, on=today).unit == ended.heir


def test_approval_is_not_lost_with_the_unit(ended):
    Desk.objects.filter(unit=ended.old).update(is_open=False)
    desk = desk_with_steps(ended.heir, Post.EDITOR_IN_CHIEF)
    piece = Piece.objects.get(pk=ended.piece.pk)
    assert piece.get_workflow() == desk.workflow
    with pytest.raises(PublishingDenied):
        services.publish_piece(actor=ended.editor, piece=piece, now=timezone.now())
    services.submit_piece(actor=ended.editor, piece=piece, now=timezone.now())
    chief = officer_of(ended.heir, Post.EDITOR_IN_CHIEF)
    assert opened(chief, "newsroom:desk", view="approval").context["counts"]["approval"] == 1
    services.approve_piece(actor=chief, piece=piece, now=timezone.now())
    assert Piece.objects.get(pk=piece.pk).live


def test_a_line_of_mergers_leads_to_the_last_heir(ended):
    last = UnitFactory(parent=ended.province, name="Công đoàn phường Sau Cùng")
    editor = officer_of(last, Post.EDITOR)
    assert opened(editor, EDIT, ended.piece.pk).status_code == 404
    end(ended.heir, last)
    assert opened(editor, EDIT, ended.piece.pk).status_code == 200
    assert opened(editor, "newsroom:at_desk", ended.sent.pk).status_code == 200
    assert opened(ended.editor, EDIT, ended.piece.pk).status_code in (403, 404)


def test_of_two_heirs_both_work_on_it(house):
    twin = UnitFactory(parent=house.province, name="Công đoàn phường Mới 2")
    end(house.old, house.heir, twin)
    for person in (house.editor, officer_of(twin, Post.EDITOR)):
        assert opened(person, EDIT, house.piece.pk).status_code == 200


def test_a_unit_that_ends_without_heirs_leaves_it_to_nobody_beside(house):
    end(house.old)
    assert opened(house.editor, EDIT, house.piece.pk).status_code == 404
    assert opened(house.editor, "newsroom:at_desk", house.sent.pk).status_code == 404


def test_what_it_wrote_is_the_heirs_to_send_and_take_back(ended):
    draft = SentContributionFactory(
        unit=ended.old,
        state=Contribution.State.DRAFT,
        sent_at=None,
        desk=None,
        happened_on=timezone.localdate(),
        place="Nhà văn hóa phường",
    )
    page = opened(ended.chair, "newsroom:mine", unit=ended.heir.pk)
    assert {item.pk for item in page.context["page"]} == {draft.pk, ended.sent.pk}
    assert opened(ended.chair, "newsroom:contribution", draft.pk).status_code == 200
    assert opened(ended.outsider, "newsroom:contribution", draft.pk).status_code == 404
    with pytest.raises(NotYourUnit):
        services.withdraw_contribution(actor=ended.outsider, contribution=ended.sent, now=timezone.now())
    services.withdraw_contribution(actor=ended.chair, contribution=ended.sent, now=timezone.now())
    services.send_contribution(actor=ended.chair, contribution=draft, now=timezone.now())
    draft.refresh_from_db()
    assert (draft.state, draft.desk) == (Contribution.State.WAITING, ended.old)


def test_nothing_new_begins_in_the_name_of_an_ended_unit(ended):
    with pytest.raises(NotYourUnit):
        services.start_contribution(actor=ended.chair, unit=ended.old, now=timezone.now())
    assert not permissions.can_contribute(ended.chair, ended.old, on=timezone.localdate())


def test_a_consent_is_taken_back_at_the_heirs_and_its_editors_are_told(ended):
    consent = Consent.objects.create(
        contribution=ended.sent, about=Consent.About.TEXT, person="Lò Thị Pa", uses=["portal"], how="Ký phiếu",
        given_on=date(2026, 1, 5),
    )  # fmt: skip
    with pytest.raises(NotYourUnit):
        services.withdraw_consent(actor=ended.outsider, consent=consent, now=timezone.now())
    services.withdraw_consent(actor=ended.chair, consent=consent, now=timezone.now())
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert Notice.objects.filter(officer=ended.editor, kind="consent_withdrawn").count() == 1


def test_the_heirs_withdraw_a_consent_of_a_photo_and_take_the_published_piece_down(house):
    item = SentContributionFactory(unit=house.old, desk=house.old, state=Contribution.State.PUBLISHED)
    shot = photo_sent(item, shows_people=True, caption="Chị Pa nhận quà")
    given = {"contribution": item, "photo": shot, "about": "picture", "how": "Ký phiếu", "given_on": date(2026, 1, 5)}
    pa, nam = [Consent.objects.create(person=name, uses=["portal"], **given) for name in ("Lò Thị Pa", "Anh Nam")]
    picture = NewsPictureFactory(unit=house.old, photo=shot, shows_people=None)
    listing = listed(at=timezone.now(), unit=house.old, title="Chị Pa nhận quà", picture=None)
    Piece.objects.filter(pk=listing.pk).update(picture=picture)
    PieceSource.objects.create(piece=listing.piece, contribution=item, at=timezone.now())
    house.former = officer_of(house.old, Post.EDITOR)
    end(house.old, house.heir)
    # At the unit's own pages by who acts for the heir, at the desk by who edits there; by nobody else
    for person in strangers(house):
        assert pressed(person, "newsroom:withdraw_consent", item.pk, pa.pk).status_code == 404
        assert pressed(person, "newsroom:desk_photo_consents", item.pk, shot.pk, withdraw=nam.pk).status_code == 404
        assert pressed(person, "newsroom:take_down", listing.pk, reason="Chen vào").status_code == 404
    assert Consent.objects.filter(withdrawn_at=None).count() == 2
    assert opened(house.chair, "newsroom:photo_consents", item.pk, shot.pk).status_code == 200
    pressed(house.chair, "newsroom:withdraw_consent", item.pk, pa.pk)
    pressed(house.editor, "newsroom:desk_photo_consents", item.pk, shot.pk, withdraw=nam.pk)
    assert not Consent.objects.filter(withdrawn_at=None).exists()
    page = opened(house.editor, "newsroom:published", consent="withdrawn")
    assert [(row.pk, row.can_correct) for row in page.context["page"]] == [(listing.pk, True)]
    assert 'name="reason"' in opened(house.editor, "newsroom:published_piece", listing.pk).content.decode()
    pressed(house.editor, "newsroom:take_down", listing.pk, reason="Theo nguyện vọng của người trong ảnh.")
    assert not Listing.objects.exists()
    assert not Piece.objects.get(pk=listing.pk).live


def test_its_fees_points_and_quota_stay_readable_for_the_heir_alone(ended):
    month = timezone.localdate()
    for name in ("fee_sheet", "fee_workbook", "fee_points", "quota", "quota_workbook"):
        assert opened(ended.editor, f"newsroom:{name}", month, desk=ended.old.pk).status_code == 200
        for person in strangers(ended):
            assert opened(person, f"newsroom:{name}", month, desk=ended.old.pk).status_code == 404


def test_the_heirs_chair_closes_the_desk_it_was_left(house):
    end(house.old, house.heir)
    stranger = officer_of(house.ward, Post.CHAIR)
    assert opened(stranger, "newsroom:desk_set_up", house.old.pk).status_code == 404
    assert opened(house.chair, "newsroom:desk_set_up", house.old.pk).status_code == 200
    Contribution.objects.filter(pk=house.sent.pk).update(state=Contribution.State.REFUSED)
    pressed(house.chair, "newsroom:close_desk", house.old.pk)
    house.desk.refresh_from_db()
    assert not house.desk.is_open


def test_what_it_published_is_corrected_by_the_heir(house):
    listing = listed(at=timezone.now(), unit=house.old, title="Đã đăng")
    end(house.old, house.heir)
    page = opened(house.editor, "newsroom:published")
    assert [(row.pk, row.can_correct) for row in page.context["page"]] == [(listing.pk, True)]
    services.correct_piece(actor=house.editor, piece=listing.piece, text="Đính chính", now=timezone.now())
    with pytest.raises(PublishingDenied):
        services.correct_piece(actor=house.outsider, piece=listing.piece, text="Chen vào", now=timezone.now())
