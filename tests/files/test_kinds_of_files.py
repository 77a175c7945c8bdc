"""What is taken in and what is refused, told by content."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumvay.errors import Refusal
from sumvay.files.archives import ArchiveTooLarge, BrokenArchive, MacrosNotAccepted
from sumvay.files.places_in_films import without_place
from sumvay.files.sniffing import EmptyFile, NotAccepted, kind_of
from tests.factories.files import MP4, PDF, archive_of, photo, sheet_file, word_file


def brand(name: bytes) -> bytes:
    return b"\x00\x00\x00\x18ftyp" + name + b"\x00\x00\x00\x00" + bytes(32)


@pytest.mark.parametrize(
    ("content", "name", "suffix"),
    [
        (photo(), "ảnh.png", "jpg"),
        (photo(form="PNG"), "ảnh.jpg", "png"),
        (photo(form="WEBP"), "ảnh", "webp"),
        (PDF, "công văn.docx", "pdf"),
        (b"\n\n" + PDF, "công văn.pdf", "pdf"),
        (word_file(), "báo cáo.zip", "docx"),
        (sheet_file(), "bảng.docx", "xlsx"),
        (MP4, "phim.mov", "mp4"),
        (brand(b"qt  "), "IMG_1.MOV", "mov"),
        (brand(b"M4A "), "ghi âm.m4a", "m4a"),
        (b"ID3\x04" + bytes(64), "ghi âm.mp3", "mp3"),
        (b"\xff\xfb\x90\x64" + bytes(64), "ghi âm.mp3", "mp3"),
        ("Kính gửi".encode(), "thư.txt", "txt"),
        ("\ufeffĐơn vị;Số\n".encode(), "bảng.CSV", "csv"),
        ("Kính gửi".encode("utf-16"), "thư.txt", "txt"),
        (b"Li\xaan \xae\xb5n Lao \xae\xe9ng", "tcvn3.txt", "txt"),
    ],
)
def test_accepted_kinds_are_told_by_content(content, name, suffix):
    assert kind_of(content, name).suffix == suffix


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00" + bytes(64), "báo cáo.docx"),
        (b"\x7fELF" + bytes(64), "ảnh.jpg"),
        (b"<html><script>alert(1)</script>", "trang.html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ảnh.svg"),
        (b"echo 1", "a.bat"),
        (b"GIF89a" + bytes(64), "ảnh.gif"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(64), "a.txt"),
        (archive_of(a__b=b"x"), "a.zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "cũ.doc"),
        (brand(b"heic"), "IMG_1.HEIC"),
        (brand(b"mif1"), "IMG_1.jpg"),
        (brand(b"xxxx"), "a.mp4"),
    ],
)
def test_other_kinds_are_refused_whatever_their_name(content, name):
    with pytest.raises(NotAccepted):
        kind_of(content, name)


@pytest.mark.parametrize("content", [b"", b" \r\n\t", bytes(4096)])
def test_an_empty_file_is_refused(content):
    with pytest.raises(EmptyFile):
        kind_of(content, "trống.txt")


def test_macros_are_refused():
    with pytest.raises(MacrosNotAccepted):
        kind_of(archive_of(word__document_xml=b"<a/>", word__vbaProject_bin=b"x").replace(b"_bin", b".bin"), "a.docx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(ArchiveTooLarge):
        kind_of(archive_of(word__document=bytes(40 * 1024 * 1024)), "a.docx")


def test_too_many_parts_are_refused():
    with pytest.raises(ArchiveTooLarge):
        kind_of(archive_of(**{f"part{n}": b"" for n in range(5_001)}), "a.docx")


def test_a_part_larger_than_it_says_is_refused():
    lying = bytearray(archive_of(word__document=bytes(range(256)) * 64))
    at = lying.rindex(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (100).to_bytes(4, "little")
    with pytest.raises(BrokenArchive):
        kind_of(bytes(lying), "a.docx")


def test_a_cut_archive_is_refused():
    with pytest.raises(BrokenArchive):
        kind_of(word_file()[:-200], "a.docx")


def test_a_locked_archive_is_refused():
    locked = bytearray(word_file())
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    with pytest.raises(BrokenArchive):
        kind_of(bytes(locked), "a.docx")


def test_an_unknown_way_of_packing_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"a" * 100)
    odd = bytearray(out.getvalue())
    at = odd.index(b"PK\x01\x02")
    odd[at + 10], odd[8] = 99, 99
    with pytest.raises(BrokenArchive):
        kind_of(bytes(odd), "a.docx")


BEGINNINGS = [b"", b"PK\x03\x04", b"\xff\xd8\xff", b"%PDF-", b"\x00\x00\x00\x18ftyp"]


@given(st.binary(max_size=300), st.sampled_from(BEGINNINGS))
def test_no_content_breaks_the_reader(noise, beginning):
    with suppress(Refusal):
        assert kind_of(beginning + noise, "a.txt").suffix


@pytest.mark.parametrize("place", [b"+21.0285+105.8542/", b"+21.0285+105.8542+012.345/", b"-08.1234-079.1234/"])
def test_the_place_of_recording_leaves_a_film(place):
    film = MP4 + b"\xa9xyz\x00\x12\x15\xc7" + place + MP4
    kept = without_place(film)
    assert len(kept) == len(film)
    assert place not in kept
    assert b"21.0285" not in kept
    assert kept.startswith(MP4 + b"\xa9xyz\x00\x12\x15\xc7")
    assert kept.endswith(MP4)
