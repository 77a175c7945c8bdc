"""The indicators an office can begin with; turns, people, parcels and vouchers are counted apart."""

from django.db import migrations

COMMS, TET, MONEY = "Truyền thông", "Chăm lo Tết", "Kinh phí"
# code, name, unit of measure, group, money, how it adds up, counted from
CATALOGUE = [
    ("tin-bai", "Tin, bài đã viết", "tin, bài", COMMS, False, "sum", "pieces"),
    ("video", "Video clip đã làm", "clip", COMMS, False, "sum", ""),
    ("luot-chia-se", "Lượt chia sẻ đường dẫn", "lượt", COMMS, False, "sum", "shares"),
    ("luot-xem", "Lượt xem", "lượt", COMMS, False, "sum", ""),
    ("trang-nhom", "Trang, nhóm, tài khoản tham gia", "trang", COMMS, False, "sum", ""),
    ("buoi-tuyen-truyen", "Buổi tuyên truyền", "buổi", COMMS, False, "sum", ""),
    ("luot-nghe", "Lượt người nghe tuyên truyền", "lượt người", COMMS, False, "sum", ""),
    ("y-kien", "Ý kiến, tin nhắn của đoàn viên đã ghi nhận", "ý kiến", COMMS, False, "sum", ""),
    ("y-kien-da-tra-loi", "Ý kiến đã trả lời", "ý kiến", COMMS, False, "sum", ""),
    ("bai-du-thi", "Bài, clip dự thi", "bài", COMMS, False, "sum", "contest_entries"),
    ("nguoi-du-thi", "Người dự thi", "người", COMMS, False, "sum", ""),
    ("chuong-trinh", "Chương trình, hoạt động đã tổ chức", "chương trình", TET, False, "sum", "activities"),
    ("luot-tham-du", "Lượt người tham dự", "lượt người", TET, False, "sum", "attendances"),
    ("suat-qua", "Suất quà đã trao", "suất", TET, False, "sum", ""),
    ("nguoi-nhan-qua", "Người được tặng quà", "người", TET, False, "sum", ""),
    ("luot-nhan-qua", "Lượt người được tặng quà", "lượt người", TET, False, "sum", ""),
    ("don-gia-qua", "Giá trị suất quà cao nhất", "đồng", TET, True, "max", ""),
    ("gian-hang", "Gian hàng Chợ Tết", "gian hàng", TET, False, "sum", ""),
    ("phieu-mua-hang", "Phiếu mua hàng đã phát", "phiếu", TET, False, "sum", ""),
    ("nguoi-nhan-phieu", "Người nhận phiếu mua hàng", "người", TET, False, "sum", ""),
    ("ve-tau-xe", "Vé tàu, xe, máy bay đã hỗ trợ", "vé", TET, False, "sum", ""),
    ("chuyen-xe", "Chuyến xe đưa công nhân về quê", "chuyến", TET, False, "sum", ""),
    ("nguoi-di-xe", "Người được đưa về quê", "người", TET, False, "sum", ""),
    ("lao-dong-o-lai", "Lao động ở lại đón Tết", "người", TET, False, "sum", ""),
    ("dn-no-luong", "Doanh nghiệp nợ lương, nợ thưởng", "doanh nghiệp", TET, False, "latest", ""),
    ("tien-cong-doan", "Kinh phí từ tài chính công đoàn", "đồng", MONEY, True, "sum", ""),
    ("tien-xa-hoi-hoa", "Kinh phí xã hội hóa", "đồng", MONEY, True, "sum", ""),
    ("tien-nsdld", "Kinh phí từ người sử dụng lao động", "đồng", MONEY, True, "sum", ""),
]


def load(apps, schema_editor):
    """Add what is not there yet."""
    Indicator = apps.get_model("reporting", "Indicator")
    Indicator.objects.bulk_create(
        [
            Indicator(
                code=code, name=name, measure=measure, group=group, is_money=money, adds_up=adds_up,
                counted_from=counted, position=position,
            )
            for position, (code, name, measure, group, money, adds_up, counted) in enumerate(CATALOGUE, 1)
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("reporting", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
