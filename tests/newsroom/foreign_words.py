"""Finds words that cannot be Vietnamese: their letters make no syllable of it."""

import re

ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
RHYME = r"[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?"
SYLLABLE = re.compile(ONSET + RHYME)
# Also parts of addresses and of file names count as one, and are let pass; marks of the keyboard and of formats are
WORD = re.compile(r"(?<![\w./@&#%-])[A-Za-z]{3,}(?![\w/@]|\.\w|-\w)")
# The same in both languages, or names
KNOWN = {
    "wagtail", "video", "email", "url", "html", "youtube", "facebook", "tiktok", "zalo", "vimeo", "rss", "pdf", "docx",
    "xlsx", "jpg", "jpeg", "png", "gif", "webp", "avif", "heic", "ctrl", "alt", "shift", "enter", "esc", "tab", "cmd",
    "infographic", "podcast", "sum", "talk", "logo", "web", "dpi", "csv", "odt", "pptx", "rtf", "txt", "zip", "key",
    "mov", "webm", "javascript", "english", "byte",
}  # fmt: skip


def foreign_words(text: str) -> set[str]:
    """Words of a text that are neither a syllable without its marks nor known in both languages."""
    return {word for word in WORD.findall(text) if word.lower() not in KNOWN and not SYLLABLE.fullmatch(word.lower())}
