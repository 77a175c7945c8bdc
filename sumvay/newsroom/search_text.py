"""What a piece is found by: its words without accents, pairs of them, and its words with their accents."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sumvay.newsroom.models import Listing, Piece
from sumvay.vietnamese import fold, nfc

# "12/2026/NĐ-CP", "228/HD-TLĐ", "20/10" are one word each; the rest is letters and figures
WORD = re.compile(r"(?P<number>\d+[^\W\d_]?(?: ?/ ?[^\W_]+(?:[-–][^\W_]+)*)+)|[^\W_]+")
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# A tsvector holds 1 MB; a book of 20,000 words stays below
MOST_WORDS = 20_000
LONGEST_WORD = 60
MOST_TYPED = 8
# Before a word of the title; no word begins so by itself
IN_TITLE = "^"
INLINE_TAG = re.compile(r"</?(?:a|b|i|strong|em|span|sup|sub)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
NOT_WORDS = {"id", "type", "url", "at"}
AT_ONCE = 100


class Searchable(NamedTuple):
    """The three columns of a Listing that search needs; assign them as they are."""

    accented: str
    unaccented: str
    folded_title: str


class Word(NamedTuple):
    """A word of a text or of a question: as written, without accents, and with its tone told apart."""

    written: str
    folded: str
    toned: str


def searchable(title: str, standfirst: str, body: str) -> Searchable:
    """
    The search columns of a piece: `Listing(accented=…, unaccented=…, folded_title=…)`.

    `body` is plain text: see `body_text`. Both vectors come as PostgreSQL writes a tsvector ("'lao' 'dong'"): pass the
    strings to the fields, the database takes them. `accented` holds each word with its accents, `unaccented` each word
    and each pair of neighbours without, so that whole phrases are found by the index alone; both hold the title's words
    a second time as "^word".
    """
    heading = words_of(title)
    accented = {IN_TITLE + word.toned for word in heading}
    unaccented = {IN_TITLE + form for word in heading for form in forms_of(word)}
    for part in (title, standfirst, body):
        words = words_of(part)[:MOST_WORDS]
        accented.update(word.toned for word in words)
        unaccented.update(pairs_of(words))
        for word in words:
            unaccented.update(forms_of(word))
    return Searchable(_vector(accented), _vector(unaccented), folded_title(title))


def folded_title(title: str) -> str:
    """A title as it is compared: its words without accents, one space between them."""
    return " ".join(word.folded for word in words_of(title))[:250]


def words_of(text: str) -> list[Word]:
    """The words of a text in order; the number of a paper is one word, however it is spaced or capitalised."""
    return [_word(found[0]) for found in WORD.finditer(nfc(text))]


def typed_words(text: str) -> list[str]:
    """The first eight words typed to narrow a list, without accents; a NUL, which no column holds, parts them too."""
    return fold(text.replace("\x00", " ")).split()[:MOST_TYPED]


def forms_of(word: Word) -> tuple[str, ...]:
    """What a word is found by without accents; a paper's number by its beginning ("12/2026") and its parts too."""
    if "/" not in word.folded:
        return (word.folded,)
    segments = word.folded.split("/")
    beginnings = ("/".join(segments[:length]) for length in range(2, len(segments)))
    return (word.folded, *beginnings, *re.findall(r"[^\W_]+", word.folded))


def pairs_of(words: Iterable[Word]) -> list[str]:
    """Each two neighbours as one lexeme: most Vietnamese words are of two syllables."""
    return [f"{first.folded}_{second.folded}" for first, second in pairwise(words)]


def body_text(blocks: Iterable[dict]) -> str:
    """The words of a body, from the stream as it is stored (`piece.body.raw_data`), without marks of layout."""
    texts = (TAG.sub(" ", INLINE_TAG.sub("", text)) for block in blocks for text in _texts(block["value"]))
    return html.unescape("\n".join(texts))


def write_vectors(piece_ids: Iterable[int]) -> int:
    """
    Write the search columns of these listings anew from their title, standfirst and body; gives how many there were.

    For many at once: after an import, or when what a word is has changed here.
    """
    pieces = Piece.objects.filter(pk__in=list(piece_ids), listing__isnull=False).only("title", "standfirst", "body")
    written = 0
    rows = []
    for piece in pieces.iterator(chunk_size=AT_ONCE):
        found = searchable(piece.title, piece.standfirst, body_text(piece.body.raw_data))
        rows.append(Listing(piece_id=piece.pk, **found._asdict()))
        if len(rows) == AT_ONCE:
            written += Listing.objects.bulk_update(rows, Searchable._fields)
            rows.clear()
    return written + Listing.objects.bulk_update(rows, Searchable._fields)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in NOT_WORDS:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


@lru_cache(maxsize=50_000)
def _word(written: str) -> Word:
    plain = re.sub(r"\s", "", written.replace("–", "-"))[:LONGEST_WORD]
    return Word(written, fold(plain).replace(" ", ""), _toned(plain))


def _toned(word: str) -> str:
    """The tone stands behind the word, so that "hoà" and "hòa" are the same: "hoa1"."""
    letters = unicodedata.normalize("NFD", word.casefold())
    tones = "".join(TONES.get(letter, "") for letter in letters)
    return nfc("".join(letter for letter in letters if letter not in TONES)) + tones


def _vector(words: set[str]) -> str:
    return " ".join(f"'{word}'" for word in words if word)
