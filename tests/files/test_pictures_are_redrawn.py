"""Photos: turned upright, shrunk, without place and camera; broken and huge ones are refused."""

import io
import struct
import zlib
from datetime import UTC, datetime

import pytest
from PIL import Image, ImageCms

from sumvay.files import selectors, services
from sumvay.files.models import StoredFile
from sumvay.files.pictures import BrokenPicture, PictureTooLarge, redraw, thumbnail
from tests.factories.files import HANOI, photo
from tests.factories.org import UnitFactory, officer_of


def opened(content):
    return Image.open(io.BytesIO(content))


def test_place_and_camera_are_gone():
    before = photo(place=HANOI)
    assert opened(before).getexif().get_ifd(0x8825)
    after = redraw(before).content
    assert dict(opened(after).getexif()) == {}
    assert b"Exif" not in after
    assert "Máy ảnh thử".encode() not in after


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_colour_profile_goes_and_the_colours_stay(mode):
    """A profile in which red and green have changed places, so that its red is shown as green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    out = io.BytesIO()
    Image.new(mode, (64, 48), (255, 0, 0, 120)[: len(mode)]).save(out, "PNG", icc_profile=swapped)
    for draw in (lambda content: redraw(content).content, thumbnail):
        image = opened(draw(out.getvalue()))
        assert "icc_profile" not in image.info
        pixel = image.convert("RGBA").getpixel((30, 20))
        assert pixel[1] > 200 > 60 > pixel[0]
        assert pixel[3] == (120 if mode == "RGBA" else 255)


def test_a_broken_colour_profile_is_left_out():
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (255, 0, 0)).save(out, "JPEG", icc_profile=b"Canon EOS" * 30)
    image = opened(redraw(out.getvalue()).content)
    assert "icc_profile" not in image.info
    assert image.getpixel((30, 20))[0] > 200


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_place_is_gone_from_other_forms_too(form):
    assert dict(opened(redraw(photo(form=form, place=HANOI)).content).getexif()) == {}


def test_a_photo_taken_upright_stands_upright():
    picture = redraw(photo((64, 48), orientation=6))
    assert (picture.width, picture.height) == (48, 64)
    red, blue = opened(picture.content).convert("RGB").getpixel((24, 5)), opened(picture.content).getpixel((24, 60))
    assert red[0] > 200 > red[2]
    assert blue[2] > 200 > blue[0]


@pytest.mark.parametrize(
    ("size", "kept"), [((4000, 3000), (2000, 1500)), ((300, 6000), (100, 2000)), ((80, 60), (80, 60))]
)
def test_the_long_edge_is_at_most_2000_pixels(size, kept):
    picture = redraw(photo(size))
    assert (picture.width, picture.height) == kept == opened(picture.content).size


def test_what_may_be_printed_stays_larger_and_finer():
    content = photo((5000, 2500), place=HANOI, orientation=6)
    large = redraw(content, longest=4_000, quality=90)
    assert (large.width, large.height) == (2000, 4000) == opened(large.content).size
    assert dict(opened(large.content).getexif()) == {}
    assert len(large.content) > len(redraw(content, longest=4_000).content)


def test_a_see_through_picture_stays_see_through():
    out = io.BytesIO()
    Image.new("RGBA", (40, 30), (255, 0, 0, 0)).save(out, "PNG")
    picture = redraw(out.getvalue())
    assert picture.kind.suffix == "webp"
    assert opened(picture.content).mode == "RGBA"


@pytest.mark.parametrize("mode", ["L", "CMYK", "1"])
def test_every_colour_mode_is_drawn(mode):
    form = "PNG" if mode == "1" else "JPEG"
    out = io.BytesIO()
    Image.new(mode, (40, 30)).save(out, form)
    assert opened(redraw(out.getvalue()).content).mode == "RGB"


def png_claiming(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    end = b"\x00\x00\x00\x00IEND\xaeB`\x82"
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + end


@pytest.mark.parametrize("size", [(8_000, 8_000), (40_000, 40_000)])
def test_a_decompression_bomb_is_refused_before_it_is_unpacked(size):
    with pytest.raises(PictureTooLarge):
        redraw(png_claiming(*size))


@pytest.mark.parametrize("cut", [30, 300, 1500])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_cut_picture_is_refused(cut, form):
    noise = Image.effect_noise((120, 90), 80)
    out = io.BytesIO()
    noise.save(out, form)
    with pytest.raises(BrokenPicture):
        redraw(out.getvalue()[:cut])


def test_the_small_picture_is_small_and_mute():
    small = thumbnail(photo((3000, 2000), place=HANOI))
    assert opened(small).size == (480, 320)
    assert dict(opened(small).getexif()) == {}


@pytest.mark.django_db
def test_what_is_stored_is_the_redrawn_picture():
    unit = UnitFactory()
    stored = services.store_file(
        actor=officer_of(unit), unit=unit, name="IMG_2027.HEIC.jpeg", content=photo((2400, 1200), place=HANOI),
        purpose=StoredFile.Purpose.PROOF, now=datetime(2027, 1, 18, tzinfo=UTC),
    )  # fmt: skip
    assert (stored.width, stored.height, stored.media_type, stored.name) == (
        2000, 1000, "image/jpeg", "IMG_2027.HEIC.jpg",
    )  # fmt: skip
    assert dict(opened(selectors.read_bytes(stored)).getexif()) == {}
