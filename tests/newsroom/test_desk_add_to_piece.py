"""What a second unit sent of the same event is added to the piece: credited, paid and heard of like the first."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.newsroom import services
from sumvay.newsroom.fitness import ConsentMissing, SourceWithdrawn
from sumvay.newsroom.models import Consent, Contribution, Desk, Piece
from sumvay.newsroom.selectors import fees
from sumvay.newsroom.selectors.withdrawals import touched_among
from sumvay.newsroom.services.contribution_refusals import NotOnItsWay
from sumvay.newsroom.services.pieces import AlreadyMade, NotFree, NotYourDesk, PieceClosed
from sumvay.notifications.models import Notice
from tests.factories.newsroom import PieceFactory, SectionFactory, SentContributionFactory, editing_house
from tests.factories.org import officer_of
from tests.newsroom.fee_house import rate
from tests.newsroom.test_publish_drops_pages import keep, kept

State = Contribution.State


@pytest.fixture
def house(db):
    return editing_house()


@pytest.fixture
def editor(house):
    return house.editors[house.ward]


@pytest.fixture
def first(house):
    return SentContributionFactory(unit=house.units[0], desk=house.ward, author=officer_of(house.units[0]))


@pytest.fixture
def twin(house):
    """The same event as the second unit tells it."""
    unit = house.units[1]
    return SentContributionFactory(unit=unit, desk=house.ward, author=officer_of(unit), title="Quà Tết về phân xưởng")


@pytest.fixture
def piece(house, editor, first):
    """The ward's draft made of the first."""
    return made(editor, house.ward, first)


def made(editor, unit, contribution):
    return services.start_piece(
        actor=editor, unit=unit, kind="article", title=contribution.title, section=SectionFactory(),
        now=timezone.now(), contribution=contribution,
    )  # fmt: skip


def add(actor, piece, contribution):
    services.add_to_piece(actor=actor, piece=piece, contribution=contribution, now=timezone.now())


def publish(editor, piece):
    return services.publish_piece(actor=editor, piece=Piece.objects.get(pk=piece.pk), now=timezone.now())


def sources_of(piece):
    return list(piece.sources.order_by("pk").values_list("contribution", flat=True))


def words_of(piece):
    kept = Piece.objects.get(pk=piece.pk)
    return kept.title, list(kept.body.raw_data), kept.picture_id, kept.byline, kept.latest_revision_id


def notices(contribution):
    return list(Notice.objects.filter(officer=contribution.author).order_by("pk").values_list("title", flat=True))


def test_it_becomes_a_source_in_ones_hands_and_the_draft_stays_as_it_is(editor, piece, first, twin):
    before = words_of(piece)
    add(editor, piece, twin)
    twin.refresh_from_db()
    assert sources_of(piece) == [first.pk, twin.pk]
    assert (twin.state, twin.editor, notices(twin)) == (State.TAKEN, editor, [])
    assert words_of(piece) == before
    entry = Entry.objects.get(action="piece.add_source")
    assert (entry.target_id, entry.unit_id, entry.changes) == (piece.pk, piece.unit_id, {"contribution": twin.pk})


def test_published_with_the_piece_both_units_are_credited_and_both_authors_told(house, editor, piece, first, twin):
    add(editor, piece, twin)
    page = Client().get(publish(editor, piece).get_absolute_url()).content.decode()
    for item in (first, twin):
        item.refresh_from_db()
        assert item.state == State.PUBLISHED
        assert reverse("portal:unit", args=[item.unit.code]) in page
        assert notices(item) == [f"“{item.title}” đã được Công đoàn phường An đăng."]


def test_what_readers_have_names_the_unit_at_once(house, editor, piece, twin, settings, tmp_path, run_jobs):
    settings.KEPT_PAGES = tmp_path / "pages"
    public = publish(editor, piece)
    run_jobs()
    unit, address = reverse("portal:unit", args=[twin.unit.code]), public.get_absolute_url()
    assert unit not in Client().get(address).content.decode()
    keep(settings.KEPT_PAGES, unit, address, "/viec-lam/")
    add(editor, piece, twin)
    run_jobs()
    assert kept(settings.KEPT_PAGES) == {"/viec-lam/"}
    assert unit in Client().get(address).content.decode()
    twin.refresh_from_db()
    assert (twin.state, twin.steps.get().note) == (State.PUBLISHED, address)
    assert notices(twin) == [f"“{twin.title}” đã được Công đoàn phường An đăng."]


def test_the_first_is_told_and_paid_no_second_time(editor, piece, first, twin):
    publish(editor, piece)
    add(editor, piece, twin)
    assert first.steps.filter(act="published").count() == 1
    assert len(notices(first)) == 1


def test_fees_and_points_count_both(house, editor, piece, twin):
    rate(house.ward, unit_of_fee=70_000, points=2)
    add(editor, piece, twin)
    publish(editor, piece)
    desk = Desk.objects.get(unit=house.ward)
    month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    assert fees.fee_totals(desk, month) == {"items": 2, "fee": 140_000, "points": 4, "unpriced": 0}
    points = {row["unit_id"]: row["points"] for row in fees.points_by_unit(desk, month)}
    assert points == {unit.pk: 2 for unit in house.units}


def test_a_consent_taken_back_marks_the_piece(editor, piece, twin):
    consent = Consent.objects.create(
        contribution=twin, about="text", person="Chị Lan", uses=["portal"], how="Ký phiếu",
        given_on=timezone.localdate(),
    )  # fmt: skip
    add(editor, piece, twin)
    assert touched_among([piece.pk]) == set()
    services.withdraw_consent(actor=twin.author, consent=consent, now=timezone.now())
    assert touched_among([piece.pk]) == {piece.pk}


def test_twice_is_one_source(editor, piece, first, twin):
    add(editor, piece, twin)
    with pytest.raises(AlreadyMade):
        add(editor, piece, twin)
    publish(editor, piece)
    with pytest.raises(AlreadyMade):
        add(editor, piece, twin)
    assert sources_of(piece) == [first.pk, twin.pk]


def test_others_add_nothing(house, editor, piece, first, twin):
    with pytest.raises(NotYourDesk):
        add(house.outsider, piece, twin)
    services.take(actor=house.editors[house.province], contribution=twin, now=timezone.now())
    with pytest.raises(NotFree):
        add(editor, piece, twin)
    assert sources_of(piece) == [first.pk]
    assert not Entry.objects.filter(action="piece.add_source").exists()


def test_what_has_a_piece_of_its_own_there_joins_no_other(house, editor, piece, first, twin):
    made(editor, house.ward, twin)
    with pytest.raises(AlreadyMade):
        add(editor, piece, twin)
    assert sources_of(piece) == [first.pk]


def test_a_piece_that_was_taken_down_or_is_another_desks_takes_nothing_in(house, editor, piece, first, twin):
    above = PieceFactory(unit=house.province)
    with pytest.raises(PieceClosed):
        add(house.editors[house.province], above, twin)
    services.take_down(actor=editor, piece=publish(editor, piece), reason="Trùng bài.", now=timezone.now())
    with pytest.raises(PieceClosed):
        add(editor, piece, twin)
    twin.refresh_from_db()
    assert (twin.state, sources_of(piece), sources_of(above)) == (State.WAITING, [first.pk], [])


def test_a_draft_made_of_nothing_sent_takes_nothing_in(house, editor, twin):
    # What is added leaves with its sender; here it would stand as what the piece was made of
    blank = services.start_piece(
        actor=editor, unit=house.ward, kind="article", title="Tự viết", section=SectionFactory(), now=timezone.now()
    )
    with pytest.raises(PieceClosed):
        add(editor, blank, twin)
    assert not blank.sources.exists()


def test_hardship_without_consent_is_added_to_nothing_public(editor, piece, first, twin):
    Contribution.objects.filter(pk=twin.pk).update(names_hardship=True)
    publish(editor, piece)
    with pytest.raises(ConsentMissing):
        add(editor, piece, twin)
    twin.refresh_from_db()
    assert (twin.state, sources_of(piece), notices(twin)) == (State.WAITING, [first.pk], [])


# -- it leaves again


def withdraw(contribution):
    services.withdraw_contribution(actor=contribution.author, contribution=contribution, now=timezone.now())


def refuse(editor, contribution):
    contribution.refresh_from_db()
    services.refuse(actor=editor, contribution=contribution, reason="Ảnh mờ.", now=timezone.now())


def test_withdrawn_it_leaves_the_draft_which_goes_out_without_it(editor, piece, first, twin):
    add(editor, piece, twin)
    withdraw(twin)
    publish(editor, piece)
    twin.refresh_from_db()
    assert (twin.state, sources_of(piece)) == (State.WITHDRAWN, [first.pk])
    entry = Entry.objects.get(action="piece.remove_source")
    assert (entry.target_id, entry.unit_id, entry.changes) == (piece.pk, piece.unit_id, {"contribution": twin.pk})


def test_refused_it_leaves_the_draft_and_stays_refused_when_that_goes_out(editor, piece, first, twin):
    add(editor, piece, twin)
    refuse(editor, twin)
    publish(editor, piece)
    twin.refresh_from_db()
    assert (twin.state, sources_of(piece)) == (State.REFUSED, [first.pk])
    assert notices(twin) == [f"“{twin.title}” không được Công đoàn phường An sử dụng."]


def test_taken_up_again_it_is_added_again(editor, piece, first, twin):
    add(editor, piece, twin)
    refuse(editor, twin)
    services.take_up_again(actor=editor, contribution=twin, now=timezone.now())
    add(editor, piece, twin)
    assert sources_of(piece) == [first.pk, twin.pk]


def test_what_the_piece_was_made_of_stays_its_source(editor, piece, first, twin):
    add(editor, piece, twin)
    withdraw(first)
    assert sources_of(piece) == [first.pk, twin.pk]
    with pytest.raises(SourceWithdrawn):
        publish(editor, piece)


def test_what_readers_had_keeps_its_source(house, editor, piece, first, twin):
    publish(editor, piece)
    add(editor, piece, twin)
    services.lift(actor=editor, contribution=Contribution.objects.get(pk=twin.pk), note="", now=timezone.now())
    withdraw(Contribution.objects.get(pk=twin.pk))
    assert sources_of(piece) == [first.pk, twin.pk]


def test_what_the_desk_above_does_not_use_stays_in_the_draft_below(house, editor, piece, first, twin):
    add(editor, piece, twin)
    services.lift(actor=editor, contribution=Contribution.objects.get(pk=twin.pk), note="", now=timezone.now())
    refuse(house.editors[house.province], twin)
    assert sources_of(piece) == [first.pk, twin.pk]


def test_nothing_leaves_when_it_can_no_longer_be_withdrawn(editor, piece, first, twin):
    add(editor, piece, twin)
    Contribution.objects.filter(pk=twin.pk).update(state=State.REFUSED)
    with pytest.raises(NotOnItsWay):
        withdraw(twin)
    assert sources_of(piece) == [first.pk, twin.pk]
    assert not Entry.objects.filter(action="piece.remove_source").exists()


@pytest.mark.parametrize("is_public", [False, True])
def test_side_by_side_it_is_offered_once(house, editor, piece, first, twin, client, is_public):
    beside = reverse("newsroom:beside", args=[twin.pk, first.pk])
    if is_public:
        publish(editor, piece)
        beside = reverse("newsroom:beside_piece", args=[twin.pk, piece.pk])
    address = reverse("newsroom:add_to_piece", args=[twin.pk, piece.pk])
    client.force_login(editor)
    assert f'action="{address}"' in client.get(beside).content.decode()
    page = client.post(address, follow=True).content.decode()
    assert "Đã thêm." in page
    assert f"/piece/edit/{piece.pk}/" in page
    assert f'action="{address}"' not in client.get(beside).content.decode()
    assert "Tin này đã có trong bài." in client.post(address, follow=True).content.decode()
    assert piece.sources.count() == 2


def test_once_it_has_gone_up_it_is_offered_to_the_desk_above_alone(house, editor, first, twin, client):
    for item in (first, twin):
        services.lift(actor=editor, contribution=item, note="", now=timezone.now())
        item.refresh_from_db()
    above = made(house.editors[house.province], house.province, first)
    beside = reverse("newsroom:beside", args=[twin.pk, first.pk])
    address = reverse("newsroom:add_to_piece", args=[twin.pk, above.pk])
    client.force_login(house.editors[house.province])
    assert address in client.get(beside).content.decode()
    client.force_login(editor)
    assert address not in client.get(beside).content.decode()
    assert client.post(address).status_code == 404


def test_the_door_is_not_there_for_others(house, editor, piece, twin, client):
    address = reverse("newsroom:add_to_piece", args=[twin.pk, piece.pk])
    for stranger in (house.outsider, twin.author):
        client.force_login(stranger)
        assert client.post(address).status_code == 404
    client.force_login(editor)
    assert client.get(address).status_code == 405
    hidden = PieceFactory(unit=house.other)
    assert client.post(reverse("newsroom:add_to_piece", args=[twin.pk, hidden.pk])).status_code == 404
    assert (piece.sources.count(), hidden.sources.count()) == (1, 0)


def test_the_english_version_begun_before_names_it_too(editor, piece, twin):
    publish(editor, piece)
    english = services.start_english_version(actor=editor, piece=piece, now=timezone.now())
    add(editor, piece, twin)
    assert set(english.sources.values_list("contribution", flat=True)) == {
        *piece.sources.values_list("contribution", flat=True)
    }
    assert english.sources.count() == 2
