"""Fields read what officers type: money in đồng, triệu, tỷ; figures with a decimal comma; several photos."""

from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from sumvay.ui.fields import FigureField, MoneyField, PhotosField
from sumvay.ui.widgets import DateInput, DateTimeInput


class Report(forms.Form):
    money = MoneyField(required=False)
    people = FigureField(required=False)
    photos = PhotosField(required=False)


def photo(name: str, content: bytes = b"jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def cleaned(data: dict, files: list | None = None) -> dict:
    form = Report(data, MultiValueDict({"photos": files or []}))
    assert form.is_valid(), form.errors
    return form.cleaned_data


@pytest.mark.parametrize(
    ("typed", "dong"), [("350 triệu", 350_000_000), ("1,2 tỷ", 1_200_000_000), ("1.234.567", 1_234_567), ("0", 0)]
)
def test_money_is_read_as_whole_dong(typed, dong):
    assert cleaned({"money": typed})["money"] == dong


@pytest.mark.parametrize(("typed", "number"), [("1.250", 1250), ("12,5", Decimal("12.5")), ("0", 0)])
def test_a_figure_is_read_with_vietnamese_marks(typed, number):
    assert cleaned({"people": typed})["people"] == number


def test_an_empty_field_is_not_zero():
    data = cleaned({"money": "", "people": " "})
    assert (data["money"], data["people"], data["photos"]) == (None, None, [])


@pytest.mark.parametrize(("field", "typed"), [("money", "1.119 tỷ"), ("money", "nhiều"), ("people", "vài")])
def test_what_cannot_be_read_is_said_beside_the_field_and_kept(field, typed):
    form = Report({field: typed})
    assert list(form.errors) == [field]
    assert typed in form.errors[field][0]
    assert f'value="{typed}"' in str(form[field])


def test_known_amounts_are_shown_with_dots():
    form = Report(initial={"money": 350_000_000, "people": Decimal("1250.5")})
    assert 'value="350.000.000"' in str(form["money"])
    assert 'value="1.250,5"' in str(form["people"])


def test_the_same_amount_in_other_words_is_no_change():
    form = Report({"money": "350 triệu", "people": "1.250"}, initial={"money": 350_000_000, "people": Decimal(1250)})
    assert form.changed_data == []


def test_several_photos_come_as_a_list():
    data = cleaned({}, [photo("mot.jpg"), photo("hai.jpg")])
    assert [file.name for file in data["photos"]] == ["mot.jpg", "hai.jpg"]


def test_an_empty_photo_is_refused():
    form = Report({}, MultiValueDict({"photos": [photo("mot.jpg"), photo("rong.jpg", b"")]}))
    assert form.errors["photos"] == ["Tệp này trống."]


def test_a_required_photo_is_asked_for():
    class Proof(forms.Form):
        photos = PhotosField()

    assert Proof({}, MultiValueDict()).errors["photos"] == ["Vui lòng điền mục này."]


def test_days_and_hours_are_given_to_the_device_in_its_own_form():
    class Due(forms.Form):
        day = forms.DateField(widget=DateInput())
        hour = forms.DateTimeField(widget=DateTimeInput())

    form = Due({"day": "2027-01-25", "hour": "2027-01-25T16:00"})
    assert form.is_valid()
    assert 'type="date"' in str(form["day"])
    assert 'value="2027-01-25T16:00"' in str(form["hour"])
