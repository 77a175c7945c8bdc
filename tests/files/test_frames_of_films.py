"""A picture is taken out of a film where the machine has the programs; without, and when it fails, the film is good."""

import io
import shutil

import pytest
from PIL import Image

from sumvay.files import films, services
from sumvay.files.films import Look
from sumvay.files.sniffing import MP4, WEBM
from tests.factories.files import photo
from tests.factories.films import SAMPLES, ffmpeg_that_takes, ffprobe_that, film, under_way
from tests.factories.org import UnitFactory, officer_of

LOOK = Look(65, 96, 64)
PHONE = SAMPLES / "phone.mp4"


@pytest.mark.django_db
def test_the_check_brings_the_picture_along(tmp_path, monkeypatch):
    ffmpeg_that_takes(photo(), tmp_path, monkeypatch)
    unit = UnitFactory()
    checked = services.check_film(upload=under_way(officer_of(unit), unit, film()))
    assert (checked.frame, checked.look.seconds) == (photo(), 4)


@pytest.mark.parametrize(("seconds", "at"), [(65, "5"), (4, "1.0"), (None, "0.0")])
def test_it_is_taken_from_the_beginning_but_not_the_first_moment(tmp_path, monkeypatch, seconds, at):
    ffprobe_that(tmp_path / "bin", 'echo "$@"', monkeypatch, name="ffmpeg")
    asked = films.frame_of(PHONE, MP4, Look(seconds, 96, 64)).decode()
    assert f"-ss {at} -i file:{PHONE} " in asked
    # Only this file, only as what it is, and no picture that would fill the memory
    assert "-protocol_whitelist file -f mov " in asked
    assert "-max_pixels 50000000" in asked


@pytest.mark.parametrize("script", ["exit 1", "true", "sleep 5"])
def test_when_nothing_comes_of_it_there_is_none(tmp_path, monkeypatch, script):
    monkeypatch.setattr(films, "SECONDS", 0.5)
    ffprobe_that(tmp_path / "bin", script, monkeypatch, name="ffmpeg")
    assert films.frame_of(PHONE, MP4, LOOK) is None


def test_without_the_programs_there_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert films.frame_of(PHONE, MP4, LOOK) is None
    ffprobe_that(tmp_path / "bin", "echo picture", monkeypatch, name="ffmpeg")
    # Nobody has looked into it
    assert films.frame_of(PHONE, MP4, Look()) is None
    (tmp_path / "bin" / "ffmpeg").write_bytes(b"\x7fELF nonsense")
    assert films.frame_of(PHONE, MP4, LOOK) is None


def test_real_films_give_a_picture_of_their_size_wherever_a_real_ffmpeg_is():
    has_ffmpeg = shutil.which("ffmpeg") is not None
    for name, kind in (("phone.mp4", MP4), ("screen.webm", WEBM)):
        frame = films.frame_of(SAMPLES / name, kind, Look(1, 96, 64))
        assert (Image.open(io.BytesIO(frame)).size if frame else None) == ((96, 64) if has_ffmpeg else None)
