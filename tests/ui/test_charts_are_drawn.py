"""A plot carries its finding as title, its data beside it, and the same values as a table."""

import json
import re

from playwright.sync_api import expect

from sumvay.ui.style_samples import sample_charts


def test_the_values_stand_in_a_table_and_what_is_missing_is_a_dash(render):
    chart = {
        "kind": "bar",
        "title": "Ba phường chiếm 61%",
        "axis": "Đơn vị",
        "labels": ["Nghĩa Đường", "Quảng Lộc"],
        "series": [{"name": "Chưa báo cáo", "values": [1234, None]}],
        "note": "tính đến 16:05",
    }
    html = render("ui/chart.html", {"chart": chart, "id": "silent", "size": "tall"})
    data = json.loads(re.search(r'<script id="silent-data" type="application/json">(.*?)</script>', html)[1])
    assert data == chart
    assert 'data-chart="silent-data"' in html
    assert "chart--tall" in html
    assert re.findall(r'<td class="num">(.*?)</td>', html) == ["1.234", "–"]
    assert "tính đến 16:05" in html


def test_a_name_cannot_break_out_of_the_data(render):
    chart = {"kind": "bar", "title": "x", "labels": ["</script><b>"], "series": [{"name": "n", "values": [1]}]}
    assert "</script><b>" not in render("ui/chart.html", {"chart": chart, "id": "c"})


def test_every_kind_is_drawn_by_the_browser_under_the_strict_policy(open_page, style_page):
    page = open_page(style_page, width=1280)
    expect(page.locator("[data-chart] canvas")).to_have_count(len(sample_charts()))
    assert page.faults == []


def test_on_paper_it_is_day(open_page, style_page):
    page = open_page(style_page, width=1280, color_scheme="dark")
    plot = page.locator("[data-chart] canvas").first
    expect(page.locator("[data-chart] canvas")).to_have_count(3)
    night = plot.evaluate("canvas => canvas.toDataURL()")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    paper = plot.evaluate("canvas => canvas.toDataURL()")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert paper != night
    assert page.evaluate("document.documentElement.dataset.theme") == ""
    assert page.faults == []
