"""Photos become JPEG of at most 1,600 px without their place, are shown, may be taken away, and are sent."""

import io

import pytest
from django import forms
from PIL import Image
from playwright.sync_api import expect

from sumvay.ui.fields import PhotosField
from sumvay.ui.widgets import PhotoInput


class Proof(forms.Form):
    photos = PhotosField(label="Ảnh")


class ToPrint(forms.Form):
    photos = PhotosField(label="Ảnh", widget=PhotoInput(longest=4_000))


def picture(width: int, height: int) -> bytes:
    """A JPEG that says it was taken at 21° north, 105° east."""
    image, exif, file = Image.new("RGB", (width, height), "#f2b705"), Image.Exif(), io.BytesIO()
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 0.0), 3: "E", 4: (105.0, 50.0, 0.0)})
    image.save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.fixture
def page(open_fragment, render):
    field = render("ui/field.html", {"field": Proof()["photos"]})
    return open_fragment(
        f'<form method="post" action="/send" enctype="multipart/form-data">{field}<button>Gửi</button></form>'
    )


def take(page, *sizes: tuple[int, int]) -> None:
    files = [
        {"name": f"anh{place}.jpeg", "mimeType": "image/jpeg", "buffer": picture(*size)}
        for place, size in enumerate(sizes)
    ]
    before = page.locator(".photos__item").count()
    page.locator("input[type=file]").set_input_files(files)
    expect(page.locator(".photos__item")).to_have_count(before + len(files))
    page.wait_for_selector("[data-photos]:not([aria-busy])")


def chosen(page) -> list[dict]:
    return page.locator("input[type=file]").evaluate("""(input) => Promise.all([...input.files].map(async (file) => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const drawn = await createImageBitmap(file);
        return {name: file.name, type: file.type, width: drawn.width, height: drawn.height, bytes: [...bytes]};
    }))""")


def test_a_large_photo_is_shrunk_and_forgets_its_place(page):
    take(page, (4000, 3000))
    [photo] = chosen(page)
    assert (photo["name"], photo["type"]) == ("anh0.jpg", "image/jpeg")
    assert (photo["width"], photo["height"]) == (1600, 1200)
    assert dict(Image.open(io.BytesIO(bytes(photo["bytes"]))).getexif()) == {}


@pytest.fixture
def to_print(open_fragment, render):
    field = render("ui/field.html", {"field": ToPrint()["photos"]})
    return open_fragment(f'<form method="post" action="/send" enctype="multipart/form-data">{field}</form>')


def test_a_photo_that_may_be_printed_stays_large_and_its_preview_does_not(to_print):
    take(to_print, (5000, 2500))
    [photo] = chosen(to_print)
    assert (photo["width"], photo["height"]) == (4000, 2000)
    assert dict(Image.open(io.BytesIO(bytes(photo["bytes"]))).getexif()) == {}
    assert to_print.locator(".photos__item canvas").evaluate("(canvas) => [canvas.width, canvas.height]") == [240, 120]


def test_over_a_slow_line_it_is_made_small_all_the_same(to_print):
    to_print.evaluate("Object.defineProperty(navigator, 'connection', {value: {effectiveType: '3g'}})")
    take(to_print, (5000, 2500))
    assert [(p["width"], p["height"]) for p in chosen(to_print)] == [(1600, 800)]


def test_a_small_photo_keeps_its_size(page):
    take(page, (300, 200))
    assert [(p["width"], p["height"]) for p in chosen(page)] == [(300, 200)]


def test_photos_chosen_later_are_added_and_one_can_be_taken_away(page):
    take(page, (300, 200), (310, 200))
    take(page, (320, 200))
    assert [p["width"] for p in chosen(page)] == [300, 310, 320]
    page.locator(".photos__drop").nth(1).click()
    assert [p["width"] for p in chosen(page)] == [300, 320]
    assert page.locator(".photos__item").count() == 2


def test_what_is_no_picture_goes_as_it_is_for_the_server_to_judge(page):
    page.locator("input[type=file]").set_input_files([{"name": "a.heic", "mimeType": "image/heic", "buffer": b"heic"}])
    page.wait_for_selector(".photos__item")
    names = page.locator("input[type=file]").evaluate("input => [...input.files].map((file) => file.name)")
    assert names == ["a.heic"]


def test_the_photos_are_sent_once_and_the_answer_is_shown(page):
    take(page, (300, 200))
    page.get_by_role("button", name="Gửi").click()
    page.wait_for_selector("text=Đã gửi")
    assert len(page.sent) == 1
    assert "multipart/form-data" in page.sent[0].headers["content-type"]
    assert page.faults == []
