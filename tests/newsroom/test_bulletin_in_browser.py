"""Arranging a bulletin and planning in the calendar as an editor does, with mouse and with keyboard alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.newsroom.models import Piece, PlannedPiece
from sumvay.newsroom.services import bulletins
from tests.factories.newsroom import SectionFactory, editing_house, listed

TITLES = ["Trao 1.250 suất quà Tết cho công nhân khu nhà trọ", "Đối thoại về lương, thưởng Tết ở 36 doanh nghiệp",
          "Mái ấm Công đoàn thứ 500 được bàn giao", "Chuyến xe nghĩa tình đưa công nhân về quê"]  # fmt: skip


@pytest.fixture(scope="module")
def house(module_database):
    """One house for both tests; rows stay until the module ends."""
    found, now = editing_house(), timezone.now()
    SectionFactory(slug="ban-tin", name="Bản tin công nhân")
    places = [found.province, found.ward, *found.units]
    for number, (unit, title) in enumerate(zip(places, TITLES, strict=True)):
        listed(at=now - timedelta(minutes=10 * number + 1), unit=unit, title=title)
    found.bulletin = bulletins.draft_bulletin(
        actor=found.editors[found.province], unit=found.province, day=timezone.localdate(now), now=now
    )
    return found


def picks(house):
    return Piece.objects.get(pk=house.bulletin.pk).get_latest_revision_as_object().picks


def test_a_row_is_dragged_to_its_place_and_one_is_moved_by_keyboard(house, desk, sign_in):
    sign_in(desk, house.editors[house.province])
    desk.goto(f"/newsroom/bulletins/{house.bulletin.pk}/")
    first, second, third, fourth = picks(house)
    handles = desk.locator("[data-arrange-handle]")
    handles.nth(3).scroll_into_view_if_needed()
    source, target = handles.nth(3).bounding_box(), handles.nth(0).bounding_box()
    desk.mouse.move(source["x"] + 5, source["y"] + 10)
    desk.mouse.down()
    desk.mouse.move(target["x"] + 5, target["y"] - 10, steps=6)
    with desk.expect_response(lambda answer: "/arrange/" in answer.url):
        desk.mouse.up()
    assert picks(house) == [fourth, first, second, third]
    button = desk.locator(f"#down-{fourth}")
    button.focus()
    with desk.expect_response(lambda answer: "/arrange/" in answer.url):
        desk.keyboard.press("Enter")
    desk.locator(f".pick:nth-child(2) #down-{fourth}").wait_for()
    assert picks(house) == [first, fourth, second, third]
    # One press after another without looking for the button again
    assert desk.evaluate("document.activeElement.id") == f"down-{fourth}"


def test_a_line_is_written_and_moved_in_the_calendar_by_keyboard_and_by_mouse(house, desk, sign_in):
    sign_in(desk, house.editors[house.province])
    desk.goto("/newsroom/calendar/?day=2027-02-06")
    desk.locator("[data-day='2027-02-06']").focus()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("ArrowDown")
    assert desk.evaluate("document.activeElement.dataset.day") == "2027-02-14"
    desk.keyboard.press("n")
    desk.keyboard.type("Công nhân trở lại nhà máy")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**day=2027-02-14*")
    line = PlannedPiece.objects.get()
    assert (line.title, f"{line.on}") == ("Công nhân trở lại nhà máy", "2027-02-14")
    desk.locator("[data-plan-line]").drag_to(desk.locator("[data-day='2027-02-16']"))
    desk.wait_for_url("**day=2027-02-16*")
    line.refresh_from_db()
    assert f"{line.on}" == "2027-02-16"
