"""A unit's own list: put in another order, kept as a sheet, and what stands there when nothing does."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from sumvay.newsroom.models import PieceSource, ReadCount
from tests.factories.newsroom import listed
from tests.newsroom.writing import TITLE, begun, save, sent, shot, writing_house


@pytest.fixture
def house(db):
    return writing_house()


def published(house, item, reads):
    listing = listed(at=timezone.now(), unit=house.ward, title=TITLE)
    PieceSource.objects.create(piece=listing.piece, contribution=item, at=timezone.now())
    ReadCount.objects.create(piece=listing.piece, on=timezone.localdate(), count=reads)
    return listing


def page_for(client, officer, **asked):
    client.force_login(officer)
    return client.get(reverse("newsroom:mine"), asked)


def sheet_for(client, officer, **asked):
    client.force_login(officer)
    answer = client.get(reverse("newsroom:mine_workbook"), asked)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="tin-bai-da-gui-')
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_the_list_is_put_in_another_order(house, client):
    read, draft = sent(house), begun(house)
    save(house.writer, draft, title="Ấm áp bữa cơm tất niên")
    published(house, read, 7)
    orders = {
        "": [draft, read],
        "oldest": [read, draft],
        "title": [draft, read],
        "read": [read, draft],
        "bịa": [draft, read],
    }
    assert {sort: list(page_for(client, house.writer, sort=sort).context["page"]) for sort in orders} == orders


def test_the_list_is_kept_as_a_sheet(house, client):
    read, draft = sent(house), begun(house)
    save(house.writer, draft, title="=1+1")
    listing = published(house, read, 1_234)
    today = timezone.localdate()
    rows = sheet_for(client, house.writer, sort="oldest")
    first, second = rows[-2:]
    assert first[:4] == [1, today, today, TITLE]
    assert first[7] == 1_234
    assert first[8].endswith(listing.path)
    assert (second[2], second[3], second[7], second[8]) == ("", "=1+1", "", "")
    assert TITLE not in str(sheet_for(client, house.writer, part="writing"))


def test_the_sheet_holds_nothing_of_other_units(house, client):
    sent(house)
    assert TITLE not in str(sheet_for(client, house.stranger))
    assert Client().get(reverse("newsroom:mine_workbook")).status_code == 302
    assert client.post(reverse("newsroom:mine_workbook")).status_code == 405


def test_a_search_that_finds_nothing_leads_back_to_all(house, client):
    sent(house)
    page = page_for(client, house.writer, q="dong dat").content.decode()
    assert "Không có tin, bài nào như vậy" in page
    assert "Xem tất cả tin, bài" in page


def test_consent_is_spoken_of_only_where_there_is_some_to_give(house, client):
    draft = begun(house)
    kept = shot(house, draft, caption="Cổng nhà máy")
    client.force_login(house.writer)
    address, heading = reverse("newsroom:contribution", args=[draft.pk]), "<h2>Sự đồng ý</h2>"
    assert heading not in client.get(address).content.decode()
    kept.shows_people = True
    kept.save(update_fields=["shows_people"])
    assert heading in client.get(address).content.decode()
