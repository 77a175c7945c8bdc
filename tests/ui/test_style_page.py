"""Every component at the three widths, day and night: nothing sticks out, nothing breaks the policy, no mark is cut."""

import pytest
from playwright.sync_api import expect

SPILLED = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .filter((e) => !e.closest(".table-wrap, .tabs, .steps, .scroll-x, .visually-hidden"))
  .map((e) => `${e.tagName}.${e.className}`)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_nothing_sticks_out_and_the_policy_holds(open_page, style_page, width, scheme):
    page = open_page(style_page, width=width, color_scheme=scheme)
    expect(page.locator("[data-chart] canvas")).to_have_count(3)
    assert page.evaluate(SPILLED) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.faults == []


def test_what_a_thumb_presses_is_large_enough(open_page, style_page):
    page = open_page(style_page, width=390)
    small = page.evaluate("""() => [...document.querySelectorAll(".button, .choice, .menu__item, .bottombar__link")]
      .filter((e) => e.offsetParent && !e.matches(".button--small") && e.getBoundingClientRect().height < 44)
      .map((e) => e.textContent.trim())""")
    assert small == []


def test_every_control_and_sign_has_a_name(open_page, style_page):
    page = open_page(style_page, width=1280)
    nameless = page.evaluate("""() => [...document.querySelectorAll(
      "button, a[href], input, select, summary, textarea")]
      .filter((e) => e.offsetParent && e.type !== "hidden")
      .filter((e) => !(e.textContent.trim() || e.getAttribute("aria-label") || e.labels?.length
                       || e.querySelector("[aria-label]") || e.closest("label")))
      .map((e) => e.outerHTML.slice(0, 120))""")
    assert nameless == []


def test_one_can_go_to_the_content_by_the_first_key(open_page, render):
    page = open_page(render("base.html"), width=1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"


def test_the_face_is_ours(open_page, style_page):
    page = open_page(style_page)
    page.evaluate("document.fonts.ready.then(() => null)")
    assert page.evaluate("document.fonts.check('15px \"Be Vietnam Pro\"', 'Ế')")
    drawn = page.evaluate("[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.weight)")
    assert {"400", "500", "700"} <= set(drawn)
