"""Every address of the portal with something behind it."""


def addresses_of(paper: dict) -> dict[str, str]:
    """By name of the page."""
    return {
        "home": "/",
        "english": "/en/",
        "section": f"/muc/{paper['section'].slug}/",
        "unit": f"/don-vi/{paper['unit'].code}/",
        "campaign": f"/dot/{paper['campaign'].pk}/",
        "author": f"/tac-gia/{paper['author']}/",
        "programmes": "/chuong-trinh/",
        "programme": f"/chuong-trinh/{paper['programme'].pk}/",
        "jobs": "/viec-lam/",
        "documents": "/van-ban/",
        "answers": "/hoi-dap/",
        "commitments": "/cam-ket/",
        "commitments of a unit": f"/cam-ket/{paper['unit'].code}/",
        "search": "/tim/",
        "found": "/tim/?q=cong+nhan",
        "nothing found": "/tim/?q=khongcogidau",
    }
