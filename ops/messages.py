"""Reads members' messages from a file, without a database, and scores the reading of the shared cases."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ops.place import HOUSE

SHARED = HOUSE.parent / "shared" / "cases" / "feedback"


def read(file: Path, *, as_json: bool) -> int:
    """Print how each message of a .jsonl file (id and text a line) is read, one line a message; 2 when it is none."""
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        texts = [row["text"] for row in rows]
    except OSError as error:
        sys.stderr.write(f"sumvay: {file}: {error.strerror}\n")
        return 1
    except (ValueError, KeyError, TypeError):
        sys.stderr.write(f"sumvay: {file}: each line must be a JSON object with a text.\n")
        return 2
    for row, answer in zip(rows, _answers(texts), strict=True):
        answer = {"id": row.get("id"), **answer}
        sys.stdout.write((json.dumps(answer, ensure_ascii=False) if as_json else _line(answer)) + "\n")
    return 0


def evaluate() -> int:
    """Score the reading of the shared cases, where they are; 1 when an aim is missed."""
    gold, scorer = SHARED / "cases.jsonl", SHARED / "score.py"
    if not gold.exists():
        sys.stdout.write(f"There are no shared cases beside this folder ({SHARED}), so there is nothing to score.\n")
        return 0
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as read_here:
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        for row, answer in zip(rows, _answers([row["text"] for row in rows]), strict=True):
            read_here.write(json.dumps({"id": row["id"], **answer}, ensure_ascii=False) + "\n")
        read_here.flush()
        return subprocess.run([sys.executable, scorer, read_here.name, gold], check=False).returncode


def _answers(texts: Sequence[str]) -> list[dict]:
    """What was read of each message; `pii` are the pieces of personal data as they stand in it."""
    from sumvay.feedback.reading import personal_data, reader, same_ask

    readings = reader.read(texts)
    asked = [
        same_ask.Asked(
            text=text, categories=tuple(reading.categories), kind=reading.kind, enterprise=reading.enterprise
        )
        for text, reading in zip(texts, readings, strict=True)
    ]
    return [
        {
            "category": reading.categories[0],
            "categories": reading.categories,
            "urgent": reading.is_urgent,
            "urgent_why": reading.urgent_why,
            "kind": reading.kind,
            "sentiment": reading.tone,
            "enterprise": reading.enterprise,
            "place": reading.place,
            "pii": list(dict.fromkeys(text[begin:end] for begin, end in personal_data.spans(text))),
            "cluster": cluster,
        }
        for text, reading, cluster in zip(texts, readings, same_ask.clusters(asked), strict=True)
    ]


def _line(answer: dict) -> str:
    urgent = f" URGENT ({answer['urgent_why']})" if answer["urgent"] else ""
    return f"{answer['id']}: {', '.join(answer['categories'])}; {answer['kind']}; {answer['sentiment']}{urgent}"
