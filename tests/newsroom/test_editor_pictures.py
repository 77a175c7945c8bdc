"""The editor's pictures: the list and the chooser cost the same however many they show."""

import pytest
from django.urls import reverse

from tests.factories.newsroom import NewsPictureFactory, editing_house

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", [2, 6])
@pytest.mark.parametrize(("name", "most"), [("wagtailimages:index", 18), ("wagtailimages_chooser:choose", 18)])
def test_they_cost_the_same_however_many_are_shown(client, django_assert_max_num_queries, name, most, size):
    house = editing_house()
    for number in range(size):
        NewsPictureFactory(unit=house.ward, title=f"Anh so {number}")
    client.force_login(house.editors[house.ward])
    # The first look draws the small ones
    client.get(reverse(name))
    with django_assert_max_num_queries(most):
        page = client.get(reverse(name)).content.decode()
    assert page.count("Anh so") >= size
