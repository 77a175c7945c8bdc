"""`sumvay read-messages` reads members' messages from a file, without a database."""

import json

import pytest


@pytest.fixture
def read(sumvay):
    """The command with a database that does not exist."""

    def run(*arguments):
        return sumvay("read-messages", *map(str, arguments), SUMVAY_DATABASE_URL="postgresql://no@127.0.0.1:1/no")

    return run


def test_each_message_is_one_line_of_what_was_read(read, tmp_path):
    path = tmp_path / "messages.jsonl"
    texts = [
        "Tôi là Nguyễn Thị Lan, 0912 345 678. Công ty nợ lương hai tháng, đề nghị can thiệp.",
        "Xưởng đang cháy, công nhân bị khoá trái cửa bên trong, cứu với",
    ]
    path.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)), "utf-8")
    done = read(path, "--json")
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["category"], first["urgent"]) == (0, "luong", False)
    assert all(piece in texts[0] for piece in first["pii"])
    assert "0912 345 678" in first["pii"]
    assert (second["id"], second["urgent"]) == (1, True)
    assert second["categories"][0] == second["category"]


def test_a_line_without_a_text_is_refused(read, tmp_path):
    path = tmp_path / "messages.jsonl"
    path.write_text('{"id": 1}\n', "utf-8")
    done = read(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "must be a JSON object with a text" in done.stderr


def test_a_missing_file_is_said(read, tmp_path):
    done = read(tmp_path / "none.jsonl")
    assert done.returncode == 1
    assert "none.jsonl" in done.stderr
