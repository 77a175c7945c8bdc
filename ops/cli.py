"""The operator's command line: `sumvay COMMAND --help` explains each command."""

import argparse
import os
import pwd
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from ops.children import end_with_parent

Parser = argparse.ArgumentParser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 went well, 1 was refused or failed, 2 was asked or configured wrongly."""
    chosen = build_parser().parse_args(arguments)
    end_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if chosen.needs_settings:
        import config.settings  # noqa: F401  checks every variable; ends with code 2 when one is wrong

    from ops.postgres import DatabaseTrouble

    try:
        return chosen.act(chosen) or 0
    except DatabaseTrouble as trouble:
        sys.stderr.write(f"sumvay: {trouble}\n")
        return 1
    except PermissionError as refused:
        user = pwd.getpwuid(os.geteuid()).pw_name
        sys.stderr.write(f"sumvay: {refused.filename}: the user {user}, who runs this command, may not.\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("sumvay: stopped; the same command goes on from here.\n")
        return 130


def build_parser() -> Parser:
    """All commands with their options."""
    parser = Parser(prog="sumvay", description="Sum Vay for operators. All settings are SUMVAY_… variables.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, act: Callable, says: str, *, needs_settings: bool = True) -> Parser:
        made = commands.add_parser(name, help=says, description=says)
        made.set_defaults(act=act, needs_settings=needs_settings)
        return made

    _add_running(command)
    _add_first_day(command)
    _add_papers_and_mail(command)
    _add_listening(command)
    _add_keeping(command)
    return parser


def _add_running(command: Callable[..., Parser]) -> None:
    run = command("run", _run, "Everything on this machine: database, demo the first time, web and worker.")
    run.add_argument("--host", default="127.0.0.1", help="the address to listen on (0.0.0.0 for the whole network)")
    run.add_argument("--port", type=int, help="the port (the first free one from 8000 on)")
    run.add_argument("--no-demo", action="store_true", help="leave an empty house empty")
    serve = command("serve", _serve, "Serve pages.")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    serve.add_argument("--port", type=int, default=8000, help="the port")
    command("work", _work, "Do the jobs of the queue.")
    catch = command(
        "catch-mail", _catch_mail, "Take letters on this machine instead of delivering them, as `run` does."
    )
    catch.add_argument("--port", type=int, required=True, help="the port on 127.0.0.1 to listen on")
    command("database", _database, "Keep the embedded PostgreSQL up, for services that run apart.")
    migrate = command("migrate", _migrate, "Bring the database up to date; does nothing when it is.")
    migrate.add_argument("--check", action="store_true", help="change nothing; code 1 when it is not up to date")
    check = command("check", _check, "Look at everything that must be right, and say what is not.")
    says = "also sign in to the mail servers, and send a letter to ADDRESS"
    check.add_argument("--mail", nargs="?", const="", metavar="ADDRESS", help=says)
    command("shell", _shell, "A Python prompt with the rooms open.")


def _add_first_day(command: Callable[..., Parser]) -> None:
    command("demo", _demo, "Fill an empty house with a believable small movement.")
    init = command("init", _init, "Make the top unit and its first officer; asks for what is not given.")
    init.add_argument("--unit", help="name of the top unit")
    init.add_argument("--code", help="its code, such as TLD")
    init.add_argument("--kind", help="its kind, such as national or province")
    init.add_argument("--officer", help="full name of the first officer")
    init.add_argument("--email", help="the officer's e-mail address")
    init.add_argument("--phone", help="the officer's phone number")
    units = command("import-units", _import_units, "Read units and officers from an .xlsx or .csv file.")
    units.add_argument("file", type=Path)
    units.add_argument("--dry-run", action="store_true", help="only list what would change and which rows are bad")
    units.add_argument("--below", metavar="CODE", help="code of the unit under which they lie (default: the top unit)")
    invite = command("invite", _invite, "Print a link by which a person sets a password.")
    invite.add_argument("who", help="the person's e-mail address or phone number")


def _add_papers_and_mail(command: Callable[..., Parser]) -> None:
    read = command("read-document", _read_document, "Read official papers (.docx, .pdf, .txt); needs no database.")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE")
    read.add_argument("--json", action="store_true", help="the answer as JSON")
    read.add_argument("--out", type=Path, metavar="DIR", help="write one NAME.json per file into DIR")
    receive = command("receive-mail", _receive_mail, "Take in a letter as if it had come to the mailbox.")
    receive.add_argument("file", type=Path, metavar="FILE.eml")


def _add_listening(command: Callable[..., Parser]) -> None:
    read = command("read-messages", _read_messages, "Read members' messages from a .jsonl file; needs no database.")
    read.add_argument("file", type=Path, metavar="FILE.jsonl", help="one object a line, with id and text")
    read.add_argument("--json", action="store_true", help="one JSON object a line")
    train = command("train", _train, "Let the reader of messages learn anew, and write its card.")
    says = "learn from the cases that officers have sorted, too; needs the database"
    train.add_argument("--from-cases", action="store_true", help=says)
    command("eval", _eval, "Score the reading of the shared cases, where they lie beside this folder.")


def _add_keeping(command: Callable[..., Parser]) -> None:
    backup = command("backup", _backup, "Put database and files into one archive.")
    backup.add_argument("file", nargs="?", type=Path, help="the archive (default: VAR/backups/sumvay-DATE.tar.gz)")
    backup.add_argument("--keep", type=int, metavar="N", help="afterwards keep only the newest N in that folder")
    restore = command("restore", _restore, "Put an archive back; refuses a database that is not empty.")
    restore.add_argument("file", type=Path)
    restore.add_argument("--force", action="store_true", help="replace what is there, after putting it into an archive")
    install = command("install", _install, "Write the services of one machine: web, worker, backup, nginx.")
    install.add_argument("--domain", required=True, help="the name people type, such as sumvay.congdoan.example")
    install.add_argument("--certificate", type=Path, help="the certificate chain (PEM)")
    install.add_argument("--key", type=Path, help="its private key (PEM)")
    install.add_argument("--acme", metavar="E-MAIL", help="get a certificate from Let's Encrypt with certbot")
    install.add_argument("--user", default="sumvay", help="the system user that runs the services")
    install.add_argument("--root", type=Path, default=Path("/"), help="write under this folder instead of /")
    install.add_argument("--dry-run", action="store_true", help="only show what would be written")
    upgrade = command("upgrade", _upgrade, "Move an installed machine to another version; a backup comes first.")
    upgrade.add_argument("version", help="a tag, branch or commit of the code")
    command("return", _return, "Go back to the version and the data from before the last upgrade.")
    # Its settings are those of a folder of its own
    bench = command(
        "bench", _bench, "Measure the tree, the cascade and the counts beside bare SQL.", needs_settings=False
    )
    bench.add_argument("--no-page", action="store_true", help="only print, and leave docs/benchmarks.md as it is")
    bench.add_argument(
        "--newsroom", type=int, nargs="?", const=200_000, default=0, metavar="PIECES",
        help="also the newsroom, at 200,000 public pieces unless said otherwise; a quarter of an hour more",
    )  # fmt: skip
    bench.add_argument("--listening", action="store_true", help="also the reading of members' messages")


def _run(chosen) -> int:
    from ops import running

    return running.run(host=chosen.host, port=chosen.port, demo=not chosen.no_demo)


def _serve(chosen) -> int:
    from ops import running

    return running.serve(host=chosen.host, port=chosen.port)


def _work(chosen) -> int:
    from ops import running

    return running.work()


def _catch_mail(chosen) -> int:
    from ops import mail_catcher

    mail_catcher.main(["--port", str(chosen.port)])
    return 0


def _database(chosen) -> int:
    from ops import running

    return running.keep_database()


def _migrate(chosen) -> int:
    from ops import migrating, place

    with place.database() as url:
        return int(not migrating.is_migrated(url)) if chosen.check else migrating.migrate(url)


def _check(chosen) -> int:
    from ops import checking

    return checking.check(mail=chosen.mail)


def _shell(chosen) -> int:
    from ops import first_day

    return first_day.shell()


def _demo(chosen) -> int:
    from ops import first_day

    return first_day.demo()


def _init(chosen) -> int:
    from ops import first_day

    return first_day.init(
        unit=chosen.unit,
        code=chosen.code,
        kind=chosen.kind,
        officer=chosen.officer,
        email=chosen.email,
        phone=chosen.phone,
    )


def _import_units(chosen) -> int:
    from ops import first_day

    return first_day.import_units(chosen.file, below=chosen.below, dry_run=chosen.dry_run)


def _invite(chosen) -> int:
    from ops import first_day

    return first_day.invite(chosen.who)


def _read_document(chosen) -> int:
    from ops import papers

    return papers.read(chosen.files, out=chosen.out, as_json=chosen.json)


def _receive_mail(chosen) -> int:
    from ops import first_day

    return first_day.receive_mail(chosen.file)


def _read_messages(chosen) -> int:
    from ops import messages

    return messages.read(chosen.file, as_json=chosen.json)


def _train(chosen) -> int:
    if _lacks_learning():
        return 1
    from ops import place
    from ops.training.train import train

    if not chosen.from_cases:
        return train(from_cases=False)
    with place.rooms():
        return train(from_cases=True)


def _lacks_learning() -> bool:
    """Say so when scikit-learn, which only learning needs, is not installed."""
    if find_spec("sklearn"):
        return False
    sys.stderr.write("sumvay: this needs the developers' packages (requirements-dev.txt).\n")
    return True


def _eval(_chosen) -> int:
    from ops import messages

    return messages.evaluate()


def _backup(chosen) -> int:
    from ops import keeping

    return keeping.backup(chosen.file, keep=chosen.keep)


def _restore(chosen) -> int:
    from ops import keeping

    return keeping.restore(chosen.file, force=chosen.force)


def _install(chosen) -> int:
    from ops import installing

    return installing.install(chosen)


def _upgrade(chosen) -> int:
    from ops import upgrading

    return upgrading.upgrade(chosen.version)


def _return(chosen) -> int:
    from ops import upgrading

    return upgrading.go_back()


def _bench(chosen) -> int:
    if chosen.listening and _lacks_learning():
        return 1
    from ops import bench

    return bench.main(write_page=not chosen.no_page, pieces=chosen.newsroom, listening=chosen.listening)
