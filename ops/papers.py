"""Reads official papers from files, without a database."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import track

from ops import place


def read(files: list[Path], *, out: Path | None, as_json: bool) -> int:
    """Print what was read, or write one NAME.json per file into OUT; 1 when a file was refused, and why."""
    place.open_rooms()
    if out:
        out.mkdir(parents=True, exist_ok=True)
    refused = 0
    papers = []
    shown = track(files, "Reading", console=Console(stderr=True)) if out else files
    for path in shown:
        paper = _read_one(path)
        refused += paper is None
        if paper is not None and out:
            (out / f"{path.stem}.json").write_text(_json(paper) + "\n", encoding="utf-8")
        elif paper is not None:
            papers.append(paper)
    if as_json and papers:
        sys.stdout.write(_json(papers[0] if len(files) == 1 else papers) + "\n")
    elif papers:
        sys.stdout.writelines(f"{line}\n" for paper in papers for line in _lines(paper))
    return min(refused, 1)


def _read_one(path: Path) -> dict | None:
    """The paper as the directive schema has it; None after saying why it cannot be read."""
    from sumvay.documents.reading import read_document
    from sumvay.errors import Refusal

    try:
        return read_document(content=path.read_bytes(), filename=path.name).as_json()
    except OSError as error:
        sys.stderr.write(f"sumvay: {path}: {error.strerror}\n")
    except Refusal as refusal:
        sys.stderr.write(f"sumvay: {path}: {refusal}\n")
    return None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _lines(paper: dict) -> Iterator[str]:
    """One line per field that was found, for a person."""
    for name, value in paper.items():
        if value not in (None, [], {}) and name != "found":
            shown = value if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)
            yield f"{name:>16}: {shown}"
    yield ""
