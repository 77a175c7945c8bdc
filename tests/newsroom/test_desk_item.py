"""One contribution at a desk: who opens it, what is told of it, and what is like it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import selectors
from sumvay.newsroom.models import Consent, Contribution, ContributionStep, PieceSource
from tests.factories.newsroom import SentContributionFactory, editing_house, listed, not_at_desk, photo_sent
from tests.factories.org import officer_of

State = Contribution.State
SECRET = "MẬT DANH"
TEXT = (
    "Sáng 30/1, Ban Chấp hành Công đoàn Công ty May Sông Vân tổ chức chương trình Tết sum vầy, trao 200 suất quà cho "
    "đoàn viên có hoàn cảnh khó khăn của các phân xưởng."
)


@pytest.fixture
def house(db):
    return editing_house()


def sent(house, number=0, **fields):
    return SentContributionFactory(**{"unit": house.units[number], "desk": house.ward, **fields})


def opened(client, item):
    return client.get(reverse("newsroom:at_desk", args=[item.pk]))


def test_it_is_told_with_photos_consents_and_its_way(house, client):
    item = sent(house, happened_on=date(2027, 1, 30), place="Hội trường lớn", speaker="Chị Mai", names_hardship=True)
    agreed = photo_sent(item, caption="Trao quà", credit="Anh Nam", shows_people=True)
    photo_sent(item, b"2", caption="Đông vui", shows_people=True)
    Consent.objects.create(
        contribution=item, photo=agreed, about="picture", person="Chị Lan", uses=["portal"], how="Ký giấy ngày 30/1",
        given_on=date(2027, 1, 30),
    )  # fmt: skip
    ContributionStep.objects.create(contribution=item, act="sent", desk=house.ward, at=timezone.now(), note="Mời xem")
    client.force_login(house.editors[house.ward])
    text = opened(client, item).content.decode()
    consent = "Chị Lan: trang tin; Ký giấy ngày 30/1"
    for words in ("Hội trường lớn", consent, "Trao quà", "Mời xem", item.author.full_name):
        assert words in text
    assert text.count("Có người trong ảnh, chưa ghi nhận sự đồng ý.") == 1
    assert "Chưa thể đăng." in text


@pytest.mark.parametrize("who", ["outsider", "unit chair", "clerk", "author"])
def test_others_do_not_learn_that_it_exists(house, client, who):
    item = sent(house, title=SECRET)
    people = not_at_desk(house, item) | {"unit chair": officer_of(house.units[0])}
    client.force_login(people[who])
    page = opened(client, item)
    assert page.status_code == 404
    assert SECRET not in page.content.decode()


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_was_not_sent_or_was_withdrawn_is_nobodys_at_the_desk(house, client, state):
    client.force_login(house.editors[house.ward])
    assert opened(client, sent(house, state=state)).status_code == 404


def test_what_a_desk_lifted_it_still_reads_and_no_longer_acts_on(house, client):
    item = sent(house, desk=house.province)
    client.force_login(house.editors[house.ward])
    assert opened(client, item).status_code == 404
    ContributionStep.objects.create(contribution=item, act="lifted", desk=house.ward, at=timezone.now())
    page = opened(client, item)
    assert page.status_code == 200
    assert not page.context["can_work"]
    assert reverse("newsroom:take", args=[item.pk]) not in page.content.decode()
    page = client.post(reverse("newsroom:take", args=[item.pk]), follow=True)
    assert "Tin này không nằm ở tòa soạn" in page.content.decode()
    item.refresh_from_db()
    assert item.state == State.WAITING


def test_only_what_the_editor_may_see_is_said_to_be_like_it(house, client):
    item = sent(house, title="Tết sum vầy", text=TEXT)
    near = sent(house, 1, title="Quà Tết về phân xưởng", text=f"Theo cơ sở. {TEXT}")
    SentContributionFactory(unit=house.units[1], desk=house.province, title=SECRET, text=TEXT)
    SentContributionFactory(unit=house.other, desk=house.other, title=SECRET, text=TEXT)
    sent(house, 1, title=SECRET, text=TEXT, state=State.WITHDRAWN)
    sent(house, 1, title="Đã cũ", text=TEXT, at=timezone.now() - timedelta(days=31))
    client.force_login(house.editors[house.ward])
    page = opened(client, item)
    assert [row["other"] for row in page.context["alike"]] == [near]
    assert SECRET not in page.content.decode()
    assert "<mark>Sáng 30/1, Ban Chấp hành" in page.content.decode()
    found = selectors.alike_to(house.editors[house.nation], item, now=timezone.now())
    assert [row.contribution.title for row in found].count(SECRET) == 2


def test_a_day_brings_together_what_was_sent_weeks_apart(house):
    day = timezone.localdate() - timedelta(days=20)
    item = sent(house, title="Trao 200 suất quà Tết", happened_on=day, place="Công ty May", text="Ngắn.")
    SentContributionFactory(
        unit=house.units[1], desk=house.ward, at=timezone.now() - timedelta(days=18), happened_on=day,
        title="Công ty May: 200 suất quà Tết", place="Hội trường Công ty May", text="Cũng ngắn.",
    )  # fmt: skip
    [row] = selectors.alike_to(house.editors[house.ward], item, now=timezone.now())
    assert row.likeness.is_same_event


def test_a_published_piece_is_found_by_its_title_but_not_the_one_made_of_it(house, client):
    item = sent(house, title="Tết sum vầy ở Công ty May Sông Vân", text=TEXT)
    body = [("text", f"<p>{TEXT}</p>")]
    other = listed(at=timezone.now(), unit=house.other, title="Tết sum vầy tại Công ty May Sông Vân", body=body).piece
    own = listed(at=timezone.now(), unit=house.ward, title="Tết sum vầy ở Công ty May Sông Vân", body=body).piece
    PieceSource.objects.create(piece=own, contribution=item, at=timezone.now())
    client.force_login(house.editors[house.ward])
    page = opened(client, item)
    assert [row["piece"] for row in page.context["alike"]] == [other]
    pair = client.get(reverse("newsroom:beside_piece", args=[item.pk, other.pk]))
    assert "<mark>Sáng 30/1, Ban Chấp hành" in pair.content.decode()


def test_two_are_laid_side_by_side_with_what_both_say_marked(house, client):
    one, other = sent(house, text=TEXT), sent(house, 1, text=f"Lời dẫn riêng. {TEXT}")
    client.force_login(house.editors[house.ward])
    text = client.get(reverse("newsroom:beside", args=[one.pk, other.pk])).content.decode()
    assert text.count("<mark>Sáng 30/1") == 2
    assert "Lời dẫn riêng. <mark>" in text


def test_beside_shows_nothing_out_of_reach(house, client):
    mine, hidden = sent(house), SentContributionFactory(unit=house.other, desk=house.other, title=SECRET)
    client.force_login(house.editors[house.ward])
    for one, other in ((mine, hidden), (hidden, mine)):
        page = client.get(reverse("newsroom:beside", args=[one.pk, other.pk]))
        assert page.status_code == 404
        assert SECRET not in page.content.decode()


@pytest.mark.parametrize("size", [1, 3])
def test_it_costs_the_same_however_much_is_like_it(house, client, django_assert_num_queries, size):
    item = sent(house, text=TEXT)
    for number in range(size):
        photo_sent(item, f"{number}".encode(), shows_people=True)
        sent(house, 1, title=f"Tin {number}", text=TEXT)
        ContributionStep.objects.create(contribution=item, act="edited", desk=house.ward, at=timezone.now())
    client.force_login(house.editors[house.ward])
    opened(client, item)
    with django_assert_num_queries(21):
        page = opened(client, item)
    assert len(page.context["alike"]) == size


def test_of_a_text_sent_many_times_only_some_copies_are_laid_open(house, client):
    item = sent(house, text=TEXT)
    for _number in range(12):
        sent(house, 1, text=TEXT)
    client.force_login(house.editors[house.ward])
    assert len(opened(client, item).context["alike"]) == 8
