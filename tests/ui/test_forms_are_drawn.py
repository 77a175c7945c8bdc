"""A form on screen: label above, help below, error beside and summed at the top, tied together for readers."""

from django import forms

from sumvay.ui.widgets import CheckTiles, ChoiceTiles, FigureInput, FileInput, MoneyInput, PhotoInput

KINDS = [("link", "Dán liên kết"), ("photo", "Thêm ảnh")]


class Proof(forms.Form):
    subject = forms.CharField(label="Trích yếu", help_text="Viết như trên văn bản.")
    kind = forms.ChoiceField(label="Minh chứng", choices=KINDS, widget=ChoiceTiles())
    more = forms.MultipleChoiceField(label="Thêm", choices=KINDS, widget=CheckTiles(), required=False)
    money = forms.CharField(label="Kinh phí", widget=MoneyInput(), required=False)
    people = forms.CharField(label="Số người", widget=FigureInput(unit="người"), required=False)
    paper = forms.FileField(label="Văn bản", widget=FileInput(prompt="Chọn văn bản"), required=False)
    photos = forms.FileField(label="Ảnh", widget=PhotoInput(), required=False)
    agree = forms.BooleanField(label="Gửi kèm bản sao", required=False)
    token = forms.CharField(widget=forms.HiddenInput(), required=False)


def test_a_fresh_form_has_labels_help_and_no_errors(render):
    html = render("ui/form.html", {"form": Proof(), "submit": "Gửi báo cáo"})
    assert '<label class="field__label" for="id_subject">Trích yếu</label>' in html
    assert 'aria-describedby="id_subject_helptext"' in html
    assert '<div class="field__help" id="id_subject_helptext">Viết như trên văn bản.</div>' in html
    assert 'name="token"' in html
    assert "Gửi báo cáo</button>" in html
    assert "form-errors" not in html
    assert "field__error" not in html


def test_errors_stand_beside_the_field_and_summed_at_the_top_and_input_is_kept(render):
    html = render("ui/form.html", {"form": Proof({"subject": "", "money": "350 triệu", "agree": "on"})})
    assert "Còn 2 chỗ cần xem lại" in html
    assert '<a href="#id_subject">Trích yếu: Vui lòng điền mục này.</a>' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_subject_error"' in html
    assert "id_subject_error" in html.split('name="subject"')[1].split(">")[0]
    assert 'value="350 triệu"' in html
    assert "checked" in html.split('name="agree"')[1].split(">")[0]


def test_a_link_of_the_summary_leads_to_the_group_of_tiles(render):
    html = render("ui/form.html", {"form": Proof({"subject": "Báo cáo"})})
    assert '<a href="#id_kind">' in html
    assert 'id="id_kind"' in html


def test_an_error_of_the_whole_form_is_said_first(render):
    form = Proof({"subject": "Báo cáo", "kind": "link"})
    form.add_error(None, "Đơn vị đã gửi báo cáo này.")
    html = render("ui/form_errors.html", {"form": form})
    assert "<li>Đơn vị đã gửi báo cáo này.</li>" in html


def test_tiles_are_radio_buttons_and_boxes_with_the_chosen_one_marked(render):
    form = Proof({"subject": "x", "kind": "photo", "more": ["link"]})
    html = render("ui/field.html", {"field": form["kind"]}) + render("ui/field.html", {"field": form["more"]})
    assert html.count('type="radio" name="kind"') == 2
    assert html.count('type="checkbox" name="more"') == 2
    assert "checked" in html.split('value="photo"')[1].split(">")[0]
    assert "Thêm ảnh</span>" in html


def test_widgets_carry_what_their_behaviour_needs(render):
    html = render("ui/form.html", {"form": Proof()})
    assert 'data-money="id_money_words"' in html
    assert 'id="id_money_words"' in html
    assert 'data-step="1" data-step-for="id_people"' in html
    assert "người</span>" in html
    assert "Chọn văn bản</span>" in html
    assert "multiple" in html.split('name="photos"')[1].split(">")[0]
    assert "data-photo-strip" in html


def test_what_an_officer_typed_never_becomes_markup(render):
    html = render("ui/form.html", {"form": Proof({"subject": "<script>alert(1)</script>", "money": '"><b>'})})
    assert "<script>alert" not in html
    assert '"><b>' not in html
