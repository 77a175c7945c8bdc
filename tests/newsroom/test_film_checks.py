"""A film that has come whole is looked at by the worker: answered at once, the outcome stands on the form."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from sumvay.files import disk
from sumvay.files import services as files
from sumvay.files.models import Upload
from sumvay.newsroom import selectors, services
from sumvay.newsroom.models import FilmCheck
from sumvay.newsroom.selectors import films
from sumvay.newsroom.services.contribution_refusals import AlreadySent, NotYourUnit, OneFilm
from tests.factories.films import film, film_sent, under_way
from tests.files.tus import signed_in
from tests.newsroom.writing import begun, save, writing_house

pytestmark = pytest.mark.django_db
CHECKING = "Đang kiểm tra video"
NO_FILM = "không phải video trình duyệt phát được"


@pytest.fixture(autouse=True)
def place_for_files(settings, tmp_path):
    settings.VAR, settings.MEDIA_ROOT, settings.FILMS = tmp_path, tmp_path / "files", tmp_path / "films"


@pytest.fixture
def house():
    return writing_house()


@pytest.fixture
def draft(house):
    item = begun(house, kind="video")
    save(house.writer, item, happened_on=timezone.localdate(), place="Sân bóng")
    return item


def come(house, draft, content=None, owner=None):
    about = f"contribution:{draft.pk}"
    return under_way(owner or house.writer, house.unit, content or film(), about=about, name="Hội thao.mp4")


def asked(house, draft, content=None) -> FilmCheck:
    upload = come(house, draft, content)
    return services.ask_to_take_in(actor=house.writer, contribution=draft, upload=upload, now=timezone.now())


def page_of(officer, draft) -> str:
    return signed_in(officer).get(reverse("newsroom:write", args=[draft.pk])).content.decode()


def outcome(officer, draft):
    return signed_in(officer).get(reverse("newsroom:film_outcome", args=[draft.pk]))


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="newsroom.take_in_film", status="todo").count()


def gaps(draft):
    return [gap.sentence for gap in selectors.gaps_of(draft, on=timezone.localdate())]


def test_it_is_answered_at_once_and_the_form_says_that_it_is_being_checked(house, draft, run_jobs):
    upload = come(house, draft)
    place = reverse("newsroom:take_film", args=[draft.pk])
    answer = signed_in(house.writer).post(place, {"token": str(upload.token)}).content.decode()
    assert not draft.photos.exists()
    for shown in (answer, page_of(house.writer, draft)):
        assert CHECKING in shown
        assert f'hx-get="{reverse("newsroom:film_outcome", args=[draft.pk])}"' in shown
        assert "data-whole" not in shown
    assert outcome(house.writer, draft).status_code == 204
    run_jobs()
    found = outcome(house.writer, draft).content.decode()
    assert (found.count("<video"), CHECKING in found) == (1, False)
    assert not FilmCheck.objects.exists()


def test_asked_about_again_after_it_was_taken_in_the_film_is_shown(house, draft, run_jobs):
    upload = asked(house, draft).upload
    run_jobs()
    place, said = reverse("newsroom:take_film", args=[draft.pk]), {"token": str(upload.token)}
    assert "<video" in signed_in(house.writer).post(place, said).content.decode()
    assert signed_in(house.stranger).post(place, said).status_code == 404


def test_asked_about_again_after_it_was_refused_the_sentence_is_shown(house, draft, run_jobs):
    upload = asked(house, draft, b"abc").upload
    run_jobs()
    place, said = reverse("newsroom:take_film", args=[draft.pk]), {"token": str(upload.token)}
    assert NO_FILM in signed_in(house.writer).post(place, said).content.decode()
    assert signed_in(house.colleague).post(place, said).status_code == 404


def test_asked_about_again_while_it_is_looked_at_the_refusal_is_read_all_the_same(house, draft, monkeypatch):
    check = asked(house, draft, b"abc")

    def look_while_it_is_asked_about(*, upload):
        monkeypatch.undo()
        services.ask_to_take_in(actor=house.writer, contribution=draft, upload=upload, now=timezone.now())
        return files.check_film(upload=upload)

    monkeypatch.setattr(files, "check_film", look_while_it_is_asked_about)
    for _each in range(2):
        services.take_in_film(check_id=check.pk, now=timezone.now())
    assert NO_FILM in FilmCheck.objects.get().refusal


def test_asked_twice_it_is_looked_at_once(house, draft, run_jobs):
    upload = come(house, draft)
    for _each in range(2):
        services.ask_to_take_in(actor=house.writer, contribution=draft, upload=upload, now=timezone.now())
    assert (FilmCheck.objects.count(), jobs()) == (1, 1)
    run_jobs()
    assert draft.photos.count() == 1


def test_rung_again_by_another_worker_nothing_changes(house, draft):
    check = asked(house, draft)
    for _each in range(2):
        services.take_in_film(check_id=check.pk, now=timezone.now())
    assert draft.photos.count() == 1
    refused = asked(house, begun(house), b"abc")
    for _each in range(2):
        services.take_in_film(check_id=refused.pk, now=timezone.now())
    assert NO_FILM in FilmCheck.objects.get().refusal


def test_a_film_that_is_gone_before_it_is_looked_at_leaves_a_sentence(house, draft):
    check = asked(house, draft)
    Upload.objects.all().delete()
    services.take_in_film(check_id=check.pk, now=timezone.now())
    assert "chọn lại video" in FilmCheck.objects.get().refusal


def test_a_refused_film_goes_together_with_the_sentence_that_says_so(house, draft, monkeypatch):
    check, end = asked(house, draft, b"abc"), files.end_upload

    def end_and_die(*, upload):
        end(upload=upload)
        raise InterruptedError

    monkeypatch.setattr(files, "end_upload", end_and_die)
    with pytest.raises(InterruptedError):
        services.take_in_film(check_id=check.pk, now=timezone.now())
    assert outcome(house.writer, draft).status_code == 204
    monkeypatch.undo()
    services.take_in_film(check_id=check.pk, now=timezone.now())
    assert NO_FILM in outcome(house.writer, draft).content.decode()
    assert not Upload.objects.exists()


def test_a_film_taken_in_while_the_form_asks_is_on_it(house, draft, monkeypatch):
    check, ask = asked(house, draft), films.film_check_of

    def ask_as_it_is_taken_in(*args):
        found = ask(*args)
        services.take_in_film(check_id=check.pk, now=timezone.now())
        return found

    monkeypatch.setattr(films, "film_check_of", ask_as_it_is_taken_in)
    assert "<video" in outcome(house.writer, draft).content.decode()


def test_the_refusal_is_read_by_its_sender_until_another_is_sent(house, draft, run_jobs):
    asked(house, draft, b"abc")
    run_jobs()
    assert NO_FILM in page_of(house.writer, draft)
    assert outcome(house.writer, draft).status_code == 200
    assert NO_FILM not in page_of(house.colleague, draft)
    another = come(house, draft)
    assert NO_FILM not in page_of(house.writer, draft)
    services.ask_to_take_in(actor=house.writer, contribution=draft, upload=another, now=timezone.now())
    run_jobs()
    assert (draft.photos.count(), FilmCheck.objects.count()) == (1, 0)


def test_one_whose_job_failed_for_good_is_said_to_its_sender_and_holds_the_item_up_no_more(house, draft, run_jobs):
    upload = asked(house, draft).upload
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    for shown in (outcome(house.writer, draft).content.decode(), page_of(house.writer, draft)):
        assert "Chưa kiểm tra được video" in shown
        assert CHECKING not in shown
        # What has come is found again by choosing, not by opening the page
        assert f'data-under-way="{upload.token}"' in shown
        assert "data-whole" not in shown
    assert gaps(draft)[0].startswith("Cần dán đường dẫn video")
    place = reverse("newsroom:take_film", args=[draft.pk])
    assert CHECKING in signed_in(house.writer).post(place, {"token": str(upload.token)}).content.decode()
    run_jobs()
    assert draft.photos.count() == 1


def test_while_it_is_checked_the_item_is_not_sent(house, draft, run_jobs):
    asked(house, draft)
    assert gaps(draft) == ["Video đang được kiểm tra. Xin chờ một lát rồi gửi tin, bài."]
    run_jobs()
    assert gaps(draft) == ["Cần cho biết trong video có ai nhận ra được không."]
    # One that was dropped for another holds nobody up
    item = begun(house, kind="news")
    asked(house, item)
    under_way(house.writer, house.unit, film(), about=f"contribution:{item.pk}", come=100)
    assert "Video đang được kiểm tra. Xin chờ một lát rồi gửi tin, bài." not in gaps(item)


def test_what_stands_in_the_way_meanwhile_is_a_sentence_and_the_bytes_go(
    house, draft, run_jobs, django_capture_on_commit_callbacks
):
    asked(house, draft)
    services.withdraw_contribution(actor=house.writer, contribution=draft, now=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        run_jobs()
    assert "không sửa được nữa" in FilmCheck.objects.get().refusal
    assert (Upload.objects.count(), list(disk.uploads().glob("*")), draft.photos.count()) == (0, [], 0)


def test_only_who_writes_for_the_unit_asks_and_only_for_what_there_is_room(house, draft):
    upload = come(house, draft)
    said = {"contribution": draft, "upload": upload, "now": timezone.now()}
    with pytest.raises(NotYourUnit):
        services.ask_to_take_in(actor=house.stranger, **said)
    film_sent(house.writer, draft)
    with pytest.raises(OneFilm):
        services.ask_to_take_in(actor=house.writer, **said)
    services.withdraw_contribution(actor=house.writer, contribution=draft, now=timezone.now())
    with pytest.raises(AlreadySent):
        services.ask_to_take_in(actor=house.writer, **said)
    assert (FilmCheck.objects.count(), jobs()) == (0, 0)


def test_one_that_has_not_come_whole_is_refused_at_once(house, draft):
    upload = under_way(house.writer, house.unit, film(), about=f"contribution:{draft.pk}", come=1000)
    place = reverse("newsroom:take_film", args=[draft.pk])
    answer = signed_in(house.writer).post(place, {"token": str(upload.token)})
    assert (answer.status_code, answer["Content-Type"]) == (409, "text/plain; charset=utf-8")
    assert "chưa" in answer.content.decode()
    assert (Upload.objects.count(), FilmCheck.objects.count()) == (1, 0)


def test_nobody_else_asks_what_became_of_it(house, draft):
    asked(house, draft)
    assert outcome(house.stranger, draft).status_code == 404
    assert CHECKING not in page_of(house.colleague, draft)
    assert signed_in(house.writer).post(reverse("newsroom:film_outcome", args=[draft.pk])).status_code == 405
