"""What only the editor's scripts say: toolbars, blocks, panels, choosers, dialogues, pickers; no English in them."""

import pytest
from playwright.sync_api import expect

from tests.factories.files import photo
from tests.factories.newsroom import NewsDocumentFactory, NewsPictureFactory, PieceFactory, desk_with_steps
from tests.factories.org import UnitFactory, UnitKindFactory, officer_of
from tests.newsroom.foreign_words import foreign_words

EDITOR = "/newsroom/editor/"
EDIT = f"{EDITOR}snippets/newsroom/piece/edit/{{}}/"
# Every text of the page, of its dialogues kept ready, and of names given to those who do not see
ALL_THAT_IS_SAID = """
() => {
  const said = [], named = ["aria-label", "title", "placeholder", "alt", "aria-description", "data-tippy-content"];
  const walk = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (["SCRIPT", "STYLE", "IFRAME", "NOSCRIPT"].includes(node.tagName)) continue;
      // A button of the picker that nobody ever sees
      if (node.classList.contains("xdsoft_save_selected")) continue;
      for (const name of named) if (node.getAttribute(name)) said.push(node.getAttribute(name));
      if (node.tagName === "INPUT" && ["submit", "button"].includes(node.type)) said.push(node.value);
      if (node.tagName === "TEMPLATE") walk(node.content);
      for (const child of node.childNodes) if (child.nodeType === 3 && child.data.trim()) said.push(child.data);
    }
  };
  walk(document);
  return said;
}
"""


@pytest.fixture(scope="module")
def ward(server):
    """A ward with a piece of every block, in approval, an editor, a picture and a document."""
    unit = UnitFactory(kind=UnitKindFactory(code="ward", name="Công đoàn phường"), name="Công đoàn phường An")
    desk_with_steps(unit, "editor", "editor_in_chief")
    unit.editor = officer_of(unit, "editor", full_name="Lê Thị Hoa")
    picture, document = NewsPictureFactory(unit=unit), NewsDocumentFactory(unit=unit)
    body = [("text", "<p>Sáng nay, đoàn xe rời bến.</p>"), ("document", document)]
    unit.piece = PieceFactory(unit=unit, picture=picture, body=body, title="Chuyến xe nghĩa tình")
    unit.free = PieceFactory(unit=unit, title="Tin ngắn", body=body)
    unit.desk.workflow.start(unit.piece, unit.editor)
    return unit


def english_on(page) -> dict[str, set[str]]:
    """What is left in English, by the text it stands in."""
    return {text.strip()[:120]: found for text in page.evaluate(ALL_THAT_IS_SAID) if (found := foreign_words(text))}


def opened(page, sign_in, ward, address):
    sign_in(page, ward.editor)
    page.goto(address)
    page.wait_for_load_state("networkidle")


def test_the_text_its_toolbar_its_commands_and_its_blocks(desk, sign_in, ward):
    opened(desk, sign_in, ward, EDIT.format(ward.free.pk))
    desk.locator(".public-DraftEditor-content").first.click()
    desk.keyboard.type("/")
    expect(desk.get_by_role("option").first).to_be_visible()
    heard = english_on(desk)
    desk.keyboard.press("Backspace")
    desk.keyboard.press("Shift+Home")
    heard |= english_on(desk)
    desk.get_by_role("button", name="Chèn khối").last.click()
    expect(desk.get_by_role("option").first).to_be_visible()
    heard |= english_on(desk)
    assert heard == {}


def test_a_new_block_of_each_kind(desk, sign_in, ward):
    opened(desk, sign_in, ward, EDIT.format(ward.free.pk))
    desk.get_by_role("button", name="Chèn khối").last.click()
    names = desk.get_by_role("option").all_inner_texts()
    assert len(names) > 6
    desk.keyboard.press("Escape")
    for name in names:
        desk.get_by_role("button", name="Chèn khối").last.click()
        desk.get_by_role("option", name=name.strip(), exact=True).click()
    assert english_on(desk) == {}


@pytest.mark.parametrize("kind", ["Ctrl+k", "Chọn ảnh"])
def test_what_opens_over_the_page(desk, sign_in, ward, kind):
    opened(desk, sign_in, ward, EDIT.format(ward.free.pk))
    if kind == "Ctrl+k":
        desk.locator(".public-DraftEditor-content").first.click()
        desk.keyboard.press("Shift+Home")
        desk.keyboard.press("Control+k")
    else:
        desk.get_by_role("button", name=kind).first.click()
    expect(desk.locator(".modal-dialog")).to_be_visible()
    heard = english_on(desk)
    for tab in desk.locator(".modal-dialog [role=tab]").all():
        tab.click()
        heard |= english_on(desk)
    assert heard == {}


def test_the_side_panels_the_schedule_and_the_picker_of_days(desk, sign_in, ward):
    opened(desk, sign_in, ward, EDIT.format(ward.free.pk))
    heard = {}
    for panel in desk.locator("[data-side-panel-toggle]").all():
        panel.click()
        heard |= english_on(desk)
    desk.get_by_role("button", name="Hiện hoặc ẩn trạng thái").click()
    desk.get_by_role("button", name="Đặt lịch").click()
    desk.locator("#id_go_live_at").click()
    expect(desk.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    heard |= english_on(desk)
    assert heard == {}


def test_returning_a_piece_with_a_remark(desk, sign_in, ward):
    opened(desk, sign_in, ward, EDIT.format(ward.piece.pk))
    desk.get_by_role("button", name="Thao tác khác").click()
    desk.get_by_role("button", name="Trả lại để sửa", exact=True).click()
    expect(desk.locator(".modal-dialog textarea")).to_be_visible()
    assert english_on(desk) == {}


@pytest.mark.parametrize("room", ["images", "documents"])
def test_several_files_at_once(desk, sign_in, ward, room):
    opened(desk, sign_in, ward, f"{EDITOR}{room}/multiple/add/")
    heard = english_on(desk)
    files = [{"name": name, "mimeType": "image/jpeg", "buffer": photo()} for name in ("hai.jpg", "ba.bin")]
    desk.locator("input[type=file]").first.set_input_files(files)
    expect(desk.locator("#upload-list li")).to_have_count(2)
    desk.wait_for_load_state("networkidle")
    assert heard | english_on(desk) == {}


def test_lists_with_their_menus(phone, sign_in, ward):
    heard = {}
    for address in ("", "snippets/newsroom/piece/", "images/", "documents/", "account/"):
        opened(phone, sign_in, ward, f"{EDITOR}{address}")
        heard |= english_on(phone)
    assert heard == {}
