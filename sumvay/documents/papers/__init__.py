"""The writer: one paper, drawn as .docx, PDF and .xlsx in the official form, and forms of others filled in place."""

from .filling import fill_docx, fill_xlsx
from .form_files import FormRefused
from .form_tables import EmptyCell, FormTable, list_tables
from .paper import ND30, Annex, Bar, Bullet, Figure, Heading, Paper, Paragraph, Plot, Profile, Table
from .pdf import to_pdf
from .sheet import Column, to_xlsx
from .word import to_docx
from .wording import figure_text

__all__ = [
    "ND30",
    "Annex",
    "Bar",
    "Bullet",
    "Column",
    "EmptyCell",
    "Figure",
    "FormRefused",
    "FormTable",
    "Heading",
    "Paper",
    "Paragraph",
    "Plot",
    "Profile",
    "Table",
    "figure_text",
    "fill_docx",
    "fill_xlsx",
    "list_tables",
    "to_docx",
    "to_pdf",
    "to_xlsx",
]
