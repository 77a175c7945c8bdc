"""What was erased stays erased after a backup of before is restored."""

import os

import pytest
from django.utils import timezone

from sumvay.feedback import services
from sumvay.feedback.models import Case, SealedCase
from sumvay.feedback.services import sealed_writing
from tests.factories.feedback import case_received
from tests.factories.org import UnitFactory, officer_of
from tests.factories.sealed import sealed_message, with_box

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path / "erased"


def test_words_that_came_back_with_a_backup_are_erased_in_the_night():
    unit = UnitFactory()
    case, other = case_received(unit, "Nhà ở số 12, ngõ 5"), case_received(unit, "Cơm ca bị thiu")
    asked = services.ask_for_rights(case=case, wish="erase", words="", now=timezone.now())
    services.erase_case(actor=officer_of(unit, "chair"), asked=asked, now=timezone.now())
    Case.objects.filter(pk=case.pk).update(text="Nhà ở số 12, ngõ 5", erased_at=None)

    assert services.erase_again(now=timezone.now()) == 1
    assert Case.objects.get(pk=case.pk).text == ""
    assert Case.objects.get(pk=other.pk).text == "Cơm ca bị thiu"
    assert services.erase_again(now=timezone.now()) == 0


def test_a_sealed_message_that_came_back_is_deleted_again(own_folder):
    place = with_box(UnitFactory(), first=False)
    gone, kept = (sealed_message(place.box, [place.first], text) for text in ("Bị trừ lương", "Máy dập hở"))
    was = {field.attname: getattr(gone.case, field.attname) for field in SealedCase._meta.concrete_fields}
    sealed_writing.erase_sealed(receipt=gone.receipt)
    SealedCase.objects.create(**was)

    services.erase_again(now=timezone.now())

    assert list(SealedCase.objects.all()) == [kept.case]
    # No order and no moment of the erasure
    assert [os.stat(path).st_mtime for path in own_folder.iterdir()] == [0]
