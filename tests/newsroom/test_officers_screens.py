"""axe finds nothing on officers' screens of the newsroom, nothing sticks out on a phone, by day and by night."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sumvay.newsroom import services
from sumvay.newsroom.models import Listing, PlannedPiece
from tests.factories.newsroom import SectionFactory, listed
from tests.newsroom.writing import agreed, begun, save, sent, shot, writing_house
from tests.portal.test_accessibility import faults_of

LONG = "Công đoàn Công ty Trách nhiệm hữu hạn Một thành viên Đầu tư và Dịch vụ Công nghiệp Thượng Ưởng trao quà Tết"


@pytest.fixture(scope="module")
def house(server):
    """Long names, a full desk, a busy day, a draft with photos."""
    house, now = writing_house(), timezone.now()
    house.draft, house.item = begun(house, names_hardship=True), sent(house, place=LONG)
    save(house.writer, house.draft, title=LONG)
    house.photo = shot(house, house.draft, caption=LONG, credit=LONG[:120], shows_people=True)
    agreed(house, house.draft, photo=house.photo, person="Nguyễn Thị Phương Uyên Khánh Linh")
    house.twin = sent(house)
    services.take(actor=house.editors[house.ward], contribution=house.item, now=now)
    for hours in range(5):
        listed(at=now - timedelta(hours=hours), unit=house.ward, title=LONG)
    desk, editor = house.ward.desk, house.editors[house.ward]
    house.planned = PlannedPiece.objects.create(
        desk=desk, on=timezone.localdate(), title=LONG, assignee=editor, note=LONG
    )
    day = timezone.localdate()
    house.bulletin = services.draft_bulletin(actor=editor, unit=house.ward, day=day, now=now)
    # Not used here; and of another there is a piece, to which its twin can be added
    services.refuse(actor=editor, contribution=sent(house), reason=LONG, now=now)
    house.used = sent(house)
    given = {"kind": "article", "title": LONG, "section": SectionFactory(), "contribution": house.used}
    services.start_piece(actor=editor, unit=house.ward, now=now, **given)
    return house


def writers(house):
    """What a unit sees."""
    named = [("mine", []), ("write", [house.draft.pk]), ("contribution", [house.draft.pk])]
    named += [("photo", [house.draft.pk, house.photo.pk]), ("photo_consents", [house.draft.pk, house.photo.pk])]
    named += [("text_consents", [house.draft.pk]), ("contribution", [house.item.pk]), ("style", [])]
    return [reverse(f"newsroom:{name}", args=given) for name, given in named]


def editors(house):
    """What a desk sees."""
    month, desk = timezone.localdate().replace(day=1), reverse("newsroom:desk")
    piece = Listing.objects.filter(unit=house.ward).latest("pk").pk
    named = [("at_desk", [house.item.pk]), ("at_desk", [house.twin.pk]), ("beside", [house.item.pk, house.twin.pk])]
    named += [("published", []), ("published_piece", [piece]), ("calendar", []), ("bulletins", [])]
    named += [("beside", [house.twin.pk, house.used.pk])]
    named += [("change_planned", [house.planned.pk]), ("mine", [])]
    named += [("bulletin", [house.bulletin.pk]), ("fee_rates", []), ("start_piece", [house.ward.pk])]
    named += [(name, [month]) for name in ("fee_sheet", "fee_points", "quota")]
    views = ("new", "mine", "waiting", "planned", "lifted", "refused")
    return [f"{desk}?view={view}" for view in views] + [
        reverse(f"newsroom:{name}", args=given) for name, given in named
    ]


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (820, "light"), (1280, "dark")])
def test_no_screen_hurts_a_rule_or_sticks_out(house, desk, sign_in, scheme, width):
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    found = {}
    for person, addresses in ((house.writer, writers(house)), (house.editors[house.ward], editors(house))):
        sign_in(desk, person)
        for address in addresses:
            assert desk.goto(address).status == 200, address
            if faults := faults_of(desk):
                found[address] = faults
            if desk.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found[f"{address} is wider than the screen"] = width
    assert found == {}


def test_the_open_tab_is_in_sight_on_a_phone(house, phone, sign_in):
    sign_in(phone, house.editors[house.ward])
    phone.goto(f"{reverse('newsroom:desk')}?view=lifted")
    box = phone.locator(".tabs [aria-current]").bounding_box()
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390


def test_a_stroke_leads_to_the_search_of_the_list_and_letters_to_its_rows(house, desk, sign_in):
    sign_in(desk, house.editors[house.ward])
    desk.goto(reverse("newsroom:published"))
    desk.keyboard.press("/")
    assert desk.evaluate("document.activeElement.closest('main') !== null")
    desk.keyboard.press("Escape")
    desk.locator("h1").click()
    desk.keyboard.press("j")
    assert desk.locator("[data-key-row][aria-current=true]").count() == 1
