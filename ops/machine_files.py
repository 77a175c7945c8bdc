"""The files of one machine that runs Sum Vay: its settings, its services, its nightly backup, its web front."""

from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = "etc/sumvay/sumvay.env"
PORT = 8000
# Each process keeps a connection for each of its threads, and the embedded database takes 120
MOST_WEB_WORKERS = 12


@dataclass(frozen=True)
class Machine:
    """What an operator decides about the machine."""

    domain: str
    certificate: Path
    key: Path
    user: str
    house: Path
    var: Path
    cores: int


def files_of(machine: Machine) -> dict[str, str]:
    """Every file by its path under the root, in the order of writing."""
    services = "etc/systemd/system/sumvay-{}.service".format
    return {
        ENVIRONMENT: _environment(machine),
        services("database"): _service(machine, "the database", "database", kind="notify"),
        services("web"): _service(
            machine, "the web server", f"serve --port {PORT}", after="database", kind="notify", migrates=True
        ),
        services("worker"): _service(machine, "the worker", "work", after="web"),
        services("backup"): _service(
            machine, "the nightly backup", "backup --keep 14", after="database", kind="oneshot"
        ),
        "etc/systemd/system/sumvay-backup.timer": TIMER,
        "etc/nginx/conf.d/sumvay.conf": _nginx(machine),
        "usr/local/bin/sumvay": _command(machine),
    }


def _environment(machine: Machine) -> str:
    return f"""\
# Settings of Sum Vay; keep the quotes. After a change: systemctl restart sumvay-web sumvay-worker
SUMVAY_BASE_URL='https://{machine.domain}'
SUMVAY_HOSTS='{machine.domain},127.0.0.1'
SUMVAY_VAR='{machine.var}'
SUMVAY_WEB_WORKERS='{min(machine.cores, MOST_WEB_WORKERS)}'
# Letters go out through this server, and come in through this mailbox:
#SUMVAY_EMAIL_URL='smtp://user:password@smtp.example.vn:587?tls=1'
#SUMVAY_MAIL_FROM='sumvay@example.vn'
#SUMVAY_IMAP_URL='imaps://user:password@imap.example.vn/INBOX'
# A PostgreSQL of your own (15 or newer) instead of the embedded one:
#SUMVAY_DATABASE_URL='postgresql://sumvay:password@127.0.0.1:5432/sumvay'
"""


def _service(
    machine: Machine, what: str, command: str, *, after: str = "", kind: str = "exec", migrates: bool = False
) -> str:
    once = kind == "oneshot"
    program = machine.house / ".venv/bin/sumvay"
    before_us = f"sumvay-{after}.service" if after else "network-online.target"
    # Code 2 is a wrong setting, which another start would not mend; for the database, that it has nothing to keep
    restart = ["Restart=always", "RestartSec=2", "RestartPreventExitStatus=2", "SuccessExitStatus=2"]
    lasting = [*restart, "TimeoutStartSec=1h"]
    lines = [
        "[Unit]",
        f"Description=Sum Vay: {what}",
        f"After={before_us}",
        f"Wants={before_us}",
        "StartLimitIntervalSec=0",
        "",
        "[Service]",
        f"Type={kind}",
        f"User={machine.user}",
        f"Group={machine.user}",
        f"WorkingDirectory={machine.house}",
        f"EnvironmentFile=/{ENVIRONMENT}",
        *([f"ExecStartPre={program} migrate"] if migrates else []),
        f"ExecStart={program} {command}",
        *([] if once else lasting),
        "KillMode=mixed",
        "TimeoutStopSec=40",
        "UMask=0027",
        "NoNewPrivileges=yes",
        "PrivateTmp=yes",
        "PrivateDevices=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "ProtectKernelTunables=yes",
        "ProtectControlGroups=yes",
        "RestrictSUIDSGID=yes",
        f"ReadWritePaths={machine.var}",
        *([] if once else ["", "[Install]", "WantedBy=multi-user.target"]),
    ]
    return "\n".join(lines) + "\n"


TIMER = """\
[Unit]
Description=Sum Vay: a backup every night

[Timer]
OnCalendar=*-*-* 02:15
RandomizedDelaySec=10min
Persistent=true

[Install]
WantedBy=timers.target
"""


def _nginx(machine: Machine) -> str:
    # No access log: addresses of personal links are secrets, and the application writes its own masked lines
    return f"""\
limit_req_zone $binary_remote_addr zone=sumvay_reads:4m rate=30r/m;

server {{
    listen 80;
    listen [::]:80;
    server_name {machine.domain};
    access_log off;
    location / {{
        return 301 https://{machine.domain}$request_uri;
    }}
}}

server {{
    listen 443 ssl http2;
    listen [::]:443 ssl http2;
    server_name {machine.domain};
    ssl_certificate {machine.certificate};
    ssl_certificate_key {machine.key};
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:sumvay:10m;
    access_log off;
    client_max_body_size 150m;
{_from_disk(machine)}    location @application {{
{_to_application()}    }}
}}
"""


def _from_disk(machine: Machine) -> str:
    """What nginx answers by itself: readers' kept pages, the sizes of published pictures, and films."""
    return f"""\
    gzip on;
    gzip_types text/css application/javascript application/json application/rss+xml application/atom+xml image/svg+xml;
    gzip_vary on;
    root {machine.var}/pages;
    # A page kept for readers is a file; a question in the address, a form, or no such file is the application's
    location / {{
        error_page 418 = @application;
        if ($request_method !~ ^(GET|HEAD)$) {{ return 418; }}
        if ($is_args) {{ return 418; }}
        try_files $uri ${{uri}}index.html @application;
        charset utf-8;
        types {{
            text/html html;
            application/rss+xml rss;
            application/atom+xml atom;
            application/json json;
            application/xml xml;
        }}
        add_header Cache-Control "max-age=0, must-revalidate";
{_headers()}
    }}
    # Each opening of a piece is counted; who sends more than a reader could is not passed on. Its zone is in memory
    location ~ ^/bai/[0-9]+/doc$ {{
        limit_req zone=sumvay_reads burst=20 nodelay;
        limit_req_status 429;
        try_files $uri @application;
    }}
    location /pictures/ {{
        alias {machine.var}/pictures/;
        types {{ image/avif avif; image/webp webp; image/jpeg jpg jpeg; image/png png; }}
        add_header Cache-Control "public, max-age=31536000, immutable";
        add_header X-Content-Type-Options nosniff;
    }}
{_in_confidence()}
    # A film lies there once a reader has asked the application for it; parts of it are nginx's own business
    location /films/ {{
        root {machine.var};
        try_files $uri @application;
        types {{ video/mp4 mp4; video/webm webm; }}
        add_header Cache-Control "no-cache";
        add_header X-Content-Type-Options nosniff;
    }}
"""


def _to_application() -> str:
    return f"""\
        proxy_pass http://127.0.0.1:{PORT};
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto https;
        proxy_set_header X-Request-ID $request_id;
        proxy_read_timeout 120s;
"""


def _in_confidence() -> str:
    """What members write in confidence: no line, no file on the way, and headers that name somebody end here."""
    return f"""\
    location /y-kien/kin {{
        access_log off;
        error_log /dev/null crit;
        client_max_body_size 32m;
        client_body_buffer_size 32m;
        proxy_max_temp_file_size 0;
        proxy_pass http://127.0.0.1:{PORT};
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-Proto https;
        proxy_set_header X-Forwarded-For "";
        proxy_set_header X-Real-IP "";
        proxy_set_header X-Request-ID "";
        proxy_set_header Cookie "";
        proxy_set_header User-Agent "";
        proxy_read_timeout 120s;
    }}
    # Those who read it: opened photos and answers stay in the memory of nginx, too
    location /cases/sealed/ {{
        access_log off;
        client_max_body_size 1m;
        client_body_buffer_size 1m;
        proxy_max_temp_file_size 0;
{_to_application()}    }}"""


def _headers() -> str:
    """What the application says with each page, said with kept pages too; they hold no script or style of their own."""
    policy = (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
        "frame-src 'self' https://www.youtube-nocookie.com; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    said = {
        "Content-Security-Policy": policy,
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    return "\n".join(f'        add_header {name} "{value}";' for name, value in said.items())


def _command(machine: Machine) -> str:
    return f"""\
#!/bin/sh
# sumvay for operators: the same settings as the services, and their user for all that touches data;
# of root's rights it keeps the one to read, since an operator's files may lie in /root
set -a
. /{ENVIRONMENT}
set +a
case "$1" in
install | upgrade | return) exec {machine.house}/.venv/bin/sumvay "$@" ;;
esac
exec setpriv --reuid={machine.user} --regid={machine.user} --init-groups \\
    --inh-caps=-all,+dac_read_search --ambient-caps=-all,+dac_read_search {machine.house}/.venv/bin/sumvay "$@"
"""
