"""Films for tests: real ones of a second, drawn by a test pattern (tests/files/films), and ways to have one sent."""

import stat
from pathlib import Path

from django.utils import timezone

from sumvay.files import services as files
from sumvay.newsroom import services
from sumvay.newsroom.models import ContributionPhoto

SAMPLES = Path(__file__).resolve().parent.parent / "files" / "films"


def film(name: str = "phone.mp4") -> bytes:
    """
    phone.mp4 and phone.mov (H.264 and AAC, 96x64, both say where they were recorded), screen.webm (VP9), hevc.mp4, and
    sound.mp4, which has no picture.
    """
    return (SAMPLES / name).read_bytes()


def ffmpeg_that_takes(frame: bytes, folder: Path, monkeypatch) -> None:
    """An ffprobe that finds four seconds of 64x48, and an ffmpeg that takes this frame out of any film."""
    (folder / "frame.jpg").write_bytes(frame)
    shown = '{"codec_type": "video", "codec_name": "h264", "width": 64, "height": 48}'
    said = f'{{"streams": [{shown}], "format": {{"duration": "4"}}}}'
    ffprobe_that(folder / "bin", f"echo '{said}'", monkeypatch)
    ffprobe_that(folder / "bin", f"cat {folder}/frame.jpg", monkeypatch, name="ffmpeg")


def long_film(length: int) -> bytes:
    """The same of any length: an empty box behind it (ISO/IEC 14496-12, `free`)."""
    content = film()
    rest = length - len(content)
    return content + rest.to_bytes(4, "big") + b"free" + bytes(rest - 8)


def under_way(owner, unit, content: bytes, *, about: str = "test:1", name: str = "phim.mp4", come: int | None = None):
    """An upload of which the first COME bytes are here, all of them unless said otherwise."""
    now = timezone.now()
    begun = files.begin_upload(actor=owner, unit=unit, about=about, name=name, length=len(content), now=now)
    return files.append_upload(upload=begun, offset=0, content=content[:come], now=now)


def film_sent(actor, contribution, content: bytes | None = None, **said) -> ContributionPhoto:
    """The film of a contribution, by the way every film comes; described when something is said of it."""
    about = f"contribution:{contribution.pk}"
    upload = under_way(actor, contribution.unit, content or film(), about=about)
    added = services.add_film(actor=actor, contribution=contribution, upload=upload, now=timezone.now())
    if said:
        words = {"caption": "", "credit": "", "shows_people": False} | said
        services.change_photo(actor=actor, photo=added, now=timezone.now(), **words)
    return added


def ffprobe_that(folder: Path, script: str, monkeypatch, *, name: str = "ffprobe") -> None:
    """Put a program of that name first on PATH, which runs a shell script."""
    program = folder / name
    folder.mkdir(exist_ok=True)
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
