"""Values that are not printed as such but follow from what is: proposed apart, never put into the fields."""

import re
from typing import Any

from sumvay.documents.reading.parts import Parts

OWN_NAME = re.compile(
    r"(?:Ban Thường vụ |Ban Chấp hành )?(?P<name>(?:Liên đoàn Lao động|LĐLĐ|Công đoàn) (?:tỉnh|thành phố|huyện"
    r"|quận|phường|xã|thị xã))"
)


def inferred_issuers(fields: dict[str, Any], found: dict[str, Any], parts: Parts) -> dict[str, dict[str, Any]]:
    """
    A paper without letterhead still says who speaks: "Liên đoàn Lao động huyện đề nghị …" and "Gia Lâm, ngày …" propose
    the issuer, the issuer of the first cited paper of the level above proposes the parent.
    """
    if fields["issuer"] or not fields["place"]:
        return {}
    for line in parts.body:
        name = next(
            (
                m
                for m in OWN_NAME.finditer(line.text)
                if line.text[m.end() :].lstrip().startswith(("đề nghị", "yêu cầu"))
            ),
            None,
        )
        if name:
            spans = [[line.start + name.start("name"), line.start + name.end("name")], *found["place"]["spans"]]
            proposals = {"issuer": {"value": f"{name['name']} {fields['place']}", "spans": spans}}
            return proposals | _parent(fields, found)
    return {}


def _parent(fields: dict[str, Any], found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    cited = next(((n, paper) for n, paper in enumerate(fields["basis"]) if paper["issuer"]), None)
    if cited is None:
        return {}
    return {"parent_issuer": {"value": cited[1]["issuer"], "spans": found[f"basis.{cited[0]}"]["spans"]}}
