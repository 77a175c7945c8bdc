"""A film is kept once it has come whole and a look into it finds what browsers play; a refused one leaves nothing."""

import hashlib
import json
import shutil

import pytest
from django.utils import timezone

from sumvay.audit.models import Entry
from sumvay.files import disk, films, selectors, services
from sumvay.files.films import BrokenFilm, Look, NotPlayable
from sumvay.files.models import StoredFile, Upload
from sumvay.files.sniffing import MP4, NotAccepted
from tests.factories.films import SAMPLES, ffprobe_that, film, under_way
from tests.factories.org import UnitFactory, officer_of

pytestmark = pytest.mark.django_db
PICTURE = {"codec_type": "video", "codec_name": "h264", "width": 1920, "height": 1080}
SOUND = {"codec_type": "audio", "codec_name": "aac"}


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def officer(unit):
    return officer_of(unit)


@pytest.fixture
def says(tmp_path, monkeypatch):
    """A function that has an ffprobe say these streams and this duration."""

    def said(*streams, duration="65.4"):
        words = json.dumps({"streams": streams, "format": {"duration": duration} if duration else {}})
        ffprobe_that(tmp_path / "bin", f"cat <<'WORDS'\n{words}\nWORDS", monkeypatch)

    return said


def kept(officer, unit, content, name="phim.mp4"):
    upload = under_way(officer, unit, content, name=name)
    return services.keep_film(actor=officer, upload=upload, film=services.check_film(upload=upload), now=timezone.now())


def test_a_whole_film_is_kept_without_being_copied(officer, unit, says, django_capture_on_commit_callbacks):
    says(PICTURE, SOUND)
    upload = under_way(officer, unit, film(), name="Hội thao.MOV")
    inode = disk.upload_place_of(upload.token).stat().st_ino
    checked = services.check_film(upload=upload)
    with django_capture_on_commit_callbacks(execute=True):
        stored = services.keep_film(actor=officer, upload=upload, film=checked, now=timezone.now())
    content = selectors.read_bytes(stored)
    assert selectors.path_of(stored).stat().st_ino == inode
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert (stored.name, stored.media_type, stored.purpose) == ("Hội thao.mp4", "video/mp4", "film")
    assert (stored.unit, stored.uploaded_by, stored.size) == (unit, officer, len(film()))
    assert (stored.width, stored.height, checked.look.seconds) == (1920, 1080, 65)
    assert (Upload.objects.count(), list(disk.uploads().glob("*"))) == (0, [])
    assert Entry.objects.filter(action="file.store", target_id=stored.pk).count() == 1


def test_a_second_press_finds_it_kept(officer, unit):
    upload = under_way(officer, unit, film())
    checked = services.check_film(upload=upload)
    services.keep_film(actor=officer, upload=upload, film=checked, now=timezone.now())
    with pytest.raises(services.UploadGone):
        services.keep_film(actor=officer, upload=upload, film=checked, now=timezone.now())
    assert StoredFile.objects.count() == 1


def test_a_film_that_has_not_come_whole_is_not_looked_at(officer, unit):
    upload = under_way(officer, unit, film(), come=2000)
    with pytest.raises(services.NotWhole):
        services.check_film(upload=upload)
    assert Upload.objects.exists()


@pytest.mark.parametrize(
    ("streams", "refusal"),
    [
        ([{**PICTURE, "codec_name": "hevc"}, SOUND], NotPlayable),
        ([PICTURE, {**SOUND, "codec_name": "ac3"}], NotPlayable),
        ([SOUND], NotPlayable),
        ([SOUND, {**PICTURE, "codec_name": "mjpeg", "disposition": {"attached_pic": 1}}], NotPlayable),
        ([], NotPlayable),
    ],
)
def test_what_browsers_do_not_play_is_refused_and_stays_on_its_way(officer, unit, says, streams, refusal):
    says(*streams)
    upload = under_way(officer, unit, film())
    with pytest.raises(refusal):
        services.check_film(upload=upload)
    assert (Upload.objects.count(), StoredFile.objects.count()) == (1, 0)


@pytest.mark.parametrize("name", ["h264", "vp8", "vp9", "av1"])
def test_what_browsers_play_is_taken(says, name):
    says({**PICTURE, "codec_name": name})
    assert films.look_into(SAMPLES / "phone.mp4", MP4) == Look(65, 1920, 1080)


def test_a_film_held_upright_has_its_sides_turned(says):
    says({**PICTURE, "side_data_list": [{"rotation": -90}]})
    assert films.look_into(SAMPLES / "phone.mp4", MP4) == Look(65, 1080, 1920)


def test_a_browsers_recording_says_nothing_of_its_length(says):
    says(PICTURE, duration="")
    assert films.look_into(SAMPLES / "screen.webm", MP4) == Look(None, 1920, 1080)


@pytest.mark.parametrize("script", ["exit 1", "echo nonsense", "sleep 5"])
def test_a_look_that_fails_or_takes_too_long_refuses_the_film(tmp_path, monkeypatch, script):
    monkeypatch.setattr(films, "SECONDS", 0.5)
    ffprobe_that(tmp_path / "bin", script, monkeypatch)
    with pytest.raises(BrokenFilm):
        films.look_into(SAMPLES / "phone.mp4", MP4)


def test_without_ffprobe_films_are_known_by_their_beginning(officer, unit, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    stored = kept(officer, unit, film("screen.webm"))
    assert (stored.media_type, stored.name, stored.width) == ("video/webm", "phim.webm", None)
    assert kept(officer, unit, film("phone.mov")).media_type == "video/quicktime"
    with pytest.raises(NotAccepted):
        kept(officer, unit, b"short")


def test_an_ffprobe_that_does_not_start_is_as_good_as_none(tmp_path, monkeypatch):
    ffprobe_that(tmp_path / "bin", "", monkeypatch)
    (tmp_path / "bin" / "ffprobe").write_bytes(b"\x7fELF nonsense")
    assert films.look_into(SAMPLES / "phone.mp4", MP4) == Look()


def test_real_films_are_judged_rightly_wherever_a_real_ffprobe_is(officer, unit):
    has_ffprobe = shutil.which("ffprobe") is not None
    stored = kept(officer, unit, film("phone.mp4"))
    assert (stored.width, stored.height) == ((96, 64) if has_ffprobe else (None, None))
    for name in ("phone.mov", "screen.webm"):
        assert kept(officer, unit, film(name)).size == len(film(name))
    refused = 0
    for name in ("hevc.mp4", "sound.mp4"):
        try:
            kept(officer, unit, film(name))
        except NotPlayable:
            refused += 1
    # Its end, where everything is described, is missing
    try:
        kept(officer, unit, film("phone.mp4")[:2500])
    except BrokenFilm:
        refused += 1
    assert refused == (3 if has_ffprobe else 0)
