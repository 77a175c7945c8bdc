"""Keeps the Vietnamese catalogues complete: `python -m tools.catalogues ROOM…` updates, `--compile` makes .mo files."""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# What Wagtail's own catalogue leaves in English; kept by hand, since its sources are not ours
OF_WAGTAIL = HOUSE / "sumvay" / "newsroom" / "wagtail_locale" / "vi" / "LC_MESSAGES"
EXTRA_SOURCES = {"ui": ["templates", "config"]}


def catalogue_path(room: str) -> Path:
    """Where a room keeps its Vietnamese."""
    return HOUSE / "sumvay" / room / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def rooms() -> list[str]:
    """Names of all rooms in the house."""
    return sorted(p.name for p in (HOUSE / "sumvay").iterdir() if (p / "__init__.py").exists())


def messages_of(room: str):
    """Every message of a room as (context, msgid or (singular, plural))."""
    folders = [HOUSE / "sumvay" / room, *(HOUSE / name for name in EXTRA_SOURCES.get(room, []))]
    files = [p for folder in folders for p in folder.rglob("*") if p.suffix in {".py", ".html", ".txt"} and p.is_file()]
    files = [p for p in files if "static" not in p.parts]
    for path in sorted(files):
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # A template's indentation means nothing, but the reader takes the text for Python
            source = "\n".join(line.strip() for line in templatize(source).splitlines())
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(source.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            yield context, message


def load(room: str) -> Catalog:
    """The room's catalogue as it is on disk, or an empty one."""
    path = catalogue_path(room)
    if not path.exists():
        return Catalog(locale="vi", project="Sum Vay", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale="vi")


def update(room: str) -> list[str]:
    """Add missing messages, drop dead ones; returns the msgids that still have no Vietnamese."""
    old, new = load(room), Catalog(locale="vi", project="Sum Vay", charset="utf-8", fuzzy=False)
    for context, message in messages_of(room):
        known = old.get(message[0] if isinstance(message, tuple) else message, context)
        new.add(message, string=known.string if known else None, context=context)
    waiting = [str(m.id) for m in new if m.id and not all(m.string if isinstance(m.string, tuple) else [m.string])]
    if len(new):
        path = catalogue_path(room)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, new, width=120, sort_output=True, no_location=True, omit_header=False)
    return waiting


def compile_all() -> None:
    """Write the .mo file beside every catalogue."""
    for path in [*map(catalogue_path, rooms()), *OF_WAGTAIL.glob("*.po")]:
        if path.exists():
            with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_po(source, locale="vi"))


def main(arguments: list[str]) -> int:
    """Update the named rooms (all without names); exit code 1 while Vietnamese is missing."""
    if not settings.configured:
        settings.configure()
    names = [a for a in arguments if not a.startswith("-")]
    waiting: dict[str, list[str]] = {}
    if "--compile" not in arguments or names:
        waiting = {room: missing for room in (names or rooms()) if (missing := update(room))}
    for room, missing in waiting.items():
        sys.stdout.write("".join(f"{room}: no Vietnamese for {text!r}\n" for text in missing))
    compile_all()
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
