"""JSON-LD: a data block, which no content policy has to allow because nothing in it runs."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from core.pages.base_page import BasePage

register = template.Library()

# As Django's json_script: nothing in the text can end the element.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any], page: Any) -> SafeString:
    """Return the page's schema.org objects as one script element, or nothing."""
    if not isinstance(page, BasePage) or page.pk is None:
        return mark_safe("")
    objects = page.structured_data(context["chrome"])
    if not objects:
        return mark_safe("")
    text = json.dumps(objects, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped
