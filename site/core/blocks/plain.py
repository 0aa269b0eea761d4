"""What a stream says, without its markup."""

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue


def plain_text(stream: StreamValue) -> str:
    """Return the words of a stream, for search and summaries."""
    parts: list[str] = []
    for child in stream:
        parts.extend(str(part) for part in child.block.get_searchable_content(child.value))
    return strip_tags(" ".join(parts))
