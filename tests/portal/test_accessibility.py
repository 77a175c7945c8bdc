"""axe finds nothing on any readers' page (WCAG 2.2 A and AA), on the phone and the wide screen, by day and by night."""

import gzip
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.test.signals import template_rendered
from django.utils import timezone

from sumvay.newsroom.models import Listing
from tests.portal.every_page import every_page, readers_templates
from tests.portal.paper import full_paper

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"


@pytest.fixture(scope="module")
def paper(module_database):
    return full_paper()


@pytest.fixture(scope="module")
def addresses(paper):
    return every_page(paper)


def faults_of(page) -> list:
    """What axe finds; its script is put in by the driver, as the page's own policy would refuse it."""
    page.evaluate(AXE)
    return page.evaluate(RUN, RULES)


@contextmanager
def everything_ended():
    """As if all had expired a minute ago."""
    before = dict(Listing.objects.values_list("pk", "expires_at"))
    Listing.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    try:
        yield
    finally:
        Listing.objects.update(expires_at=None)
        for pk, at in before.items():
            if at:
                Listing.objects.filter(pk=pk).update(expires_at=at)


@contextmanager
def names_of_templates(opened: set[str]):
    """Adds the name of every template that is rendered meanwhile, included ones too."""

    def note(template, **told):
        opened.add(template.name)

    template_rendered.connect(note)
    try:
        yield
    finally:
        template_rendered.disconnect(note)


def test_no_page_hurts_a_rule_on_the_phone(phone, addresses):
    phone.emulate_media(color_scheme="light")
    assert _all_faults(phone, addresses) == {}


def test_no_page_hurts_a_rule_on_the_wide_screen_in_the_dark(desk, addresses):
    desk.emulate_media(color_scheme="dark")
    assert _all_faults(desk, addresses) == {}


def test_every_template_of_readers_is_behind_one_of_these_addresses(addresses):
    opened, reader = set(), Client()
    with names_of_templates(opened):
        for address in addresses.values():
            assert reader.get(address).status_code in {200, 404, 410}, address
        with everything_ended():
            assert reader.get("/?moi").status_code == 200
    assert readers_templates() - opened == set()


def test_an_empty_paper_hurts_no_rule_either(phone, addresses):
    """A new site, and lists of which nothing is left; asked with a query, so that no kept page answers."""
    lists = {name: addresses[name] for name in ("section", "unit", "jobs", "documents", "english", "found")}
    with everything_ended():
        asked = {name: f"{path}{'&' if '?' in path else '?'}moi" for name, path in {"home": "/", **lists}.items()}
        assert _all_faults(phone, asked) == {}
        assert phone.locator("article").count() == 0


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


MOVING = """
  [...document.querySelectorAll('*')].filter(one => {
    const style = getComputedStyle(one);
    const lasts = [style.transitionDuration, style.animationDuration].join().split(',').map(parseFloat);
    return lasts.some(seconds => seconds > 0.01) || style.scrollBehavior === 'smooth';
  }).map(one => one.outerHTML.slice(0, 80))
"""


def test_with_reduced_motion_nothing_moves(desk, addresses):
    desk.emulate_media(reduced_motion="reduce")
    for name in ("home", "section", "found", "told", "piece: live", "campaign"):
        desk.goto(addresses[name])
        assert desk.evaluate(MOVING) == [], name
    # And without that wish something does, or there would be nothing to see here
    desk.emulate_media(reduced_motion="no-preference")
    assert desk.evaluate(MOVING) != []


FOCUSED = """
  () => {
    const one = document.activeElement, box = one.getBoundingClientRect(), drawn = getComputedStyle(one);
    const line = drawn.outlineStyle, after = getComputedStyle(one, '::after').outlineStyle;
    return {
      what: one.getAttribute('href') || one.getAttribute('aria-label') || one.name || one.className || one.tagName,
      is_seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
      is_ringed: line !== 'none' || after !== 'none',
      is_last: one.closest('.imprint') !== null,
    };
  }
"""


@pytest.mark.parametrize("name", ["home", "told", "piece: video", "found"])
def test_by_keyboard_everything_is_reached_in_sight_and_nothing_holds_one(desk, addresses, name):
    desk.goto(addresses[name])
    passed = []
    for _step in range(150):
        desk.keyboard.press("Tab")
        passed.append(desk.evaluate(FOCUSED))
        if passed[-1]["is_last"]:
            break
    assert passed[-1]["is_last"], passed[-3:]
    assert [one for one in passed if not (one["is_seen"] and one["is_ringed"])] == []
    # Every link of the page's own part was among them
    own = "[...document.querySelectorAll('main a[href]')].map(one => one.getAttribute('href'))"
    assert set(desk.evaluate(own)) <= {one["what"] for one in passed}


WATCH = """
  window.shifts = [];
  new PerformanceObserver((list) => list.getEntries().forEach((one) => window.shifts.push(
    [one.value, one.sources.map((s) => [s.node?.textContent?.trim().slice(0, 60), s.previousRect.y, s.currentRect.y])],
  ))).observe({ type: "layout-shift", buffered: true });
"""


def test_the_page_stays_where_it_is_while_it_loads(phone, addresses):
    """Cumulative layout shift below 0.05, which Google's Web Vitals call good below 0.1."""
    phone.add_init_script(WATCH)
    for name in ("home", "section", "told"):
        phone.goto(addresses[name])
        phone.wait_for_load_state("networkidle")
        shifts = phone.evaluate("window.shifts")
        assert sum(value for value, _what in shifts) < 0.05, shifts


def test_a_page_of_text_weighs_little(phone, addresses):
    """Below 120 KB for the first view of a piece of text, fonts and all, text packed as it goes over the line."""
    weights = {}
    phone.on("response", lambda answer: weights.update({answer.url: _weight(answer)}))
    phone.goto(addresses["told"])
    phone.wait_for_load_state("networkidle")
    assert 40_000 < sum(weights.values()) < 120_000, weights


def _weight(answer) -> int:
    body = answer.body()
    packed = answer.url.endswith((".woff2", ".webp", ".avif", ".jpg"))
    return len(body if packed else gzip.compress(body, 6))
