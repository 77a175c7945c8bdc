"""A paper's number is found as it stands in the letter, without its accents, by its beginning, and by no other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sumvay.newsroom import selectors
from tests.factories.newsroom import listed, text_body

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def papers():
    """Two decrees whose numbers share their parts."""
    at = NOW - timedelta(days=1)
    wanted = listed(at=at, title="Điểm mới về tiền lương", body=text_body("Căn cứ Nghị định số 12/2026/NĐ-CP."))
    listed(at=at, title="Văn bản khác", body=text_body("Nghị định 2026/12/NĐ-CP, công văn 12/HD-TLĐ, ngày 12/1/2026."))
    return wanted


@pytest.mark.parametrize(
    "typed",
    ["12/2026/NĐ-CP", "12/2026/nd-cp", "nghị định 12/2026/NĐ–CP", "12 / 2026 / NĐ-CP", "12/2026", "nghi dinh 12/2026"],
)
def test_a_number_is_found_however_it_is_typed(papers, typed):
    found = selectors.search(text=typed, page=1, now=NOW)
    assert [row.pk for row in found.rows] == [papers.pk]


def test_the_number_is_marked_in_the_snippet(papers):
    found = selectors.search(text="12/2026", page=1, now=NOW)
    assert "<mark>12/2026/NĐ-CP</mark>" in found.highlights[papers.pk].snippet
