"""Voice notes are told by their first bytes, whatever they are called; films and programs are refused."""

import pytest

from sumvay.files.notes_in_sound import without_notes
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
        b"\x00\x00\x00\x14ftypqt  " + PICTURE_TRACK.replace(b"\x00" * 4 + b"vide", b"mhlrvide") + REST,
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


def box(name: bytes, *inside: bytes) -> bytes:
    content = b"".join(inside)
    return (len(content) + 8).to_bytes(4) + name + content


def chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + b"\x00" * (len(content) % 2)


NOTE = "Ngõ 12 Trần Phú, iPhone của Hoa".encode()
MOMENT = b"\xe5\x1a\x2b\x3c"
SOUND = bytes(range(1, 200))


def test_a_recording_of_a_phone_keeps_its_sound_and_its_offsets_and_nothing_beside_it():
    note = box(
        b"moov",
        box(b"mvhd", b"\x00" * 4 + MOMENT * 2 + b"\x00\x00\x02\x58" + b"\x05" * 80),
        box(
            b"trak",
            box(b"tkhd", b"\x01\x00\x00\x07" + (b"\x00" * 4 + MOMENT) * 2 + b"\x05" * 60),
            box(
                b"mdia",
                box(b"mdhd", b"\x00" * 4 + MOMENT * 2 + b"\x05" * 12),
                box(b"hdlr", b"\x00" * 8 + b"soun" + b"\x00" * 12 + NOTE + b"\x00"),
                box(b"minf", SOUND),
            ),
            box(b"udta", box(b"name", NOTE)),
        ),
        box(b"meta", NOTE),
        box(b"udta", box(b"\xa9nam", NOTE)),
    )
    large = b"\x00\x00\x00\x01uuid" + (16 + len(NOTE)).to_bytes(8) + NOTE
    whole = box(b"ftyp", b"M4A ") + note + large + box(b"free", NOTE) + box(b"mdat", SOUND)

    plain = without_notes(whole)

    assert len(plain) == len(whole)
    assert plain.index(SOUND) == whole.index(SOUND)
    assert plain.endswith(box(b"mdat", SOUND))
    assert NOTE not in plain
    assert MOMENT not in plain
    assert plain.count(b"\x05" * 60) == whole.count(b"\x05" * 60)
    assert b"\x00\x00\x02\x58" + b"\x05" * 80 in plain
    assert {name: plain.count(name) for name in (b"udta", b"meta", b"uuid")} == {b"udta": 0, b"meta": 0, b"uuid": 0}


def test_tags_of_an_mp3_and_chunks_of_a_wav_go():
    tag = b"ID3\x04\x00\x00\x00\x00\x01\x00" + NOTE.ljust(128, b"\x00")
    assert without_notes(tag + tag + b"\xff\xfb" + SOUND + b"TAG" + NOTE.ljust(125, b"\x00")) == b"\xff\xfb" + SOUND
    format_, data = chunk(b"fmt ", b"\x01" * 16), chunk(b"data", SOUND)
    whole = b"RIFF\x00\x00\x00\x00WAVE" + format_ + chunk(b"LIST", NOTE) + data + chunk(b"id3 ", NOTE)
    plain = without_notes(whole)
    assert NOTE not in plain
    assert plain == whole.replace(NOTE, bytes(len(NOTE))).replace(b"LIST", b"JUNK").replace(b"id3 ", b"JUNK")


@pytest.mark.parametrize("cut", range(0, 120, 7))
def test_a_torn_recording_is_left_as_it_is(cut):
    whole = box(b"ftyp", b"M4A ") + box(b"moov", box(b"mvhd", b"\x01" + b"\x02" * 40), box(b"trak", box(b"tkhd")))
    for content in (
        whole[:cut],
        b"RIFF\xff\xff\xff\xffWAVELIST\xff\xff\xff\xff"[:cut],
        b"ID3\x04\x00\x00\xff\xff\xff"[:cut],
    ):
        assert len(without_notes(content)) <= len(content)


def page(*packet_pieces: bytes, number: int = 0) -> bytes:
    """A page of Ogg as its writers lay it down; the checksum is worked out bit by bit."""
    lengths = b"".join(b"\xff" * (len(one) // 255) + bytes([len(one) % 255]) for one in packet_pieces)
    head = b"OggS\x00\x00" + bytes(8) + b"abcd" + number.to_bytes(4, "little")
    whole = bytearray(head + bytes(4) + bytes([len(lengths)]) + lengths + b"".join(packet_pieces))
    rest = 0
    for byte in whole:
        rest ^= byte << 24
        for _bit in range(8):
            rest = (rest << 1 ^ 0x04C11DB7 if rest & 0x80000000 else rest << 1) & 0xFFFFFFFF
    whole[22:26] = rest.to_bytes(4, "little")
    return bytes(whole)


def tags(*comments: bytes, begins: bytes = b"OpusTags") -> bytes:
    named = [b"maker of Hoa", *comments]
    laid = [len(one).to_bytes(4, "little") + one for one in named]
    return begins + laid[0] + len(comments).to_bytes(4, "little") + b"".join(laid[1:]) + b"\x01"


@pytest.mark.parametrize("begins", [b"OpusTags", b"\x03vorbis"])
def test_comments_of_an_ogg_become_blanks_and_its_pages_stay_whole(begins):
    comments = [b"TITLE=" + NOTE, b"", b"x" * 600]
    blank = tags(*(b" " * len(one) for one in comments), begins=begins).replace(b"maker of Hoa", b" " * 12)
    whole = page(b"OpusHead") + page(tags(*comments, begins=begins), number=1) + page(SOUND, number=2)
    assert without_notes(whole) == page(b"OpusHead") + page(blank, number=1) + page(SOUND, number=2)
    assert NOTE not in without_notes(whole)


@pytest.mark.parametrize("cut", range(0, 110, 9))
def test_a_torn_ogg_is_left_as_it_is(cut):
    whole = page(b"OpusHead") + page(tags(b"TITLE=" + NOTE), number=1)
    assert without_notes(whole[:cut]) == whole[:cut]
