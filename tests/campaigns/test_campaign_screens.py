"""Campaigns as officers read them, and who reads which."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.campaigns import services
from sumvay.campaigns.models import Campaign
from tests.factories.directives import drafted_directive, issued_directive
from tests.factories.org import UnitFactory, officer_of


@pytest.fixture
def province(db):
    return UnitFactory(name="Liên đoàn Lao động tỉnh Sông Vân")


@pytest.fixture
def chair(province):
    return officer_of(province)


@pytest.fixture
def campaign(province, chair):
    return begun(province, chair, "Chăm lo Tết Đinh Mùi 2027")


def begun(unit, officer, title, **named):
    return services.create_campaign(
        actor=officer,
        unit=unit,
        title=title,
        starts_on=date(2027, 1, 5),
        ends_on=date(2027, 2, 20),
        topics=[
            services.TopicInput("Chợ Tết công đoàn", ["Thời gian, địa điểm", "Phiếu mua hàng"]),
            services.TopicInput("Lương, thưởng Tết", []),
        ],
        key_messages=["Không đoàn viên nào bị bỏ lại phía sau"],
        hashtags=["#TetSumVay"],
        now=timezone.now(),
        **named,
    )


def page_of(client, viewer, campaign):
    client.force_login(viewer)
    return client.get(reverse("campaigns:detail", args=[campaign.pk]))


def listed(client, viewer, **query):
    client.force_login(viewer)
    return [found.title for found in client.get(reverse("campaigns:list"), query).context["page"]]


def test_everything_the_letter_set_going_stands_on_one_page(client, chair, campaign):
    page = page_of(client, chair, campaign).content.decode()
    for words in (
        "Không đoàn viên nào bị bỏ lại phía sau",
        "Chợ Tết công đoàn",
        "Phiếu mua hàng",
        "#TetSumVay",
        "từ 05/01/2027 đến 20/02/2027",
    ):
        assert words in page


def test_documents_that_carry_it_are_linked_with_their_boards(client, province, chair, campaign):
    UnitFactory(parent=province)
    issued = issued_directive(actor=chair, unit=province, campaign=campaign)
    draft = drafted_directive(actor=chair, unit=province, campaign=campaign)
    other = drafted_directive(actor=chair, unit=province)
    page = page_of(client, chair, campaign).content.decode()
    assert reverse("directives:detail", args=[issued.pk]) in page
    assert reverse("dashboard:board", args=[issued.pk]) in page
    assert reverse("directives:detail", args=[draft.pk]) in page
    assert reverse("dashboard:board", args=[draft.pk]) not in page
    assert reverse("directives:detail", args=[other.pk]) not in page


def test_a_campaign_of_another_branch_does_not_exist(client, campaign):
    elsewhere = UnitFactory()
    stranger = officer_of(elsewhere)
    begun(elsewhere, stranger, "Chiến dịch nơi khác")
    assert page_of(client, stranger, campaign).status_code == 404
    assert listed(client, stranger) == ["Chiến dịch nơi khác"]


def test_a_unit_below_does_not_open_the_campaign_of_the_unit_above(client, province, campaign):
    below = officer_of(UnitFactory(parent=province))
    assert page_of(client, below, campaign).status_code == 404


@pytest.mark.parametrize("words", ["tet dinh mui", "Tết", "cham 2027"])
def test_titles_are_found_without_accents(client, province, chair, campaign, words):
    begun(province, chair, "Tháng Công nhân")
    assert listed(client, chair, q=words) == ["Chăm lo Tết Đinh Mùi 2027"]


def test_the_list_is_narrowed_by_state_and_newest_first(client, province, chair, campaign):
    newer = begun(province, chair, "Tháng Công nhân")
    services.start_campaign(campaign=newer)
    assert listed(client, chair) == ["Tháng Công nhân", "Chăm lo Tết Đinh Mùi 2027"]
    assert listed(client, chair, state="running") == ["Tháng Công nhân"]
    assert listed(client, chair, state="closed") == []
    assert len(listed(client, chair, state="nonsense")) == 2


def test_an_empty_list_says_how_to_begin(client, chair):
    client.force_login(chair)
    page = client.get(reverse("campaigns:list")).content.decode()
    assert "Chưa có đợt truyền thông nào" in page
    assert reverse("documents:receive") in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_three(client, province, chair, django_assert_num_queries, count):
    for number in range(count):
        begun(province, chair, f"Đợt {number}")
    listed(client, chair)
    with django_assert_num_queries(6):
        client.get(reverse("campaigns:list"))


@pytest.mark.parametrize("name", ["list", "detail"])
def test_pages_are_for_those_who_signed_in_and_only_read(client, chair, campaign, name):
    address = reverse(f"campaigns:{name}", args=[campaign.pk] if name == "detail" else [])
    assert client.get(address)["Location"].startswith(reverse("account_login"))
    client.force_login(chair)
    assert client.post(address).status_code == 405
    assert Campaign.objects.count() == 1
