"""Every answer carries an id, and one line about each request is written."""

import logging

import pytest


@pytest.mark.parametrize("given", ["a1b2c3d4-e5f6", "f" * 64])
def test_the_proxys_id_is_kept(client, given):
    assert client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "short", "with space 12345", "x" * 65, "line\\nbreak1"])
def test_an_ill_formed_id_is_replaced(client, given):
    answered = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert answered != given
    assert len(answered) == 32


@pytest.mark.django_db
def test_one_line_is_written_without_the_query(client, caplog):
    with caplog.at_level(logging.INFO, logger="sumvay.request"):
        client.get("/nowhere/?q=bi-mat")
    lines = [record.getMessage() for record in caplog.records if record.name == "sumvay.request"]
    assert len(lines) == 1
    assert lines[0].startswith("GET /nowhere/ 404 in ")


def test_the_watchman_is_not_logged(client, caplog):
    with caplog.at_level(logging.INFO, logger="sumvay.request"):
        client.get("/healthz")
    assert [record for record in caplog.records if record.name == "sumvay.request"] == []
