"""A wrong setting ends the start with one clear sentence and exit code 2."""

import pytest

from config import environment

WRONG = {
    "SUMVAY_DEBUG": "perhaps",
    "SUMVAY_DEMO": "maybe",
    "SUMVAY_WEB_WORKERS": "0",
    "SUMVAY_WEB_THREADS": "many",
    "SUMVAY_JOBS_AT_ONCE": "65",
    "SUMVAY_SECRET_KEY": "short",
    "SUMVAY_BASE_URL": "sumvay.example.vn",
    "SUMVAY_HOSTS": "https://sumvay.example.vn",
    "SUMVAY_DATABASE_URL": "mysql://root@localhost/sumvay",
    "SUMVAY_EMAIL_URL": "http://smtp.example.vn",
    "SUMVAY_IMAP_URL": "imaps://imap.example.vn",
    "SUMVAY_MAIL_FROM": "nobody",
    "SUMVAY_LOG_LEVEL": "LOUD",
    "SUMVAY_VAR": "/proc/nowhere",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_one_sentence_and_exit_code_two(sumvay, name):
    done = sumvay("migrate", "--check", **{name: WRONG[name]})
    assert done.returncode == 2
    assert done.stderr.startswith(f"sumvay: {name} ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SUMVAY_DATABASE_URL", "postgresql://sumvay:cam-to-nowhere@[bad/sumvay"),
        ("SUMVAY_EMAIL_URL", "smtp://me:cam-to-nowhere@host:port"),
        ("SUMVAY_IMAP_URL", "pop3://me:cam-to-nowhere@host"),
    ],
)
def test_the_sentence_never_repeats_a_password(sumvay, name, value):
    done = sumvay("migrate", "--check", **{name: value})
    assert done.returncode == 2
    assert "cam-to-nowhere" not in done.stderr


def test_an_outside_database_is_taken_apart(monkeypatch, tmp_path):
    monkeypatch.setenv("URL", "postgresql://an:m%40t@db.example.vn:6432/tree?sslmode=require")
    found = environment.database("URL", tmp_path / "address")
    assert found["NAME"] == "tree"
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("an", "m@t", "db.example.vn", "6432")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_without_one_the_embedded_database_is_found_by_its_address(monkeypatch, tmp_path):
    monkeypatch.delenv("URL", raising=False)
    (tmp_path / "address").write_text("postgresql://sumvay:x@/sumvay?host=%2Fa%2Fb&port=4321")
    found = environment.database("URL", tmp_path / "address")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/a/b", "4321", "sumvay")


def test_the_mail_server_is_taken_apart(monkeypatch, tmp_path):
    monkeypatch.setenv("URL", "smtp://me%40example.vn:m%2Ft@smtp.example.vn:2525?tls=1")
    assert environment.mailer("URL", tmp_path)["OPTIONS"] == {
        "host": "smtp.example.vn",
        "port": 2525,
        "username": "me@example.vn",
        "password": "m/t",
        "use_tls": True,
        "use_ssl": False,
        "timeout": 20,
    }


def test_without_a_mail_server_letters_become_files(monkeypatch, tmp_path):
    monkeypatch.delenv("URL", raising=False)
    assert environment.mailer("URL", tmp_path / "outbox")["OPTIONS"] == {"file_path": str(tmp_path / "outbox")}


def test_the_secret_is_made_once_and_for_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.delenv("KEY", raising=False)
    first = environment.secret("KEY", tmp_path / "secret")
    assert environment.secret("KEY", tmp_path / "secret") == first
    assert len(first) >= 50
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
