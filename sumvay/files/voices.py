"""What phones and browsers record as sound, told by the first bytes; a film in a voice note's place is refused."""

import re

from django.utils.translation import gettext as _

from sumvay.files.sniffing import M4A, MP3, MP3_FRAMES, EmptyFile, Kind, NotAccepted

AAC, OGG, WEBM = Kind("audio/aac", "aac"), Kind("audio/ogg", "ogg"), Kind("audio/webm", "webm")
AMR, WAV = Kind("audio/amr", "amr"), Kind("audio/wav", "wav")
AMR_WB = Kind("audio/amr-wb", "awb")

# AMR: RFC 4867, 5; ADTS: ISO/IEC 14496-3, 1.A.2.2.1 (layer 00 tells it from MP3); EBML: RFC 8794; Ogg: RFC 3533
BEGINNINGS = {
    b"#!AMR\n": AMR,
    b"#!AMR-WB\n": AMR_WB,
    b"\xff\xf1": AAC,
    b"\xff\xf9": AAC,
    b"OggS": OGG,
    b"ID3": MP3,
    **dict.fromkeys(MP3_FRAMES, MP3),
}
EBML = b"\x1a\x45\xdf\xa3"
# The track of a picture in ISO/IEC 14496-12 (handler "vide") and in Matroska (codec ids, RFC 9559)
# A QuickTime film names the kind of component ("mhlr") before it
MOVING_PICTURE = re.compile(rb"hdlr.{8}vide|V_VP8|V_VP9|V_AV1|V_MPEG", re.DOTALL)


def voice_kind(content: bytes) -> Kind:
    """
    The kind of a voice note: M4A (3GP too), AAC, MP3, Ogg, WebM, AMR, WAV.

    Raises EmptyFile and NotAccepted.
    """
    if not content.strip(b"\x00\t\r\n "):
        raise EmptyFile(_("The file is empty."))
    kind = next((kind for mark, kind in BEGINNINGS.items() if content.startswith(mark)), None) or _boxed(content)
    if kind is None or (kind in {M4A, WEBM} and MOVING_PICTURE.search(content)):
        raise NotAccepted(_("This is not a voice note. Please record with the phone, or send an M4A, MP3 or AMR file."))
    return kind


def _boxed(content: bytes) -> Kind | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return WAV
    if content[4:8] == b"ftyp":
        # Phones write sound alone under the brands of films, too
        return M4A
    return WEBM if content.startswith(EBML) and b"webm" in content[:64] else None
