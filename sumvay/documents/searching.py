"""How a paper is found in the register: by words of its number, symbol, subject or issuer, accents or not."""

from django.db.models import QuerySet

from sumvay.documents.models import OfficialPaper
from sumvay.vietnamese import fold


def folded(paper: OfficialPaper) -> str:
    """What is searched of a paper, without accents."""
    arrival = f"đến {paper.arrival_number}" if paper.arrival_number else ""
    return fold(" ".join([f"{paper.number}/{paper.symbol}", arrival, paper.subject, paper.issuer, paper.signer]))


def with_words(papers: QuerySet[OfficialPaper], text: str) -> QuerySet[OfficialPaper]:
    """The papers in which every word of the text occurs: "228 ha noi" finds 228/LĐLĐ of Hà Nội."""
    for word in fold(text).split():
        papers = papers.filter(folded__contains=word)
    return papers
