"""A worker is killed in the middle of looking at a film: another looks again, and the item has it once."""

import pytest
from django.db import connection
from django.utils import timezone

from sumvay.files.models import StoredFile, Upload
from sumvay.newsroom import services
from sumvay.newsroom.models import FilmCheck
from tests.factories.films import ffprobe_that, film, under_way
from tests.newsroom.writing import begun, writing_house
from tests.processes import Worker, wait_until

SAYS = '{"streams": [{"codec_type": "video", "codec_name": "h264", "width": 96, "height": 64}], "format": {}}'


@pytest.fixture
def workers(module_database):
    running = []

    def start():
        running.append(Worker())
        return running[-1]

    yield start
    for worker in running:
        worker.stop()


def test_a_film_whose_worker_was_killed_is_taken_in_by_the_next_one(workers, tmp_path, monkeypatch):
    begins = tmp_path / "begins"
    wait = f"while [ ! -e {tmp_path}/gate ]; do sleep 0.05; done"
    ffprobe_that(tmp_path / "bin", f"echo x >> {begins}; {wait}; echo '{SAYS}'", monkeypatch)
    house = writing_house()
    draft = begun(house, kind="video")
    upload = under_way(house.writer, house.unit, film(), about=f"contribution:{draft.pk}")
    first = workers()
    services.ask_to_take_in(actor=house.writer, contribution=draft, upload=upload, now=timezone.now())
    wait_until(begins.exists, "the worker looks at the film", seconds=90)
    first.kill()
    assert FilmCheck.objects.filter(upload=upload, refusal="").exists()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    (tmp_path / "gate").touch()
    workers()
    wait_until(draft.photos.exists, "another worker takes the film in")
    assert begins.read_text().split() == ["x", "x"]
    assert (draft.photos.get().stored.width, StoredFile.objects.count()) == (96, 1)
    assert (Upload.objects.count(), FilmCheck.objects.count()) == (0, 0)
