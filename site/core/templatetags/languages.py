"""The language of words that may not be in the page's own: `<p{% lang entry.language %}>`."""

from django import template
from django.utils import translation
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def lang(language: str) -> str:
    """Return ` lang="sv"` if that is not the language of the page, so that it is read out right."""
    if not language or language == translation.get_language():
        return ""
    return format_html(' lang="{}"', language)
