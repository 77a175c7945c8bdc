"""axe finds nothing on any readers' page (WCAG 2.2 A and AA), on the phone and the wide screen, by day and by night."""

import gzip
from pathlib import Path

import pytest

from tests.portal.addresses import addresses_of
from tests.portal.paper import full_paper

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"


@pytest.fixture(scope="module")
def paper(module_database):
    return full_paper()


@pytest.fixture(scope="module")
def addresses(paper):
    piece = paper["told"].path
    return {
        **addresses_of(paper),
        "missing": "/khong/co/",
        "piece": piece,
        "print": f"{piece}in/",
        "subscribe": "/ban-tin/dang-ky/",
    }


def faults_of(page) -> list:
    """What axe finds; its script is put in by the driver, as the page's own policy would refuse it."""
    page.evaluate(AXE)
    return page.evaluate(RUN, RULES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_hurts_a_rule_on_the_phone(phone, addresses, scheme):
    phone.emulate_media(color_scheme=scheme)
    assert _all_faults(phone, addresses) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_hurts_a_rule_on_the_wide_screen(desk, addresses, scheme):
    desk.emulate_media(color_scheme=scheme)
    assert _all_faults(desk, addresses) == {}


def _all_faults(page, addresses) -> dict:
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        if faults := faults_of(page):
            found[name] = faults
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[f"{name} is wider than the screen"] = address
    return found


def test_by_keyboard_one_comes_past_the_menu_into_the_text(desk, addresses):
    desk.goto(addresses["section"])
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.className") == "skip-link"
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.closest('main') !== null")
    assert desk.evaluate("document.activeElement.matches('.story__title a')")


def test_the_theme_is_turned_without_a_cookie_and_stays(desk, addresses):
    desk.emulate_media(color_scheme="light")
    desk.goto("/")
    desk.get_by_role("button", name="Nền tối").click()
    desk.goto(addresses["section"])
    assert desk.evaluate("document.documentElement.dataset.theme") == "dark"
    assert desk.context.cookies() == []


def test_with_reduced_motion_nothing_moves(desk):
    desk.emulate_media(reduced_motion="reduce")
    desk.goto("/")
    moving = (
        "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    )
    assert desk.evaluate(moving) == 0


WATCH = """
  window.shifts = [];
  new PerformanceObserver((list) => list.getEntries().forEach((one) => window.shifts.push(
    [one.value, one.sources.map((s) => [s.node?.textContent?.trim().slice(0, 60), s.previousRect.y, s.currentRect.y])],
  ))).observe({ type: "layout-shift", buffered: true });
"""


def test_the_page_stays_where_it_is_while_it_loads(phone, addresses):
    """Cumulative layout shift below 0.05, which Google's Web Vitals call good below 0.1."""
    phone.add_init_script(WATCH)
    for name in ("home", "section", "piece"):
        phone.goto(addresses[name])
        phone.wait_for_load_state("networkidle")
        shifts = phone.evaluate("window.shifts")
        assert sum(value for value, _what in shifts) < 0.05, shifts


def test_a_page_of_text_weighs_little(phone, addresses):
    """Below 120 KB for the first view of a piece of text, fonts and all, text packed as it goes over the line."""
    weights = {}
    phone.on("response", lambda answer: weights.update({answer.url: _weight(answer)}))
    phone.goto(addresses["piece"])
    phone.wait_for_load_state("networkidle")
    assert 40_000 < sum(weights.values()) < 120_000, weights


def _weight(answer) -> int:
    body = answer.body()
    packed = answer.url.endswith((".woff2", ".webp", ".avif", ".jpg"))
    return len(body if packed else gzip.compress(body, 6))
