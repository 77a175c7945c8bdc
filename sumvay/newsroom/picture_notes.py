"""Takes out of a picture what a camera wrote into it: the place, the time, the machine."""

import io
from pathlib import Path

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps

NOTES = {"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment"}


def without_notes(file: File) -> File:
    """
    The picture as it is when it carries no notes, else drawn anew, upright; PNG stays PNG, the rest becomes JPEG.

    Raises OSError or DecompressionBombError for what cannot be drawn; the forms have refused such files before.
    """
    file.seek(0)
    with Image.open(file) as opened:
        if not NOTES & opened.info.keys() and not opened.getexif():
            return file
        image = ImageOps.exif_transpose(opened)
        form = "PNG" if opened.format == "PNG" or image.has_transparency_data else "JPEG"
    profile = image.info.get("icc_profile") if image.mode in {"RGB", "RGBA"} else None
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info = {"icc_profile": profile} if profile else {}
    out = io.BytesIO()
    plain.save(out, form, quality=90, optimize=True, exif=b"")
    return ContentFile(out.getvalue(), name=Path(file.name).with_suffix(".png" if form == "PNG" else ".jpg").name)
