"""Voice notes are told by their first bytes, whatever they are called; films and programs are refused."""

import pytest

from sumvay.files.sniffing import EmptyFile, NotAccepted
from sumvay.files.voices import voice_kind

REST = b"\x01" * 200
WEBM_HEAD = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"
PICTURE_TRACK = b"\x00\x00\x00\x2dhdlr" + b"\x00" * 8 + b"vide"


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"\x00\x00\x00\x1cftypM4A " + REST, "m4a"),
        # An Android recorder and an old 3GP one
        (b"\x00\x00\x00\x18ftypmp42" + REST, "m4a"),
        (b"\x00\x00\x00\x18ftyp3gp4" + REST, "m4a"),
        (b"\xff\xf1\x50\x80" + REST, "aac"),
        (b"\xff\xf9\x50\x80" + REST, "aac"),
        (b"ID3\x04" + REST, "mp3"),
        (b"\xff\xfb\x90\x00" + REST, "mp3"),
        (b"OggS\x00\x02" + REST, "ogg"),
        (WEBM_HEAD + b"A_OPUS" + REST, "webm"),
        (b"#!AMR\n" + REST, "amr"),
        (b"#!AMR-WB\n" + REST, "awb"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt " + REST, "wav"),
    ],
)
def test_what_phones_and_browsers_record_is_known(content, suffix):
    kind = voice_kind(content)
    assert kind.suffix == suffix
    assert kind.media_type.startswith("audio/")


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x00\x00\x18ftypisom" + PICTURE_TRACK + REST,
        WEBM_HEAD + b"V_VP8" + REST,
        b"MZ\x90\x00" + REST,
        b"%PDF-1.4\n" + REST,
        b"<script>alert(1)</script>" + REST,
        b"RIFF\x24\x00\x00\x00AVI LIST" + REST,
        b"\xff\xd8\xff\xe0" + REST,
        b"Xin ch\xc3\xa0o",
    ],
)
def test_what_is_no_sound_is_refused(content):
    with pytest.raises(NotAccepted):
        voice_kind(content)


def test_an_empty_recording_is_refused():
    with pytest.raises(EmptyFile):
        voice_kind(b"\x00" * 40)
