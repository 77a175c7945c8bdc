"""Readers are not known: no cookie, nothing that varies by who asks, nothing from outside, only looking."""

import re

import pytest
from django.conf import settings

from tests.factories.accounts import PersonFactory
from tests.portal.addresses import addresses_of


def test_no_page_sets_a_cookie_or_varies_by_one(paper, reader):
    for name, address in addresses_of(paper).items():
        answer = reader.get(address)
        assert (name, answer.status_code) == (name, 200)
        assert not answer.cookies
        assert "cookie" not in answer.headers.get("Vary", "").lower(), name


def test_nothing_is_asked_of_another_site_and_no_script_or_style_stands_in_the_page(paper, reader):
    for address in addresses_of(paper).values():
        html = reader.get(address).content.decode()
        asked = re.findall(r'<(?:script|link|img|source|iframe)[^>]*(?:src|href|srcset)="([^"]+)"', html)
        assert [url for url in asked if not url.startswith("/")] == []
        assert re.findall(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", html) == []


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_readers_only_look(paper, reader, method):
    for address in addresses_of(paper).values():
        assert getattr(reader, method)(address).status_code == 405


def test_the_language_is_the_page_s_and_not_the_asker_s(paper, reader):
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    reader.force_login(PersonFactory(language="en"))
    answer = reader.get("/")
    assert '<html lang="vi">' in answer.content.decode()
    assert answer.headers["Content-Language"] == "vi"
    assert '<html lang="en">' in reader.get("/en/").content.decode()


def test_an_officer_reads_the_same_page_as_everybody(paper, reader):
    before = reader.get("/tim/?q=cong+nhan").content
    reader.force_login(PersonFactory())
    assert reader.get("/tim/?q=cong+nhan").content == before
