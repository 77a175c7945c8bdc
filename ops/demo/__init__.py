"""`sumvay demo`: a believable small movement in the middle of a Tết campaign, made for this project."""

from collections.abc import Callable
from typing import NamedTuple

PASSWORD = "sumvay-dung-thu"  # noqa: S105 (printed for everyone; the demo listens on this machine alone)
PASSPHRASE = "giu kin nhu bung"  # noqa: S105 (likewise: it opens the demo's sealed boxes)


class SignIn(NamedTuple):
    """One account to try, and what it shows."""

    login: str
    password: str
    sees: str


SIGN_INS = [
    SignIn("tinh@sumvay.demo", PASSWORD, "Chủ tịch LĐLĐ tỉnh Sông Hồng: ban hành, đôn đốc, tổng hợp, ký"),
    SignIn("phuong@sumvay.demo", PASSWORD, "Chủ tịch Công đoàn phường Bãi Lúa: triển khai lại, theo dõi 7 đơn vị"),
    SignIn("coso@sumvay.demo", PASSWORD, "Chủ tịch CĐCS Công ty TNHH Vận tải Đường Xanh: việc được giao, báo cáo"),
    SignIn("tld@sumvay.demo", PASSWORD, "Lãnh đạo Tổng Liên đoàn (bản dùng thử): nhìn toàn cảnh"),
    SignIn("kiemtra@sumvay.demo", PASSWORD, "Ủy ban Kiểm tra LĐLĐ tỉnh: ý kiến kín, tố cáo"),
]


def load_demo(progress: Callable[[int, int, str], None]) -> None:
    """Fill an empty house; `progress` is told what is done, of how much, and what is being done."""
    from ops.demo.loading import load

    load(progress)
