"""Made-up content for the style page; Vietnamese as it is, because the page shows how Vietnamese looks."""

from django import forms
from django.core.paginator import Page, Paginator

from sumvay.ui.fields import FigureField, MoneyField, PhotosField
from sumvay.ui.widgets import ChoiceTiles, DateInput, FigureInput, FileInput

DAYS = ["11/01", "12/01", "13/01", "14/01", "15/01", "16/01", "17/01", "18/01", "19/01", "20/01"]
KINDS = [("link", "Dán liên kết"), ("photo", "Thêm ảnh"), ("activity", "Ghi hoạt động")]


class SampleForm(forms.Form):
    """One field of every kind."""

    subject = forms.CharField(label="Trích yếu", help_text="Viết như trên văn bản, không cần chữ “V/v”.")
    due_on = forms.DateField(label="Hạn báo cáo", widget=DateInput())
    kind = forms.ChoiceField(label="Minh chứng", choices=KINDS, widget=ChoiceTiles())
    workers = FigureField(label="Số đoàn viên được thăm hỏi", widget=FigureInput(unit="người"), required=False)
    money = MoneyField(label="Kinh phí chăm lo Tết", help_text="Ghi theo đồng, triệu hoặc tỷ.", required=False)
    level = forms.ChoiceField(
        label="Cấp nhận", choices=[("all", "Tất cả đơn vị trực thuộc"), ("ward", "Công đoàn phường, xã")]
    )
    remark = forms.CharField(label="Khó khăn, kiến nghị", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    paper = forms.FileField(
        label="Văn bản", widget=FileInput(prompt="Chọn hoặc kéo thả văn bản vào đây"), required=False
    )
    photos = PhotosField(label="Ảnh hoạt động", required=False)
    agree = forms.BooleanField(label="Gửi kèm bản sao cho Ban Chấp hành", required=False)


def sample_page() -> Page:
    """The seventh page of twenty."""
    return Paginator(range(200), 10).page(7)


def sample_charts() -> dict[str, dict]:
    """One plot of each kind."""
    return {
        "by_day": {
            "kind": "line",
            "title": "Số đơn vị hoàn thành tăng gấp đôi sau lần nhắc ngày 16/01",
            "axis": "Ngày",
            "labels": DAYS,
            "series": [
                {"name": "Đã hoàn thành", "tone": "leaf", "values": [0, 2, 5, 7, 9, 12, 24, 31, 38, 44]},
                {"name": "Đã xem", "tone": "blue", "values": [4, 18, 26, 30, 33, 41, 50, 53, 55, 57]},
            ],
            "unit": "đơn vị",
            "note": "Tính đến 16:05 ngày 20/01/2027, 57 trên 60 đơn vị",
        },
        "silent": {
            "kind": "hbar",
            "title": "3 công đoàn phường chiếm 61% số đơn vị chưa báo cáo",
            "axis": "Công đoàn cấp trên",
            "labels": [
                "Công đoàn phường Nghĩa Đường",
                "Công đoàn phường Ỷ Lan – Thượng Đình",
                "Công đoàn xã Quảng Lộc",
                "Công đoàn khu công nghiệp Mỹ Thượng",
            ],
            "series": [{"name": "Chưa báo cáo", "tone": "red", "values": [9, 6, 4, 3]}],
            "unit": "đơn vị",
        },
        "states": {
            "kind": "hstack",
            "title": "Khối trường học đã xong, khối doanh nghiệp còn một nửa",
            "axis": "Khối",
            "labels": ["Trường học", "Y tế", "Doanh nghiệp ngoài nhà nước", "Cơ quan hành chính"],
            "series": [
                {"name": "Đã xong", "tone": "leaf", "values": [18, 7, 11, 6]},
                {"name": "Đang làm", "tone": "blue", "values": [0, 2, 8, 1]},
                {"name": "Quá hạn", "tone": "red", "values": [0, 0, 4, 0]},
            ],
            "unit": "đơn vị",
        },
    }
