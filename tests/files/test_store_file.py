"""Storing a file: who may, what is kept, what is left when it fails."""

import hashlib
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from sumvay.audit.models import Entry
from sumvay.files import disk, selectors, services
from sumvay.files.models import StoredFile
from tests.factories.accounts import PersonFactory
from tests.factories.files import MP4, photo, stored_file, word_file
from tests.factories.org import UnitFactory, officer_of

NOW = datetime(2027, 1, 18, 9, 5, tzinfo=UTC)
PROOF = StoredFile.Purpose.PROOF

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def officer(unit):
    return officer_of(unit)


def store(officer, unit, name="báo cáo.docx", content=None, now=NOW):
    return services.store_file(
        actor=officer, unit=unit, name=name, content=content or word_file("Xong"), purpose=PROOF, now=now
    )


def test_the_bytes_lie_under_their_own_hash_outside_the_web_root(officer, unit, place_for_files):
    content = word_file("Đã tuyên truyền")
    stored = store(officer, unit, content=content)
    digest = hashlib.sha256(content).hexdigest()
    assert (stored.sha256, stored.size, stored.name) == (digest, len(content), "báo cáo.docx")
    assert (place_for_files / digest[:2] / digest[2:4] / digest).read_bytes() == content
    assert selectors.read_bytes(StoredFile.objects.get()) == content


def test_the_row_says_whose_it_is_and_the_trail_who_brought_it(officer, unit):
    stored = StoredFile.objects.get(pk=store(officer, unit).pk)
    assert (stored.unit, stored.uploaded_by, stored.purpose, stored.created_at) == (unit, officer, "proof", NOW)
    entry = Entry.objects.get(action="file.store")
    assert (entry.target_id, entry.actor_id, entry.unit_id) == (stored.pk, officer.pk, unit.pk)
    assert set(entry.changes) == {"purpose", "size", "sha256"}


def test_what_comes_by_link_has_nobody_as_uploader(unit):
    assert store(None, unit).uploaded_by is None


def test_an_officer_of_another_branch_may_not_store(unit):
    stranger = officer_of(UnitFactory())
    with pytest.raises(services.StoringDenied):
        store(stranger, unit)
    assert not StoredFile.objects.exists()


def test_a_person_without_a_post_may_not_store(unit):
    with pytest.raises(services.StoringDenied):
        store(PersonFactory(), unit)


def test_an_upper_officer_stores_for_a_unit_below(unit):
    below = UnitFactory(parent=unit)
    assert store(officer_of(unit), below).unit == below


def test_the_same_file_twice_is_two_rows_over_one_content(officer, unit, place_for_files):
    first, second = store(officer, unit, content=MP4), store(officer, unit, content=MP4)
    assert first.key != second.key
    assert len([path for path in place_for_files.rglob("*") if path.is_file()]) == 1


def test_a_transaction_undone_leaves_only_a_harmless_orphan(officer, unit):
    with transaction.atomic():
        digest = store(officer, unit, content=MP4).sha256
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()
    assert not Entry.objects.exists()
    again = store(officer, unit, content=MP4)
    assert (again.sha256, selectors.read_bytes(again)) == (digest, MP4)


def test_bytes_are_on_disk_before_the_row(officer, unit, place_for_files):
    with pytest.raises(IntegrityError), transaction.atomic():
        services.store_file(actor=officer, unit=unit, name="a.docx", content=word_file("x"), purpose=None, now=NOW)
    assert [path for path in place_for_files.rglob("*") if path.is_file()] != []


def test_content_cut_short_on_disk_is_written_again(officer, unit, place_for_files):
    stored = store(officer, unit, content=MP4)
    next(path for path in place_for_files.rglob("*") if path.is_file()).write_bytes(b"half")
    store(officer, unit, content=MP4)
    assert selectors.read_bytes(stored) == MP4


def test_no_half_written_draft_is_left(officer, unit, place_for_files):
    store(officer, unit)
    assert [path.name for path in place_for_files.rglob(".*")] == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.docx", "passwd.docx"),
        ("C:\\Users\\Mai\\Báo cáo.docx", "Báo cáo.docx"),
        ("ke\u0302\u0301t qua\u0309.DOCX", "kết quả.docx"),
        ("thư\r\nSet-Cookie: x.docx", "thư Set-Cookie: x.docx"),
        ("hóa đơn.pdf", "hóa đơn.docx"),
        ("", "file.docx"),
        ("a" * 400 + ".docx", "a" * 186 + ".docx"),
    ],
)
def test_names_are_made_safe(officer, unit, name, kept):
    assert store(officer, unit, name=name).name == kept


def test_a_file_over_the_limit_is_refused(officer, unit):
    with pytest.raises(services.FileTooLarge, match="25 MB"):
        store(officer, unit, content=MP4 + bytes(services.FILE_BYTES))
    assert not StoredFile.objects.exists()


def test_a_photo_over_15_mb_is_refused(officer, unit):
    with pytest.raises(services.FileTooLarge, match="15 MB"):
        store(officer, unit, content=photo() + bytes(services.PICTURE_BYTES))


def test_a_full_unit_is_refused_and_others_are_not(officer, unit, monkeypatch):
    stored_file(unit=unit, content=b"x" * 600)
    monkeypatch.setattr(selectors, "QUOTA_BYTES", 650)
    with pytest.raises(services.QuotaReached):
        store(officer, unit, content=MP4)
    neighbour = UnitFactory()
    assert store(officer_of(neighbour), neighbour, content=MP4).size == len(MP4)
    assert (selectors.bytes_held_by(unit), selectors.bytes_left_for(unit)) == (600, 50)


def test_removed_files_free_their_room(unit):
    stored_file(unit=unit, content=b"x" * 600, removed_at=NOW)
    assert selectors.bytes_held_by(unit) == 0


def test_below_some_free_disk_members_files_are_refused_first_and_then_all(
    officer, unit, monkeypatch, settings, place_for_files
):
    settings.FREE_GIGABYTES = 5

    def stored(free):
        monkeypatch.setattr(disk, "free_bytes", lambda: int(free * services.GIGABYTE))
        enclose = partial(services.store_enclosure, unit=unit, content=photo(), now=NOW)
        return [refused(enclose), refused(partial(store, officer, unit))]

    def refused(act):
        before = StoredFile.objects.count()
        with suppress(services.DiskFull):
            act()
        return StoredFile.objects.count() == before

    assert [stored(free) for free in (6, 3, 0.5)] == [[False, False], [True, False], [True, True]]
    assert StoredFile.objects.count() == 3


def test_nobody_erases_the_bytes_while_they_are_being_kept_again(unit, monkeypatch, place_for_files):
    """The sweep waits for the lock that is held from before the bytes are written until the row is committed."""
    first = services.store_enclosure(unit=unit, content=photo(), now=NOW)
    services.erase_enclosures(files=[first], now=NOW)
    held, put = [], disk.put

    def watched(content, place):
        with connection.cursor() as cursor:
            cursor.execute("SELECT mode FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
            held.extend(mode for (mode,) in cursor.fetchall())
        put(content, place)

    monkeypatch.setattr(disk, "put", watched)
    services.store_enclosure(unit=unit, content=photo(), now=NOW)
    assert held == ["ShareLock"]
    services.sweep_films(now=NOW)
    assert disk.place_of(first.sha256).exists()
