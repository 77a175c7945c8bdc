"""A paper of our own as a file."""

from typing import Literal

from sumvay.documents import papers
from sumvay.documents.models import OfficialPaper
from sumvay.documents.official_form import form_of


def render_paper(*, paper: OfficialPaper, form: Literal["docx", "pdf"]) -> bytes:
    """The paper in the form of Decree 30/2020/NĐ-CP, Phụ lục I: .docx to work on, PDF to print and send."""
    draw = {"docx": papers.to_docx, "pdf": papers.to_pdf}[form]
    return draw(form_of(paper))
