"""The first day of an operator: the top unit, its first officer, links, letters from a file."""

import re
import subprocess

import pytest
from django.db import connection

from ops.cli import main
from sumvay.accounts.models import User
from sumvay.mail.models import InboundMessage
from sumvay.org.models import Appointment, Unit

TOP = [
    "--unit=Liên đoàn Lao động tỉnh Sông Lam",
    "--code=SLA",
    "--kind=province",
    "--officer=Hồ Thị Mận",
    "--email=man@example.vn",
]


@pytest.fixture
def command(module_database, capsys):
    """`sumvay …` on this file's database, in this process: it need not be imported anew each time."""

    def run(*arguments: str) -> subprocess.CompletedProcess:
        capsys.readouterr()
        try:
            code = main(arguments)
        except SystemExit as end:
            code = end.code
        return subprocess.CompletedProcess(arguments, code, *capsys.readouterr())

    return run


@pytest.fixture
def empty_house(module_database):
    """Every test begins and ends without units and people."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE org_unit, accounts_user CASCADE")


def test_the_top_unit_and_its_first_officer_are_made(sumvay, module_database, empty_house, client):
    done = sumvay("init", *TOP, SUMVAY_DATABASE_URL=module_database)
    assert done.returncode == 0, done.stderr
    post = Appointment.objects.select_related("officer", "unit__kind").get()
    assert (post.unit.name, post.unit.kind.code, post.post) == ("Liên đoàn Lao động tỉnh Sông Lam", "province", "chair")
    assert (post.officer.full_name, post.officer.is_superuser) == ("Hồ Thị Mận", False)
    link = re.search(r"http://127\.0\.0\.1:8000(/\S+)", done.stdout)[1]
    assert client.get(link).status_code == 200


def test_a_second_top_unit_is_refused(command, empty_house):
    command("init", *TOP)
    done = command("init", *TOP)
    assert done.returncode == 1
    assert done.stderr.startswith("sumvay: ")
    assert Unit.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "code", "sentence"),
    [
        ("--kind=kingdom", 1, "kingdom"),
        ("--email=", 2, "needs an e-mail address or a phone number"),
        ("--officer=", 2, "Full name of its first officer? Give it as an option"),
    ],
)
def test_what_does_not_fit_leaves_nothing_behind(command, empty_house, changed, code, sentence):
    name = changed.split("=")[0]
    done = command("init", *(part for part in TOP if not part.startswith(name)), changed)
    assert done.returncode == code
    assert sentence in done.stderr
    assert (Unit.objects.count(), User.objects.count()) == (0, 0)


def test_a_person_gets_a_new_link_and_the_old_one_ends(command, empty_house, client):
    command("init", *TOP)
    first, second = (command("invite", "man@example.vn").stdout.strip() for _ in range(2))
    assert second != first
    assert "password" in client.get(second.removeprefix("http://127.0.0.1:8000")).text
    assert 'type="password"' not in client.get(first.removeprefix("http://127.0.0.1:8000")).text


def test_a_stranger_is_not_invited(command, empty_house):
    done = command("invite", "nobody@example.vn")
    assert done.returncode == 1
    assert "nobody is known by" in done.stderr


UNITS = """Mã đơn vị,Tên đơn vị,Loại đơn vị,Mã cấp trên,Ngày thành lập
CS01,Công đoàn cơ sở Công ty May Sông Lam,grassroots,SLA,01/01/2020
CS02,Công đoàn cơ sở Trường Tiểu học Bến Thủy,grassroots,SLA,01/01/2020
"""


@pytest.fixture
def units_file(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text(UNITS, encoding="utf-8")
    return str(path)


def test_units_come_in_once_however_often_the_file_is_read(command, empty_house, units_file):
    command("init", *TOP)
    assert "would be: 2 new units" in command("import-units", units_file, "--dry-run").stdout
    assert Unit.objects.count() == 1
    assert "done: 2 new units" in command("import-units", units_file).stdout
    assert "done: 0 new units, 0 changed, 2 as they were" in command("import-units", units_file).stdout
    assert Unit.objects.count() == 3


def test_one_bad_row_keeps_all_out_and_says_why(command, empty_house, tmp_path):
    command("init", *TOP)
    path = tmp_path / "units.csv"
    path.write_text(UNITS + "CS03,Công đoàn cơ sở lạc,grassroots,NOWHERE,01/01/2020\n", encoding="utf-8")
    done = command("import-units", str(path))
    assert done.returncode == 1
    assert "row 4" in done.stdout
    assert "1 bad rows" in done.stdout
    assert Unit.objects.count() == 1


def test_units_need_a_top_unit_first(command, empty_house, units_file):
    done = command("import-units", units_file)
    assert done.returncode == 1
    assert "`sumvay init` makes it" in done.stderr


def test_a_letter_from_a_file_is_taken_in_once(command, tmp_path):
    letter = tmp_path / "letter.eml"
    letter.write_bytes(b"From: an@example.vn\nTo: x@example.vn\nSubject: hi\nMessage-ID: <once@example.vn>\n\nhello\n")
    assert command("receive-mail", str(letter)).returncode == 0
    assert command("receive-mail", str(letter)).returncode == 0
    assert InboundMessage.objects.filter(sender="an@example.vn").count() == 1


def test_a_letter_that_is_not_there_is_one_sentence(command, tmp_path):
    done = command("receive-mail", str(tmp_path / "none.eml"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_commands_refuse_tables_of_another_version(sumvay):
    done = sumvay("invite", "man@example.vn")
    assert done.returncode == 1
    assert "run `sumvay migrate` first" in done.stderr
