"""What rich text may hold before readers: an allow-list, whatever door the text came by."""

from bs4 import Tag
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

PLAIN = ("b", "blockquote", "br", "em", "h2", "h3", "h4", "hr", "i", "li", "ol", "p", "strong", "sub", "sup", "ul")
# Of other elements the words stay; of these nothing does
SILENT = ("script", "style", "template", "iframe", "object", "svg", "math", "noscript", "textarea", "title")


class ReadersText(Whitelister):
    """Paragraphs, heads, lists, emphasis, and links by http, https, mailto and tel; nothing that acts."""

    element_rules = {
        "[document]": allow_without_attributes,
        "a": attribute_rule({"href": check_url}),
        **dict.fromkeys(PLAIN, allow_without_attributes),
        **dict.fromkeys(SILENT, Tag.decompose),
    }


_cleaner = ReadersText()


def cleaned(html: str) -> str:
    """Rich text as it may be put before readers."""
    return _cleaner.clean(html)
