"""Pictures that broke off on their way, or never were any: the editor is told, nothing is kept."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sumvay.newsroom.models import NewsPicture
from tests.factories.files import photo
from tests.factories.newsroom import desk_with_steps
from tests.factories.org import UnitFactory, officer_of


def png(width, height):
    """Says it is that large, and holds nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


BROKEN = {
    "half.jpg": photo()[: len(photo()) // 2],
    "head.jpg": photo()[:20],
    "nothing.jpg": b"",
    "no-size.png": png(0, 0),
    "endless.png": png(60_000, 60_000),
    "page.jpg": b"<html><script>alert(1)</script>",
}
DOORS = {
    "wagtailimages:add": "file",
    "wagtailimages:add_multiple": "files[]",
    "wagtailimages_chooser:create": "image-chooser-upload-file",
}


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_a_broken_picture_is_refused_with_words(door):
    unit = UnitFactory()
    desk_with_steps(unit)
    client = Client(raise_request_exception=False)
    client.force_login(officer_of(unit, "editor"))
    for name, content in BROKEN.items():
        file = SimpleUploadedFile(name, content, "image/jpeg")
        given = {"title": "Ảnh", "image-chooser-upload-title": "Ảnh", DOORS[door]: file}
        answer = client.post(reverse(door), given, headers={"x-requested-with": "XMLHttpRequest"})
        assert (name, answer.status_code) == (name, 200)
    assert not NewsPicture.objects.exists()
