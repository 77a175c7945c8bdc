"""The poster of a unit: its name, three lines and the code that leads a phone to the form; on A4 or as a picture."""

import io
import json
from pathlib import Path

import qrcode
import typst
from qrcode.image.svg import SvgPathFillImage

TYPESET = Path(__file__).resolve().parent / "typeset"
# Read across a hall and through a scratched cover; a third of it may be lost
STRENGTH = qrcode.ERROR_CORRECT_Q


def poster_pdf(*, unit: str, code: str, address: str, words: dict[str, str], fonts: Path) -> bytes:
    """An A4 page; `words` are its lines by name (call, how, promise, danger, typed), `fonts` a folder of TTF files."""
    told = {"unit": unit, "code": code, "address": address.split("://")[-1], "qr": _svg(address), **words}
    return typst.compile(
        str(TYPESET / "poster.typ"),
        root=str(TYPESET),
        font_paths=[str(fonts)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        format="pdf",
    )


def code_png(address: str) -> bytes:
    """The code alone as PNG, 20 pixels a square with the quiet edge of four (ISO/IEC 18004)."""
    out = io.BytesIO()
    _drawn(address).make_image().save(out, "PNG")
    return out.getvalue()


def _svg(address: str) -> str:
    return _drawn(address).make_image(image_factory=SvgPathFillImage).to_string(encoding="unicode")


def _drawn(address: str) -> qrcode.QRCode:
    code = qrcode.QRCode(error_correction=STRENGTH, box_size=20, border=4)
    code.add_data(address)
    code.make(fit=True)
    return code
