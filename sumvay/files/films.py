"""Looks into a film with ffprobe, where the machine has it, and takes a picture out of it with ffmpeg."""

import json
import logging
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from sumvay.errors import Refusal
from sumvay.files.sniffing import MOV, MP4, WEBM, Kind

log = logging.getLogger(__name__)

SECONDS = 60
# Far enough in to have begun, and not after the end of a short one
LATEST_FRAME, SHARE = 5, 4
# What lies beyond is no film but a trap for the memory
MOST_PIXELS = 50_000_000
DEMUXERS = {MP4: "mov", MOV: "mov", WEBM: "matroska"}
# What the browsers of today play: https://developer.mozilla.org/docs/Web/Media/Guides/Formats
PICTURES = {"h264", "vp8", "vp9", "av1"}
SOUNDS = {"aac", "mp3", "opus", "vorbis"}
ASKED = (
    "format=duration:stream=codec_type,codec_name,width,height:stream_disposition=attached_pic"
    ":stream_side_data=rotation"
)


class BrokenFilm(Refusal):
    """The film cannot be opened."""


class NotPlayable(Refusal):
    """Browsers do not play it."""


@dataclass(frozen=True)
class Look:
    """What is known of a film; None where the machine has no ffprobe."""

    seconds: int | None = None
    width: int | None = None
    height: int | None = None


def look_into(place: Path, kind: Kind) -> Look:
    """
    What ffprobe finds. Only the one demuxer of the kind is let in, so no playlist leads it to other files.

    Raises BrokenFilm and NotPlayable.
    """
    program = shutil.which("ffprobe")
    if program is None:
        return Look()
    asked = [program, "-v", "error", "-protocol_whitelist", "file", "-f", DEMUXERS[kind]]
    asked += ["-print_format", "json", "-show_entries", ASKED, f"file:{place}"]
    try:
        said = subprocess.run(asked, capture_output=True, timeout=SECONDS, check=True).stdout
        return _judged(json.loads(said))
    except (subprocess.SubprocessError, ValueError) as broken:
        raise BrokenFilm(_("The film is damaged and cannot be opened. Please send it again.")) from broken
    except OSError:
        log.exception("ffprobe does not start; a film was taken in without its word")
        return Look()


def frame_of(place: Path, kind: Kind, look: Look) -> bytes | None:
    """
    One frame from the beginning as JPEG, to stand before the film until it is played.

    None where the machine has no ffmpeg or no ffprobe, and when nothing comes of it: the film is good without.
    """
    program = shutil.which("ffmpeg")
    if program is None or look.width is None:
        return None
    at = min(LATEST_FRAME, (look.seconds or 0) / SHARE)
    asked = [program, "-v", "error", "-nostdin", "-protocol_whitelist", "file", "-f", DEMUXERS[kind]]
    asked += ["-threads", "1", "-max_pixels", str(MOST_PIXELS), "-ss", str(at), "-i", f"file:{place}"]
    asked += ["-an", "-sn", "-dn", "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "3", "-f", "image2pipe", "pipe:1"]
    try:
        return subprocess.run(asked, capture_output=True, timeout=SECONDS, check=True).stdout or None
    except (subprocess.SubprocessError, OSError):
        log.warning("no frame could be taken out of a film; it stands without a picture", exc_info=True)
        return None


def _judged(said: dict) -> Look:
    streams = said.get("streams", [])
    shown = [one for one in streams if one.get("codec_type") == "video" and not _is_cover(one)]
    if not shown:
        raise NotPlayable(_("There is no moving picture in this file. Please send the film itself."))
    heard = [one for one in streams if one.get("codec_type") == "audio"]
    if shown[0].get("codec_name") not in PICTURES or any(one.get("codec_name") not in SOUNDS for one in heard):
        raise NotPlayable(
            _(
                "Browsers do not play this kind of recording. Please record or export it as MP4 (H.264); on the iPhone "
                "choose Settings, Camera, Formats, Most Compatible."
            )
        )
    # What a browser recorded says nothing of its length
    seconds = float(said.get("format", {}).get("duration", 0))
    width, height = shown[0].get("width"), shown[0].get("height")
    is_turned = any(one.get("rotation", 0) % 180 for one in shown[0].get("side_data_list", []))
    return Look(max(1, round(seconds)) if seconds > 0 else None, *((height, width) if is_turned else (width, height)))


def _is_cover(stream: dict) -> bool:
    return bool(stream.get("disposition", {}).get("attached_pic"))
