"""
A program of its own with limits on memory and time: a PDF on standard input, its rows as JSON on standard output.

A PDF can be built to eat memory or to loop; here it can only hurt this process. Nothing of sumvay is imported.
"""

import io
import itertools
import json
import resource
import sys

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

MEMORY = 1536 * 1024 * 1024
SECONDS = 45
SAME_ROW = 3.0
# Points; justified text hardly opens its spaces this far, columns are further apart.
COLUMN_GAP = 14.0


def main() -> None:
    """Print {"pages": […]} or {"refused": why}; the limits on pages and letters are the two arguments."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    most_pages, most_letters = int(sys.argv[1]), int(sys.argv[2])
    try:
        answer = _read(sys.stdin.buffer.read(), most_pages, most_letters)
    except PdfminerException as problem:
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in [*problem.args, problem.__context__])
        answer = {"refused": "locked" if locked else "damaged"}
    except (PDFException, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError):
        # pdfminer answers broken files with any of these.
        answer = {"refused": "damaged"}
    except MemoryError:
        answer = {"refused": "overlong"}
    sys.stdout.write(json.dumps(answer))


def _read(content: bytes, most_pages: int, most_letters: int) -> dict:
    pages, letters = [], 0
    with pdfplumber.open(io.BytesIO(content)) as document:
        if len(document.pages) > most_pages:
            return {"refused": "overlong"}
        for page in document.pages:
            letters += len(page.chars)
            if letters > most_letters:
                return {"refused": "overlong"}
            pages.append(_page(page))
            page.close()
    return {"pages": pages}


def _page(page: pdfplumber.page.Page) -> dict:
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    words = [w for w in page.extract_words() if not any(_inside(w, table.bbox) for table in tables)]
    rows = [_row(row) for row in _in_rows(words)]
    rows += [{"cells": table.extract(), "top": table.bbox[1], "bottom": table.bbox[3]} for table in tables]
    return {"height": float(page.height), "rows": sorted(rows, key=lambda row: row["top"])}


def _inside(word: dict, box: tuple) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _in_rows(words: list[dict]) -> list[list[dict]]:
    rows: list[list[dict]] = []
    for word in sorted(words, key=lambda w: w["bottom"]):
        if rows and word["bottom"] - rows[-1][0]["bottom"] <= SAME_ROW:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w["x0"]) for row in rows]


def _row(words: list[dict]) -> dict:
    groups = [[words[0]]]
    for before, word in itertools.pairwise(words):
        if word["x0"] - before["x1"] > COLUMN_GAP:
            groups.append([])
        groups[-1].append(word)
    return {
        "segments": [[" ".join(w["text"] for w in group), group[0]["x0"], group[-1]["x1"]] for group in groups],
        "first_word": words[0]["x1"] - words[0]["x0"],
        "top": min(w["top"] for w in words),
        "bottom": max(w["bottom"] for w in words),
    }


if __name__ == "__main__":
    main()
