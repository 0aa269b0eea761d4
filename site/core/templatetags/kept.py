"""Parts that are the same on many pages: `{% kept "footer" chrome.frame %}…{% endkept %}`.

They are kept as HTML until something public changes. What is named behind the name must tell all
that they depend on beside public content; where one of it is empty, nothing is kept.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.freshness.kept_warm import warm

register = template.Library()


class Kept(template.Node):
    """What stands between the tags, drawn only when it is not kept."""

    def __init__(self, nodelist: NodeList, told: list[FilterExpression]) -> None:
        self.nodelist, self.told = nodelist, told

    def render(self, context: template.Context) -> SafeString:
        """Return the HTML, from what is kept if it is there."""
        told: list[Any] = [each.resolve(context) for each in self.told]
        if not all(told):
            return self.nodelist.render(context)
        key = f"html:{get_language()}:{told}"
        return warm(key, lambda: self.nodelist.render(context))


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """Read the tag: a name that no other has, then what the part depends on."""
    _tag, *told = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(nodelist, [parser.compile_filter(each) for each in told])
