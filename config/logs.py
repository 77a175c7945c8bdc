"""Log lines as JSON objects with the request's id, without addresses, phone numbers or link tokens."""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")

E_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*")
LONG_NUMBER = re.compile(r"(?<![\w-])\+?\d[\d .]{7,}\d(?![\w-])")
# Twenty or more url-safe characters with a digit or capital among them: a token, never a word of ours
TOKEN = re.compile(r"(?<![\w-])(?=[\w:-]*[0-9A-Z])[\w:-]{20,}(?![\w-])")


def masked(text: str) -> str:
    """The text with e-mail addresses, long numbers and link tokens replaced by what they were."""
    return LONG_NUMBER.sub("[number]", TOKEN.sub("[token]", E_MAIL.sub("[e-mail]", text)))


class JsonLine(logging.Formatter):
    """One JSON object a line: time, level, who speaks, what, the request, and where an error came from."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line; an error keeps its kind and places, not its text, which may quote what was typed."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "what": masked(record.getMessage()),
        }
        if request_id.get():
            line["request"] = request_id.get()
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["places"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])[-12:]
            ]
        return json.dumps(line, ensure_ascii=False)
