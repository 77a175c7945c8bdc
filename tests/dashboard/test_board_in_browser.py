"""A branch opens in its place, plots are drawn, and a phone shows the whole without sliding sideways."""

import pytest
from playwright.sync_api import expect

from tests.dashboard.movement import finish, movement, running
from tests.factories.org import officer_of


@pytest.fixture(scope="module")
def made(server):
    made = running(movement(wards=4, bases=3))
    finish(made, made.base(0, 0), *made.bases[made.wards[2].pk])
    return made


def test_a_branch_opens_and_closes_in_its_place(made, desk, sign_in):
    sign_in(desk, made.chair)
    desk.goto(f"/desk/board/{made.directive.pk}/")
    branch = desk.locator(f"#u{made.wards[0].pk}")
    unit = desk.locator(f"#u{made.base(0, 0).pk}")
    toggle = branch.locator("[data-tree-toggle]")
    expect(unit).to_have_count(0)
    toggle.click()
    expect(unit).to_be_visible()
    expect(unit).to_contain_text("Đã xong")
    assert branch.evaluate("row => row.nextElementSibling.dataset.parent") == f"u{made.wards[0].pk}"
    toggle.click()
    expect(unit).to_be_hidden()
    toggle.click()
    expect(unit).to_be_visible()
    expect(unit).to_have_count(1)


def test_both_plots_are_drawn(made, desk, sign_in):
    sign_in(desk, made.chair)
    desk.goto(f"/desk/board/{made.directive.pk}/")
    expect(desk.locator("[data-chart] canvas")).to_have_count(2)


def test_the_newest_proofs_have_a_page_of_their_own(made, desk, sign_in):
    sign_in(desk, made.chair)
    desk.goto(f"/desk/board/{made.directive.pk}/proofs/")
    expect(desk.get_by_role("heading", name="Minh chứng mới")).to_be_visible()


@pytest.mark.parametrize("path", ["/desk/", "/desk/board/{pk}/", "/desk/board/{pk}/units/?state=silent"])
def test_nothing_sticks_out_on_a_phone(made, phone, sign_in, path):
    sign_in(phone, made.chair)
    phone.goto(path.format(pk=made.directive.pk))
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_grassroots_officer_opens_a_document_by_one_press(made, phone, sign_in):
    sign_in(phone, officer_of(made.base(1, 1)))
    phone.goto("/desk/")
    phone.get_by_role("button", name="Mở văn bản").click()
    phone.wait_for_url(f"**/directives/received/{made.dispatch(made.base(1, 1)).pk}/")
    assert made.dispatch(made.base(1, 1)).state == "seen"
