"""What a phone's browser measures on a slow line: bytes of the first view, the largest paint, what shifts about."""

import shutil
import statistics
from importlib.util import find_spec
from typing import NamedTuple

from ops.bench.timing import Row, told

BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
VIEWPORT = {"width": 390, "height": 844}
PIXELS = 2
# Lighthouse's slow 4G: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back; and a processor four times slower
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
TIMES = 3
# After the load nothing more comes into the first view
SETTLED_MS = 1_500
SCROLLS = 12
WEIGHTS = {"front page": "< 400 KB", "text piece": "< 120 KB"}
WATCH = """
window.seen = {paint: 0, shift: 0};
new PerformanceObserver(list => { for (const one of list.getEntries()) seen.paint = one.startTime; })
  .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) seen.shift += one.value;
}).observe({type: 'layout-shift', buffered: true});
"""


class View(NamedTuple):
    """One opening of a page: bytes over the line by kind, seconds to the largest paint, the sum of shifts."""

    bytes: dict[str, int]
    paint: float
    shift: float


def measured(address: str, paths: dict[str, str]) -> list[Row]:
    """Two rows for each page; without a browser one that says so."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None or find_spec("playwright") is None:
        return [Row("weight, largest paint and shifts in a browser", "not measured: no browser on this machine")]
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        bare = statistics.median(_view(browser, f"{address}/bare/").paint for _time in range(TIMES))
        for what, path in paths.items():
            views = [_view(browser, f"{address}{path}") for _time in range(TIMES)]
            rows += _rows(what, views, bare)
        browser.close()
    return rows


def _rows(what: str, views: list[View], bare: float) -> list[Row]:
    kinds = views[0].bytes
    weight = f"{sum(kinds.values()) / 1000:,.0f} KB"
    made_of = ", ".join(f"{kind} {size / 1000:,.0f}" for kind, size in sorted(kinds.items(), key=lambda one: -one[1]))
    aim = WEIGHTS.get(what, "")
    paint = told(statistics.median(view.paint for view in views))
    shift = max(view.shift for view in views)
    size = f"{VIEWPORT['width']}×{VIEWPORT['height']}"
    return [
        Row(f"{what} in the browser, {size}, first view: bytes over the line", weight, made_of, aim),
        Row(
            f"{what} on slow 4G with a slow processor: largest paint, shifts down to the end",
            f"{paint}, {shift:.3f}", f"a line of text {told(bare)}", "< 1.5 s, < 0.05",
        ),
    ]  # fmt: skip


def _view(browser, address: str) -> View:
    """One opening with nothing in the browser's cache; the weight is taken before anything is scrolled."""
    context = browser.new_context(
        viewport=VIEWPORT, device_scale_factor=PIXELS, is_mobile=True, has_touch=True, locale="vi-VN",
        ignore_https_errors=True,
    )  # fmt: skip
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    kinds, sizes = {}, {}
    line.on("Network.responseReceived", lambda told: kinds.__setitem__(told["requestId"], told["type"].lower()))
    line.on("Network.loadingFinished", lambda told: sizes.__setitem__(told["requestId"], told["encodedDataLength"]))
    page.add_init_script(WATCH)
    page.goto(address, wait_until="load", timeout=60_000)
    page.wait_for_timeout(SETTLED_MS)
    weight: dict[str, int] = {}
    for request, size in sizes.items():
        kind = kinds.get(request, "other")
        weight[kind] = weight.get(kind, 0) + int(size)
    paint = page.evaluate("seen.paint") / 1000
    for _step in range(SCROLLS):
        page.mouse.wheel(0, VIEWPORT["height"])
        page.wait_for_timeout(150)
    shift = page.evaluate("seen.shift")
    context.close()
    return View(weight, paint, shift)
