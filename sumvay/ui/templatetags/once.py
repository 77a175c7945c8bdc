"""`{% load once %}`: what is the same on every page is drawn once a process."""

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.tag
def once(parser: Parser, _token: Token) -> Node:
    """`{% once %}…{% endonce %}`: drawn once in each language; nothing in it may hang on who asks or what is shown."""
    inner = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(inner)


class OnceNode(Node):
    """A part of a template and how it looks in the languages asked for so far."""

    def __init__(self, nodelist: NodeList) -> None:
        """Nothing is drawn yet."""
        self.nodelist = nodelist
        self._drawn: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """As it was drawn the first time."""
        language = get_language()
        if language not in self._drawn:
            # From nothing: what hangs on a page after all is missed at the first look, not shown to the next reader
            self._drawn[language] = self.nodelist.render(context.new({}))
        return self._drawn[language]
