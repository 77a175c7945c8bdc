"""Every command explains itself, and asking wrongly is exit code 2."""

import re

import pytest

from ops.cli import build_parser, main

COMMANDS = re.findall(r"^    ([a-z-]+)(?: |$)", build_parser().format_help(), re.MULTILINE)


def test_all_commands_are_listed():
    assert {"run", "serve", "work", "demo", "check", "init", "invite", "read-document", "backup"} <= set(COMMANDS)
    assert len(COMMANDS) == 23


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    said = capsys.readouterr().out
    assert f"usage: sumvay {command}" in said
    assert said.count(". ") + said.count(".\n") >= 1


def test_a_place_that_may_not_be_used_is_one_sentence(monkeypatch, capsys):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied", "/closed/x.tar.gz")

    monkeypatch.setattr("ops.keeping.backup", refused)
    assert main(["backup", "/closed/x.tar.gz"]) == 1
    assert capsys.readouterr().err.startswith("sumvay: /closed/x.tar.gz: the user ")


@pytest.mark.parametrize("arguments", [[], ["fly"], ["restore"], ["install"], ["serve", "--port", "eighty"]])
def test_asking_wrongly_is_exit_code_two(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("usage: sumvay")
