"""The small modules, each doing its one thing: copy, confirm, theme, keys, tree, passages, figures, ticks, menus."""

import pytest
from playwright.sync_api import expect


def test_a_text_is_copied_and_the_button_says_so(open_fragment, render):
    context = {"id": "zalo", "text": "Kính gửi các đồng chí", "label": "Nhóm"}
    page = open_fragment(render("ui/copybox.html", context), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Sao chép").click()
    expect(page.get_by_role("button", name="Đã sao chép")).to_be_visible()


def test_where_the_clipboard_is_closed_the_text_is_selected(open_fragment, render):
    page = open_fragment(render("ui/copybox.html", {"id": "zalo", "text": "Kính gửi các đồng chí"}))
    page.evaluate("""() => {
        Object.defineProperty(navigator, "clipboard", {value: undefined});
        document.execCommand = () => false;
    }""")
    page.get_by_role("button", name="Sao chép").click()
    expect(page.get_by_text("Đã chọn sẵn, nhấn giữ rồi chọn Sao chép")).to_be_visible()
    assert page.evaluate("String(window.getSelection())") == "Kính gửi các đồng chí"


def test_what_cannot_be_undone_is_asked_first(open_fragment):
    page = open_fragment(
        '<form method="post" data-confirm="Chốt số liệu của 57 đơn vị?" data-confirm-yes="Chốt">'
        "<button>Đi</button></form>"
    )
    page.get_by_role("button", name="Đi").click()
    expect(page.get_by_role("dialog", name="Chốt số liệu của 57 đơn vị?")).to_be_visible()
    page.get_by_role("button", name="Quay lại").click()
    assert page.sent == []
    page.get_by_role("button", name="Đi").click()
    page.get_by_role("button", name="Chốt").click()
    page.wait_for_selector("text=Đã gửi")
    assert len(page.sent) == 1


def test_the_theme_changes_at_once_and_is_remembered_in_a_cookie(open_fragment):
    page = open_fragment('<button data-theme-set="dark">Tối</button><button data-theme-set="auto">Theo máy</button>')
    page.get_by_role("button", name="Tối").click()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(232, 236, 241)"
    assert page.evaluate("document.cookie") == "theme=dark"
    page.get_by_role("button", name="Theo máy").click()
    assert page.evaluate("document.cookie") == ""


def test_a_list_is_walked_and_opened_by_keys(open_fragment):
    page = open_fragment("""<input type="search" data-key-search aria-label="Tìm"><ul data-keys>
        <li data-key-row id="a"><a href="#mot">Một</a></li><li data-key-row id="b"><a href="#hai">Hai</a></li></ul>""")
    chosen = page.locator("[aria-current=true]")
    for key, row in (("j", "a"), ("j", "b"), ("j", "b"), ("k", "a"), ("j", "b")):
        page.keyboard.press(key)
        assert chosen.get_attribute("id") == row
    page.keyboard.press("Enter")
    assert page.url.endswith("#hai")
    page.keyboard.press("/")
    page.keyboard.type("jk")
    assert page.get_by_label("Tìm").input_value() == "jk"
    assert chosen.get_attribute("id") == "b"


def test_an_accepted_row_leads_to_the_next(open_fragment):
    page = open_fragment("""<div data-keys><p data-key-row id="a"><button data-key-accept>Nhận</button></p>
        <p data-key-row id="b"><button data-key-accept>Nhận</button></p></div>""")
    page.evaluate("document.addEventListener('click', (e) => { window.accepted = e.target.parentElement.id; })")
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert page.evaluate("window.accepted") == "a"
    assert page.locator("[aria-current=true]").get_attribute("id") == "b"


TREE = """<table class="table tree"><tbody>
<tr id="p"><th scope="row"><button data-tree-toggle="p" aria-expanded="true">Tỉnh</button></th></tr>
<tr id="w" data-parent="p"><th scope="row"><button data-tree-toggle="w" aria-expanded="false">Phường</button></th></tr>
<tr id="c" data-parent="w" hidden><th scope="row">Cơ sở</th></tr></tbody></table>"""


def test_a_tree_opens_in_place_and_remembers_what_was_open_below(open_fragment):
    page = open_fragment(TREE)
    province, ward, base = (page.get_by_text(name, exact=True) for name in ("Tỉnh", "Phường", "Cơ sở"))
    expect(base).to_be_hidden()
    ward.click()
    expect(base).to_be_visible()
    province.click()
    expect(ward).to_be_hidden()
    expect(base).to_be_hidden()
    province.click()
    expect(base).to_be_visible()


def test_a_field_and_its_passage_light_each_other(open_fragment):
    page = open_fragment("""<p><mark class="passage" data-passage="number">12/KH</mark></p>
        <div class="found" data-passage="number"><input aria-label="Số"></div>""")
    lit = page.locator("[data-lit]")
    page.locator(".found").hover()
    expect(lit).to_have_count(2)
    page.mouse.move(0, 0)
    expect(lit).to_have_count(0)
    page.locator(".passage").click()
    expect(page.get_by_label("Số")).to_be_focused()


FIGURE = """<button data-step="-1" data-step-for="n">Bớt</button><input id="n" aria-label="Suất">
<button data-step="1" data-step-for="n">Thêm</button>
<button data-none-arising="n" aria-pressed="false">Không phát sinh</button>"""


@pytest.mark.parametrize(
    ("before", "press", "after"),
    [
        ("", "Thêm", "1"),
        ("999", "Thêm", "1.000"),
        ("1.250", "Bớt", "1.249"),
        ("0", "Bớt", "0"),
        ("12,5", "Thêm", "13,5"),
    ],
)
def test_a_figure_goes_up_and_down(open_fragment, before, press, after):
    page = open_fragment(FIGURE)
    page.get_by_label("Suất").fill(before)
    page.get_by_role("button", name=press).click()
    assert page.get_by_label("Suất").input_value() == after


def test_nothing_arising_is_an_explicit_zero_that_can_be_taken_back(open_fragment):
    page = open_fragment(FIGURE)
    figure, none = page.get_by_label("Suất"), page.get_by_role("button", name="Không phát sinh")
    none.click()
    assert (figure.input_value(), none.get_attribute("aria-pressed")) == ("0", "true")
    none.click()
    assert (figure.input_value(), none.get_attribute("aria-pressed")) == ("", "false")
    none.click()
    figure.fill("3")
    assert none.get_attribute("aria-pressed") == "false"


def test_ticked_rows_are_counted_and_all_can_be_ticked(open_fragment):
    page = open_fragment("""<input type="checkbox" data-select-all="unit" aria-label="Tất cả">
        <input type="checkbox" name="unit" aria-label="Một"><input type="checkbox" name="unit" aria-label="Hai">
        <div data-bulk="unit" hidden><b data-bulk-count>0</b> đơn vị</div>""")
    bar = page.locator("[data-bulk]")
    page.get_by_label("Hai").check()
    expect(bar).to_have_text("1 đơn vị")
    page.get_by_label("Tất cả").check()
    expect(bar).to_have_text("2 đơn vị")
    page.get_by_label("Tất cả").uncheck()
    expect(bar).to_be_hidden()


def test_a_menu_closes_by_escape_and_by_a_press_elsewhere(open_fragment):
    page = open_fragment('<p>Chỗ khác</p><details data-menu><summary>Tải về</summary><a href="#">CSV</a></details>')
    for close in (lambda: page.keyboard.press("Escape"), lambda: page.get_by_text("Chỗ khác").click()):
        page.get_by_text("Tải về").click()
        expect(page.get_by_text("CSV")).to_be_visible()
        close()
        expect(page.get_by_text("CSV")).to_be_hidden()


def test_a_dropped_file_says_its_name(open_fragment, render):
    page = open_fragment('<div class="drop" data-drop><b data-drop-names></b><input type="file" name="paper"></div>')
    page.locator("input[type=file]").set_input_files([{"name": "CV 42.docx", "mimeType": "x/y", "buffer": b"x"}])
    expect(page.locator("[data-drop-names]")).to_have_text("CV 42.docx")


def test_a_lost_connection_is_said(open_fragment):
    page = open_fragment("<p>x</p>")
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError'))")
    expect(page.get_by_text("Mất kết nối. Vui lòng thử lại.")).to_be_visible()
