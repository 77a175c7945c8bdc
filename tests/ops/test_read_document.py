"""`sumvay read-document` reads papers from files, without a database."""

import json

import pytest

LETTER = """LIÊN ĐOÀN LAO ĐỘNG TỈNH SÔNG LAM
CÔNG ĐOÀN PHƯỜNG BẾN THỦY
Số: 17/CĐP
Bến Thủy, ngày 05 tháng 01 năm 2027

Kính gửi: Các công đoàn cơ sở

Về việc tuyên truyền dịp Tết Đinh Mùi 2027
"""


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "cong-van.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def read(sumvay):
    """The command with a database that does not exist."""

    def run(*arguments):
        return sumvay("read-document", *map(str, arguments), SUMVAY_DATABASE_URL="postgresql://no@127.0.0.1:1/no")

    return run


def test_one_file_prints_its_object(read, letter):
    done = read(letter, "--json")
    assert done.returncode == 0, done.stderr
    paper = json.loads(done.stdout)
    assert (paper["number"], paper["date"]) == ("17", "2027-01-05")


def test_several_files_print_a_list(read, letter):
    assert [paper["number"] for paper in json.loads(read(letter, letter, "--json").stdout)] == ["17", "17"]


def test_a_person_gets_lines(read, letter):
    assert "number: 17\n" in read(letter).stdout


def test_out_writes_one_file_per_paper(read, letter, tmp_path):
    out = tmp_path / "read" / "here"
    done = read(letter, "--out", out)
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((out / "cong-van.json").read_text())["number"] == "17"


def test_a_bad_file_is_one_sentence_and_the_others_are_read(read, letter, tmp_path):
    (tmp_path / "empty.txt").touch()
    done = read(tmp_path / "empty.txt", tmp_path / "absent.txt", letter, "--out", tmp_path / "read")
    assert done.returncode == 1
    complaints = [line for line in done.stderr.splitlines() if line.startswith("sumvay: ")]
    assert len(complaints) == 2
    assert "Traceback" not in done.stderr
    assert [path.name for path in (tmp_path / "read").iterdir()] == ["cong-van.json"]
