"""`sumvay install` writes the files of one machine, under any root, and tells what it would run."""

import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.csp import CSP, build_policy

from ops import installing
from ops.cli import build_parser


@pytest.fixture
def certificate(tmp_path):
    for name in ("chain.pem", "key.pem"):
        (tmp_path / name).write_text("PEM")
    return ["--certificate", str(tmp_path / "chain.pem"), "--key", str(tmp_path / "key.pem")]


@pytest.fixture
def installed(sumvay, certificate, tmp_path):
    root = tmp_path / "root"
    done = sumvay("install", "--domain", "sumvay.example.vn", *certificate, "--root", str(root))
    assert done.returncode == 0, done.stderr
    return root


def test_all_files_are_written(installed):
    assert sorted(str(path.relative_to(installed)) for path in installed.rglob("*") if path.is_file()) == [
        "etc/nginx/conf.d/sumvay.conf",
        "etc/sumvay/sumvay.env",
        "etc/systemd/system/sumvay-backup.service",
        "etc/systemd/system/sumvay-backup.timer",
        "etc/systemd/system/sumvay-database.service",
        "etc/systemd/system/sumvay-web.service",
        "etc/systemd/system/sumvay-worker.service",
        "usr/local/bin/sumvay",
    ]


def test_systemd_understands_the_units(installed):
    """Where systemd is at hand, it reads them itself; everywhere the sections and their order are looked at."""
    units = sorted((installed / "etc/systemd/system").iterdir())
    for unit in units:
        lines = unit.read_text().splitlines()
        sections = [line for line in lines if line.startswith("[")]
        assert sections[0] == "[Unit]"
        assert all(re.fullmatch(r"\[\w+\]|[A-Z]\w+=.+|", line) for line in lines), unit.name
    if program := shutil.which("systemd-analyze"):
        shown = subprocess.run([program, "verify", *map(str, units)], capture_output=True, text=True).stderr
        said = [line for line in shown.splitlines() if "sumvay-" in line and "is not executable" not in line]
        assert [line for line in said if "Unit sysinit.target not found" not in line] == []


def test_the_web_waits_for_the_database_and_migrates_first(installed):
    web = (installed / "etc/systemd/system/sumvay-web.service").read_text()
    assert "After=sumvay-database.service" in web
    assert web.index("ExecStartPre=") < web.index("ExecStart=")
    assert "sumvay migrate" in web


def test_each_core_gets_a_web_process(installed):
    environment = (installed / "etc/sumvay/sumvay.env").read_text()
    assert f"SUMVAY_WEB_WORKERS='{min(os.cpu_count(), 12)}'\n" in environment


def test_a_service_counts_as_started_when_it_answers(installed):
    """The web asks for the database at once, and the operator opens the page at once."""
    for name in ("database", "web"):
        assert "Type=notify\n" in (installed / f"etc/systemd/system/sumvay-{name}.service").read_text()


def test_the_command_reads_files_that_only_root_may_read_but_writes_as_the_service(certificate, sumvay, tmp_path):
    """Operators keep their files in /root; what the command makes must belong to the services."""
    root = tmp_path / "root"
    sumvay("install", "--domain", "sumvay.example.vn", *certificate, "--user", "nobody", "--root", str(root))
    command = (root / "usr/local/bin/sumvay").read_text()
    assert "--reuid=nobody --regid=nobody" in command
    if os.geteuid() == 0:
        (tmp_path / "units.csv").write_text("of root alone")
        (tmp_path / "units.csv").chmod(0o600)
        command = command.replace("/etc/sumvay/sumvay.env", str(root / "etc/sumvay/sumvay.env"))
        command = command.replace("--regid=nobody", f"--regid={pwd.getpwnam('nobody').pw_gid}")
        script = re.sub(r"\S+/\.venv/bin/sumvay", 'sh -c \'id -un; cat "$1"; touch "$1"\' sh', command)
        done = subprocess.run(["sh", "-c", script, "sh", str(tmp_path / "units.csv")], capture_output=True, text=True)
        assert done.stdout == "nobody\nof root alone"
        assert "Permission denied" in done.stderr


def test_secrets_in_addresses_are_in_no_access_log(installed):
    web_front = (installed / "etc/nginx/conf.d/sumvay.conf").read_text()
    # Both servers, and once more where members write in confidence and where that is read
    assert web_front.count("access_log off;") == web_front.count("server {") + 2 == 4
    assert "return 301 https://sumvay.example.vn$request_uri;" in web_front


def test_kept_pages_come_with_the_policy_of_the_application(installed):
    """Only the nonce is missing: a page that is the same for everybody cannot carry one."""
    web_front = (installed / "etc/nginx/conf.d/sumvay.conf").read_text()
    rules = {name: [v for v in values if v != CSP.NONCE] for name, values in settings.SECURE_CSP.items()}
    assert f'Content-Security-Policy "{build_policy(rules)}"' in web_front
    assert "try_files $uri ${uri}index.html @application;" in web_front


def test_the_counting_of_reads_is_limited_in_memory_before_it_reaches_the_application(installed):
    web_front = (installed / "etc/nginx/conf.d/sumvay.conf").read_text()
    assert web_front.startswith("limit_req_zone $binary_remote_addr zone=sumvay_reads:4m rate=30r/m;")
    place = web_front.partition("location ~ ^/bai/[0-9]+/doc$ {")[2].partition("}")[0]
    assert "limit_req zone=sumvay_reads burst=20 nodelay;" in place
    assert "try_files $uri @application;" in place


def test_films_are_files_of_nginx_once_the_application_has_laid_them_there(installed):
    web_front = (installed / "etc/nginx/conf.d/sumvay.conf").read_text()
    place = web_front.partition("location /films/ {")[2].partition("\n    }")[0]
    assert "root /var/lib/sumvay/var;" in place
    assert "try_files $uri @application;" in place
    # A piece of a film is 2 MB, thirty photos as large as they are printed are 150
    assert "client_max_body_size 150m;" in web_front


def test_nginx_reads_pages_pictures_and_films_and_nothing_else(sumvay, certificate, tmp_path):
    done = sumvay("install", "--domain", "sumvay.example.vn", *certificate, "--root", str(tmp_path), "--dry-run")
    made = [line for line in done.stdout.splitlines() if line.startswith("to run: install -d")]
    assert [line.split("-m ")[1][:4] for line in made] == ["0711", "0755"]
    assert made[1].split()[-3:] == [f"/var/lib/sumvay/var/{name}" for name in ("pages", "pictures", "films")]


def test_the_settings_are_for_root_and_the_service_alone(installed):
    environment = installed / "etc/sumvay/sumvay.env"
    assert environment.stat().st_mode & 0o777 == 0o640
    assert "SUMVAY_BASE_URL='https://sumvay.example.vn'\n" in environment.read_text()


def test_the_settings_mean_the_same_to_the_shell_and_to_systemd(installed):
    """The command `sumvay` reads them as shell, the services as systemd does: quotes hold what the shell would take."""
    environment = installed / "etc/sumvay/sumvay.env"
    given = "smtp://me:p$1&x@smtp.example.vn:587?tls=1"
    environment.write_text(environment.read_text() + f"SUMVAY_EMAIL_URL='{given}'\n")
    script = f'set -a; . "{environment}"; printf "%s %s" "$SUMVAY_BASE_URL" "$SUMVAY_EMAIL_URL"'
    seen = subprocess.run(["sh", "-c", script], capture_output=True, text=True).stdout
    assert seen == f"https://sumvay.example.vn {given}"
    assert all(re.fullmatch(r"#.*|[A-Z_]+='[^']*'", line) for line in environment.read_text().splitlines())


def test_installing_again_keeps_what_the_operator_edited(installed, sumvay, certificate):
    environment = installed / "etc/sumvay/sumvay.env"
    environment.write_text("SUMVAY_MAIL_FROM=tet@example.vn\n")
    (installed / "etc/nginx/conf.d/sumvay.conf").write_text("old")
    done = sumvay("install", "--domain", "sumvay.example.vn", *certificate, "--root", str(installed))
    assert environment.read_text() == "SUMVAY_MAIL_FROM=tet@example.vn\n"
    assert "ssl_certificate" in (installed / "etc/nginx/conf.d/sumvay.conf").read_text()
    assert f"kept: {environment}" in done.stdout


def test_a_dry_run_writes_nothing(sumvay, certificate, tmp_path):
    root = tmp_path / "root"
    done = sumvay("install", "--domain", "sumvay.example.vn", *certificate, "--root", str(root), "--dry-run")
    assert done.returncode == 0
    assert "to run: systemctl enable" in done.stdout
    assert not root.exists()


def test_with_acme_the_certificate_is_asked_for(sumvay, tmp_path):
    done = sumvay(
        "install", "--domain", "sumvay.example.vn", "--acme", "it@example.vn", "--root", str(tmp_path / "root")
    )
    assert done.stdout.startswith("to run: certbot certonly"), "nginx does not start without the certificate"
    web_front = (tmp_path / "root/etc/nginx/conf.d/sumvay.conf").read_text()
    assert "ssl_certificate /etc/letsencrypt/live/sumvay.example.vn/fullchain.pem;" in web_front


@pytest.mark.parametrize("home", [pwd.getpwuid(0).pw_dir, "/home/it"])
@pytest.mark.parametrize(("house", "python"), [("{}/sumvay", "/usr/bin/python3"), ("/opt/sumvay", "{}/bin/python3")])
def test_code_and_python_must_lie_where_the_services_can_look(monkeypatch, capsys, home, house, python):
    monkeypatch.setattr(installing, "HOUSE", Path(house.format(home)))
    monkeypatch.setattr(installing.sys, "executable", python.format(home))
    monkeypatch.setattr(installing.os, "geteuid", lambda: 0)
    asked = ["install", "--domain", "sumvay.example.vn", "--acme", "it@example.vn"]
    with pytest.raises(SystemExit):
        installing._check(build_parser().parse_args(asked))
    assert f"the services cannot reach {home}/" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--domain", "https://sumvay.vn", "--acme", "it@example.vn"], "--domain must be a name"),
        (["--domain", "sumvay.example.vn"], "give either --certificate and --key, or --acme"),
        (["--domain", "sumvay.example.vn", "--certificate", "/nowhere.pem"], "give either"),
        (["--domain", "sumvay.example.vn", "--certificate", "/nowhere.pem", "--key", "/k.pem"], "there is no file"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_written(sumvay, tmp_path, arguments, sentence):
    done = sumvay("install", *arguments, "--root", str(tmp_path / "root"))
    assert done.returncode == 2
    assert sentence in done.stderr
    assert not (tmp_path / "root").exists()
