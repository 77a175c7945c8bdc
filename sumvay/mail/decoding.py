"""Bytes of letters into text, whatever the sender's program did to them; never refuses."""

import base64
import binascii
import codecs
import quopri
import re

from sumvay.vietnamese import nfc

# Codecs of Python that are no charsets of letters, some of them slow on purpose-made input
NOT_CHARSETS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "unicode-escape", "utf-7"}
WORD = r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?\s]*)\?="
RUN = re.compile(rf"{WORD}(?:\s+{WORD})*")
ONE = re.compile(WORD)
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
FOLDED = re.compile(r"\r?\n[ \t]?")


def decode(content: bytes, charset: str | None) -> str:
    """Text in the stated charset when that works, else UTF-8, else Windows Vietnamese, else Latin-1; without NUL."""
    for candidate in (_usable(charset), "utf-8", "cp1258"):
        try:
            return clean(content.decode(candidate))
        except (UnicodeError, LookupError):
            continue
    return clean(content.decode("latin-1"))


def header(raw: str) -> str:
    """A header as people read it: unfolded, its encoded words (RFC 2047) and bare 8-bit letters decoded."""
    unfolded = FOLDED.sub(" ", raw)
    if not unfolded.isascii():
        unfolded = decode(unfolded.encode("utf-8", "surrogateescape"), None)
    return clean(RUN.sub(lambda run: _run(run[0]), unfolded)).strip()


def clean(text: str) -> str:
    """Text as the database can hold it: composed letters, without NUL and halves of surrogate pairs."""
    return nfc(UNSTORABLE.sub("", text))


def _run(run: str) -> str:
    """Neighbouring words of one charset are decoded together: careless programs cut a letter in two between them."""
    pieces: list[tuple[str, bytes]] = []
    for charset, how, content in ONE.findall(run):
        piece = _unpacked(how, content)
        if pieces and pieces[-1][0] == charset.lower():
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + piece)
        else:
            pieces.append((charset.lower(), piece))
    # A language may follow the charset after "*" (RFC 2231)
    return "".join(decode(content, charset.partition("*")[0]) for charset, content in pieces)


def _unpacked(how: str, content: str) -> bytes:
    encoded = content.encode("utf-8", "replace")
    if how in "qQ":
        return quopri.decodestring(encoded, header=True)
    try:
        return base64.b64decode(encoded + b"=" * (-len(encoded) % 4))
    except binascii.Error:
        return encoded


def _usable(charset: str | None) -> str:
    # "us-ascii" with 8-bit letters is so common that it says nothing
    name = (charset or "").strip("\"' ").lower()
    try:
        known = codecs.lookup(name).name if name.isascii() else ""
    except (LookupError, ValueError):
        return "utf-8"
    return "utf-8" if not known or known in NOT_CHARSETS else known
