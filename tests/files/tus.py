"""A client of the tus protocol, spoken by hand."""

from base64 import b64encode

from django.test import Client

from sumvay.files.passes import ticket_for

SPOKEN = {"Tus-Resumable": "1.0.0"}
UPLOADS = "/files/uploads/"


def signed_in(officer, **how) -> Client:
    """Somebody's browser."""
    client = Client(**how)
    client.force_login(officer)
    return client


def begin(client, officer, unit, length, *, name="phim.mp4", about="test:1", **headers):
    """Ask for an upload."""
    words = {"filename": name, "ticket": ticket_for(officer, unit, about)}
    said = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in words.items())
    return client.post(UPLOADS, headers={**SPOKEN, "Upload-Length": str(length), "Upload-Metadata": said, **headers})


def patch(client, address, content, offset, **headers):
    """Send a piece."""
    kind = headers.pop("kind", "application/offset+octet-stream")
    asked = {**SPOKEN, "Upload-Offset": str(offset), **headers}
    return client.generic("PATCH", address, content, content_type=kind, headers=asked)


def head(client, address):
    """Ask how far it is."""
    return client.head(address, headers=SPOKEN)
