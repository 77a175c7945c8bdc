"""Reads an official paper by the rules of its form: extract, clean, cut into parts, read each family of fields."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sumvay.documents.reading.citations import read_basis
from sumvay.documents.reading.clauses import clauses_of
from sumvay.documents.reading.columns import in_reading_order
from sumvay.documents.reading.deadlines import read_deadlines
from sumvay.documents.reading.findings import Found
from sumvay.documents.reading.inferences import inferred_issuers
from sumvay.documents.reading.intake import rows_of_file, rows_of_pasted
from sumvay.documents.reading.letterhead import read_addressees, read_letterhead
from sumvay.documents.reading.outline import Node, outline_of
from sumvay.documents.reading.paper import Paper, paper_of
from sumvay.documents.reading.parts import Parts, parts_of
from sumvay.documents.reading.quotas import read_quotas
from sumvay.documents.reading.report_to import read_hashtags, read_report_to
from sumvay.documents.reading.rows import Row
from sumvay.documents.reading.schedule import schedule_of
from sumvay.documents.reading.sections import purposes_of
from sumvay.documents.reading.signing import read_recipients, read_signature
from sumvay.documents.reading.tasks import read_tasks
from sumvay.documents.reading.topics import read_topics
from sumvay.documents.reading.wording import spelled_out

SINGLE = [
    "number", "symbol", "date", "place", "issuer", "parent_issuer", "doc_type", "subject", "urgency",
    "signer", "signer_title", "signing_prefix",
]  # fmt: skip
LISTS = ["addressees", "basis", "tasks", "deadlines", "quotas", "hashtags", "recipients"]


@dataclass(frozen=True)
class Reading:
    """
    What was read from a paper.

    `text`: the paper as shown, one paragraph a line, NFC. `fields`: every field of the schema, absent is None or [].
    `found`: for each value, by its path ("number", "topics.1.items.0"), {"spans": [[start, end], …], "sure": bool};
    the places count letters of `text`, the end is not included.
    `proposals`: values not printed as such but inferred, {"issuer": {"value", "spans"}}; never part of `fields`.
    """

    text: str
    fields: dict[str, Any]
    found: dict[str, dict[str, Any]]
    proposals: dict[str, dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        """The fields with the places under "found" and the inferred values under "proposals"."""
        return {**self.fields, "found": self.found, "proposals": self.proposals}


def read_document(*, content: bytes, filename: str) -> Reading:
    """
    Read a paper from a .docx, .pdf or .txt file.

    `content`: the file's bytes; `filename`: its name, only to notice a file that is not what its name says.
    Refusals (all with one sentence for the officer) are in `refusals`; nothing is stored.
    """
    return _read(rows_of_file(content, filename))


def read_text(text: str) -> Reading:
    """Read a paper from pasted text; refusals: NothingGiven, PaperOverlong."""
    return _read(rows_of_pasted(text))


def _read(rows: list[Row]) -> Reading:
    paper = paper_of(in_reading_order(rows))
    parts = parts_of(paper)
    outline = outline_of(parts.body)
    single = {**read_letterhead(parts, "\n".join(line.text for line in parts.body)), **read_signature(parts.signature)}
    answer = _Answer()
    for name in SINGLE:
        answer.put(name, single.get(name))
    _read_body(answer, parts, outline, _own_names(single, paper))
    answer.put_list("addressees", read_addressees(parts.addressees))
    answer.put_list("recipients", read_recipients(parts.signature))
    answer.put_list("hashtags", read_hashtags(outline))
    return Reading(paper.text, answer.fields, answer.found, inferred_issuers(answer.fields, answer.found, parts))


def _own_names(single: dict[str, Found], paper: Paper) -> list[str]:
    issuer = single.get("issuer")
    return [spelled_out(name) for name in issuer.value.split("; ")] if issuer else []


def _read_body(answer: "_Answer", parts: Parts, outline: Node, issuers: list[str]) -> None:
    purposes = purposes_of(outline, issuers)
    clauses = clauses_of(outline, purposes, issuers)
    schedule = schedule_of(outline, issuers)
    day = answer.fields["date"]
    paper_date = date.fromisoformat(day) if day else None
    answer.put_list("basis", read_basis([*parts.subject, *parts.body], outline))
    answer.put_topics(read_topics(outline, purposes))
    answer.put_list("tasks", read_tasks(clauses, schedule))
    answer.put_list("deadlines", read_deadlines(clauses, schedule, paper_date))
    answer.put_list("quotas", read_quotas(clauses, joint=len(issuers) > 1))
    answer.put_group("report_to", read_report_to(clauses))


class _Answer:
    """Fields and places, filled side by side."""

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.found: dict[str, dict[str, Any]] = {}

    def put(self, name: str, found: Found | None) -> None:
        self.fields[name] = self._value(name, found) if found else None

    def put_list(self, name: str, found: list[Found]) -> None:
        self.fields[name] = [self._value(f"{name}.{number}", one) for number, one in enumerate(found)]

    def put_group(self, name: str, group: dict[str, Any]) -> None:
        self.fields[name] = {}
        for key, found in group.items():
            if isinstance(found, list):
                self.fields[name][key] = [self._value(f"{name}.{key}.{n}", one) for n, one in enumerate(found)]
            else:
                self.fields[name][key] = self._value(f"{name}.{key}", found) if found else None

    def put_topics(self, topics: list[tuple[Found, list[Found]]]) -> None:
        self.fields["topics"] = [
            {
                "title": self._value(f"topics.{number}.title", title),
                "items": [self._value(f"topics.{number}.items.{n}", item) for n, item in enumerate(items)],
            }
            for number, (title, items) in enumerate(topics)
        ]

    def _value(self, path: str, found: Found) -> Any:
        self.found[path] = {"spans": [list(span) for span in found.spans], "sure": found.sure}
        return found.value
