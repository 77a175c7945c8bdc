"""Public links recognised offline: what they point to, and whether two point to the same story."""

from sumvay.links.address import NotALink
from sumvay.links.platforms import Link, LinkKind, canonical, links_in

__all__ = ["Link", "LinkKind", "NotALink", "canonical", "links_in"]
