"""What is served: whole, small, ours or licensed, and free of code made from strings."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template

FOLDER = Path(finders.find("ui/css/base.css")).parent.parent
SHEETS = sorted((FOLDER / "css").glob("*.css"))
MODULES = sorted((FOLDER / "js").glob("*.js"))
TOKENS = set(re.findall(r"(--[\w-]+):", (FOLDER / "css" / "tokens.css").read_text(encoding="utf-8")))


def name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_has_one_behaviour_and_says_which(module):
    lines = module.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 120
    assert lines[0].startswith("// ")


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_makes_no_code_from_strings_keeps_nothing_and_speaks_no_language(module):
    source = module.read_text(encoding="utf-8")
    # Readers get no cookie: what they chose stays on their own device
    kept = "" if module.name == "portal-theme.js" else "|localStorage"
    assert re.findall(rf"\beval\(|\bFunction\(|innerHTML|sessionStorage{kept}", source) == []
    spoken = module.name != "money.js" and re.findall(
        r'"[^"]*[à-ỹđ][^"]*"', re.sub(r"//.*|/[^/\n]+/[gimu]*", "", source)
    )
    assert not spoken


def test_the_plot_library_makes_no_code_from_strings():
    assert "Function(" not in (FOLDER / "vendor" / "echarts.common.min.js").read_text(encoding="utf-8")


def test_the_library_that_sends_films_makes_no_code_from_strings():
    library = (FOLDER / "vendor" / "tus.min.js").read_text(encoding="utf-8")
    assert "tus" in library
    assert not re.search(r"\beval\(|\bFunction\(", library)


def test_all_modules_and_sheets_are_loaded_by_every_page_of_the_desk_and_readers_get_their_own():
    desk, readers = get_template("head.html").render(), get_template("head_public.html").render()
    for path in [*SHEETS, *MODULES]:
        address = f"/static/ui/{path.parent.name}/{path.name}"
        assert address in (readers if path.name.startswith("portal") else desk)
    assert "shell.css" not in readers


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_a_sheet_names_only_tokens_and_files_that_exist(sheet):
    source = sheet.read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--[\w-]+)", source)) - set(re.findall(r"(--[\w-]+):", source))
    assert used <= TOKENS
    assert [file for file in re.findall(r'url\("([^"]+)"\)', source) if not (sheet.parent / file).exists()] == []


@pytest.mark.parametrize("sheet", [s for s in SHEETS if s.name not in {"tokens.css", "print.css"}], ids=name)
def test_a_sheet_takes_its_colours_from_the_tokens(sheet):
    """White on a photo and behind a QR code, and the dotted line of an unsure passage, are the same day and night."""
    colours = re.findall(r"#[0-9a-f]{3,8}\b", sheet.read_text(encoding="utf-8"))
    assert set(colours) <= {"#ffffff", "#8a5a00"}


def test_every_letter_of_vietnamese_has_its_font():
    fonts = (FOLDER / "css" / "fonts.css").read_text(encoding="utf-8")
    ranges = [
        (int(first, 16), int(last or first, 16))
        for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", fonts)
    ]
    letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ₫–“”…"
    for letter in letters + letters.upper():
        assert any(first <= ord(letter) <= last for first, last in ranges), letter


@pytest.mark.parametrize(
    "licence", ["fonts/OFL.txt", "icons.LICENSE.txt", "vendor/htmx.LICENSE.txt", "vendor/tus.LICENSE.txt"]
)
def test_what_is_not_ours_has_its_licence_beside_it(licence):
    assert len((FOLDER / licence).read_text(encoding="utf-8")) > 500
